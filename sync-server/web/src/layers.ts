/** Sources and layers of what was planned, walked and said, above the base map. */

import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from "maplibre-gl";
import type { Kind, WalkData } from "./data";
import * as features from "./features";
import type { Palette } from "./palette";
import { BOLD_FONT, byZoom } from "./style";

/** What the person can switch on and off. */
export type Toggle = "tracks" | "routes" | "coverage" | "observations";

const CLUSTER_RADIUS_PX = 64;
const CLUSTER_UNTIL_ZOOM = 16;

/** A light line within each group's line tells groups apart without colour; the first has none. */
const GROUP_PATTERNS = [null, [0.1, 3], [4, 3], [6, 3, 0.1, 3]];

const TOGGLE_OF: Record<string, Toggle> = {
  coverage: "coverage",
  routes: "routes",
  stops: "routes",
  tracks: "tracks",
  gaps: "tracks",
  observations: "observations",
  highlight: "observations",
};

/** The sources of a walk; a track is one line for each unbroken segment. */
export function walkSources(walk: WalkData): Record<string, SourceSpecification> {
  return {
    coverage: geojson(features.coverageFeatures(walk.coverage)),
    area: geojson(features.areaFeatures(walk.area)),
    routes: geojson(features.routeFeatures(walk.routes)),
    tracks: geojson(features.trackFeatures(walk.tracks)),
    gaps: geojson(features.gapFeatures(walk.tracks)),
    stops: geojson(features.stopFeatures(walk.stops)),
    highlight: geojson(features.observationFeatures([])),
    observations: {
      type: "geojson",
      data: features.observationFeatures(walk.observations),
      cluster: true,
      clusterRadius: CLUSTER_RADIUS_PX,
      clusterMaxZoom: CLUSTER_UNTIL_ZOOM,
      clusterProperties: { unsafe: countOf("unsafe"), safe: countOf("safe"), worth_keeping: countOf("worth_keeping") },
    },
  };
}

/** How many of a cluster are of one kind. */
function countOf(kind: Kind): ExpressionSpecification {
  return ["+", ["case", ["==", ["get", "kind"], kind], 1, 0]];
}

function geojson(data: GeoJSON.FeatureCollection): SourceSpecification {
  return { type: "geojson", data };
}

/** The layers of a walk, lowest first, with what is switched off hidden. */
export function walkLayers(palette: Palette, hidden: ReadonlySet<Toggle>): LayerSpecification[] {
  const layers = [
    ...coverageLayers(palette),
    ...planLayers(palette),
    ...trackLayers(palette),
    ...placeLayers(palette),
    ...observationLayers(palette),
  ];
  for (const layer of layers) {
    const toggle = toggleOf(layer);
    if (toggle && hidden.has(toggle)) layer.layout = { ...layer.layout, visibility: "none" } as never;
  }
  return layers;
}

/** The switch that a layer obeys; undefined for what always shows. */
export function toggleOf(layer: LayerSpecification): Toggle | undefined {
  return "source" in layer ? TOGGLE_OF[layer.source as string] : undefined;
}

function coverageLayers(palette: Palette): LayerSpecification[] {
  const colour: ExpressionSpecification = ["case", ["get", "covered"], palette.covered, palette.uncovered];
  return [
    {
      id: "coverage",
      type: "fill",
      source: "coverage",
      paint: { "fill-color": colour, "fill-opacity": ["case", ["get", "covered"], 0.2, 0.1], "fill-antialias": false },
    },
  ];
}

function planLayers(palette: Palette): LayerSpecification[] {
  return [
    { id: "area", type: "line", source: "area", paint: { "line-color": palette.area, "line-width": 2 } },
    {
      id: "routes",
      type: "line",
      source: "routes",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.route, "line-width": 2.4, "line-dasharray": [2.2, 1.8] },
    },
  ];
}

function trackLayers(palette: Palette): LayerSpecification[] {
  const colour = byGroup(palette.groups);
  const opacity: ExpressionSpecification = ["case", ["get", "main"], 1, 0.55];
  return [
    trackLine("tracks-casing", palette.casing, [12, 4, 18, 9], 0.9),
    trackLine("tracks", colour, [12, 2.6, 18, 6.4], opacity),
    ...patternLayers(palette),
    {
      id: "track-points",
      type: "circle",
      source: "tracks",
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-color": colour, "circle-radius": 3.5, "circle-opacity": opacity },
    },
    {
      id: "track-groups",
      type: "symbol",
      source: "tracks",
      filter: ["==", ["geometry-type"], "LineString"],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 220,
        "icon-image": "group",
        "icon-rotation-alignment": "viewport",
        "text-field": ["to-string", ["get", "group"]],
        "text-font": BOLD_FONT,
        "text-size": 11,
        "text-rotation-alignment": "viewport",
      },
      paint: { "text-color": "#ffffff" },
    },
  ];
}

function trackLine(
  id: string,
  colour: string | ExpressionSpecification,
  widths: number[],
  opacity: number | ExpressionSpecification,
): LayerSpecification {
  return {
    id,
    type: "line",
    source: "tracks",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": byZoom(widths), "line-opacity": opacity },
  };
}

function patternLayers(palette: Palette): LayerSpecification[] {
  return GROUP_PATTERNS.flatMap((pattern, index): LayerSpecification[] => {
    if (!pattern) return [];
    return [
      {
        id: `tracks-pattern-${index}`,
        type: "line",
        source: "tracks",
        filter: ["==", groupIndex(GROUP_PATTERNS.length), index],
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": palette.casing, "line-width": byZoom([12, 0.9, 18, 2]), "line-dasharray": pattern },
      },
    ];
  });
}

/** Groups count from one; after the last pattern the first comes again, so the number is shown too. */
function groupIndex(count: number): ExpressionSpecification {
  return ["%", ["-", ["get", "group"], 1], count];
}

function byGroup(colours: string[]): ExpressionSpecification {
  const cases = colours.slice(1).flatMap((colour, index) => [index + 1, colour]);
  return ["match", groupIndex(colours.length), ...cases, colours[0]] as unknown as ExpressionSpecification;
}

function placeLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: "stops",
      type: "symbol",
      source: "stops",
      layout: {
        "icon-image": "stop",
        "icon-allow-overlap": true,
        "text-field": ["get", "number"],
        "text-font": BOLD_FONT,
        "text-size": 12,
        "text-allow-overlap": true,
      },
      paint: { "text-color": "#1b2a33" },
    },
    {
      id: "gaps",
      type: "symbol",
      source: "gaps",
      layout: { "icon-image": "gap", "icon-allow-overlap": true },
    },
    {
      id: "highlight",
      type: "circle",
      source: "highlight",
      paint: {
        "circle-radius": 23,
        "circle-color": palette.area,
        "circle-opacity": 0.18,
        "circle-stroke-color": palette.area,
        "circle-stroke-width": 3,
      },
    },
  ];
}

function observationLayers(palette: Palette): LayerSpecification[] {
  return [
    // Only the ground of the buttons that `clusters.ts` puts there.
    {
      id: "observation-clusters",
      type: "circle",
      source: "observations",
      filter: ["has", "point_count"],
      paint: { "circle-radius": 5, "circle-color": palette.area },
    },
    {
      id: "observations",
      type: "symbol",
      source: "observations",
      filter: ["!", ["has", "point_count"]],
      layout: { "icon-image": ["get", "kind"], "icon-allow-overlap": true },
    },
  ];
}
