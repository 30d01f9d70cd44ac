/** Recording, changing and withdrawing: each is one transaction. */

import { within, type Participation, type StoredFile, type StoredOp, type Stores } from "./database";
import { partyOf, wellFormed, writeOp, type Fields } from "./op";
import type { Picture } from "./picture";

export type Spot =
  | { is: "place"; point: { lat: number; lon: number }; accuracy_m: number | null; source: "gnss" | "map" }
  | { is: "situation"; text: string }
  | { is: "unplaced" };

/** What somebody says; the kind alone is enough. */
export interface Draft {
  kind: string;
  spot: Spot | null;
  categories: string[];
  /** When it is so. */
  when: string[];
  feeling: number | null;
  words: string;
  suggestion: string;
}

/** Records an observation with its photos, all or nothing. Under the same id it is done once. */
export function record(
  database: IDBDatabase,
  walk: string,
  id: string,
  draft: Draft,
  pictures: Picture[],
): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const joined = await stores.get<Participation>("participation", walk);
    if (!joined) throw new Error("the walk was left");
    if ((await stores.all<StoredOp>("op", "target", id)).length > 0) return;
    await writeOp(stores, joined, { kind: "observation", id }, { parent: partyOf(joined), ...said(draft) });
    for (const picture of pictures) await recordPicture(stores, joined, id, picture);
  });
}

function said(draft: Draft): Fields {
  const fields: Fields = { kind: draft.kind };
  if (draft.spot) fields["spot"] = draft.spot.is === "situation" ? cleanSituation(draft.spot) : draft.spot;
  for (const category of draft.categories) fields[`category/${category}`] = true;
  for (const when of draft.when) fields[`when/${when}`] = true;
  if (draft.feeling !== null) fields["feeling"] = draft.feeling;
  for (const name of ["words", "suggestion"] as const) {
    const text = wellFormed(draft[name].trim());
    if (text) fields[name] = text;
  }
  return fields;
}

function cleanSituation(spot: { text: string }): Spot {
  return { is: "situation", text: wellFormed(spot.text.trim()) };
}

async function recordPicture(stores: Stores, joined: Participation, parent: string, picture: Picture): Promise<void> {
  const { id, hash, hashBase64, bytes, width, height } = picture;
  const file = { hash: hashBase64, bytes: bytes.byteLength, width, height };
  const caption = wellFormed(picture.caption.trim());
  const fields = { parent: { kind: "observation", id: parent }, file, ...(caption && { caption }) };
  await writeOp(stores, joined, { kind: "photo", id }, fields);
  const stored: StoredFile = {
    photo: id,
    hash,
    walk: joined.walk,
    replica: joined.replica,
    parent,
    length: bytes.byteLength,
    state: "on_phone",
    offered: false,
    upload: null,
    refused: null,
    refusedAt: 0,
  };
  await stores.put("bytes", bytes, hash);
  await stores.put("file", stored);
}

/** Changes the words of what was recorded here. */
export function changeWords(database: IDBDatabase, walk: string, id: string, words: string): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const joined = await stores.get<Participation>("participation", walk);
    if (!joined) throw new Error("the walk was left");
    await writeOp(stores, joined, { kind: "observation", id }, { words: wellFormed(words.trim()) || null });
  });
}

/** Withdraws an observation. What never left this browser is deleted; the rest is told of it. */
export function withdraw(database: IDBDatabase, walk: string, id: string): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const joined = await stores.get<Participation>("participation", walk);
    if (!joined) throw new Error("the walk was left");
    const files = await stores.all<StoredFile>("file", "parent", id);
    let stays = await wasOffered(stores, id);
    for (const file of files) {
      if (file.offered || (await wasOffered(stores, file.photo))) stays = true;
      else await forgetFile(stores, file);
    }
    if (stays) return writeOp(stores, joined, { kind: "observation", id }, { withdrawn: true });
    await forgetOps(stores, id);
  });
}

async function wasOffered(stores: Stores, target: string): Promise<boolean> {
  const ops = await stores.all<StoredOp>("op", "target", target);
  return ops.some((op) => op.offered || op.state !== "on_phone");
}

async function forgetOps(stores: Stores, target: string): Promise<void> {
  for (const op of await stores.all<StoredOp>("op", "target", target)) await stores.delete("op", [op.replica, op.seq]);
}

/** Forgets a photo of which nothing was sent; bytes that another photo has too stay. */
export async function forgetFile(stores: Stores, file: StoredFile): Promise<void> {
  await forgetOps(stores, file.photo);
  await stores.delete("file", file.photo);
  const same = await stores.all<StoredFile>("file", "hash", file.hash);
  if (same.length === 0) await stores.delete("bytes", file.hash);
}
