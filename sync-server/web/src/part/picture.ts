/** A photo made fit to be sent: upright, at most 2,048 pixels long, drawn anew, so that nothing hidden in it travels. */

import { destroy, type Box } from "./blur";
import { hashOf, newId, toBase64, toHex } from "./bytes";

const LONG_EDGE_PX = 2_048;
const QUALITY = 0.82;

export interface Picture {
  id: string;
  hash: string;
  hashBase64: string;
  bytes: ArrayBuffer;
  width: number;
  height: number;
  /** What whoever took it says of it. */
  caption: string;
}

/** Prepares what a camera or a gallery gave; rejects when the browser cannot draw it. */
export async function prepare(file: Blob): Promise<Picture> {
  const drawn = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONG_EDGE_PX / Math.max(drawn.width, drawn.height));
  const width = Math.max(1, Math.round(drawn.width * scale));
  const height = Math.max(1, Math.round(drawn.height * scale));
  return drawnAnew(drawn, width, height, []);
}

/** The photo with everything under the boxes destroyed; its caption stays. */
export async function hide(picture: Picture, boxes: Box[]): Promise<Picture> {
  const drawn = await createImageBitmap(new Blob([picture.bytes], { type: "image/jpeg" }));
  return { ...(await drawnAnew(drawn, picture.width, picture.height, boxes)), caption: picture.caption };
}

async function drawnAnew(drawn: ImageBitmap, width: number, height: number, boxes: Box[]): Promise<Picture> {
  const jpeg = await encode(drawn, width, height, boxes);
  drawn.close();
  const bytes = await jpeg.arrayBuffer();
  const hash = hashOf(new Uint8Array(bytes));
  return { id: newId(), hash: toHex(hash), hashBase64: toBase64(hash), bytes, width, height, caption: "" };
}

async function encode(drawn: ImageBitmap, width: number, height: number, boxes: Box[]): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: boxes.length > 0 });
  if (!pen) throw new Error("the browser has no canvas");
  // What is see-through would turn black in a JPEG.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(drawn, 0, 0, width, height);
  for (const box of boxes) destroy(pen, box);
  return new Promise((fulfil, reject) => {
    const made = (blob: Blob | null) => (blob ? fulfil(blob) : reject(new Error("the browser cannot write a JPEG")));
    canvas.toBlob(made, "image/jpeg", QUALITY);
  });
}
