/** What the fragment of a join link carries: a code, and a few words to show before there is a network. */

import { fromBase64Url, toUuid } from "./bytes";

const CODE_BYTES = 62;
const VERSION = 1;
const MINUTE_MS = 60_000;
/** In the order of their numbers in a code. */
const ROLES = ["coordinator", "leader", "note_taker", "photographer", "participant"];
const NO_GROUP = "00000000-0000-0000-0000-000000000000";

export interface Link {
  code: string;
  walk: string;
  group: string | null;
  role: string;
  plannedEnd: number;
  walkName: string;
}

/** Reads a link's fragment; null when it holds no whole code. */
export function readFragment(fragment: string): Link | null {
  const [code = "", ...parts] = fragment.replace(/^#/, "").split("&");
  const bytes = fromBase64Url(code);
  if (bytes?.length !== CODE_BYTES || bytes[0] !== VERSION) return null;
  const role = ROLES[bytes[33]!];
  if (!role) return null;
  const group = toUuid(bytes.slice(17, 33));
  const minutes = new DataView(bytes.buffer).getUint32(34);
  return {
    code,
    walk: toUuid(bytes.slice(1, 17)),
    group: group === NO_GROUP ? null : group,
    role,
    plannedEnd: minutes * MINUTE_MS,
    walkName: unescape(parts.find((part) => part.startsWith("n="))?.slice(2) ?? ""),
  };
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
