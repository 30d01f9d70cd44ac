/** One exchange with the server: what is offered, and what an answer changes. */

import { call, refused, type Caller } from "./call";
import { within, type Replica, type State, type StoredFile, type StoredOp, type Stores } from "./database";
import { renewReplica } from "./participation";

const PROTOCOL = 1;
const MOST_OPS = 500;
/** Leaves room in a message for all but its payloads. */
const MOST_BYTES = 900 * 1024;

interface Receipt {
  hash: string;
  state: State;
  reason?: string;
}

interface Answer {
  head: unknown;
  cursor: unknown;
  start_over: boolean;
  receipts: Receipt[];
  photo_receipts: { hash: string; state: State }[];
  wanted_photos: string[];
  more: boolean;
  next_sync_after_s: number;
}

/** Offers what waits and takes the answer in; tells whether to ask again at once. */
export async function exchange(database: IDBDatabase, caller: Caller): Promise<boolean> {
  const { request, more } = await nextRequest(database, caller.replica);
  const answer = await call(caller, "/v1/sync", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  if (answer.status !== 200) throw refused(answer);
  const told = (await answer.json()) as Answer;
  await takeIn(database, caller.replica.id, told);
  return more || told.more || told.start_over;
}

/** The next request of a replica. Its ops count as offered from now on. */
function nextRequest(database: IDBDatabase, { id }: Replica): Promise<{ request: object; more: boolean }> {
  return within(database, "readwrite", async (stores) => {
    const replica = (await stores.get<Replica>("replica", id))!;
    const own = await opsOf(stores, replica);
    const waiting = own.filter((op) => op.state === "on_phone");
    const files = await filesOf(stores, replica);
    const held = files.filter((file) => file.state === "on_phone");
    const ops = batch(waiting);
    for (const op of ops) await stores.put("op", { ...op, offered: true });
    const request = {
      protocol: PROTOCOL,
      now: Date.now(),
      cursor: replica.cursor,
      seen_head: replica.head,
      ops: ops.map((op) => op.payload),
      holding: {
        ops: waiting.length,
        photos: held.length,
        photo_bytes: held.reduce((sum, file) => sum + file.length, 0),
        since: oldest([...waiting.slice(ops.length), ...own.filter((op) => held.some(({ photo }) => photo === op.target))]),
      },
    };
    return { request, more: ops.length < waiting.length };
  });
}

/** When the first of these was recorded; undefined, which JSON leaves out, when there is none. */
function oldest(ops: StoredOp[]): number | undefined {
  return ops.length ? ops.reduce((least, { at }) => Math.min(least, at), Infinity) : undefined;
}

function batch(waiting: StoredOp[]): StoredOp[] {
  const taken: StoredOp[] = [];
  const measure = new TextEncoder();
  let bytes = 0;
  for (const op of waiting) {
    bytes += measure.encode(JSON.stringify(op.payload)).length + 1;
    if (taken.length === MOST_OPS || (bytes > MOST_BYTES && taken.length > 0)) break;
    taken.push(op);
  }
  return taken;
}

async function opsOf(stores: Stores, { walk, id }: Replica): Promise<StoredOp[]> {
  const ops = await stores.all<StoredOp>("op", "walk", walk);
  return ops.filter((op) => op.replica === id).sort((a, b) => a.seq - b.seq);
}

async function filesOf(stores: Stores, { walk, id }: Replica): Promise<StoredFile[]> {
  const files = await stores.all<StoredFile>("file", "walk", walk);
  return files.filter((file) => file.replica === id);
}

/** Takes an answer in, all of it or nothing. Only what the server says moves a state. */
function takeIn(database: IDBDatabase, id: string, answer: Answer): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const replica = await stores.get<Replica>("replica", id);
    // The walk was left meanwhile.
    if (!replica) return;
    if (answer.start_over) await offerAgain(stores, replica);
    let isOldCopy = false;
    for (const receipt of answer.receipts) {
      const known = await takeReceipt(stores, replica, receipt);
      isOldCopy ||= !known || receipt.reason === "same_number_other_bytes";
    }
    for (const { hash, state } of answer.photo_receipts) await setFile(stores, replica, hash, state);
    for (const hash of answer.wanted_photos) await setFile(stores, replica, hash, "on_phone");
    const heard: Replica = {
      ...replica,
      cursor: answer.cursor,
      head: answer.head,
      nextSyncAt: Date.now() + answer.next_sync_after_s * 1_000,
      notBefore: 0,
    };
    await stores.put("replica", heard);
    if (isOldCopy) await renewReplica(stores, heard);
  });
}

/** The server was restored from a backup: everything counts as only here again. */
async function offerAgain(stores: Stores, replica: Replica): Promise<void> {
  for (const op of await opsOf(stores, replica)) {
    if (op.state !== "erased") await stores.put("op", { ...op, state: "on_phone", reason: null });
  }
  for (const file of await filesOf(stores, replica)) {
    if (file.state !== "erased") await stores.put("file", { ...file, state: "on_phone", upload: null, refused: null });
  }
}

/** Moves an own op's state; false when there is no such op here. */
async function takeReceipt(stores: Stores, replica: Replica, { hash, state, reason }: Receipt): Promise<boolean> {
  const found = await stores.all<StoredOp>("op", "short", hash);
  const op = found.find((one) => one.replica === replica.id);
  if (!op) return state === "erased";
  if (op.state === "erased") return true;
  const payload = state === "erased" ? "" : op.payload;
  await stores.put("op", { ...op, payload, state, reason: reason ?? null });
  if (state === "erased") await eraseFile(stores, op.target);
  return true;
}

async function eraseFile(stores: Stores, photo: string): Promise<void> {
  const file = await stores.get<StoredFile>("file", photo);
  if (!file) return;
  await stores.put("file", { ...file, state: "erased" });
  await stores.delete("bytes", file.hash);
}

async function setFile(stores: Stores, replica: Replica, hash: string, state: State): Promise<void> {
  const files = await stores.all<StoredFile>("file", "hash", hash);
  for (const file of files.filter((one) => one.replica === replica.id && one.state !== "erased")) {
    await stores.put("file", { ...file, state });
  }
  if (state === "erased") await stores.delete("bytes", hash);
}
