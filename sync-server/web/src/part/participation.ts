/** Joining, reading the notice, and leaving. */

import { hashOf, newId, toHex } from "./bytes";
import { within, type Participation, type Replica, type StoredFile, type StoredOp, type Stores } from "./database";
import type { Link } from "./link";
import { partyOf, writeOp } from "./op";

const CURRENT = "current";

/** Joins a walk. Joining again keeps what is there and takes the newer code. */
export function join(database: IDBDatabase, link: Link): Promise<Participation> {
  return within(database, "readwrite", async (stores) => {
    const known = await stores.get<Participation>("participation", link.walk);
    const { walk, group, role, code, plannedEnd } = link;
    const joined: Participation = {
      walk,
      group,
      role,
      code,
      plannedEnd,
      walkName: link.walkName || known?.walkName || "",
      joinedAt: known?.joinedAt ?? Date.now(),
      replica: known?.replica ?? (await newReplica(stores, walk)),
      package: known?.package ?? null,
      packageTag: known?.packageTag ?? "",
      noticeRead: known?.noticeRead ?? null,
      shut: false,
    };
    await stores.put("participation", joined);
    await stores.put("setting", walk, CURRENT);
    return joined;
  });
}

async function newReplica(stores: Stores, walk: string): Promise<string> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const id = toHex(hashOf(secret).slice(0, 16));
  const replica: Replica = {
    id,
    walk,
    secret,
    nextSeq: 1,
    retired: false,
    cursor: null,
    head: null,
    failures: 0,
    nextSyncAt: 0,
    notBefore: 0,
  };
  await stores.put("replica", replica);
  return id;
}

/** Goes on under a new replica; the old one only learns what becomes of what it wrote. */
export async function renewReplica(stores: Stores, old: Replica): Promise<void> {
  const joined = await stores.get<Participation>("participation", old.walk);
  if (!joined || joined.replica !== old.id) return;
  await stores.put("replica", { ...old, retired: true });
  await stores.put("participation", { ...joined, replica: await newReplica(stores, old.walk) });
}

/** The walk that was joined last, if any. */
export function current(database: IDBDatabase): Promise<Participation | undefined> {
  return within(database, "readonly", async (stores) => {
    const walk = await stores.get<string>("setting", CURRENT);
    return walk ? stores.get<Participation>("participation", walk) : undefined;
  });
}

/** Changes what is kept of a participation. */
export function keep(database: IDBDatabase, walk: string, change: Partial<Participation>): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const joined = await stores.get<Participation>("participation", walk);
    if (joined) await stores.put("participation", { ...joined, ...change });
  });
}

/** Takes down that the notice was read. The first time a random id says that somebody takes part; nothing says who. */
export function noteRead(database: IDBDatabase, walk: string, notice: string, language: string): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const joined = await stores.get<Participation>("participation", walk);
    if (!joined) return;
    const first = joined.noticeRead === null;
    await stores.put("participation", { ...joined, noticeRead: notice });
    if (!first) return;
    const fields = { parent: partyOf(joined), language };
    await writeOp(stores, joined, { kind: "participant", id: newId() }, fields);
  });
}

/** Forgets a walk on this browser, with all that was recorded there. */
export function leave(database: IDBDatabase, walk: string): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    for (const op of await stores.all<StoredOp>("op", "walk", walk)) await stores.delete("op", [op.replica, op.seq]);
    for (const file of await stores.all<StoredFile>("file", "walk", walk)) {
      await stores.delete("file", file.photo);
      await stores.delete("bytes", file.hash);
    }
    for (const { id } of await stores.all<Replica>("replica", "walk", walk)) await stores.delete("replica", id);
    await stores.delete("participation", walk);
    const others = await stores.all<Participation>("participation");
    const [next] = others.sort((a, b) => b.joinedAt - a.joinedAt);
    if (next) await stores.put("setting", next.walk, CURRENT);
    else await stores.delete("setting", CURRENT);
  });
}
