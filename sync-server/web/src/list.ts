/** Ties the list of observations to their symbols on the map, both ways. */

import type { GeoJSONSource, Map as MapLibreMap } from "maplibre-gl";
import type { Observation } from "./data";
import { observationFeatures } from "./features";
import { flyTo, type WalkMap } from "./map";
import { showPointer } from "./popups";

const CLOSE_UP_ZOOM = 17.5;

/** Brings an observation that stands on another page of the list into it. */
export type Bring = (id: string) => Promise<void>;

/** Makes symbols lead to the list and list items to their symbols; items may come and go. */
export function linkList(walkMap: WalkMap, bring: Bring): void {
  const { map } = walkMap;
  map.on("click", "observations", (event) => {
    const id: unknown = event.features?.[0]?.properties.id;
    const observation = walkMap.observation(String(id));
    if (observation) void openItem(map, observation, bring);
  });
  showPointer(map, "observations");
  const about = (event: Event): Observation | undefined => observationOf(walkMap, event.target);
  const ring = (event: Event): void => {
    const observation = about(event);
    if (observation?.point) highlight(map, observation);
  };
  const pane = document.querySelector(".list-pane");
  pane?.addEventListener("pointerover", ring);
  pane?.addEventListener("focusin", ring);
  pane?.addEventListener("click", (event) => {
    const isButton = event.target instanceof Element && event.target.closest("button.show-on-map");
    const observation = isButton ? about(event) : undefined;
    if (observation?.point) showOnMap(map, observation, observation.point);
  });
  document.body.classList.add("with-map");
}

function observationOf(walkMap: WalkMap, target: EventTarget | null): Observation | undefined {
  const item = target instanceof Element ? target.closest("li.observation") : null;
  return item ? walkMap.observation(item.id.replace(/^o-/, "")) : undefined;
}

async function openItem(map: MapLibreMap, observation: Observation, bring: Bring): Promise<void> {
  highlight(map, observation);
  if (!document.querySelector(observation.href)) await bring(observation.id);
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

function showOnMap(map: MapLibreMap, observation: Observation, point: [number, number]): void {
  highlight(map, observation);
  map.getContainer().scrollIntoView({ block: "nearest" });
  flyTo(map, point, Math.max(map.getZoom(), CLOSE_UP_ZOOM));
}

/** Rings one observation; only ever one at a time. */
function highlight(map: MapLibreMap, observation: Observation): void {
  map.getSource<GeoJSONSource>("highlight")?.setData(observationFeatures([observation]));
}
