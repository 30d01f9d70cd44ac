/** What was recorded here, as it is shown to whoever recorded it. */

import { within, type Participation, type Replica, type State, type StoredFile, type StoredOp } from "./database";
import { fieldsOf } from "./op";

export interface Item {
  id: string;
  at: number;
  kind: string;
  words: string;
  spot: { is: string; text?: string; accuracy_m?: number | null; source?: string } | null;
  /** How far its words have come, and the whole with its photos, at the least. */
  wordsState: State;
  state: State;
  reasons: string[];
  photos: { id: string; hash: string; state: State; refused: string | null }[];
  /** Whether it can be changed under the replica that writes now. */
  mine: boolean;
}

/** How much waits here. */
export interface Waiting {
  items: number;
  photos: number;
  photoBytes: number;
}

const RANK: State[] = ["on_phone", "received", "held", "visible", "erased"];

/** The lesser of two states; what is held comes before what is visible. */
export function least(states: State[]): State {
  return states.reduce((a, b) => (RANK.indexOf(b) < RANK.indexOf(a) ? b : a), "erased" as State);
}

/** The observations of a walk that were recorded here, newest first; withdrawn ones are hidden. */
export function listItems(database: IDBDatabase, walk: string): Promise<Item[]> {
  return within(database, "readonly", async (stores) => {
    const joined = await stores.get<Participation>("participation", walk);
    const ops = await stores.all<StoredOp>("op", "walk", walk);
    const files = await stores.all<StoredFile>("file", "walk", walk);
    const targets = new Map<string, StoredOp[]>();
    for (const op of ops) targets.set(op.target, [...(targets.get(op.target) ?? []), op]);
    const items: Item[] = [];
    for (const [id, own] of targets) {
      if (own[0]?.kind !== "observation") continue;
      const photos = files.filter((file) => file.parent === id);
      const item = itemOf(id, own, photos, targets, joined?.replica ?? "");
      if (item) items.push(item);
    }
    return items.sort((a, b) => b.at - a.at);
  });
}

function itemOf(
  id: string,
  ops: StoredOp[],
  files: StoredFile[],
  targets: Map<string, StoredOp[]>,
  replica: string,
): Item | null {
  const said: Record<string, unknown> = {};
  const [first] = ops;
  for (const op of ops) for (const [name, { value }] of Object.entries(fieldsOf(op))) said[name] = value;
  if (!first || said["withdrawn"] === true) return null;
  const photos = files.map((file) => photoOf(file, targets.get(file.photo) ?? []));
  const wordsState = least(ops.map((op) => op.state));
  const about = [...ops, ...files.flatMap((file) => targets.get(file.photo) ?? [])];
  return {
    id,
    at: first.at,
    kind: String(said["kind"] ?? ""),
    words: String(said["words"] ?? ""),
    spot: (said["spot"] as Item["spot"]) ?? null,
    wordsState,
    state: least([wordsState, ...photos.map((photo) => photo.state)]),
    reasons: [...new Set(about.flatMap((op) => (op.state === "held" && op.reason ? [op.reason] : [])))],
    photos,
    mine: first.replica === replica && wordsState !== "erased",
  };
}

function photoOf(file: StoredFile, ops: StoredOp[]): Item["photos"][number] {
  const state = least([file.state, ...ops.map((op) => op.state)]);
  return { id: file.photo, hash: file.hash, state, refused: file.state === "on_phone" ? file.refused : null };
}

/** What has not been sent yet: of one walk, or of all. */
export function countWaiting(database: IDBDatabase, walk?: string): Promise<Waiting> {
  return within(database, "readonly", async (stores) => {
    const of = <T extends { walk: string }>(all: T[]) => all.filter((one) => !walk || one.walk === walk);
    const ops = of(await stores.all<StoredOp>("op")).filter((op) => op.state === "on_phone");
    const files = of(await stores.all<StoredFile>("file")).filter((file) => file.state === "on_phone");
    return {
      items: new Set(ops.filter((op) => op.kind === "observation").map((op) => op.target)).size,
      photos: files.length,
      photoBytes: files.reduce((sum, file) => sum + file.length, 0),
    };
  });
}

/** Whether a replica still has something that the server has not settled. */
export function isUnsettled(replica: Replica, ops: StoredOp[], files: StoredFile[]): boolean {
  const settled: State[] = ["visible", "erased"];
  const own = <T extends { replica: string; state: State }>(all: T[]) =>
    all.some((one) => one.replica === replica.id && !settled.includes(one.state));
  return own(ops) || own(files);
}
