// Marking what to blur: boxes drawn on the picture, and the form's numbers, always the same.

import { boxes, type Box } from "./regions";

const form = document.querySelector<HTMLFormElement>("#blur");
const picture = document.querySelector<HTMLElement>("#picture");

if (form && picture) {
  const add = form.querySelector<HTMLButtonElement>("#blur-add");
  const regions = boxes(form, picture);
  form.querySelector("#blur-script-hint")?.removeAttribute("hidden");
  form.querySelector("#blur-hint")?.setAttribute("hidden", "");
  if (add) {
    add.hidden = false;
    add.addEventListener("click", () => regions.add({ left: 40, top: 40, width: 20, height: 20 }).focus());
  }
  draw(picture, regions.add);
}

/** A box is drawn from where the pointer goes down to where it comes up. */
function draw(on: HTMLElement, add: (box: Box) => HTMLElement): void {
  on.classList.add("can-draw");
  on.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || (down.target as Element).closest(".region")) return;
    down.preventDefault();
    const from = at(on, down);
    const up = (event: PointerEvent): void => {
      on.removeEventListener("pointerup", up);
      on.removeEventListener("pointercancel", up);
      const to = at(on, event);
      const box = {
        left: Math.min(from.x, to.x),
        top: Math.min(from.y, to.y),
        width: Math.abs(from.x - to.x),
        height: Math.abs(from.y - to.y),
      };
      // A tap draws nothing: it may have been meant for scrolling.
      if (event.type === "pointerup" && box.width > 1 && box.height > 1) add(box).focus();
    };
    on.setPointerCapture(down.pointerId);
    on.addEventListener("pointerup", up);
    on.addEventListener("pointercancel", up);
  });
}

/** Where a pointer is on the picture, in per cent. */
function at(on: HTMLElement, event: PointerEvent): { x: number; y: number } {
  const { left, top, width, height } = on.getBoundingClientRect();
  const within = (part: number): number => Math.min(100, Math.max(0, part * 100));
  return { x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) };
}
