/** Keeps an open page up to date while phones sync, and says truthfully when it is not. */

import { fill, type Labels } from "./data";

/** The server says something at least every ten seconds; after this long the connection is lost. */
const SILENCE_MS = 25_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

interface News {
  standing: string;
  parts: string[];
  said: string | null;
}

/** What the page does with news; throws when it could not be fetched. */
export type Refresh = (parts: string[]) => Promise<void>;

/** How long to wait before the next attempt, in milliseconds. */
export function backoff(attempt: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
}

/** The stream of one walk's news. */
export class Live {
  readonly #address: string;
  readonly #refresh: Refresh;
  readonly #labels: Labels;
  readonly #clock: Intl.DateTimeFormat;
  readonly #state = document.getElementById("live-state");
  readonly #news = document.getElementById("live-news");
  #source: EventSource | null = null;
  #standing: string;
  #heard = Date.now();
  #attempt = 0;
  #timer = 0;
  #working: Promise<void> = Promise.resolve();

  constructor(walk: HTMLElement, labels: Labels, refresh: Refresh) {
    this.#address = `${walk.dataset.walk}/events`;
    this.#standing = walk.dataset.standing ?? "";
    this.#refresh = refresh;
    this.#labels = labels;
    const { timeZone } = walk.dataset;
    const options = { hour: "2-digit", minute: "2-digit", ...(timeZone ? { timeZone } : {}) } as const;
    this.#clock = new Intl.DateTimeFormat(document.documentElement.lang, options);
    // A browser allows few connections; a page that nobody sees needs none.
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#rest() : this.#open()));
    addEventListener("online", () => this.#open());
    addEventListener("offline", () => this.#lost());
    document.getElementById("live")?.removeAttribute("hidden");
    if (!document.hidden) this.#open();
  }

  #open(): void {
    this.#rest();
    const source = new EventSource(`${this.#address}?since=${encodeURIComponent(this.#standing)}`);
    this.#source = source;
    source.addEventListener("beat", () => this.#isCurrent());
    source.addEventListener("changed", (event) => this.#take(JSON.parse(event.data as string) as News));
    source.addEventListener("error", () => this.#lost());
    this.#await();
  }

  /** One after the other, so that an older answer never overwrites a newer one. */
  #take({ standing, parts, said }: News): void {
    const source = this.#source;
    this.#await();
    this.#working = this.#working.then(async () => {
      try {
        await this.#refresh(parts);
        if (source !== this.#source) return;
        this.#standing = standing;
        this.#isCurrent();
        if (said && this.#news) this.#news.textContent = said;
      } catch {
        if (source === this.#source) this.#lost();
      }
    });
  }

  /** All that the server has told is in the page now. */
  #isCurrent(): void {
    this.#heard = Date.now();
    this.#attempt = 0;
    this.#say(this.#labels.live, "current");
    this.#await();
  }

  #await(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lost(), SILENCE_MS);
  }

  #lost(): void {
    this.#rest();
    this.#say(fill(this.#labels.live_lost, { time: this.#clock.format(this.#heard) }), "lost");
    this.#timer = setTimeout(() => void this.#again(), backoff(this.#attempt));
    this.#attempt += 1;
  }

  /** Asks first who is there: a session that has ended is told apart from a lost connection. */
  async #again(): Promise<void> {
    if (document.hidden) return;
    const answer = await fetch(`${this.#address.replace(/events$/, "parts/figures")}`, { redirect: "manual" }).catch(() => null);
    if (answer?.status === 403) {
      this.#say(fill(this.#labels.live_ended, { time: this.#clock.format(this.#heard) }), "lost");
      return;
    }
    if (answer?.ok) this.#open();
    else this.#lost();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /** A live region speaks when its words change, so they are set only then. */
  #say(words: string, state: "current" | "lost"): void {
    if (!this.#state || this.#state.textContent === words) return;
    this.#state.textContent = words;
    this.#state.dataset.live = state;
  }
}
