/** Draws a walk in a page's element, or says there why it cannot. */

import { fetchWalk, type Labels } from "./data";
import { WalkMap, openBasemap } from "./map";
import type { Basemap } from "./style";

/** Draws the map; null when it cannot be drawn, which is told in its place. */
export async function drawMap(container: HTMLElement, address: string, labels: Labels): Promise<WalkMap | null> {
  const [walk, basemap] = await Promise.all([
    fetchWalk(address).catch(() => null),
    basemapOf(container, labels),
  ]);
  if (!walk) return tell(container, labels.data_failed);
  container.replaceChildren();
  try {
    return new WalkMap(container, walk, basemap, labels);
  } catch {
    return tell(container, labels.map_failed);
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

/** Tells whoever waits that the map shows all it has. */
export function isReady(container: HTMLElement, { map }: WalkMap): void {
  container.dispatchEvent(new CustomEvent("walk-map-ready", { detail: map }));
}

function tell(container: HTMLElement, words: string): null {
  container.replaceChildren(status("map-fallback", words));
  return null;
}

/** A line under the map. */
function note(container: HTMLElement, words: string): void {
  container.after(status("map-note", words));
}

function status(className: string, words: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.className = className;
  paragraph.setAttribute("role", "status");
  paragraph.textContent = words;
  return paragraph;
}
