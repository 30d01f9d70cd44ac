/** The form: the kind alone is enough, and nothing that was typed is lost. */

import { newId } from "./bytes";
import type { Package } from "./database";
import { make, part, speak, tell, untell } from "./dom";
import { say, sayCount } from "./labels";
import { TooLong } from "./op";
import { askWhatToHide } from "./hide";
import { hide, prepare, type Picture } from "./picture";
import { PlacePart } from "./place";
import { record, type Draft } from "./record";

export class RecordForm {
  readonly #form = part<HTMLFormElement>("record-form");
  readonly #place: PlacePart;
  readonly #database: IDBDatabase;
  readonly #walk: string;
  readonly #saved: () => void;
  #pictures: Picture[] = [];
  #preparing: Promise<void> = Promise.resolve();
  /** Kept until it is saved: doing it again is harmless. */
  #id = newId();
  #busy = false;

  constructor(database: IDBDatabase, walk: string, packageOf: () => Package | null, saved: () => void) {
    this.#database = database;
    this.#walk = walk;
    this.#saved = saved;
    this.#place = new PlacePart(this.#form, packageOf);
    const photos = part<HTMLInputElement>("photo");
    photos.addEventListener("change", () => {
      const chosen = [...(photos.files ?? [])];
      photos.value = "";
      this.#preparing = this.#preparing.then(() => this.#add(chosen));
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
  }

  /** Whether something was typed that is not saved. */
  get isBegun(): boolean {
    const typed = [...new FormData(this.#form).entries()];
    return this.#pictures.length > 0 || typed.some(([name, value]) => name !== "id" && String(value).trim() !== "");
  }

  async #add(chosen: File[]): Promise<void> {
    const said = part("photo-said");
    for (const file of chosen) {
      said.textContent = say("photo-preparing");
      try {
        this.#pictures.push(await prepare(file));
        this.#showPictures();
      } catch {
        said.textContent = say("photo-failed");
        return;
      }
    }
  }

  #showPictures(): void {
    const list = part("pictures");
    for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    list.replaceChildren(...this.#pictures.map((picture, index) => this.#line(picture, index + 1)));
    const count = this.#pictures.length;
    part("photo-said").textContent = count ? sayCount("photo-added", count) : "";
  }

  #line(picture: Picture, number: number): HTMLLIElement {
    const src = URL.createObjectURL(new Blob([picture.bytes], { type: "image/jpeg" }));
    const image = make("img", { src, alt: say("photo-number", { number }) });
    const caption = make("input", { id: `caption-${number}`, name: "caption", maxlength: "2000" });
    caption.value = picture.caption;
    caption.addEventListener("input", () => (picture.caption = caption.value));
    const label = make("label", { for: caption.id }, say("photo-caption", { number }));
    const blur = make("button", { type: "button", class: "quiet" }, say("photo-hide", { number }));
    blur.addEventListener("click", () => void this.#hide(picture, src));
    const remove = make("button", { type: "button", class: "quiet" }, say("photo-remove", { number }));
    remove.addEventListener("click", () => {
      this.#pictures = this.#pictures.filter((one) => one !== picture);
      this.#showPictures();
      part("photo").focus();
    });
    return make("li", {}, image, make("div", { class: "actions" }, blur, remove), make("div", { class: "field" }, label, caption));
  }

  /** Puts the photo without what was marked in the place of the one that was taken; that one is kept nowhere. */
  async #hide(picture: Picture, src: string): Promise<void> {
    const boxes = await askWhatToHide(src);
    if (boxes.length === 0) return;
    part("photo-said").textContent = say("photo-preparing");
    // Whoever saves meanwhile waits for it. What cannot be hidden is not kept as it was.
    const hiding = this.#preparing.then(() => hide(picture, boxes)).catch(() => null);
    this.#preparing = hiding.then((hidden) => {
      this.#pictures = this.#pictures.flatMap((one) => (one === picture ? (hidden ?? []) : one));
      this.#showPictures();
      part("photo-said").textContent = hidden ? say("photo-hidden") : say("photo-failed");
      part("photo").focus();
    });
    await this.#preparing;
  }

  async #save(): Promise<void> {
    if (this.#busy) return;
    const kind = new FormData(this.#form).get("kind");
    const error = part("kind-error");
    error.hidden = kind !== null;
    if (kind === null) {
      error.textContent = say("kind-missing");
      this.#form.querySelector<HTMLInputElement>('input[name="kind"]')?.focus();
      return;
    }
    this.#busy = true;
    try {
      if (this.#place.waits) speak(say("position-waits"));
      await this.#preparing;
      const draft = { ...this.#draft(String(kind)), spot: await this.#place.spot() };
      await record(this.#database, this.#walk, this.#id, draft, this.#pictures);
      this.#clear();
      untell("not-saved");
      tell("saved", say("saved"), "good");
      speak(say("saved"));
      part("title").scrollIntoView({ block: "start" });
      this.#saved();
    } catch (error) {
      tell("not-saved", error instanceof TooLong ? say("too_long") : say("not_saved"), "wrong");
      part("messages").scrollIntoView({ block: "start" });
    } finally {
      this.#busy = false;
    }
  }

  #draft(kind: string): Omit<Draft, "spot"> {
    const typed = new FormData(this.#form);
    const feeling = typed.get("feeling");
    return {
      kind,
      categories: typed.getAll("category").map(String),
      when: typed.getAll("when").map(String),
      feeling: feeling === null ? null : Number(feeling),
      words: String(typed.get("words") ?? ""),
      suggestion: String(typed.get("suggestion") ?? ""),
    };
  }

  #clear(): void {
    this.#form.reset();
    this.#pictures = [];
    this.#showPictures();
    this.#place.clear();
    this.#id = newId();
  }
}
