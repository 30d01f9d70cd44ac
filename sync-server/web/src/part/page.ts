/** The page behind a join link, with script: joining, recording offline, and sending by itself. */

import { KEPT_MAP, openDatabase, type Participation } from "./database";
import { ask, make, part, speak, tell, untell } from "./dom";
import { RecordForm } from "./form";
import { countWaiting } from "./items";
import { language, momentOf, readLabels, say } from "./labels";
import { readFragment } from "./link";
import { MineList } from "./mine";
import { current, join, leave, noteRead } from "./participation";
import { CHANNEL, changed, fetchPackage } from "./send";
import { Sender } from "./sender";

/** Only the app has what these do besides observing. */
const APP_ROLES = ["coordinator", "leader", "note_taker", "photographer"];

/** As the server's page has them. */
const LEAVE = part("sure-yes").textContent ?? "";
const DEFAULT_NOTICE = part("notice-text").textContent ?? "";

let running: { walk: string } | null = null;

readLabels(part("main").dataset["labels"] ?? "{}");
void start();

async function start(): Promise<void> {
  const { hash } = location;
  const link = readFragment(hash);
  // The code stays neither in the address bar nor in the history.
  if (hash.length > 1 && hash !== "#main") history.replaceState(null, "", location.pathname);
  // Another link in the same tab; other fragments are places on the page.
  addEventListener("hashchange", () => readFragment(location.hash) && location.reload());
  let database: IDBDatabase;
  try {
    database = await openDatabase();
  } catch {
    // The form for the code is sent as without script: the server keeps what the browser cannot.
    return tell("kept", say("nothing_kept"), "wait");
  }
  keepWorking();
  takeCodes(database);
  guardLanguage();
  try {
    const joined = link ? await join(database, link) : await current(database);
    if (joined) return await takePart(database, joined);
    if (hash.length > 20) tell("link", say("link-broken"), "wrong");
  } catch {
    tell("failed", say("failed"), "wrong");
  }
}

/** The worker keeps the page, so that it opens without a network. */
function keepWorking(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("/join/worker.js", { scope: "/join" }).catch(() => undefined);
}

/** A short code is exchanged for what a link carries. */
function takeCodes(database: IDBDatabase): void {
  const form = part<HTMLFormElement>("code-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void exchangeCode(form).then(async (fragment) => {
      const link = fragment === null ? null : readFragment(fragment);
      if (link) await takePart(database, await join(database, link));
    });
  });
}

/** The link's fragment; null after telling why there is none. */
async function exchangeCode(form: HTMLFormElement): Promise<string | null> {
  const typed = new URLSearchParams({ code: String(new FormData(form).get("code") ?? "") });
  const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: typed }).catch(
    () => null,
  );
  const told = (await answer?.json().catch(() => null)) as { fragment?: string; failure?: string } | null;
  if (told?.fragment) return told.fragment;
  const error = part("code-error");
  error.hidden = false;
  error.textContent = told?.failure ?? say("code-no_network");
  const input = part("code");
  input.setAttribute("aria-invalid", "true");
  input.focus();
  return null;
}

/** Another language is another page of the server's. */
function guardLanguage(): void {
  document.querySelector(".languages")?.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    tell("language", say("language-offline"), "wait");
  });
}

async function takePart(database: IDBDatabase, joined: Participation): Promise<void> {
  if (running) {
    // Another walk in a page that shows one already: begin anew.
    location.reload();
    return;
  }
  running = { walk: joined.walk };
  new TakingPart(database, joined);
}

/** The page while it shows one walk. */
class TakingPart {
  readonly #database: IDBDatabase;
  readonly #walk: string;
  readonly #mine: MineList;
  readonly #form: RecordForm;
  readonly #sender: Sender;
  #joined: Participation;
  #left = false;
  #refreshing = false;
  #refreshAgain = false;

