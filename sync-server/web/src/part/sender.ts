/** Sends by itself while the page is open, and where the browser allows also afterwards. */

import { CHANNEL, changed, sendAll } from "./send";

/** Another tab may be sending: look again soon. */
const BUSY_MS = 5_000;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 10 * 60_000;
/** The name under which the browser wakes the worker. */
export const SYNC_TAG = "lykta-send";

interface SyncManager {
  register(tag: string): Promise<void>;
}

export class Sender {
  state: "sending" | "failed" | "idle" = "idle";
  readonly #database: IDBDatabase;
  readonly #told: () => void;
  #timer = 0;
  #again = false;
  #stopped = false;

  constructor(database: IDBDatabase, told: () => void) {
    this.#database = database;
    this.#told = told;
  }

  start(): void {
    addEventListener("online", () => this.now());
    addEventListener("offline", () => this.#told());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.now();
    });
    this.now();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Tries at once; a pause that the server asked for is kept all the same. */
  now(): void {
    void this.#send(true);
  }

  async #send(eager: boolean): Promise<void> {
    if (this.state === "sending") {
      this.#again ||= eager;
      return;
    }
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.state = "sending";
    this.#told();
    let wait = BUSY_MS;
    try {
      const sent = await sendAll(this.#database, eager);
      this.state = sent && !sent.ok ? "failed" : "idle";
      if (sent) wait = sent.nextAt - Date.now();
      if (sent && !sent.ok) await wakeLater();
    } catch {
      this.state = "failed";
    }
    changed();
    this.#told();
    if (this.#again) {
      this.#again = false;
      return this.#send(true);
    }
    if (this.#stopped) return;
    this.#timer = window.setTimeout(() => void this.#send(false), Math.min(Math.max(wait, SHORTEST_MS), LONGEST_MS));
  }
}

/** Asks to be woken when there is a network, where the browser has that. */
async function wakeLater(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration("/join");
  const sync = (worker as { sync?: SyncManager } | undefined)?.sync;
  await sync?.register(SYNC_TAG).catch(() => undefined);
}

export { CHANNEL };
