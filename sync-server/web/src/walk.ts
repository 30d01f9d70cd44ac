/** Brings the page of one walk to life; without it the page says the same in its lists. */

import { fetchWalk, type Labels } from "./data";
import type { Toggle } from "./layers";
import { linkList } from "./list";
import { WalkMap, openBasemap } from "./map";
import { viewPhotos } from "./photos";
import { explainPlaces } from "./popups";
import type { Basemap } from "./style";

const container = document.getElementById("map");
if (container) {
  const labels = JSON.parse(container.dataset.labels ?? "{}") as Labels;
  viewPhotos(labels);
  void start(container, labels);
}

async function start(container: HTMLElement, labels: Labels): Promise<void> {
  const [walk, basemap] = await Promise.all([
    fetchWalk(container.dataset.walkData ?? "").catch(() => null),
    basemapOf(container, labels),
  ]);
  if (!walk) return tell(container, labels.data_failed);
  container.replaceChildren();
  try {
    const walkMap = new WalkMap(container, walk, basemap, labels);
    walkMap.map.on("load", () => {
      explainPlaces(walkMap.map, labels, container.dataset.timeZone);
      const list = document.querySelector<HTMLElement>("#observations");
      if (list) linkList(walkMap.map, walk, list);
      linkToggles(walkMap);
      container.dispatchEvent(new CustomEvent("walk-map-ready", { detail: walkMap.map }));
    });
  } catch {
    tell(container, labels.map_failed);
  }
}

/** The base map where there is one; a walk shows without it when it cannot be read. */
async function basemapOf(container: HTMLElement, labels: Labels): Promise<Basemap | null> {
  const { basemap, basemapAttribution } = container.dataset;
  if (!basemap) return null;
  try {
    return await openBasemap(basemap, basemapAttribution ?? "");
  } catch {
    note(container, labels.basemap_failed);
    return null;
  }
}

/** The switches stand in the page, hidden until there is a map for them to switch. */
function linkToggles(walkMap: WalkMap): void {
  const fieldset = document.getElementById("map-layers");
  if (!fieldset) return;
  fieldset.hidden = false;
  for (const box of fieldset.querySelectorAll<HTMLInputElement>("input[data-layer]")) {
    const toggle = box.dataset.layer as Toggle;
    walkMap.show(toggle, box.checked);
    box.addEventListener("change", () => walkMap.show(toggle, box.checked));
  }
}

function tell(container: HTMLElement, words: string): void {
  const paragraph = document.createElement("p");
  paragraph.className = "map-fallback";
  paragraph.setAttribute("role", "status");
  paragraph.textContent = words;
  container.replaceChildren(paragraph);
}

/** A line under the map. */
function note(container: HTMLElement, words: string): void {
  const paragraph = document.createElement("p");
  paragraph.className = "map-note";
  paragraph.setAttribute("role", "status");
  paragraph.textContent = words;
  container.after(paragraph);
}
