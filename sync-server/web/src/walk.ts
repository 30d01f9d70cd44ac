/** Brings the page of one walk to life; without it the page says the same in its lists. */

import { Clusters } from "./clusters";
import { fetchObservations, fetchWalk, type Labels } from "./data";
import { followFilter } from "./filter";
import type { Toggle } from "./layers";
import { linkList } from "./list";
import { Live } from "./live";
import { WalkMap, openBasemap } from "./map";
import { fetchPart, putIn } from "./parts";
import { viewPhotos } from "./photos";
import { explainPlaces } from "./popups";
import type { Basemap } from "./style";

const main = document.querySelector<HTMLElement>("main[data-walk]");
if (main) start(main);

function start(main: HTMLElement): void {
  const walk = main.dataset.walk ?? "";
  const labels = JSON.parse(main.dataset.labels ?? "{}") as Labels;
  let walkMap: WalkMap | null = null;
  let asked = 0;

  /** The list and the map show the same; an answer that a newer choice has overtaken is dropped. */
  const select = async (query: string): Promise<void> => {
    asked += 1;
    const mine = asked;
    const [part, observations] = await Promise.all([
      fetchPart(`${walk}/parts/observations${query}`),
      walkMap ? fetchObservations(`${walk}/observations.json${query}`) : null,
    ]);
    if (mine !== asked) return;
    putIn(part);
    if (observations) walkMap?.select(observations);
  };
  const refresh = async (parts: string[]): Promise<void> => {
    const query = location.search;
    const drawn = parts.includes("map") && walkMap ? fetchWalk(`${walk}/map.json${query}`) : null;
    const fetched = await Promise.all(
      parts.filter((part) => part !== "map").map((part) => fetchPart(`${walk}/parts/${part}${query}`)),
    );
    const data = await drawn;
    // Somebody chose otherwise meanwhile: what was fetched is no longer what is asked for.
    const isOvertaken = query !== location.search;
    for (const part of fetched) if (!isOvertaken || part.id !== "observations") putIn(part);
    if (data && !isOvertaken) walkMap?.update(data);
    if (isOvertaken) await select(location.search);
  };
  const bring = async (id: string): Promise<void> => {
    const query = new URLSearchParams(location.search);
    query.delete("page");
    query.set("at", id);
    history.replaceState(null, "", `?${query}`);
    putIn(await fetchPart(`${walk}/parts/observations?${query}`));
  };

  viewPhotos(labels);
  followFilter(select);
  new Live(main, labels, refresh);
  const container = document.getElementById("map");
  if (container) {
    void drawMap(container, main, labels).then((drawn) => {
      walkMap = drawn;
      if (drawn) drawn.map.on("load", () => linkList(drawn, bring));
    });
  }
}

/** Draws the map; null when it cannot be drawn, which is told in its place. */
async function drawMap(container: HTMLElement, main: HTMLElement, labels: Labels): Promise<WalkMap | null> {
  const [walk, basemap] = await Promise.all([
    fetchWalk(`${main.dataset.walk}/map.json${location.search}`).catch(() => null),
    basemapOf(container, labels),
  ]);
  if (!walk) return tell(container, labels.data_failed);
  container.replaceChildren();
  try {
    const walkMap = new WalkMap(container, walk, basemap, labels);
    walkMap.map.on("load", () => {
      explainPlaces(walkMap.map, labels, main.dataset.timeZone);
      new Clusters(walkMap.map, labels);
      linkToggles(walkMap);
      container.dispatchEvent(new CustomEvent("walk-map-ready", { detail: walkMap.map }));
    });
    return walkMap;
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

function tell(container: HTMLElement, words: string): null {
  const paragraph = document.createElement("p");
  paragraph.className = "map-fallback";
  paragraph.setAttribute("role", "status");
  paragraph.textContent = words;
  container.replaceChildren(paragraph);
  return null;
}

/** A line under the map. */
function note(container: HTMLElement, words: string): void {
  const paragraph = document.createElement("p");
  paragraph.className = "map-note";
  paragraph.setAttribute("role", "status");
  paragraph.textContent = words;
  container.after(paragraph);
}
