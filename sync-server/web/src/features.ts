/** Turns a walk's data into GeoJSON; pure, so that what is drawn can be tested without a map. */

import type { Coverage, Gap, Observation, PlannedRoute, Position, Stop, Track, WalkData } from "./data";

type Features = GeoJSON.FeatureCollection;

const METRES_PER_DEGREE = 111_195;

function collection(features: GeoJSON.Feature[]): Features {
  return { type: "FeatureCollection", features };
}

function feature(geometry: GeoJSON.Geometry, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature {
  return { type: "Feature", geometry, properties };
}

/** The outline of the area, or nothing. */
export function areaFeatures(area: GeoJSON.Geometry | null): Features {
  return collection(area ? [feature(area, {})] : []);
}

/** The planned routes. */
export function routeFeatures(routes: PlannedRoute[]): Features {
  return collection(
    routes.map(({ line, group, name }) => feature({ type: "LineString", coordinates: line }, { group, name })),
  );
}

/** The planned stops, numbered within their group. */
export function stopFeatures(stops: Stop[]): Features {
  const counted = new Map<number, number>();
  return collection(
    stops.map(({ point, group, name }) => {
      const number = (counted.get(group) ?? 0) + 1;
      counted.set(group, number);
      return feature({ type: "Point", coordinates: point }, { group, name, number: String(number) });
    }),
  );
}

/** One line for each unbroken segment and none between segments: a gap is never drawn as a line. */
export function trackFeatures(tracks: Track[]): Features {
  return collection(tracks.flatMap((track) => track.segments.flatMap((segment) => segmentFeature(track, segment))));
}

function segmentFeature({ id, group, name, main }: Track, segment: Position[]): GeoJSON.Feature[] {
  const properties = { id, group, name, main };
  const [first] = segment;
  if (!first) return [];
  if (segment.length === 1) return [feature({ type: "Point", coordinates: first }, properties)];
  return [feature({ type: "LineString", coordinates: segment }, properties)];
}

/** Both known ends of every gap. */
export function gapFeatures(tracks: Track[]): Features {
  return collection(tracks.flatMap((track) => track.gaps.flatMap((gap) => gapEnds(track, gap))));
}

function gapEnds({ group }: Track, gap: Gap): GeoJSON.Feature[] {
  const { reason_words, from_ms, to_ms } = gap;
  return [gap.from_point, gap.to_point]
    .filter((point) => point !== null)
    .map((coordinates) => feature({ type: "Point", coordinates }, { group, reason_words, from_ms, to_ms }));
}

/** The observations that have a place. */
export function observationFeatures(observations: Observation[]): Features {
  return collection(
    observations.flatMap(({ id, kind, point }) =>
      point ? [feature({ type: "Point", coordinates: point }, { id, kind })] : [],
    ),
  );
}

/** The squares of the coverage. */
export function coverageFeatures(coverage: Coverage | null): Features {
  if (!coverage) return collection([]);
  return collection(
    coverage.cells.map(([longitude, latitude, covered]) =>
      feature(
        { type: "Polygon", coordinates: [square(longitude, latitude, coverage.cell_m / 2)] },
        { covered: covered === 1 },
      ),
    ),
  );
}

function square(longitude: number, latitude: number, half_m: number): Position[] {
  const up = half_m / METRES_PER_DEGREE;
  const aside = up / Math.cos((latitude * Math.PI) / 180);
  return [
    [longitude - aside, latitude - up],
    [longitude + aside, latitude - up],
    [longitude + aside, latitude + up],
    [longitude - aside, latitude + up],
    [longitude - aside, latitude - up],
  ];
}

/** The rectangle (west, south, east, north) that holds everything; null when nothing has a place. */
export function boundsOf(walk: WalkData): [number, number, number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of positionsOf(walk)) {
    west = Math.min(west, longitude);
    south = Math.min(south, latitude);
    east = Math.max(east, longitude);
    north = Math.max(north, latitude);
  }
  return west <= east ? [west, south, east, north] : null;
}

function* positionsOf(walk: WalkData): Generator<Position> {
  if (walk.area) yield* positionsIn(walk.area);
  for (const route of walk.routes) yield* route.line;
  for (const stop of walk.stops) yield stop.point;
  for (const track of walk.tracks) for (const segment of track.segments) yield* segment;
  for (const observation of walk.observations) if (observation.point) yield observation.point;
}

function* positionsIn(geometry: GeoJSON.Geometry): Generator<Position> {
  if (geometry.type === "GeometryCollection") {
    for (const part of geometry.geometries) yield* positionsIn(part);
  } else {
    yield* flat(geometry.coordinates);
  }
}

function* flat(coordinates: unknown[]): Generator<Position> {
  if (typeof coordinates[0] === "number") yield coordinates as Position;
  else for (const part of coordinates) yield* flat(part as unknown[]);
}
