/** How long to wait before trying again, as `core/src/sync/backoff.rs` has it. */

const FIRST_MS = 5_000;
const LONGEST_MS = 30 * 60_000;
/** No server is obeyed for longer: a day. */
const LONGEST_OBEYED_MS = 24 * 3_600_000;

/** Doubles with each failure in a row up to half an hour, less up to a half by chance. */
export function waitMs(failures: number, chance = Math.random()): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 16), LONGEST_MS);
  return full - (full / 2) * chance;
}

/** How long the wait that a server asks for is obeyed. */
export function obeyedMs(seconds: number): number {
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * 1_000, LONGEST_OBEYED_MS) : 0;
}
