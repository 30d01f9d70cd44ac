/** How a draft looks on the map, and what of the walk stands around it. */

import type { LayerSpecification, SourceSpecification } from "maplibre-gl";
import type { Position, WalkData } from "./data";
import { areaFeatures, routeFeatures } from "./features";
import type { Palette } from "./palette";
import type { Shape } from "./plan-draft";
import { BOLD_FONT } from "./style";

/** Fingers need 48 pixels. */
const TOUCHED_PX = 24;

type Features = GeoJSON.FeatureCollection;

/** What the walk has already, without the group that is drawn anew. */
export function aroundSources(walk: WalkData | null, group: number): Record<string, SourceSpecification> {
  const routes = (walk?.routes ?? []).filter((route) => route.group !== group);
  return {
    "around-area": { type: "geojson", data: areaFeatures(walk?.area ?? null) },
    "around-routes": { type: "geojson", data: routeFeatures(routes) },
  };
}

/** The draft as the map's sources have it. */
export function draftFeatures({ points, stops }: Shape, isArea: boolean): { line: Features; places: Features } {
  const [first] = points;
  const ring = isArea && first && points.length > 2 ? [...points, first] : [...points];
  const line: GeoJSON.Geometry = { type: "LineString", coordinates: ring };
  return {
    line: { type: "FeatureCollection", features: ring.length > 1 ? [feature(line, {})] : [] },
    places: {
      type: "FeatureCollection",
      features: [
        ...points.map((place, index) => mark(place, "point", index, isArea)),
        ...stops.map(({ place }, index) => mark(place, "stop", index, false)),
      ],
    },
  };
}

function mark(place: Position, part: string, index: number, isCorner: boolean): GeoJSON.Feature {
  const label = part === "stop" || isCorner || index === 0 ? String(index + 1) : "";
  return feature({ type: "Point", coordinates: place }, { part, index, label });
}

function feature(geometry: GeoJSON.Geometry, properties: GeoJSON.GeoJsonProperties): GeoJSON.Feature {
  return { type: "Feature", geometry, properties };
}

export function draftSources(shape: Shape, isArea: boolean): Record<string, SourceSpecification> {
  const { line, places } = draftFeatures(shape, isArea);
  return { "draft-line": { type: "geojson", data: line }, "draft-places": { type: "geojson", data: places } };
}

/** The layers of both, lowest first. */
export function planLayers(palette: Palette, isArea: boolean): LayerSpecification[] {
  return [
    { id: "around-area", type: "line", source: "around-area", paint: { "line-color": palette.area, "line-width": 2 } },
    {
      id: "around-routes",
      type: "line",
      source: "around-routes",
      paint: { "line-color": palette.route, "line-width": 2.4, "line-dasharray": [2.2, 1.8] },
    },
    ...(isArea ? [areaFill(palette)] : []),
    draftLine("draft-casing", palette.casing, 8),
    draftLine("draft-line", palette.groups[0] ?? palette.area, 4),
    ...placeLayers(palette),
  ];
}

function areaFill(palette: Palette): LayerSpecification {
  return {
    id: "draft-area",
    type: "fill",
    source: "draft-line",
    paint: { "fill-color": palette.groups[0] ?? palette.area, "fill-opacity": 0.12 },
  };
}

function draftLine(id: string, colour: string, width: number): LayerSpecification {
  return {
    id,
    type: "line",
    source: "draft-line",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": width },
  };
}

/** Stops are larger than points and squarely numbered, so that they differ without colour. */
function placeLayers(palette: Palette): LayerSpecification[] {
  const isStop = ["==", ["get", "part"], "stop"];
  return [
    {
      id: "draft-places",
      type: "circle",
      source: "draft-places",
      paint: {
        "circle-radius": ["case", isStop, 13, ["!=", ["get", "label"], ""], 11, 7] as never,
        "circle-color": ["case", isStop, palette.area, palette.halo] as never,
        "circle-stroke-color": ["case", isStop, palette.halo, palette.groups[0] ?? palette.area] as never,
        "circle-stroke-width": 3,
      },
    },
    {
      id: "draft-numbers",
      type: "symbol",
      source: "draft-places",
      layout: {
        "text-field": ["get", "label"],
        "text-font": BOLD_FONT,
        "text-size": 12,
        "text-allow-overlap": true,
      },
      paint: { "text-color": ["case", isStop, palette.halo, palette.text] as never },
    },
    {
      id: "draft-touch",
      type: "circle",
      source: "draft-places",
      paint: { "circle-radius": TOUCHED_PX, "circle-opacity": 0 },
    },
  ];
}
