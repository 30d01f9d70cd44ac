/** A map on which the middle is pointed out; loaded when it is wanted. */

import { Marker, type Map as MapLibreMap } from "maplibre-gl";
import type { Labels } from "../data";
import { WalkMap, openBasemap } from "../map";
import type { LatLon, Package } from "./database";
import { KeptSource, addressOf } from "./kept-map";
import { dataOf } from "./walk-data";

/** A map with a cross in its middle. */
export interface PickMap {
  /** Marks what is under the cross. */
  mark(): LatLon;
  unmark(): void;
}

/** Opens the map; throws when the browser cannot draw one. */
export async function openPickMap(container: HTMLElement, walk: Package | null): Promise<PickMap> {
  const { labels, mapWorker } = document.getElementById("main")?.dataset ?? {};
  const words = (JSON.parse(labels ?? "{}") as { map: Labels }).map;
  const basemap = walk?.basemap ? await basemapOf(walk.basemap) : null;
  const walkMap = new WalkMap(container, dataOf(walk), basemap, words, mapWorker);
  const { map } = walkMap;
  container.dispatchEvent(new CustomEvent("walk-map-ready", { detail: map, bubbles: true }));
  let marker: Marker | null = null;
  return {
    mark: () => {
      const { lat, lng } = map.getCenter();
      marker ??= markerOf(map);
      marker.setLngLat([lng, lat]);
      return { lat, lon: lng };
    },
    unmark: () => {
      marker?.remove();
      marker = null;
    },
  };
}

/** Where nothing of the base map can be read, routes and stops show all the same. */
function basemapOf({ url, attribution }: { url: string; attribution: string }) {
  return openBasemap(new KeptSource(addressOf(url)), attribution).catch(() => null);
}

function markerOf(map: MapLibreMap): Marker {
  const element = document.createElement("div");
  element.className = "picked-place";
  return new Marker({ element }).setLngLat([0, 0]).addTo(map);
}
