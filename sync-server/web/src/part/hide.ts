/** The dialogue in which parts of a photo are marked: by finger or mouse, by single taps, or by keyboard. */

import type { Box } from "./blur";
import { make, part } from "./dom";
import { say } from "./labels";

const STEP = 0.02;
const SMALLEST = 0.02;
/** As large as a face at arm's length. */
const NEW = 0.24;

interface Point {
  x: number;
  y: number;
}

interface Marked {
  box: Box;
  button: HTMLButtonElement;
}

/** Asks what to hide of a photo; nothing when nothing shall be. */
export function askWhatToHide(address: string): Promise<Box[]> {
  const dialog = part<HTMLDialogElement>("hide");
  const marking = new Marking(part("hide-picture"));
  const image = part<HTMLImageElement>("hide-image");
  image.src = address;
  const over = new AbortController();
  const { signal } = over;
  const on = (id: string, work: () => void) => part(id).addEventListener("click", work, { signal });
  on("hide-add", () => marking.add(around({ x: 0.5, y: 0.5 })));
  on("hide-larger", () => marking.resize(STEP * 2));
  on("hide-smaller", () => marking.resize(-STEP * 2));
  on("hide-remove", () => marking.remove());
  marking.start(signal);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((fulfil) => {
    dialog.addEventListener(
      "close",
      () => {
        over.abort();
        const boxes = marking.end();
        image.removeAttribute("src");
        fulfil(dialog.returnValue === "hide" ? boxes : []);
      },
      { once: true },
    );
  });
}

/** The boxes on the picture. One of them is the chosen one: the buttons below change it. */
class Marking {
  readonly #picture: HTMLElement;
  #marked: Marked[] = [];
  #chosen: Marked | null = null;

  constructor(picture: HTMLElement) {
    this.#picture = picture;
    this.#show();
  }

  start(signal: AbortSignal): void {
    this.#picture.addEventListener("pointerdown", (down) => this.#draw(down), { signal });
  }

  end(): Box[] {
    for (const { button } of this.#marked) button.remove();
    return this.#marked.map(({ box }) => box);
  }

  add(box: Box): void {
    const marked: Marked = { box: within(box), button: make("button", { type: "button", class: "hide-box" }) };
    const { button } = marked;
    button.addEventListener("focus", () => this.#choose(marked));
    button.addEventListener("keydown", (event) => this.#typed(event, marked));
    button.addEventListener("pointerdown", (down) => this.#drag(down, marked));
    this.#marked.push(marked);
    this.#picture.append(button);
    this.#choose(marked);
    button.focus();
  }

  resize(by: number): void {
    if (!this.#chosen) return;
    const { left, top, width, height } = this.#chosen.box;
    this.#chosen.box = within({ left: left - by / 2, top: top - by / 2, width: width + by, height: height + by });
    this.#show();
  }

  remove(): void {
    const gone = this.#chosen;
    if (!gone) return;
    gone.button.remove();
    this.#marked = this.#marked.filter((one) => one !== gone);
    this.#choose(this.#marked.at(-1) ?? null);
    (this.#chosen?.button ?? part("hide-add")).focus();
  }

  #choose(marked: Marked | null): void {
    this.#chosen = marked;
    this.#show();
  }

  #show(): void {
    this.#marked.forEach(({ box, button }, index) => {
      for (const side of ["left", "top", "width", "height"] as const) button.style[side] = `${box[side] * 100}%`;
      button.textContent = String(index + 1);
      button.setAttribute("aria-label", say("hide-box", { number: index + 1 }));
    });
    for (const id of ["hide-larger", "hide-smaller", "hide-remove"]) part<HTMLButtonElement>(id).disabled = !this.#chosen;
    part<HTMLButtonElement>("hide-do").disabled = this.#marked.length === 0;
  }

  #typed(event: KeyboardEvent, marked: Marked): void {
    const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") this.remove();
    else if (!way) return;
    const [x = 0, y = 0] = way ?? [];
    const { left, top, width, height } = marked.box;
    marked.box = event.shiftKey
      ? within({ left, top, width: width + x, height: height + y })
      : within({ left: left + x, top: top + y, width, height });
    event.preventDefault();
    this.#show();
  }

  /** A box is drawn from where the pointer goes down to where it comes up; a tap puts one there. */
  #draw(down: PointerEvent): void {
    if (down.button !== 0 || down.target instanceof HTMLButtonElement) return;
    down.preventDefault();
    const from = this.#at(down);
    this.#follow(this.#picture, down, (to, isEnd) => {
      if (!isEnd) return;
      const drawn = { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
      this.add(Math.max(drawn.width, drawn.height) < SMALLEST ? around(from) : drawn);
    });
  }

  #drag(down: PointerEvent, marked: Marked): void {
    if (down.button !== 0) return;
    const from = this.#at(down);
    const { box } = marked;
    this.#follow(marked.button, down, (to) => {
      marked.box = within({ ...box, left: box.left + to.x - from.x, top: box.top + to.y - from.y });
      this.#show();
    });
  }

  /** Tells where a pointer goes until it comes up. */
  #follow(element: HTMLElement, { pointerId }: PointerEvent, work: (to: Point, isEnd: boolean) => void): void {
    const over = new AbortController();
    element.setPointerCapture(pointerId);
    const on = (name: "pointermove" | "pointerup" | "pointercancel", then: (event: PointerEvent) => void) =>
      element.addEventListener(name, then, { signal: over.signal });
    on("pointermove", (event) => work(this.#at(event), false));
    on("pointercancel", () => over.abort());
    on("pointerup", (event) => {
      over.abort();
      work(this.#at(event), true);
    });
  }

  #at({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width, height } = this.#picture.getBoundingClientRect();
    return { x: clamp((clientX - left) / width, 0, 1), y: clamp((clientY - top) / height, 0, 1) };
  }
}

function around({ x, y }: Point): Box {
  return { left: x - NEW / 2, top: y - NEW / 2, width: NEW, height: NEW };
}

/** The box within the picture. */
function within(box: Box): Box {
  const width = clamp(box.width, SMALLEST, 1);
  const height = clamp(box.height, SMALLEST, 1);
  return { left: clamp(box.left, 0, 1 - width), top: clamp(box.top, 0, 1 - height), width, height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
