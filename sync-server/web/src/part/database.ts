/** What this browser keeps: the walks it takes part in, and all that was recorded here. */

const NAME = "lykta";
const VERSION = 1;
/** The cache with the base map around the walk; the worker's own caches are named otherwise, and go with each version. */
export const KEPT_MAP = "map-around-walk";

export type State = "on_phone" | "received" | "visible" | "held" | "erased";

/** The walk's package, as far as it is shown here. */
export interface Package {
  walk: { name: string; planned_start: number | null; planned_end: number | null; purpose: string | null };
  area: { name: string; polygon: LatLon[] } | null;
  groups: { id: string; name: string; route: LatLon[]; stops: { id: string; number: number; name: string | null; point: LatLon | null }[] }[];
  notice: Record<string, string>;
  basemap: { url: string; attribution: string } | null;
}

export interface LatLon {
  lat: number;
  lon: number;
}

/** Taking part in one walk. */
export interface Participation {
  walk: string;
  group: string | null;
  role: string;
  code: string;
  plannedEnd: number;
  walkName: string;
  joinedAt: number;
  replica: string;
  package: Package | null;
  packageTag: string;
  /** The notice as it was when it was read; null before. */
  noticeRead: string | null;
  /** What the server last said of the code, when it opens nothing any longer. */
  shut: boolean;
}

/** Who writes: one secret a walk. A retired one only tells what becomes of what it wrote. */
export interface Replica {
  id: string;
  walk: string;
  secret: Uint8Array;
  nextSeq: number;
  retired: boolean;
  cursor: unknown;
  head: unknown;
  failures: number;
  /** Not before this by itself. */
  nextSyncAt: number;
  /** Not before this at all: the server asked for it. */
  notBefore: number;
}

/** An op. Its payload is made once and never changes; of an erased one it is empty. */
export interface StoredOp {
  replica: string;
  seq: number;
  walk: string;
  /** The first half of its hash, as receipts carry it. */
  short: string;
  payload: string;
  /** What it is about: kind and id. */
  kind: string;
  target: string;
  at: number;
  state: State;
  reason: string | null;
  /** Whether it may have left this browser. */
  offered: boolean;
}

/** A photo's file; its bytes are apart, under its hash. */
export interface StoredFile {
  photo: string;
  hash: string;
  walk: string;
  replica: string;
  parent: string;
  length: number;
  state: State;
  offered: boolean;
  /** Where its upload was begun. */
  upload: string | null;
  /** Why it cannot be sent, and since when. */
  refused: string | null;
  refusedAt: number;
}

export type StoreName = "participation" | "replica" | "op" | "file" | "bytes" | "setting";

const ALL: StoreName[] = ["participation", "replica", "op", "file", "bytes", "setting"];

/** A request as a promise. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((fulfil, reject) => {
    request.onsuccess = () => fulfil(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Opens the database; rejects where the browser keeps nothing. */
export function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    const database = request.result;
    database.createObjectStore("participation", { keyPath: "walk" });
    database.createObjectStore("replica", { keyPath: "id" }).createIndex("walk", "walk");
    const ops = database.createObjectStore("op", { keyPath: ["replica", "seq"] });
    for (const index of ["walk", "target", "short"]) ops.createIndex(index, index);
    const files = database.createObjectStore("file", { keyPath: "photo" });
    for (const index of ["walk", "hash", "parent"]) files.createIndex(index, index);
    database.createObjectStore("bytes");
    database.createObjectStore("setting");
  };
  return done(request);
}

/** The stores within one transaction. */
export interface Stores {
  get<T>(store: StoreName, key: IDBValidKey): Promise<T | undefined>;
  all<T>(store: StoreName, index?: string, key?: IDBValidKey): Promise<T[]>;
  put(store: StoreName, value: unknown, key?: IDBValidKey): Promise<unknown>;
  delete(store: StoreName, key: IDBValidKey): Promise<unknown>;
}

/**
 * Does `work` in one transaction: all of it is on disk when this is fulfilled, or nothing is.
 *
 * `work` waits for nothing but the stores; whatever else it waited for would end the transaction.
 */
export async function within<T>(
  database: IDBDatabase,
  mode: "readonly" | "readwrite",
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(ALL, mode, { durability: "strict" });
  const ended = new Promise<void>((fulfil, reject) => {
    transaction.oncomplete = () => fulfil();
    transaction.onabort = () => reject(transaction.error ?? new Error("the browser gave the storing up"));
  });
  ended.catch(() => undefined);
  const store = (name: StoreName) => transaction.objectStore(name);
  try {
    const result = await work({
      get: (name, key) => done(store(name).get(key)),
      all: (name, index, key) => done(index ? store(name).index(index).getAll(key) : store(name).getAll()),
      put: (name, value, key) => done(store(name).put(value, key)),
      delete: (name, key) => done(store(name).delete(key)),
    });
    await ended;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It is over already.
    }
    throw error;
  }
}
