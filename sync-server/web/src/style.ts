/** The base map: drawn from vector tiles where the municipality has them, else a plain ground. */

import type { LayerSpecification, SourceSpecification, VectorSourceSpecification } from "maplibre-gl";
import type { Palette } from "./palette";

/** Without a `glyphs` address MapLibre draws letters with the browser's own fonts. */
export const FONT = ["sans-serif"];
/** Read as bold by MapLibre from its name; where the font is missing, the browser takes its own sans-serif. */
export const BOLD_FONT = ["Noto Sans Bold"];

export interface Basemap {
  source: VectorSourceSpecification;
}

/** The sources of the base map. */
export function basemapSources(basemap: Basemap | null): Record<string, SourceSpecification> {
  return basemap ? { basemap: basemap.source } : {};
}

/** The layers of the base map, lowest first. */
export function basemapLayers(basemap: Basemap | null, palette: Palette): LayerSpecification[] {
  const ground: LayerSpecification = {
    id: "ground",
    type: "background",
    paint: { "background-color": palette.land },
  };
  if (!basemap) return [ground];
  return [ground, ...surfaceLayers(palette), ...roadLayers(palette), ...nameLayers(palette)];
}

function surfaceLayers(palette: Palette): LayerSpecification[] {
  return [
    fill("green", palette.green),
    fill("squares", palette.square),
    fill("water", palette.water),
    fill("buildings", palette.building),
  ];
}

function fill(layer: string, colour: string): LayerSpecification {
  return {
    id: `base-${layer}`,
    type: "fill",
    source: "basemap",
    "source-layer": layer,
    paint: { "fill-color": colour },
  };
}

function roadLayers(palette: Palette): LayerSpecification[] {
  return [
    road("path", "path", palette.path, [14, 0.6, 18, 2.5]),
    road("minor-edge", "minor", palette.roadEdge, [12, 1.2, 15, 4.5, 18, 15]),
    road("main-edge", "main", palette.roadEdge, [12, 2.2, 15, 7, 18, 21]),
    road("minor", "minor", palette.minorRoad, [12, 0.6, 15, 3, 18, 13]),
    road("main", "main", palette.mainRoad, [12, 1.4, 15, 5.4, 18, 19]),
    {
      id: "base-rail",
      type: "line",
      source: "basemap",
      "source-layer": "rail",
      paint: { "line-color": palette.rail, "line-width": byZoom([13, 0.5, 18, 1.6]) },
    },
  ];
}

function road(id: string, roadClass: string, colour: string, widths: number[]): LayerSpecification {
  return {
    id: `base-road-${id}`,
    type: "line",
    source: "basemap",
    "source-layer": "roads",
    filter: ["==", ["get", "class"], roadClass],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": byZoom(widths) },
  };
}

function nameLayers(palette: Palette): LayerSpecification[] {
  const paint = { "text-color": palette.text, "text-halo-color": palette.halo, "text-halo-width": 1.4 };
  return [
    {
      id: "base-street-names",
      type: "symbol",
      source: "basemap",
      "source-layer": "roads",
      minzoom: 14.5,
      filter: ["has", "name"],
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 320,
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": byZoom([14, 10, 18, 14]),
      },
      paint,
    },
    {
      id: "base-place-names",
      type: "symbol",
      source: "basemap",
      "source-layer": "places",
      filter: ["in", ["get", "kind"], ["literal", ["suburb", "water", "square", "park"]]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": ["match", ["get", "kind"], "suburb", 14, 12],
        "text-max-width": 7,
      },
      paint: {
        ...paint,
        "text-color": ["match", ["get", "kind"], "water", palette.waterText, palette.text],
      },
    },
  ];
}

/** A width or size that grows evenly between pairs of zoom and value. */
export function byZoom(stops: number[]): ["interpolate", ["linear"], ["zoom"], ...number[]] {
  return ["interpolate", ["linear"], ["zoom"], ...stops];
}
