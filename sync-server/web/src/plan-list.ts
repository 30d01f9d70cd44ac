/** The lists beside the map: the same points and stops, to be read and changed by keyboard. */

import { fill } from "./data";
import type { Draft, Part } from "./plan-draft";
import type { PlanLabels } from "./plan-words";

/** What the buttons of a row do. */
export interface RowActs {
  goTo(part: Part, index: number): void;
  moveHere(part: Part, index: number): void;
  insertAfter(index: number): void;
  remove(part: Part, index: number): void;
}

/** A label that tells which, and the short one that is seen; the first begins with the second. */
const BUTTONS = { go_to: "show", move_here: "move", insert: "between", remove: "take_away" } as const;

/** Fills the list of points. */
export function listPoints(
  list: HTMLElement,
  draft: Draft,
  labels: PlanLabels,
  acts: RowActs,
  isArea: boolean,
): void {
  const { points } = draft.shape;
  const hasNext = (index: number) => index + 1 < points.length || (isArea && points.length > 2);
  keepingFocus(list, () =>
    points.map(([lon, lat], index) => {
      const place = `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
      const what = fill(labels.point, { number: index + 1, place });
      const row = document.createElement("li");
      const words = document.createElement("span");
      words.textContent = place;
      row.append(words, ...buttons(["point", index, what], labels, acts, hasNext(index)));
      return row;
    }),
  );
}

/** Fills the list of stops, which are fields of the form. */
export function listStops(list: HTMLElement, draft: Draft, labels: PlanLabels, acts: RowActs): void {
  keepingFocus(list, () =>
    draft.shape.stops.map((stop, index) => {
      const row = document.createElement("li");
      const [lon, lat] = stop.place;
      row.append(hidden("stop_id", stop.id), hidden("stop_point", `${lat},${lon}`), nameField(draft, index, labels));
      row.append(...buttons(["stop", index, fill(labels.stop, { number: index + 1 })], labels, acts));
      return row;
    }),
  );
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
}

function nameField(draft: Draft, index: number, labels: PlanLabels): HTMLElement {
  const field = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  field.className = "field";
  Object.assign(input, { name: "stop_name", value: draft.shape.stops[index]?.name ?? "", maxLength: 200 });
  input.autocomplete = "off";
  input.dataset.key = `stop-${index}-name`;
  input.addEventListener("input", () => draft.rename(index, input.value));
  label.append(fill(labels.stop_name, { number: index + 1 }), input);
  field.append(label);
  return field;
}

function buttons(
  [part, index, what]: [Part, number, string],
  labels: PlanLabels,
  acts: RowActs,
  canInsert = false,
): HTMLButtonElement[] {
  const button = (name: keyof typeof BUTTONS, act: (part: Part, index: number) => void) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "secondary", textContent: labels[BUTTONS[name]] });
    made.setAttribute("aria-label", fill(labels[name], { what }));
    made.dataset.key = `${part}-${index}-${name}`;
    made.addEventListener("click", () => act(part, index));
    return made;
  };
  const insert = canInsert ? [button("insert", (_, at) => acts.insertAfter(at))] : [];
  return [button("go_to", acts.goTo), button("move_here", acts.moveHere), ...insert, button("remove", acts.remove)];
}

/** Rows are made anew; whoever stood on one stands on it again, or on the one before. */
function keepingFocus(list: HTMLElement, rows: () => HTMLElement[]): void {
  const key = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
  list.replaceChildren(...rows());
  if (!key) return;
  const [part, number, name] = key.split("-");
  for (let index = Number(number); index >= 0; index--) {
    const same = list.querySelector<HTMLElement>(`[data-key="${part}-${index}-${name}"]`);
    if (same) return same.focus();
  }
  list.tabIndex = -1;
  list.focus();
}
