/** What the server tells about one walk, as its `map.json` has it. */

/** Longitude and latitude in degrees (WGS 84). */
export type Position = [number, number];

export type Kind = "unsafe" | "safe" | "worth_keeping";

export interface PlannedRoute {
  group: number;
  name: string;
  line: Position[];
}

export interface Stop {
  id: string;
  name: string;
  point: Position;
  group: number;
}

/** A stretch of time without fixes; it has a reason and never a line. */
export interface Gap {
  reason: string;
  reason_words: string;
  from_point: Position | null;
  to_point: Position | null;
  from_ms: number;
  /** Null when nothing was recorded after it. */
  to_ms: number | null;
}

export interface Track {
  id: string;
  group: number;
  name: string;
  main: boolean;
  segments: Position[][];
  gaps: Gap[];
}

export interface Observation {
  id: string;
  kind: Kind;
  point: Position | null;
  href: string;
}

/** Squares of `cell_m` metres, each given by its middle and whether somebody walked there. */
export interface Coverage {
  cell_m: number;
  share: number;
  cells: [number, number, 0 | 1][];
}

export interface WalkData {
  area: GeoJSON.Geometry | null;
  routes: PlannedRoute[];
  stops: Stop[];
  tracks: Track[];
  observations: Observation[];
  coverage: Coverage | null;
}

/** The words that the script shows; the server fills them in the page's language. */
export interface Labels {
  map: string;
  group: string;
  gap: string;
  gap_time: string;
  gap_open: string;
  stop: string;
  zoom_in: string;
  zoom_out: string;
  attribution: string;
  close: string;
  previous: string;
  next: string;
  photo_of: string;
  two_fingers: string;
  scroll_zoom: string;
  map_failed: string;
  data_failed: string;
  basemap_failed: string;
  cluster: string;
  unsafe: string;
  safe: string;
  worth_keeping: string;
  live: string;
  live_lost: string;
  live_ended: string;
}

/** Fetches a walk's map data; throws when the server answers with an error. */
export function fetchWalk(address: string): Promise<WalkData> {
  return fetchJson<WalkData>(address);
}

/** Fetches the observations of another selection. */
export function fetchObservations(address: string): Promise<Observation[]> {
  return fetchJson<Observation[]>(address);
}

async function fetchJson<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`map data answered ${response.status}`);
  return (await response.json()) as T;
}

/** Puts values in the places of `{name}` in a label. */
export function fill(label: string, values: Record<string, string | number>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
