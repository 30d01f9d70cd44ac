// The real server with a seeded data folder, and a real browser before it.
// Needs `npm run build`, `cargo build --bins`, and Chromium (CHROMIUM names it; else /usr/bin/chromium).

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const flags = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
];

export const NAME = "samordnaren";
export const PASSWORD = "en lykta om kvällen";

function program(name) {
  return path.join(root, "target/debug", name);
}

/** Starts a server on a free port; `seed` fills its folder first, with what it names, and is told back. */
export async function startServer({ seed = true } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "lykta-pages-"));
  const data = path.join(folder, "data");
  const what = typeof seed === "string" ? [seed] : [];
  const told = seed ? JSON.parse(execFileSync(program("lykta-pages"), [data, ...what], { encoding: "utf8" })) : null;
  const command = (args, input = "") => execFileSync(program("lykta-server"), ["--data", data, ...args], { input });
  command(["user", "add", NAME], `${PASSWORD}\n`);
  let { process, origin } = await serve(data, "127.0.0.1:0");
  const halt = async () => {
    process.kill();
    await once(process, "exit");
  };
  /** Stops the server, lets `meanwhile` do something to its folder, and starts it at the same address. */
  const restart = async (meanwhile) => {
    await halt();
    await meanwhile();
    ({ process } = await serve(data, new URL(origin).host));
  };
  const stop = async () => {
    await halt();
    await rm(folder, { recursive: true });
  };
  return { origin, told, command, restart, stop, data, folder };
}

async function serve(data, listen) {
  const process = spawn(program("lykta-server"), ["--data", data, "--listen", listen, "serve"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface(process.stdout), "line");
  return { process, origin: line.replace("listening on ", "") };
}

function once(emitter, event) {
  return new Promise((done, failed) => {
    emitter.once(event, (...values) => done(values));
    if (event === "line") emitter.once("close", () => failed(new Error("the server did not start")));
  });
}

export function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/** Signs in over HTTP, as a browser would, and returns the cookie. */
export async function signIn(origin, name = NAME, password = PASSWORD) {
  const answer = await post(`${origin}/sign-in`, { name, password });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("lykta="));
  return cookie?.split(";")[0];
}

export function post(address, fields = {}, headers = {}) {
  const { origin } = new URL(address);
  return fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { Accept: "text/html", Origin: origin, ...headers },
    body: new URLSearchParams(fields),
  });
}

export function get(address, headers = {}) {
  return fetch(address, { redirect: "manual", headers: { Accept: "text/html", ...headers } });
}

/** A server, a browser before it, and somebody of the office: `open` takes a path and is signed in unless told otherwise. */
export async function startSite(options) {
  const server = await startServer(options);
  const cookie = await signIn(server.origin);
  const browser = await startBrowser();
  const openHere = (path, options) => open(browser, server.origin + path, { cookie, ...options });
  const stop = async () => {
    await browser.close();
    await server.stop();
  };
  return { server, cookie, browser, open: openHere, stop };
}

/** Opens a page in a context of its own. */
export async function open(browser, address, { script = true, drawn = true, ...options } = {}) {
  const context = await newContext(browser, address, { script, ...options });
  return openIn(context, address, { drawn: script && drawn });
}

/** A browser of somebody's own; `cookie` is who is signed in. */
export async function newContext(browser, address, { cookie, language = "sv", script = true, ...options } = {}) {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    viewport: { width: 1280, height: 900 },
    locale: language === "sv" ? "sv-SE" : "en-GB",
    javaScriptEnabled: script,
    ...options,
  });
  if (cookie) {
    const [name, value] = cookie.split("=");
    await context.addCookies([{ name, value, url: new URL(address).origin }]);
  }
  return context;
}

/** Opens a page in a context; remembers what the browser complains about. */
export async function openIn(context, address, { drawn = true, before } = {}) {
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  await page.addInitScript(() => {
    addEventListener("walk-map-ready", (event) => (window.walkMap = event.detail), true);
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`));
  });
  await before?.(page);
  page.answer = await page.goto(address);
  if (drawn && (await page.locator("#map").count()) > 0) await mapIsDrawn(page);
  return page;
}

/** Closes a page's context after looking that the browser had nothing to complain about but what was `expected`. */
export async function close(page, expected = []) {
  const unexpected = complaints(page).filter((text) => !expected.some((part) => text.includes(part)));
  assert.deepEqual(unexpected, [], page.url());
  await page.context().close();
}

/** Waits until the map has drawn all it has. */
export async function mapIsDrawn(page) {
  await page.waitForFunction(() => window.walkMap);
  await page.evaluate(() => new Promise((done) => window.walkMap.once("idle", done).triggerRepaint()));
}

/** What a browser complained about on a page, the policy included; the machine's own slowness is no fault. */
export function complaints(page) {
  return page.complaints.filter((text) => !text.includes("GPU stall"));
}

export async function axeFaults(page) {
  // Evaluated by the driver, since the page's own policy rightly refuses a foreign script.
  await page.evaluate(await readFile(require.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
