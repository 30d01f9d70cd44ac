/** Puts parts of the page in anew without moving what one is reading. */

/** Fetches a part; throws when the server does not give it. */
export async function fetchPart(address: string): Promise<Element> {
  const response = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
  if (!response.ok) throw new Error(`a part answered ${response.status}`);
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  const part = template.content.firstElementChild;
  if (!part) throw new Error("a part is empty");
  return part;
}

/** Puts a part in the place of the one with its id; what is read stays where it is. */
export function putIn(part: Element): void {
  const old = document.getElementById(part.id);
  if (!old) return;
  const anchor = findAnchor();
  become(old, part);
  if (anchor?.element.isConnected) scrollBy(0, anchor.element.getBoundingClientRect().top - anchor.top);
}

interface Anchor {
  element: Element;
  top: number;
}

/** The first item that is in sight: the one that has the focus, else the one that is read. */
function findAnchor(): Anchor | null {
  const focused = document.activeElement?.closest(".observation, .held-item, section");
  const items = document.querySelectorAll("main .observation, main .held-item, main section, main .figures");
  const candidates = focused ? [focused, ...items] : [...items];
  // A section that begins above is not what is read, unless nothing in it is.
  const seen = candidates.filter(isInSight).sort((one, other) => rank(one) - rank(other));
  const element = focused && isInSight(focused) ? focused : seen[0];
  return element ? { element, top: element.getBoundingClientRect().top } : null;
}

function isInSight(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}

/** Small things before large ones, and of those the uppermost. */
function rank(element: Element): number {
  const { top } = element.getBoundingClientRect();
  return (element.matches("section") ? 1e9 : 0) + Math.abs(top);
}

/** Makes one element say what another says, and keeps every node that can stay. */
export function become(old: Element, next: Element): void {
  if (old.isEqualNode(next) || isInUse(old)) return;
  copyAttributes(old, next);
  const kept = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  let at: ChildNode | null = old.firstChild;
  for (const child of [...next.childNodes]) {
    const same = counterpart(at, child, kept);
    if (!same) {
      old.insertBefore(child, at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else old.insertBefore(same, at);
    if (same instanceof Element && child instanceof Element) become(same, child);
    else if (same.nodeValue !== child.nodeValue) same.nodeValue = child.nodeValue;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/** The old node that may become the new one: by its id, else by its place. */
function counterpart(at: ChildNode | null, child: ChildNode, kept: Map<string, Element>): ChildNode | null {
  if (child instanceof Element && child.id) {
    const known = kept.get(child.id);
    return known?.localName === child.localName ? known : null;
  }
  if (!at || at.nodeType !== child.nodeType || (at instanceof Element && at.id)) return null;
  if (at instanceof Element && child instanceof Element && at.localName !== child.localName) return null;
  return at;
}

/** A form that somebody has begun to fill in is left as it is. */
function isInUse(element: Element): boolean {
  if (!(element instanceof HTMLFormElement)) return false;
  return element.contains(document.activeElement) || [...element.elements].some(isChanged);
}

function isChanged(field: Element): boolean {
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return false;
  return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
}

function copyAttributes(old: Element, next: Element): void {
  for (const { name } of [...old.attributes]) {
    if (!isOwn(old, name) && !next.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (!isOwn(old, name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** What only the browser knows: what one has opened, and where one is. */
function isOwn(element: Element, name: string): boolean {
  if (name === "aria-current") return element.matches(".observation");
  return name === "open" || name === "tabindex";
}
