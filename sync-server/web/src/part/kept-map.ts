/** The part of the base map around the walk, kept so that the map can be read without a network. */

import { EtagMismatch, FetchSource, PMTiles, type RangeResponse, type Source } from "pmtiles";
import { boundsOf } from "../features";
import { KEPT_MAP, type Package } from "./database";
import { dataOf } from "./walk-data";

/** No more is fetched for somebody who may never open the map. */
const MOST_BYTES = 5_000_000;
/** About 200 metres: one sees where a walk's edge is. */
const MARGIN_DEGREES = 0.002;

/** Reads the base map's file: what is kept first, else from the server. */
export class KeptSource implements Source {
  /** How much of it was read. */
  bytes = 0;
  readonly #address: string;
  readonly #server: FetchSource;
  readonly #keeps: boolean;

  constructor(address: string, { keeps = false } = {}) {
    this.#address = address;
    this.#server = new FetchSource(address);
    // What the browser happens to have of an older map is not kept for the newer one.
    this.#server.mustReload = keeps;
    this.#keeps = keeps;
  }

  getKey(): string {
    return this.#address;
  }

  async getBytes(offset: number, length: number, signal?: AbortSignal, etag?: string): Promise<RangeResponse> {
    const cache = await caches.open(KEPT_MAP);
    const name = `${this.#address}?from=${offset}&bytes=${length}`;
    const kept = await cache.match(name);
    const keptTag = kept?.headers.get("etag") ?? "";
    if (kept && (!etag || etag === keptTag)) return this.#count({ data: await kept.arrayBuffer(), etag: keptTag });
    try {
      const read = this.#count(await this.#server.getBytes(offset, length, signal, etag));
      if (this.#keeps && this.bytes <= MOST_BYTES) {
        await cache.put(name, new Response(read.data, { headers: { etag: read.etag ?? "" } }));
      }
      return read;
    } catch (error) {
      // The server has another map by now: nothing of the old one fits it.
      if (error instanceof EtagMismatch) await caches.delete(KEPT_MAP);
      throw error;
    }
  }

  #count(read: RangeResponse): RangeResponse {
    this.bytes += read.data.byteLength;
    return read;
  }
}

/** Where the base map is read: on the server that the page came from, whatever its public name is. */
export function addressOf(url: string): string {
  return new URL(new URL(url).pathname, location.href).href;
}

/** Keeps the map around a walk, from far to near, until it would be too much; rejects without a network. */
export async function keepMap(walk: Package): Promise<void> {
  const bounds = boundsOf(dataOf(walk));
  if (!walk.basemap || !bounds) return;
  const address = addressOf(walk.basemap.url);
  await dropOlder(address);
  const source = new KeptSource(address, { keeps: true });
  const archive = new PMTiles(source);
  const { minZoom, maxZoom } = await archive.getHeader();
  for (let zoom = minZoom; zoom <= maxZoom; zoom += 1) {
    for (const [x, y] of tilesOf(bounds, zoom)) {
      if (source.bytes > MOST_BYTES) return;
      await archive.getZxy(zoom, x, y);
    }
  }
}

/** Drops what is kept of a map that is not the server's any longer. */
async function dropOlder(address: string): Promise<void> {
  const { headers } = await fetch(address, { method: "HEAD", cache: "no-store" });
  const cache = await caches.open(KEPT_MAP);
  const [first] = await cache.keys();
  const kept = first && (await cache.match(first));
  if (kept && kept.headers.get("etag") !== headers.get("etag")) await caches.delete(KEPT_MAP);
}

/** The tiles of a zoom level that the bounds touch. */
function* tilesOf([west, south, east, north]: [number, number, number, number], zoom: number): Generator<[number, number]> {
  const [left, top] = tileAt(west - MARGIN_DEGREES, north + MARGIN_DEGREES, zoom);
  const [right, bottom] = tileAt(east + MARGIN_DEGREES, south - MARGIN_DEGREES, zoom);
  for (let x = left; x <= right; x += 1) for (let y = top; y <= bottom; y += 1) yield [x, y];
}

/** Web Mercator, as all such maps are cut. */
function tileAt(lon: number, lat: number, zoom: number): [number, number] {
  const count = 2 ** zoom;
  const angle = (lat * Math.PI) / 180;
  const y = (1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2;
  const within = (part: number) => Math.min(Math.max(Math.floor(part * count), 0), count - 1);
  return [within((lon + 180) / 360), within(y)];
}
