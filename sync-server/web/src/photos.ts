/** Shows a list item's photos large, one after the other. Without script the links open the photo. */

import { fill, type Labels } from "./data";

/** A shorter way of the finger is no swipe. */
const SWIPE_PX = 48;

/** Lets every photo link of the page open the viewer. */
export function viewPhotos(labels: Labels): void {
  const viewer = new PhotoViewer(labels);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.photo") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    viewer.open(link);
  });
}

/** A modal dialog: the browser keeps focus inside, Escape closes it and gives focus back. */
class PhotoViewer {
  readonly #labels: Labels;
  readonly #dialog = document.createElement("dialog");
  readonly #image = document.createElement("img");
  readonly #caption = document.createElement("p");
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;
  #links: HTMLAnchorElement[] = [];
  #at = 0;
  #touched: Touch | null = null;

  constructor(labels: Labels) {
    this.#labels = labels;
    this.#previous = button(labels.previous, () => this.#step(-1));
    this.#next = button(labels.next, () => this.#step(1));
    this.#dialog.className = "photo-viewer";
    this.#caption.setAttribute("aria-live", "polite");
    const bar = document.createElement("div");
    bar.className = "photo-viewer-bar";
    const close = button(labels.close, () => this.#dialog.close());
    close.autofocus = true;
    bar.append(this.#previous, this.#caption, this.#next, close);
    this.#dialog.append(this.#image, bar);
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("touchstart", (event) => (this.#touched = event.touches.length === 1 ? event.touches[0]! : null), {
      passive: true,
    });
    this.#dialog.addEventListener("touchend", (event) => this.#swipe(event.changedTouches[0]));
    document.body.append(this.#dialog);
  }

  /** Opens one photo; the others of the same list item can be stepped through. */
  open(link: HTMLAnchorElement): void {
    const item = link.closest("li.observation, li.held-item") ?? document.body;
    this.#links = [...item.querySelectorAll<HTMLAnchorElement>("a.photo")];
    this.#at = this.#links.indexOf(link);
    this.#show();
    this.#dialog.showModal();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "ArrowLeft") this.#step(-1);
    if (event.key === "ArrowRight") this.#step(1);
  }

  /** A finger that goes aside, and farther aside than up or down. */
  #swipe(lifted: Touch | undefined): void {
    const from = this.#touched;
    this.#touched = null;
    if (!from || !lifted) return;
    const [aside, down] = [lifted.clientX - from.clientX, lifted.clientY - from.clientY];
    if (Math.abs(aside) < SWIPE_PX || Math.abs(aside) < 2 * Math.abs(down)) return;
    this.#step(aside < 0 ? 1 : -1);
  }

  #step(by: number): void {
    const to = this.#at + by;
    if (to < 0 || to >= this.#links.length) return;
    this.#at = to;
    this.#show();
  }

  #show(): void {
    const link = this.#links[this.#at];
    if (!link) return;
    const words = link.querySelector("img")?.alt ?? "";
    const place = fill(this.#labels.photo_of, { number: this.#at + 1, count: this.#links.length });
    this.#image.src = link.href;
    this.#image.alt = words;
    this.#caption.textContent = words ? `${place}. ${words}` : place;
    this.#dialog.setAttribute("aria-label", place);
    // aria-disabled keeps the focus where `disabled` would drop it.
    this.#previous.setAttribute("aria-disabled", String(this.#at === 0));
    this.#next.setAttribute("aria-disabled", String(this.#at === this.#links.length - 1));
  }
}

function button(words: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}
