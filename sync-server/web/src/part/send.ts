/** Sends everything that waits: by the page while it is open, by the worker where the browser has background sync. */

import { waitMs } from "./backoff";
import { Refused, call, type Caller } from "./call";
import { within, type Package, type Participation, type Replica, type StoredFile, type StoredOp } from "./database";
import { exchange } from "./exchange";
import { isUnsettled } from "./items";
import { keep } from "./participation";
import { FileGone, note, upload } from "./upload";

const LOCK = "lykta-send";
/** Answers after which the same bytes are of no use: they are tried again after a day. */
const OF_NO_USE = [413, 415, 422, 460];
const TRY_AGAIN_AFTER_MS = 24 * 3_600_000;
/** A clock that was ahead when a wait was noted must not keep this browser silent. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
const WITHOUT_NETWORK_MS = 60_000;

/** Who else is to know that something has changed: other tabs, and this one. */
export const CHANNEL = "lykta-changed";

export interface Sent {
  /** Whether everything went through; false when something has to be tried again. */
  ok: boolean;
  /** When to try again by itself. */
  nextAt: number;
}

/**
 * Sends for all walks; only one tab or worker at a time.
 *
 * `eager` does not wait out the pauses after failures, but for those that the server asked for. It takes its turn after
 * another tab, which may have begun before what is to be sent was saved; else null when another tab is at it.
 */
export async function sendAll(database: IDBDatabase, eager: boolean): Promise<Sent | null> {
  // What is not tried has surely not left: taken back now, it is gone.
  if (!navigator.onLine) return { ok: false, nextAt: Date.now() + WITHOUT_NETWORK_MS };
  const work = (lock: Lock | null) => (lock ? sendEach(database, eager) : Promise.resolve(null));
  if (!navigator.locks) return sendEach(database, eager);
  return navigator.locks.request(LOCK, { ifAvailable: !eager }, work);
}

async function sendEach(database: IDBDatabase, eager: boolean): Promise<Sent> {
  const sent: Sent = { ok: true, nextAt: Date.now() + LONGEST_WAIT_MS };
  for (const caller of await callersDue(database)) {
    const { notBefore, nextSyncAt } = caller.replica;
    const now = Date.now();
    const from = Math.min(Math.max(notBefore, eager ? 0 : nextSyncAt), now + LONGEST_WAIT_MS);
    if (from <= now) sent.ok = (await sendOne(database, caller)) && sent.ok;
    else sent.ok = sent.ok && caller.replica.failures === 0;
    const after = await within(database, "readonly", (stores) => stores.get<Replica>("replica", caller.replica.id));
    if (after) sent.nextAt = Math.min(sent.nextAt, Math.max(after.nextSyncAt, after.notBefore));
  }
  return sent;
}

/** The replicas with something unsettled, and those that write now. */
function callersDue(database: IDBDatabase): Promise<Caller[]> {
  return within(database, "readonly", async (stores) => {
    const callers: Caller[] = [];
    for (const joined of await stores.all<Participation>("participation")) {
      const ops = await stores.all<StoredOp>("op", "walk", joined.walk);
      const files = await stores.all<StoredFile>("file", "walk", joined.walk);
      for (const replica of await stores.all<Replica>("replica", "walk", joined.walk)) {
        // Before the notice is read nothing was recorded, and nothing is told of this browser.
        const writes = replica.id === joined.replica && joined.noticeRead !== null;
        if (writes || isUnsettled(replica, ops, files)) callers.push({ joined, replica });
      }
    }
    return callers;
  });
}

async function sendOne(database: IDBDatabase, caller: Caller): Promise<boolean> {
  try {
    while (await exchange(database, await fresh(database, caller))) continue;
    const whole = await sendFiles(database, caller);
    await noteTry(database, caller.replica.id, null);
    return whole;
  } catch (error) {
    await noteTry(database, caller.replica.id, error);
    return false;
  }
}

async function fresh(database: IDBDatabase, { joined, replica }: Caller): Promise<Caller> {
  const now = await within(database, "readonly", (stores) => stores.get<Replica>("replica", replica.id));
  if (!now) throw new Error("the walk was left");
  return { joined, replica: now };
}

async function sendFiles(database: IDBDatabase, caller: Caller): Promise<boolean> {
  const files = await within(database, "readonly", (stores) => stores.all<StoredFile>("file", "walk", caller.joined.walk));
  const sent = new Set<string>();
  let whole = true;
  for (const file of files) {
    if (file.replica !== caller.replica.id || file.state !== "on_phone" || sent.has(file.hash)) continue;
    sent.add(file.hash);
    if (file.refused && Date.now() - file.refusedAt < TRY_AGAIN_AFTER_MS) continue;
    whole = (await sendFile(database, caller, file)) && whole;
    changed();
  }
  // What the server says of whole photos comes with the next exchange.
  if (sent.size > 0) while (await exchange(database, await fresh(database, caller))) continue;
  return whole;
}

/** One photo that cannot be sent does not stand in the way of the next. */
async function sendFile(database: IDBDatabase, caller: Caller, file: StoredFile): Promise<boolean> {
  try {
    await upload(database, caller, file);
    return true;
  } catch (error) {
    const reason = whyOfNoUse(error);
    if (!reason) throw error;
    await note(database, file, { refused: reason, refusedAt: Date.now(), upload: null });
    return false;
  }
}

function whyOfNoUse(error: unknown): string | null {
  if (error instanceof FileGone) return "gone";
  return error instanceof Refused && OF_NO_USE.includes(error.status) ? "refused" : null;
}

/** Remembers how a try went, and when to try again. */
function noteTry(database: IDBDatabase, id: string, error: unknown): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const replica = await stores.get<Replica>("replica", id);
    if (!replica) return;
    if (!error) {
      await stores.put("replica", { ...replica, failures: 0 });
      return;
    }
    const failures = replica.failures + 1;
    const asked = error instanceof Refused ? error.retryAfterMs : 0;
    const now = Date.now();
    const nextSyncAt = now + Math.max(waitMs(failures), asked);
    await stores.put("replica", { ...replica, failures, nextSyncAt, notBefore: asked ? now + asked : 0 });
  });
}

/** Tells all tabs, this one included, to look again. */
export function changed(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(null);
  channel.close();
}

/** Fetches the walk's package when there is a newer one; without network nothing changes. */
export async function fetchPackage(database: IDBDatabase, joined: Participation): Promise<void> {
  const replica = await within(database, "readonly", (stores) => stores.get<Replica>("replica", joined.replica));
  if (!replica) return;
  const headers: HeadersInit = joined.packageTag ? { "If-None-Match": joined.packageTag } : {};
  const answer = await call({ joined, replica }, `/v1/walks/${joined.walk}/package`, { headers }).catch(() => null);
  if (!answer) return;
  if (answer.status === 200) {
    const told = (await answer.json()) as Package;
    const packageTag = answer.headers.get("etag") ?? "";
    await keep(database, joined.walk, { package: told, packageTag, walkName: told.walk.name, shut: false });
  } else if (answer.status === 304) {
    await keep(database, joined.walk, { shut: false });
  } else if ([401, 403, 404].includes(answer.status)) {
    await keep(database, joined.walk, { shut: true });
  }
}
