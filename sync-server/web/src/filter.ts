/** Filters the list while one chooses; without script the same form is sent by its button. */

const TYPING_MS = 250;

/** Calls `show` with the address's query whenever another selection is wanted. */
export function followFilter(show: (query: string) => Promise<void>): void {
  const form = document.querySelector<HTMLFormElement>("#filter");
  if (!form) return;
  let timer = 0;
  const apply = (): void => {
    clearTimeout(timer);
    go(queryOf(form), show);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("change", apply);
  form.addEventListener("input", (event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== "search") return;
    clearTimeout(timer);
    timer = setTimeout(apply, TYPING_MS);
  });
  document.querySelector("#filter-button")?.setAttribute("hidden", "");
  document.querySelector("#filter-clear")?.addEventListener("click", (event) => {
    event.preventDefault();
    empty(form);
    apply();
    form.querySelector<HTMLInputElement>("#filter-q")?.focus();
  });
  followPages(show);
  addEventListener("popstate", () => location.reload());
}

/** Page links change the list alone, and lead to its beginning. */
function followPages(show: (query: string) => Promise<void>): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".pages a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    void show(location.search).then(toBeginning, () => location.reload());
  });
}

function toBeginning(): void {
  const title = document.getElementById("list-title");
  if (!title) return;
  title.tabIndex = -1;
  title.focus();
}

function go(query: string, show: (query: string) => Promise<void>): void {
  if (query === location.search) return;
  history.replaceState(null, "", query || location.pathname);
  const clear = document.querySelector<HTMLElement>("#filter-clear");
  if (clear) clear.hidden = query === "";
  show(query).catch(() => location.reload());
}

function queryOf(form: HTMLFormElement): string {
  const chosen = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== "");
  const query = new URLSearchParams(chosen as [string, string][]).toString();
  return query ? `?${query}` : "";
}

function empty(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
}
