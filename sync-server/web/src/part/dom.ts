/** The parts of the page. */

/** An element that the server's page has. */
export function part<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found as T;
}

/** Makes an element; texts stay texts whatever is in them. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A symbol of the page's own. */
export function symbol(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "symbol");
  svg.setAttribute("data-kind", name);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${part("main").dataset["symbols"] ?? ""}#${name}`);
  svg.append(use);
  return svg;
}

/** Says something aloud, and shows it in its place above the page. */
export function tell(name: string, words: string, tone: "good" | "wait" | "wrong" | "" = ""): void {
  const messages = part("messages");
  const shown = make("p", { class: "message", "data-message": name }, words);
  if (tone) shown.dataset["tone"] = tone;
  if (tone === "wrong") shown.setAttribute("role", "alert");
  const old = messages.querySelector<HTMLElement>(`[data-message="${name}"]`);
  if (old?.textContent === words) return;
  if (old) old.replaceWith(shown);
  else messages.append(shown);
}

export function untell(name: string): void {
  part("messages").querySelector(`[data-message="${name}"]`)?.remove();
}

/** For screen readers. */
export function speak(words: string): void {
  part("said").textContent = words;
}

/** Asks a question; no is what Escape means. */
export function ask(words: string, yes: string): Promise<boolean> {
  const dialog = part<HTMLDialogElement>("sure");
  part("sure-text").textContent = words;
  part("sure-yes").textContent = yes;
  return new Promise((fulfil) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => fulfil(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
