/** Calls to the server, as a phone makes them. */

import { toBase64Url } from "./bytes";
import type { Participation, Replica } from "./database";
import { obeyedMs } from "./backoff";

/** No call hangs for ever: a network that swallows everything is none. */
const LONGEST_CALL_MS = 60_000;

/** The server answered, and not with what was asked for. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly retryAfterMs: number,
  ) {
    super(`the server answered ${status}`);
  }
}

/** Who calls. */
export interface Caller {
  joined: Participation;
  replica: Replica;
}

export function call({ joined, replica }: Caller, address: string, init: RequestInit = {}): Promise<Response> {
  const secret = toBase64Url(replica.secret);
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Lykta ${joined.code}.${replica.id}.${secret}`);
  return fetch(address, {
    ...init,
    headers,
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(LONGEST_CALL_MS),
  });
}

/** What is thrown for an answer that was not hoped for. */
export function refused(answer: Response): Refused {
  return new Refused(answer.status, obeyedMs(Number(answer.headers.get("retry-after") ?? 0)));
}
