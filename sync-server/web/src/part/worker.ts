/** The worker: keeps the page, so that it opens without a network, and sends when the browser wakes it. */

import { openDatabase } from "./database";
import { changed, sendAll } from "./send";

/** What the server puts before this script. */
interface Shell {
  version: string;
  files: string[];
  pages: string[];
}

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetched extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Woken extends Waiting {
  tag: string;
}

interface Worker {
  shell: Shell;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(of: { type: "window"; includeUncontrolled: boolean }): Promise<{ url: string }[]>;
  };
  addEventListener(name: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(name: "fetch", listener: (event: Fetched) => void): void;
  addEventListener(name: "sync", listener: (event: Woken) => void): void;
}

const worker = self as unknown as Worker;
const { version, files, pages } = worker.shell;
const CACHE = `lykta-${version}`;
const LANGUAGE = "/join/language";
/** A network that takes longer than this to begin an answer is treated as none. */
const LONGEST_WAIT_MS = 4_000;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});
worker.addEventListener("sync", (event) => event.waitUntil(sendWoken()));

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  const fresh = (address: string) => new Request(address, { cache: "reload" });
  await cache.addAll([...files, ...pages].map(fresh));
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("lykta-") && name !== CACHE) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** Null for everything that is the network's alone. */
function answerTo(request: Request): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return null;
  if (request.mode === "navigate") return pathname === "/join" ? page(request) : null;
  // A browser asks for the map's worker here only because its address lies under this worker's scope.
  return /^\/(assets\/|crest\/|join\/map-worker\.js$)/.test(pathname) ? asset(request) : null;
}

/** The newest page where there is a network, else the kept one in the language that was read last. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const waiting = new AbortController();
  const patience = setTimeout(() => waiting.abort(), LONGEST_WAIT_MS);
  try {
    const answer = await fetch(request, { signal: waiting.signal });
    const tag = answer.headers.get("content-language");
    if (answer.ok && tag) await cache.put(LANGUAGE, new Response(tag));
    if (answer.status < 500) return answer;
  } catch {
    // There is no network.
  } finally {
    clearTimeout(patience);
  }
  const tag = await (await cache.match(LANGUAGE))?.text();
  const kept = tag && (await cache.match(`/join?l=${tag}`));
  return kept || (await cache.match(pages[0]!)) || Response.error();
}

/** What is kept comes first; the version in its address says what is in it. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function sendWoken(): Promise<void> {
  // The browser wakes it when there is a network, and only so often: with no page open, no pause after a failure is waited out.
  const sent = await sendAll(await openDatabase(), !(await isPageOpen()));
  changed();
  // The browser tries again later by itself when this fails.
  if (sent && !sent.ok) throw new Error("not everything could be sent");
}

/** Whether a page is open that tries again by itself. */
async function isPageOpen(): Promise<boolean> {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.some(({ url }) => new URL(url).pathname === "/join");
}
