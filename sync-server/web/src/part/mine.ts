/** The list of what was recorded here, each at its least part, in the words of its receipt. */

import { ask, make, part, speak, symbol, tell } from "./dom";
import { countWaiting, listItems, type Item, type Waiting } from "./items";
import { language, momentOf, say, sayCount, sayKnown } from "./labels";
import { TooLong } from "./op";
import { changeWords, withdraw } from "./record";

export class MineList {
  readonly #database: IDBDatabase;
  readonly #walk: string;
  readonly #changed: () => void;
  #shown = "";
  #hadWaiting = false;
  /** The item whose words are being changed: its line stays as it is meanwhile. */
  #editing: string | null = null;

  constructor(database: IDBDatabase, walk: string, changed: () => void) {
    this.#database = database;
    this.#walk = walk;
    this.#changed = changed;
  }

  /** Reads again; what has not changed is not drawn again. */
  async refresh(sending: "sending" | "failed" | "idle"): Promise<void> {
    const items = await listItems(this.#database, this.#walk);
    const waiting = await countWaiting(this.#database, this.#walk);
    this.#tellWaiting(items, waiting, sending);
    const shown = JSON.stringify(items);
    if (shown === this.#shown || this.#editing) return;
    this.#shown = shown;
    this.#draw(items);
  }

  #tellWaiting(items: Item[], waiting: Waiting, sending: "sending" | "failed" | "idle"): void {
    const any = waiting.items > 0 || waiting.photos > 0;
    const lines: string[] = [];
    if (waiting.items > 0) lines.push(sayCount("waiting", waiting.items));
    if (waiting.photos > 0) {
      lines.push(sayCount("waiting-photos", waiting.photos, { size: sizeOf(waiting.photoBytes) }));
    }
    if (any && sending === "sending") lines.push(say("sending"));
    else if (any && !navigator.onLine) lines.push(say("waits-for_network"));
    else if (any && sending === "failed") lines.push(say("waits-for_server"));
    if (!any) lines.push(items.length > 0 ? say("all_arrived") : say("mine-none"));
    const box = part("waiting");
    const text = lines.join("\n");
    if (box.dataset["said"] !== text) {
      box.dataset["said"] = text;
      box.replaceChildren(...lines.map((line) => make("p", {}, line)));
    }
    if (any) box.dataset["tone"] = "wait";
    else if (items.length > 0) box.dataset["tone"] = "good";
    else box.removeAttribute("data-tone");
    part("send-now").hidden = !any;
    if (this.#hadWaiting && !any) {
      tell("saved", say("arrived"), "good");
      speak(say("arrived"));
    }
    this.#hadWaiting = any;
  }

  #draw(items: Item[]): void {
    const list = part("mine-list");
    // Whoever stands on a button of a line still stands there afterwards.
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["focus"] : undefined;
    list.replaceChildren(...items.map((item) => this.#line(item)));
    if (focused) list.querySelector<HTMLElement>(`[data-focus="${focused}"]`)?.focus();
  }

  #line(item: Item): HTMLLIElement {
    const kind = sayKnown(`kind-${item.kind}`, "noun-observation");
    const state = make("span", { class: "state", "data-state": item.state }, say(`receipt-${item.state}`));
    const title = make("div", { class: "title-line" }, symbol(item.kind), make("h3", {}, kind), state);
    const line = make("li", { class: "card mine-item", "data-item": item.id }, title, make("p", { class: "meta" }, metaOf(item)));
    if (item.words) line.append(make("p", { class: "own-words" }, item.words));
    for (const text of explained(item)) line.append(make("p", { class: "meta" }, text));
    if (item.mine) line.append(this.#actions(item, line, `${kind}, ${momentOf(item.at)}`));
    return line;
  }

  #actions(item: Item, line: HTMLLIElement, about: string): HTMLElement {
    const hidden = () => make("span", { class: "visually-hidden" }, `: ${about}`);
    const change = make("button", { type: "button", class: "quiet", "data-focus": `change-${item.id}` }, say("change"), hidden());
    const back = make("button", { type: "button", class: "quiet", "data-focus": `back-${item.id}` }, say("withdraw"), hidden());
    const actions = make("div", { class: "actions" }, change, back);
    change.addEventListener("click", () => this.#edit(item, line, actions));
    back.addEventListener("click", () => void this.#withdraw(item));
    return actions;
  }

  #edit(item: Item, line: HTMLLIElement, actions: HTMLElement): void {
    this.#editing = item.id;
    const id = `change-${item.id}`;
    const box = make("textarea", { id, maxlength: "4000" });
    box.value = item.words;
    const save = make("button", { type: "submit", class: "primary" }, say("change-save"));
    const cancel = make("button", { type: "button", class: "secondary" }, say("change-cancel"));
    const field = make("div", { class: "field" }, make("label", { for: id }, say("change")), box);
    const error = make("p", { class: "field-error", role: "alert" });
    const form = make("form", { class: "form" }, field, error, make("div", { class: "actions" }, save, cancel));
    const close = () => {
      this.#editing = null;
      this.#shown = "";
      this.#changed();
    };
    cancel.addEventListener("click", close);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      changeWords(this.#database, this.#walk, item.id, box.value).then(
        () => {
          speak(say("changed"));
          close();
        },
        (failure: unknown) => (error.textContent = failure instanceof TooLong ? say("too_long") : say("not_saved")),
      );
    });
    actions.replaceWith(form);
    line.querySelector(".own-words")?.remove();
    box.focus();
  }

  async #withdraw(item: Item): Promise<void> {
    if (!(await ask(say("withdraw-sure"), say("withdraw")))) return;
    await withdraw(this.#database, this.#walk, item.id);
    speak(say("withdrawn"));
    part("mine-title").focus();
    this.#changed();
  }
}

function metaOf(item: Item): string {
  const parts = [momentOf(item.at)];
  const { spot } = item;
  if (spot?.is === "situation") parts.push(spot.text ?? "");
  if (spot?.is === "unplaced") parts.push(say("where-unplaced"));
  if (spot?.is === "place") parts.push(sayKnown(`source-${spot.source}`, "spot-place"));
  if (item.photos.length > 0) parts.push(sayCount("photo_count", item.photos.length));
  return parts.join(" · ");
}

/** What the state means and, where something is wrong, what to do. */
function explained(item: Item): string[] {
  const lines: string[] = [];
  const photoHere = item.photos.some(({ state }) => state === "on_phone");
  if (item.state === "held") {
    lines.push(...item.reasons.map((reason) => sayKnown(`held-${reason}`, "receipt-held-explained")));
  } else if (item.wordsState === "visible" && item.state === "on_phone" && photoHere) {
    lines.push(say("receipt-words_visible_photo_on_phone"));
  } else {
    lines.push(say(`receipt-${item.state}-explained`));
  }
  if (item.photos.some(({ refused }) => refused === "gone")) lines.push(say("photo-gone"));
  if (item.photos.some(({ refused }) => refused === "refused")) lines.push(say("photo-refused"));
  return lines;
}

/** `1,2 MB` */
function sizeOf(bytes: number): string {
  const style = (unit: string, digits: number) => ({ style: "unit", unit, maximumFractionDigits: digits }) as const;
  if (bytes < 1_000_000) return (bytes / 1_000).toLocaleString(language(), style("kilobyte", 0));
  return (bytes / 1_000_000).toLocaleString(language(), style("megabyte", 1));
}
