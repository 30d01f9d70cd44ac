/** Drawing an area's outline, or a group's route and stops; without it files do the same. */

import { fetchWalk, fill, type Labels, type Position } from "./data";
import { openBasemap } from "./map";
import { Draft, type Part, lengthM, readPoints, writePoints } from "./plan-draft";
import { type RowActs, listPoints, listStops } from "./plan-list";
import { type Around, PlanMap } from "./plan-map";
import type { PlanLabels } from "./plan-words";

for (const element of document.querySelectorAll<HTMLElement>(".plan-editor")) void start(element);

async function start(editor: HTMLElement): Promise<void> {
  const mapLabels = JSON.parse(editor.dataset.mapLabels ?? "{}") as Labels;
  const container = find(editor, "#map");
  const isArea = editor.dataset.shape === "outline";
  const draft = new Draft({ points: readPoints(field(editor).value), stops: stopsOf(editor) });
  const around = await aroundOf(editor);
  container.replaceChildren();
  try {
    const plan = new PlanMap(container, draft, around, isArea, mapLabels);
    plan.map.on("load", () => {
      bringToLife(editor, draft, plan, isArea);
      container.dispatchEvent(new CustomEvent("walk-map-ready", { detail: plan.map }));
    });
    hideUntilNeeded(editor, plan);
  } catch {
    const words = document.createElement("p");
    words.className = "map-fallback";
    words.textContent = mapLabels.map_failed;
    container.replaceChildren(words);
  }
}

function find<E extends HTMLElement>(within: ParentNode, selector: string): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

function field(editor: HTMLElement): HTMLInputElement {
  return find<HTMLInputElement>(editor, `input[name="${editor.dataset.shape}"]`);
}

function stopsOf(editor: HTMLElement): { id: string; name: string; place: Position }[] {
  const rows = editor.closest("form")?.querySelectorAll(".plan-stops > li") ?? [];
  return [...rows].flatMap((row) => {
    const value = (name: string) => row.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? "";
    const [place] = readPoints(value("stop_point"));
    return place ? [{ id: value("stop_id"), name: value("stop_name"), place }] : [];
  });
}

async function aroundOf(editor: HTMLElement): Promise<Around> {
  const { around, group, basemap, basemapAttribution } = editor.dataset;
  return {
    walk: around ? await fetchWalk(around).catch(() => null) : null,
    group: Number(group ?? 0),
    basemap: basemap ? await openBasemap(basemap, basemapAttribution ?? "").catch(() => null) : null,
  };
}

/** What an earlier walk's area needs not is hidden, and a map that was hidden is measured anew. */
function hideUntilNeeded(editor: HTMLElement, plan: PlanMap): void {
  const choice = document.querySelector<HTMLSelectElement>("select#plan");
  const part = document.getElementById("new-area");
  if (!choice || !part || !part.contains(editor)) return;
  const follow = () => {
    part.hidden = choice.value !== "";
    if (!part.hidden) plan.map.resize();
  };
  for (const hint of document.querySelectorAll<HTMLElement>(".only-without-script")) hint.hidden = true;
  choice.addEventListener("change", follow);
  follow();
}

function bringToLife(editor: HTMLElement, draft: Draft, plan: PlanMap, isArea: boolean): void {
  const labels = JSON.parse(editor.dataset.labels ?? "{}") as PlanLabels;
  const tools = find(editor, ".plan-tools");
  tools.hidden = false;
  find(editor, ".crosshair").hidden = false;
  const say = (key: keyof PlanLabels, part: Part, index: number) => {
    const what = part === "stop" ? fill(labels.stop, { number: index + 1 }) : pointName(draft, index, labels);
    find(tools, ".plan-said").textContent = fill(labels[key], { what });
  };
  const tapped = (): Part => (tools.querySelector<HTMLInputElement>("[data-tap=stop]")?.checked ? "stop" : "point");
  const add = (part: Part, place: Position) => {
    draft.add(part, place);
    say("added", part, (part === "stop" ? draft.shape.stops : draft.shape.points).length - 1);
  };
  const move = (part: Part, index: number, place: Position) => {
    draft.move(part, index, place);
    say("moved", part, index);
  };
  const acts: RowActs = {
    goTo: (part, index) => plan.show(placeOf(draft, part, index)),
    moveHere: (part, index) => move(part, index, plan.centre),
    insertAfter: (index) => {
      draft.insertAfter(index);
      say("added", "point", index + 1);
      plan.show(placeOf(draft, "point", index + 1));
    },
    remove: (part, index) => {
      say("removed", part, index);
      draft.remove(part, index);
    },
  };
  plan.onTap((place) => add(tapped(), place), ({ part, index }) => stand(editor, part, index));
  plan.onDrag(({ part, index }, place) => move(part, index, place));
  onButton(tools, "add", () => add(tapped(), plan.centre));
  onButton(tools, "clear", () => draft.change({ ...draft.shape, points: [] }));
  onButton(tools, "undo", () => {
    draft.undo();
    find(tools, ".plan-said").textContent = labels.undone;
  });
  const show = () => tell(editor, draft, labels, acts, isArea);
  draft.onChange(show);
  find(tools, "details").addEventListener("toggle", show);
  show();
}

function placeOf({ shape }: Draft, part: Part, index: number): Position {
  return (part === "stop" ? shape.stops[index]?.place : shape.points[index]) ?? [0, 0];
}

function pointName(draft: Draft, index: number, labels: PlanLabels): string {
  const [lon, lat] = placeOf(draft, "point", index);
  return fill(labels.point, { number: index + 1, place: `${lat.toFixed(5)}, ${lon.toFixed(5)}` });
}

function onButton(tools: HTMLElement, name: string, act: () => void): void {
  find(tools, `[data-do=${name}]`).addEventListener("click", act);
}

/** Leads from a part on the map to its row. */
function stand(editor: HTMLElement, part: Part, index: number): void {
  if (part === "point") find<HTMLDetailsElement>(editor, "details").open = true;
  const name = part === "stop" ? "name" : "go_to";
  // The list is filled when it is opened, which the browser tells a moment later.
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`[data-key="${part}-${index}-${name}"]`)?.focus();
  });
}

/** Everything beside the map says what the map shows, and the form carries it. */
function tell(editor: HTMLElement, draft: Draft, labels: PlanLabels, acts: RowActs, isArea: boolean): void {
  const { points, stops } = draft.shape;
  field(editor).value = writePoints(points);
  const [first] = points;
  const line = isArea && first ? [...points, first] : points;
  const values = { count: points.length, metres: Math.round(lengthM(line)) };
  find(editor, ".plan-length").textContent = fill(labels.length, values);
  find<HTMLButtonElement>(editor, "[data-do=undo]").disabled = !draft.canUndo;
  find<HTMLButtonElement>(editor, "[data-do=clear]").disabled = points.length === 0;
  const details = find<HTMLDetailsElement>(editor, "details");
  if (details.open) listPoints(find(editor, ".plan-points"), draft, labels, acts, isArea);
  const list = editor.closest("form")?.querySelector<HTMLElement>(".plan-stops");
  if (!list) return;
  listStops(list, draft, labels, acts);
  const none = document.getElementById("no-stops");
  if (none) none.hidden = stops.length > 0;
}
