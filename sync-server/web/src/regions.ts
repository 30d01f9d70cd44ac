// A box on the picture for each row of the form; either changes the other.

/** A rectangle in per cent of the picture. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const SIDES = ["left", "top", "width", "height"] as const;
const SMALLEST = 1;
const STEP = 1;

/** Binds the form's rows to boxes on the picture; `add` makes one more of both. */
export function boxes(form: HTMLFormElement, picture: HTMLElement): { add: (box: Box) => HTMLElement } {
  const rows = form.querySelector<HTMLElement>("#blur-rows")!;
  const blank = rows.querySelector<HTMLElement>(".blur-row")!.cloneNode(true) as HTMLElement;
  for (const input of blank.querySelectorAll("input")) input.value = "";
  const help = form.dataset["help"] ?? "";
  const name = form.dataset["region"] ?? "";

  for (const row of rows.querySelectorAll<HTMLElement>(".blur-row")) {
    if (read(row)) bind(row);
    else row.remove();
  }

  function add(box: Box): HTMLElement {
    const row = blank.cloneNode(true) as HTMLElement;
    rows.append(row);
    write(row, box);
    return bind(row);
  }

  function bind(row: HTMLElement): HTMLElement {
    const region = document.createElement("button");
    region.type = "button";
    region.className = "region";
    picture.append(region);
    const remove = row.querySelector<HTMLButtonElement>(".blur-remove")!;
    remove.hidden = false;
    const drop = (): void => {
      region.remove();
      row.remove();
      number();
      form.querySelector<HTMLElement>("#blur-add")?.focus();
    };
    remove.addEventListener("click", drop);
    row.addEventListener("input", () => place(region, row));
    region.addEventListener("keydown", (event) => {
      if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        drop();
      } else if (moved(row, event)) {
        event.preventDefault();
        place(region, row);
      }
    });
    drag(region, row, picture);
    place(region, row);
    number();
    return region;
  }

  function number(): void {
    const regions = picture.querySelectorAll<HTMLElement>(".region");
    rows.querySelectorAll<HTMLElement>(".blur-row").forEach((row, index) => {
      row.querySelector(".blur-number")!.textContent = String(index + 1);
      const region = regions[index];
      if (!region) return;
      region.textContent = String(index + 1);
      region.setAttribute("aria-label", `${name} ${index + 1}. ${help}`);
    });
  }

  return { add };
}

function input(row: HTMLElement, side: string): HTMLInputElement {
  return row.querySelector<HTMLInputElement>(`input[name="${side}"]`)!;
}

/** What a row says; nothing while a number is missing. */
function read(row: HTMLElement): Box | null {
  const numbers = SIDES.map((side) => Number.parseFloat(input(row, side).value.replace(",", ".")));
  if (numbers.some(Number.isNaN)) return null;
  const [left = 0, top = 0, width = 0, height = 0] = numbers;
  return { left, top, width, height };
}

function write(row: HTMLElement, box: Box): void {
  const width = clamp(box.width, SMALLEST, 100);
  const height = clamp(box.height, SMALLEST, 100);
  const within = { left: clamp(box.left, 0, 100 - width), top: clamp(box.top, 0, 100 - height), width, height };
  for (const side of SIDES) input(row, side).value = String(Math.round(within[side] * 10) / 10);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function place(region: HTMLElement, row: HTMLElement): void {
  const box = read(row);
  region.hidden = box === null;
  if (box) for (const side of SIDES) region.style[side] = `${box[side]}%`;
}

/** An arrow moves the box, with shift it changes its size; `false` for any other key. */
function moved(row: HTMLElement, event: KeyboardEvent): boolean {
  const box = read(row);
  const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
  if (!box || !way) return false;
  const [x = 0, y = 0] = way;
  write(row, event.shiftKey
    ? { ...box, width: box.width + x, height: box.height + y }
    : { ...box, left: box.left + x, top: box.top + y });
  return true;
}

function drag(region: HTMLElement, row: HTMLElement, picture: HTMLElement): void {
  region.addEventListener("pointerdown", (down) => {
    const from = read(row);
    if (!from || down.button !== 0) return;
    region.setPointerCapture(down.pointerId);
    const { width, height } = picture.getBoundingClientRect();
    const move = (event: PointerEvent): void => {
      const left = from.left + ((event.clientX - down.clientX) / width) * 100;
      const top = from.top + ((event.clientY - down.clientY) / height) * 100;
      write(row, { ...from, left, top });
      place(region, row);
    };
    const end = (): void => {
      region.removeEventListener("pointermove", move);
      region.removeEventListener("pointerup", end);
      region.removeEventListener("pointercancel", end);
    };
    region.addEventListener("pointermove", move);
    region.addEventListener("pointerup", end);
    region.addEventListener("pointercancel", end);
  });
}
