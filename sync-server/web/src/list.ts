/** Ties the list of observations to their symbols on the map, both ways. */

import type { GeoJSONSource, Map as MapLibreMap, MapLayerMouseEvent } from "maplibre-gl";
import type { Observation, WalkData } from "./data";
import { observationFeatures } from "./features";
import { flyTo } from "./map";
import { showPointer } from "./popups";

const CLOSE_UP_ZOOM = 17.5;

/** Makes symbols lead to the list and list items to their symbols. */
export function linkList(map: MapLibreMap, walk: WalkData, list: HTMLElement): void {
  map.on("click", "observations", (event) => openItem(map, walk, event));
  map.on("click", "observation-clusters", (event) => void openCluster(map, event));
  showPointer(map, "observations");
  showPointer(map, "observation-clusters");
  for (const observation of walk.observations) linkItem(map, observation, list);
}

function openItem(map: MapLibreMap, walk: WalkData, event: MapLayerMouseEvent): void {
  const id: unknown = event.features?.[0]?.properties.id;
  const observation = walk.observations.find((one) => one.id === id);
  if (!observation) return;
  highlight(map, observation);
  focusItem(observation);
}

/** Focus tells a screen reader where it is; the mark tells an eye. */
function focusItem({ href }: Observation): void {
  const item = document.querySelector<HTMLElement>(href);
  if (!item) return;
  for (const other of document.querySelectorAll(".observation[aria-current]")) other.removeAttribute("aria-current");
  item.setAttribute("aria-current", "true");
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  item.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

async function openCluster(map: MapLibreMap, event: MapLayerMouseEvent): Promise<void> {
  const cluster = event.features?.[0];
  const source = map.getSource<GeoJSONSource>("observations");
  if (cluster?.geometry.type !== "Point" || !source) return;
  const zoom = await source.getClusterExpansionZoom(Number(cluster.properties.cluster_id));
  flyTo(map, cluster.geometry.coordinates as [number, number], zoom + 0.2);
}

function linkItem(map: MapLibreMap, observation: Observation, list: HTMLElement): void {
  const item = list.querySelector<HTMLElement>(observation.href);
  const { point } = observation;
  if (!item || !point) return;
  item.addEventListener("pointerenter", () => highlight(map, observation));
  item.addEventListener("focusin", () => highlight(map, observation));
  const button = item.querySelector<HTMLButtonElement>("button.show-on-map");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    highlight(map, observation);
    map.getContainer().scrollIntoView({ block: "nearest" });
    flyTo(map, point, Math.max(map.getZoom(), CLOSE_UP_ZOOM));
  });
}

/** Rings one observation; only ever one at a time. */
function highlight(map: MapLibreMap, observation: Observation): void {
  map.getSource<GeoJSONSource>("highlight")?.setData(observationFeatures([observation]));
}
