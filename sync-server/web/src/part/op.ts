/** Making ops: the payload's bytes are made here once and never again. */

import { hashOf, toHex } from "./bytes";
import type { Participation, Replica, StoredOp, Stores } from "./database";

/** The largest payload that a server reads, in bytes. */
const MAX_PAYLOAD_BYTES = 64 * 1024;

export interface Target {
  kind: string;
  id: string;
}

export type Fields = Record<string, unknown>;

/** What was typed is too long for one op. */
export class TooLong extends Error {}

/** What a walk's own things are created under. */
export function partyOf({ group, walk }: Participation): Target {
  return group ? { kind: "group", id: group } : { kind: "walk", id: walk };
}

/** Numbers, seals and stores an op by the replica that writes now. */
export async function writeOp(stores: Stores, by: Participation, target: Target, fields: Fields): Promise<void> {
  const replica = await stores.get<Replica>("replica", by.replica);
  if (!replica) throw new Error("the walk has no replica here");
  const sealed = seal(replica, target, fields);
  await stores.put("op", { ...sealed, walk: by.walk });
  await stores.put("replica", { ...replica, nextSeq: replica.nextSeq + 1 });
}

function seal(replica: Replica, target: Target, fields: Fields): Omit<StoredOp, "walk"> {
  const at = Date.now();
  const values = Object.entries(fields).map(([name, value]) => [name, { value }]);
  const payload = JSON.stringify({
    v: 1,
    replica: replica.id,
    seq: replica.nextSeq,
    at,
    target,
    fields: Object.fromEntries(values),
  });
  const bytes = new TextEncoder().encode(payload);
  if (bytes.length > MAX_PAYLOAD_BYTES) throw new TooLong();
  return {
    replica: replica.id,
    seq: replica.nextSeq,
    short: toHex(hashOf(bytes).slice(0, 16)),
    payload,
    kind: target.kind,
    target: target.id,
    at,
    state: "on_phone",
    reason: null,
    offered: false,
  };
}

/** What an op says of each field; nothing once it was erased. */
export function fieldsOf(op: StoredOp): Record<string, { value: unknown }> {
  return op.payload ? (JSON.parse(op.payload) as { fields: Record<string, { value: unknown }> }).fields : {};
}

/** Text as JSON and UTF-8 can carry it: half a character is none. */
export function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}
