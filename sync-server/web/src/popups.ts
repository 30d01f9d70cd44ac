/** Small windows on the map that say why a track has a gap and what a stop is called. */

import { Popup, type Map as MapLibreMap, type MapGeoJSONFeature, type MapLayerMouseEvent } from "maplibre-gl";
import { fill, type Labels } from "./data";

/** Opens a window when the end of a gap or a stop is pressed. */
export function explainPlaces(map: MapLibreMap, labels: Labels): void {
  explain(map, "gaps", (feature) => gapWords(feature, labels));
  explain(map, "stops", ({ properties }) => [fill(labels.stop, properties), fill(labels.group, properties)]);
}

function explain(map: MapLibreMap, layer: string, words: (feature: MapGeoJSONFeature) => string[]): void {
  map.on("click", layer, (event: MapLayerMouseEvent) => {
    const feature = event.features?.[0];
    if (feature?.geometry.type !== "Point") return;
    new Popup({ maxWidth: "18rem" })
      .setLngLat(feature.geometry.coordinates as [number, number])
      .setDOMContent(paragraphs(words(feature)))
      .addTo(map);
  });
  showPointer(map, layer);
}

/** The pointer tells that a symbol can be pressed. */
export function showPointer(map: MapLibreMap, layer: string): void {
  map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
}

function gapWords({ properties }: MapGeoJSONFeature, labels: Labels): string[] {
  const { reason_words, from_ms, to_ms, group } = properties as GapProperties;
  return [
    `${labels.gap}: ${reason_words}`,
    fill(labels.gap_time, { from: clock(from_ms), to: clock(to_ms) }),
    fill(labels.group, { group }),
  ];
}

interface GapProperties {
  reason_words: string;
  from_ms: number;
  to_ms: number;
  group: number;
}

function clock(at_ms: number): string {
  const language = document.documentElement.lang;
  return new Date(at_ms).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
}

function paragraphs(lines: string[]): HTMLElement {
  const box = document.createElement("div");
  for (const line of lines) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    box.append(paragraph);
  }
  return box;
}
