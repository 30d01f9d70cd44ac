/** Small windows on the map that say why a track has a gap and what a stop is called. */

import { Popup, type Map as MapLibreMap, type MapGeoJSONFeature, type MapLayerMouseEvent } from "maplibre-gl";
import { fill, type Labels } from "./data";

/** Opens a window when the end of a gap or a stop is pressed; times are those of the walk's own time zone. */
export function explainPlaces(map: MapLibreMap, labels: Labels, timeZone: string | undefined): void {
  const clock = clockIn(timeZone);
  explain(map, "gaps", (feature) => gapWords(feature, labels, clock));
  explain(map, "stops", ({ properties }) => [fill(labels.stop, properties), fill(labels.group, { number: properties.group as number })]);
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

function gapWords({ properties }: MapGeoJSONFeature, labels: Labels, clock: Clock): string[] {
  const { reason_words, from_ms, to_ms, group } = properties as GapProperties;
  return [
    `${labels.gap}: ${reason_words}`,
    gapTime(from_ms, to_ms, labels, clock),
    fill(labels.group, { number: group }),
  ];
}

/** A gap at the end of a track has no end that anybody knows. */
function gapTime(from_ms: number, to_ms: number | null, labels: Labels, clock: Clock): string {
  const from = clock(from_ms);
  return to_ms === null ? fill(labels.gap_open, { from }) : fill(labels.gap_time, { from, to: clock(to_ms) });
}

interface GapProperties {
  reason_words: string;
  from_ms: number;
  to_ms: number | null;
  group: number;
}

type Clock = (at_ms: number) => string;

function clockIn(timeZone: string | undefined): Clock {
  const options = { hour: "2-digit", minute: "2-digit", ...(timeZone ? { timeZone } : {}) } as const;
  const format = new Intl.DateTimeFormat(document.documentElement.lang, options);
  return (at_ms) => format.format(at_ms);
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