  constructor(database: IDBDatabase, joined: Participation) {
    this.#database = database;
    this.#walk = joined.walk;
    this.#joined = joined;
    const saved = () => {
      changed();
      this.#sender.now();
    };
    this.#mine = new MineList(database, joined.walk, saved);
    this.#form = new RecordForm(database, joined.walk, () => this.#joined.package, saved);
    this.#sender = new Sender(database, () => void this.#refresh());
    part("enter").hidden = true;
    part("notice-read").addEventListener("click", () => void this.#read());
    part("leave").addEventListener("click", () => void this.#leave());
    part("send-now").addEventListener("click", () => this.#sender.now());
    new BroadcastChannel(CHANNEL).addEventListener("message", () => void this.#refresh());
    addEventListener("beforeunload", (event) => {
      if (this.#form.isBegun) event.preventDefault();
    });
    this.#show();
    void this.#refresh();
    void this.#update();
    this.#sender.start();
  }

  /** Asks the server what the walk is, where there is a network. */
  async #update(): Promise<void> {
    await fetchPackage(this.#database, this.#joined);
    await this.#refresh();
    if (this.#joined.noticeRead === null) return;
    await this.#keepStorage();
    await this.#keepMap();
  }

  /** One look after the other: an older one never comes to stand over a newer one. */
  async #refresh(): Promise<void> {
    this.#refreshAgain = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    try {
      while (this.#refreshAgain) {
        this.#refreshAgain = false;
        await this.#look();
      }
    } finally {
      this.#refreshing = false;
    }
  }

  async #look(): Promise<void> {
    if (this.#left) return;
    const joined = await current(this.#database);
    if (joined?.walk !== this.#walk) {
      // Another tab went to another walk, or left this one. What is being typed here stays.
      if (!this.#form.isBegun) location.reload();
      return;
    }
    this.#joined = joined;
    this.#show();
    await this.#mine.refresh(this.#sender.state);
  }

  #show(): void {
    const { walkName, role, shut, package: told } = this.#joined;
    const title = part("title");
    title.textContent = walkName || say("invited");
    document.title = `${title.textContent} – Lykta`;
    const read = this.#isRead;
    part("notice").hidden = read;
    part("record").hidden = !read;
    part("mine").hidden = this.#joined.noticeRead === null;
    for (const id of ["notice-text", "notice-again"]) setText(part(id), this.#noticeText);
    if (!read && this.#joined.noticeRead !== null) tell("notice", say("notice-changed"), "wait");
    else untell("notice");
    setText(part("facts"), this.#facts.join("\n"));
    if (APP_ROLES.includes(role)) tell("role", say("role", { role: say(`role-${role}`) }), "wait");
    if (shut) tell("shut", say("shut"), "wait");
    else if (told?.walk && "closed_at" in told.walk && told.walk.closed_at) tell("shut", say("closed"), "wait");
    else untell("shut");
  }

  get #facts(): string[] {
    const { package: told, group } = this.#joined;
    const facts: string[] = [];
    if (told?.walk.planned_start) {
      const when = momentOf(told.walk.planned_start, { weekday: "long" });
      facts.push(say("when", { when }));
    }
    const own = told?.groups.find(({ id }) => id === group);
    if (own) facts.push(say("group", { group: own.name }));
    return facts;
  }

  /** The municipality's own text, where it has one. */
  get #noticeText(): string {
    const notice = this.#joined.package?.notice ?? {};
    return notice[language()] ?? Object.values(notice)[0] ?? DEFAULT_NOTICE;
  }

  /** Whether this very text was read, in any of its languages. */
  get #isRead(): boolean {
    const { noticeRead, package: told } = this.#joined;
    const texts = [this.#noticeText, ...Object.values(told?.notice ?? {})];
    return noticeRead !== null && texts.includes(noticeRead);
  }

  async #read(): Promise<void> {
    try {
      await noteRead(this.#database, this.#walk, this.#noticeText, language());
    } catch {
      return tell("not-saved", say("not_saved"), "wrong");
    }
    await this.#refresh();
    part("record-title").focus();
    this.#sender.now();
    await this.#keepStorage();
    await this.#keepMap();
  }

  /** Asks the browser to keep what is here, and tells when it will not promise that. */
  async #keepStorage(): Promise<void> {
    const kept = await navigator.storage?.persist?.().catch(() => false);
    if (kept) untell("kept");
    else tell("kept", say("may_be_cleared"), "wait");
  }

  /** Keeps the base map around the walk for when there is no network; the map works without it, too. */
  async #keepMap(): Promise<void> {
    const told = this.#joined.package;
    if (!told?.basemap || !navigator.onLine || !("caches" in window) || savesData()) return;
    const address = new URL(part("main").dataset["mapKeeper"] ?? "", location.href).href;
    const keeper = (await import(address).catch(() => null)) as typeof import("./kept-map") | null;
    await keeper?.keepMap(told).catch(() => undefined);
  }

  async #leave(): Promise<void> {
    const waiting = await countWaiting(this.#database, this.#walk);
    const unsent = waiting.items > 0 || waiting.photos > 0;
    if (!(await ask(unsent ? say("leave-unsent") : say("leave-sure"), LEAVE))) return;
    this.#left = true;
    await leave(this.#database, this.#walk);
    if ("caches" in window) await caches.delete(KEPT_MAP).catch(() => false);
    this.#sender.stop();
    part("main").replaceChildren(
      make("h1", { id: "title", tabindex: "-1" }, "Lykta"),
      make("p", { class: "message", role: "status" }, say("left")),
      make("p", { class: "visually-hidden", id: "said", role: "status" }),
    );
    part("title").focus();
    speak(say("left"));
    running = null;
    changed();
  }
}

/** Whether somebody asked their browser to fetch no more than needed. */
function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
