/** A walk's plan as the map draws it. */

import type { WalkData } from "../data";
import type { LatLon, Package } from "./database";

export function dataOf(walk: Package | null): WalkData {
  const groups = walk?.groups ?? [];
  const at = ({ lat, lon }: LatLon): [number, number] => [lon, lat];
  const outline = (walk?.area?.polygon ?? []).map(at);
  return {
    area: outline.length > 2 ? { type: "Polygon", coordinates: [[...outline, outline[0]!]] } : null,
    routes: groups.map(({ name, route }, group) => ({ group, name, line: route.map(at) })),
    stops: groups.flatMap(({ stops }, group) =>
      stops.flatMap(({ id, name, point }) => (point ? [{ id, name: name ?? "", point: at(point), group }] : [])),
    ),
    tracks: [],
    observations: [],
    coverage: null,
  };
}
