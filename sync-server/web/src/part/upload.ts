/** Sending one photo by tus 1.0, from wherever the last try ended. */

import { call, refused, type Caller } from "./call";
import { within, type StoredFile } from "./database";

/** Small enough to get through on a poor network, large enough that a photo takes one or two. */
const PIECE_BYTES = 512 * 1024;
/** Pieces beyond those that a photo has: an upload that needs more does not get on. */
const MOST_EXTRA_PIECES = 16;
const TUS = { "Tus-Resumable": "1.0.0" };

/** The photo's bytes are no longer here: the browser has cleared them. */
export class FileGone extends Error {}

/** Sends what the server does not have of a photo. */
export async function upload(database: IDBDatabase, caller: Caller, file: StoredFile): Promise<void> {
  const bytes = await within(database, "readonly", (stores) => stores.get<ArrayBuffer>("bytes", file.hash));
  if (!bytes) throw new FileGone();
  let { address, offset } = (await resume(caller, file)) ?? (await begin(database, caller, file));
  let tries = Math.ceil(bytes.byteLength / PIECE_BYTES) + MOST_EXTRA_PIECES;
  while (offset < bytes.byteLength) {
    tries -= 1;
    if (tries < 0) throw new Error("an upload does not get on");
    offset = await sendPiece(database, caller, file, address, bytes, offset);
  }
  await note(database, file, { state: "received", upload: null, refused: null });
}

interface Begun {
  address: string;
  offset: number;
}

/** Where an upload that was begun goes on, if the server still knows it. */
async function resume(caller: Caller, file: StoredFile): Promise<Begun | null> {
  if (!file.upload) return null;
  const answer = await call(caller, file.upload, { method: "HEAD", headers: TUS });
  const offset = offsetOf(answer);
  if (answer.ok && offset !== null) return { address: file.upload, offset };
  if (answer.status === 404 || answer.status === 410) return null;
  throw refused(answer);
}

async function begin(database: IDBDatabase, caller: Caller, file: StoredFile): Promise<Begun> {
  // From here on the photo may have left this browser.
  await note(database, file, { offered: true, upload: null });
  const metadata = `photo ${btoa(file.photo)},hash ${btoa(file.hash)}`;
  const headers = { ...TUS, "Upload-Length": String(file.length), "Upload-Metadata": metadata };
  const answer = await call(caller, "/v1/photos", { method: "POST", headers });
  const location = answer.headers.get("location");
  if (answer.status !== 201 || !location) throw refused(answer);
  // The credentials go to this server and to no other, whatever the answer names.
  const address = new URL(location, self.location.origin).pathname;
  await note(database, file, { upload: address });
  return { address, offset: offsetOf(answer) ?? 0 };
}

async function sendPiece(
  database: IDBDatabase,
  caller: Caller,
  file: StoredFile,
  address: string,
  bytes: ArrayBuffer,
  offset: number,
): Promise<number> {
  const answer = await call(caller, address, {
    method: "PATCH",
    headers: { ...TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
    body: bytes.slice(offset, offset + PIECE_BYTES),
  });
  const now = offsetOf(answer);
  if (answer.status === 204 && now !== null && now > offset) return now;
  if (answer.status === 409) {
    const asked = await resume(caller, { ...file, upload: address });
    if (asked) return asked.offset;
  }
  // Thrown away by the server: it begins anew at the next try.
  if ([404, 410, 460].includes(answer.status)) await note(database, file, { upload: null });
  throw refused(answer);
}

function offsetOf(answer: Response): number | null {
  const offset = answer.headers.get("upload-offset");
  return offset === null ? null : Number(offset);
}

/** Changes what is kept of a file, and of others with the same bytes. */
export function note(database: IDBDatabase, file: StoredFile, change: Partial<StoredFile>): Promise<void> {
  return within(database, "readwrite", async (stores) => {
    const same = await stores.all<StoredFile>("file", "hash", file.hash);
    for (const one of same.filter(({ replica, state }) => replica === file.replica && state !== "erased")) {
      const moved = one.state === "on_phone" ? change : { ...change, state: one.state };
      await stores.put("file", { ...one, ...moved });
    }
  });
}
