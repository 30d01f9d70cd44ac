/** The small map of one observation: its place, and what was planned around it. */

import type { Labels } from "./data";
import { drawMap, isReady } from "./draw";

const CLOSE_UP_ZOOM = 16;

/** Draws what `data-place` answers with, close to its observation. */
export async function showPlace(container: HTMLElement): Promise<void> {
  const labels = JSON.parse(container.dataset.labels ?? "{}") as Labels;
  const drawn = await drawMap(container, container.dataset.place ?? "", labels);
  const [lon, lat] = [container.dataset.lon, container.dataset.lat].map(Number);
  if (!drawn || lon === undefined || lat === undefined) return;
  drawn.map.jumpTo({ center: [lon, lat], zoom: CLOSE_UP_ZOOM });
  drawn.map.on("load", () => isReady(container, drawn));
}
