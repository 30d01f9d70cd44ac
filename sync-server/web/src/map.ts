/** Puts a walk on a map: the base map, what was planned, walked and said. */

import {
  AttributionControl,
  type GeoJSONSource,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  addProtocol,
  setWorkerUrl,
  type StyleSpecification,
} from "maplibre-gl";
import { FetchSource, PMTiles, Protocol, type Source } from "pmtiles";
import type { Labels, Observation, WalkData } from "./data";
import { boundsOf, observationFeatures } from "./features";
import { toggleOf, walkLayers, walkSources, type Toggle } from "./layers";
import { paletteFor } from "./palette";
import { basemapLayers, basemapSources, type Basemap } from "./style";
import { addSymbols } from "./symbols";

/** Sweden, where nothing says more. */
export const WITHOUT_PLACE: [number, number, number, number] = [10.6, 55.2, 24.2, 69.1];
export const FARTHEST_IN = 19;

/** A walk on a map; it follows the system's light or dark look. */
export class WalkMap {
  readonly map: MapLibreMap;
  #walk: WalkData;
  readonly #basemap: Basemap | null;
  readonly #hidden = new Set<Toggle>();
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");

  /** Throws when the browser cannot draw maps. `worker` is where the map's worker is, when not beside this script. */
  constructor(container: HTMLElement, walk: WalkData, basemap: Basemap | null, labels: Labels, worker = "./map-worker.js") {
    this.#walk = walk;
    this.#basemap = basemap;
    setWorkerUrl(new URL(worker, import.meta.url).href);
    this.map = new MapLibreMap({
      container,
      style: this.#style(),
      bounds: boundsOf(walk) ?? WITHOUT_PLACE,
      fitBoundsOptions: { padding: 28 },
      maxZoom: FARTHEST_IN,
      attributionControl: false,
      cooperativeGestures: matchMedia("(max-width: 60rem)").matches,
      dragRotate: false,
      pitchWithRotate: false,
      locale: localeOf(labels),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new AttributionControl({ compact: false }));
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new ScaleControl(), "bottom-left");
    this.map.on("style.load", () => addSymbols(this.map));
    this.#dark.addEventListener("change", () => this.map.setStyle(this.#style()));
  }

  /** Draws newer data; where one looks stays as it is. */
  update(walk: WalkData): void {
    this.#walk = walk;
    for (const [name, source] of Object.entries(walkSources(walk))) {
      const shown = this.map.getSource<GeoJSONSource>(name);
      if (name !== "highlight" && shown && source.type === "geojson") shown.setData(source.data);
    }
  }

  /** Draws another selection of the observations. */
  select(observations: Observation[]): void {
    this.#walk = { ...this.#walk, observations };
    this.map.getSource<GeoJSONSource>("observations")?.setData(observationFeatures(observations));
  }

  /** One of the observations that are drawn. */
  observation(id: string): Observation | undefined {
    return this.#walk.observations.find((one) => one.id === id);
  }

  /** Shows or hides one kind of thing. */
  show(toggle: Toggle, shown: boolean): void {
    if (shown) this.#hidden.delete(toggle);
    else this.#hidden.add(toggle);
    for (const layer of walkLayers(paletteFor(this.#dark.matches), new Set())) {
      if (toggleOf(layer) === toggle) {
        this.map.setLayoutProperty(layer.id, "visibility", shown ? "visible" : "none");
      }
    }
  }

  #style(): StyleSpecification {
    const palette = paletteFor(this.#dark.matches);
    return {
      version: 8,
      sources: { ...basemapSources(this.#basemap), ...walkSources(this.#walk) },
      layers: [...basemapLayers(this.#basemap, palette), ...walkLayers(palette, this.#hidden)],
    };
  }
}

/** Opens the municipality's base map; throws when it cannot be read. */
export async function openBasemap(from: string | Source, attribution: string): Promise<Basemap> {
  const source = typeof from === "string" ? new FetchSource(new URL(from, location.href).href) : from;
  const archive = new PMTiles(source);
  const { minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = await archive.getHeader();
  const protocol = new Protocol();
  protocol.add(archive);
  addProtocol("pmtiles", protocol.tile);
  return {
    source: {
      type: "vector",
      tiles: [`pmtiles://${source.getKey()}/{z}/{x}/{y}`],
      minzoom: minZoom,
      maxzoom: maxZoom,
      bounds: [minLon, minLat, maxLon, maxLat],
      attribution: escapeHtml(attribution),
    },
  };
}

/** MapLibre sets attributions as HTML; a municipality's setting is text. */
function escapeHtml(text: string): string {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

/** What the map calls its own controls. */
export function localeOf(labels: Labels): Record<string, string> {
  return {
    "Map.Title": labels.map,
    "NavigationControl.ZoomIn": labels.zoom_in,
    "NavigationControl.ZoomOut": labels.zoom_out,
    "AttributionControl.ToggleAttribution": labels.attribution,
    "AttributionControl.MapFeedback": labels.attribution,
    "Popup.Close": labels.close,
    "CooperativeGesturesHandler.WindowsHelpText": labels.scroll_zoom,
    "CooperativeGesturesHandler.MacHelpText": labels.scroll_zoom,
    "CooperativeGesturesHandler.MobileHelpText": labels.two_fingers,
  };
}

/** Moves the map, at once for those who asked their system for less motion. */
export function flyTo(map: MapLibreMap, center: [number, number], zoom: number): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm) map.jumpTo({ center, zoom });
  else map.flyTo({ center, zoom, speed: 1.6 });
}

