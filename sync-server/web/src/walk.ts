/** Brings the page of one walk, or of one observation, to life; without it the page says the same in its lists. */

import { Clusters } from "./clusters";
import { fetchObservations, fetchWalk, type Labels } from "./data";
import { drawMap, isReady } from "./draw";
import { followFilter } from "./filter";
import type { Toggle } from "./layers";
import { linkList } from "./list";
import { Live } from "./live";
import type { WalkMap } from "./map";
import { fetchPart, putIn } from "./parts";
import { viewPhotos } from "./photos";
import { showPlace } from "./place";
import { explainPlaces } from "./popups";

const main = document.querySelector<HTMLElement>("main[data-walk]");
if (main) start(main);
const place = document.querySelector<HTMLElement>("#map[data-place]");
if (place) void showPlace(place);

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
    void drawMap(container, `${walk}/map.json${location.search}`, labels).then((drawn) => {
      walkMap = drawn;
      drawn?.map.on("load", () => {
        explainPlaces(drawn.map, labels, main.dataset.timeZone);
        new Clusters(drawn.map, labels);
        linkToggles(drawn);
        linkList(drawn, bring);
        isReady(container, drawn);
      });
    });
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
