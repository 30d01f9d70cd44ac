/** An outline or a route while it is drawn: pure, with a way back from every change. */

import type { Position } from "./data";

export interface DraftStop {
  /** The stop's id; empty for one that is not saved yet. */
  id: string;
  name: string;
  place: Position;
}

export interface Shape {
  points: readonly Position[];
  stops: readonly DraftStop[];
}

export type Part = "point" | "stop";

const EARTH_RADIUS_M = 6_371_008.8;
/** One centimetre: finer than any map. */
const DECIMALS = 7;

/** What is drawn now, and what was before. */
export class Draft {
  shape: Shape;
  readonly #past: Shape[] = [];
  readonly #told: (() => void)[] = [];

  constructor(shape: Shape) {
    this.shape = shape;
  }

  /** Whether there is a change to take back. */
  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** Calls `tell` after every change. */
  onChange(tell: () => void): void {
    this.#told.push(tell);
  }

  change(shape: Shape): void {
    this.#past.push(this.shape);
    this.#set(shape);
  }

  /** Takes the last change back. */
  undo(): void {
    const before = this.#past.pop();
    if (before) this.#set(before);
  }

  /** Renames a stop; typing is no change that is taken back letter by letter. */
  rename(index: number, name: string): void {
    this.shape = { ...this.shape, stops: withItem(this.shape.stops, index, (stop) => ({ ...stop, name })) };
  }

  add(part: Part, place: Position): void {
    const { points, stops } = this.shape;
    const at = rounded(place);
    if (part === "point") this.change({ stops, points: [...points, at] });
    else this.change({ points, stops: [...stops, { id: "", name: "", place: at }] });
  }

  /** Puts a point halfway to the next one; after the last, halfway to the first of an outline. */
  insertAfter(index: number): void {
    const { points, stops } = this.shape;
    const [from, to] = [points[index], points[index + 1] ?? points[0]];
    if (!from || !to) return;
    const between = rounded([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    this.change({ stops, points: [...points.slice(0, index + 1), between, ...points.slice(index + 1)] });
  }

  move(part: Part, index: number, place: Position): void {
    this.change(moved(this.shape, part, index, place));
  }

  remove(part: Part, index: number): void {
    const { points, stops } = this.shape;
    const others = (_: unknown, at: number) => at !== index;
    if (part === "point") this.change({ stops, points: points.filter(others) });
    else this.change({ points, stops: stops.filter(others) });
  }

  #set(shape: Shape): void {
    this.shape = shape;
    for (const tell of this.#told) tell();
  }
}

/** The shape with one part elsewhere. */
export function moved({ points, stops }: Shape, part: Part, index: number, to: Position): Shape {
  const place = rounded(to);
  if (part === "point") return { stops, points: withItem(points, index, () => place) };
  return { points, stops: withItem(stops, index, (stop) => ({ ...stop, place })) };
}

function withItem<T>(items: readonly T[], index: number, change: (item: T) => T): T[] {
  return items.map((item, at) => (at === index ? change(item) : item));
}

function rounded([lon, lat]: Position): Position {
  return [Number(lon.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))];
}

/** Reads `60.17,24.94 60.18,24.95`, as the form carries it. */
export function readPoints(text: string): Position[] {
  const pairs = text.split(/\s+/).filter(Boolean).map((pair) => pair.split(",").map(Number));
  return pairs.flatMap(([lat, lon]): Position[] => (lat === undefined || lon === undefined ? [] : [[lon, lat]]));
}

/** Writes what {@link readPoints} reads. */
export function writePoints(points: readonly Position[]): string {
  return points.map(([lon, lat]) => `${lat},${lon}`).join(" ");
}

/** The length of a line in metres, on a sphere (haversine). */
export function lengthM(points: readonly Position[]): number {
  return points.slice(1).reduce((sum, to, index) => sum + distanceM(points[index] as Position, to), 0);
}

function distanceM([lon1, lat1]: Position, [lon2, lat2]: Position): number {
  const radians = Math.PI / 180;
  const north = Math.sin(((lat2 - lat1) * radians) / 2) ** 2;
  const east = Math.sin(((lon2 - lon1) * radians) / 2) ** 2;
  const h = north + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * east;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h));
}
