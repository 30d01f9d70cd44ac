// A walk's page while phones sync: it refreshes by itself, moves nothing, and tells when it cannot.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axeFaults, close, get, open as openPage, post, signIn, startBrowser, startServer } from "./server.mjs";

const lykta = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../target/debug/lykta");
const HOUR_MS = 3_600_000;

let browser;
let server;
let cookie;
let walk;
let leader;

before(async () => {
  server = await startServer();
  cookie = await signIn(server.origin);
  browser = await startBrowser();
  const links = await plan();
  walk = links.walk;
  leader = joined("leader", links.links.find(({ role }) => role === "leader").link);
  for (let n = 1; n <= 12; n += 1) observe(leader, n % 2 ? "unsafe" : "safe", `Plats ${n}`, n);
  leader("sync");
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("what phones send appears by itself, and nothing that one reads moves", async () => {
  const page = await open("?order=newest");
  const read = page.locator("li.observation").nth(5);
  await read.locator("summary").click();
  await read.evaluate((item) => item.scrollIntoView({ block: "center" }));
  await page.evaluate(() => getSelection().selectAllChildren(document.querySelectorAll("li.observation .words")[5]));
  const id = await read.getAttribute("id");
  const before = await standing(page, id);
  assert.ok(before.isOpen && before.selected);
  observe(leader, "worth_keeping", "Ny bänk", 20);
  leader("sync");
  await page.getByText("En ny iakttagelse", { exact: true }).waitFor();
  assert.match(await page.locator("li.observation").first().innerText(), /Ny bänk/);
  const { top, ...after } = await standing(page, id);
  assert.ok(Math.abs(top - before.top) <= 1, `moved from ${before.top} to ${top}`);
  assert.deepEqual(after, { isOpen: before.isOpen, selected: before.selected });
  assert.match(await page.locator(".figures").innerText(), /iakttagelser\s+13/);
  assert.equal(await page.evaluate(() => window.walkMap.getStyle().sources.observations.data.features.length), 13);
  await close(page);
});

test("a change of what one reads comes in its place, and what is typed and where one is stay", async () => {
  const page = await open("");
  const item = page.locator("li.observation").first();
  const id = await item.getAttribute("id");
  await page.locator("#filter-q").pressSequentially("Plats");
  await page.locator("#filter-q").evaluate((field) => field.setSelectionRange(2, 2));
  await page.waitForFunction(() => location.search.includes("Plats"));
  leader("edit", id.slice(2), "--words", "Plats 1, nu med lampa");
  leader("sync");
  await item.getByText("nu med lampa").first().waitFor();
  assert.equal(await page.locator("#filter-q").inputValue(), "Plats");
  assert.deepEqual(
    await page.evaluate(() => [document.activeElement.id, document.activeElement.selectionStart]),
    ["filter-q", 2],
  );
  await close(page);
});

test("a long text that one has unfolded to read stays so when it changes", async () => {
  observe(leader, "unsafe", "lång text ".repeat(100), 30);
  leader("sync");
  const page = await open("?q=" + encodeURIComponent("lång text"));
  const item = page.locator("li.observation");
  await item.locator(".whole > summary").press("Enter");
  leader("edit", (await item.getAttribute("id")).slice(2), "--words", `${"lång text ".repeat(100)} och en lampa`);
  leader("sync");
  await item.locator(".words").getByText("och en lampa").waitFor();
  assert.ok(await item.getByText("Visa mindre").isVisible());
  await close(page);
});

test("the map keeps its view and the focus stays on a link of the list", async () => {
  const page = await open("");
  await page.evaluate(() => window.walkMap.jumpTo({ center: [24.9441, 60.1732], zoom: 16.3 }));
  const link = page.locator("li.observation h3 a").nth(2);
  await link.focus();
  const at = () => page.evaluate(() => [...window.walkMap.getCenter().toArray(), window.walkMap.getZoom(), document.activeElement.href]);
  const before = await at();
  observe(leader, "unsafe", "Trasig lampa", 21);
  leader("sync");
  await page.getByText("Trasig lampa").first().waitFor();
  assert.deepEqual(await at(), before);
  await close(page);
});

test("an act of the command line is seen too, though another process wrote it", async () => {
  const page = await open("");
  server.command(["walk", "close", walk]);
  await page.locator(".walk-head .state", { hasText: "Protokollet är stängt" }).waitFor();
  server.command(["walk", "reopen", walk]);
  await page.locator(".walk-head .state", { hasText: "Protokollet är stängt" }).waitFor({ state: "detached" });
  await close(page);
});

test("a lost connection is told with its time, and what came meanwhile is shown afterwards", async () => {
  const page = await open("");
  await page.getByText("Sidan uppdateras av sig själv.").waitFor();
  await page.context().setOffline(true);
  const lost = page.locator("#live-state[data-live=lost]");
  await lost.waitFor();
  assert.match(await lost.innerText(), /Inte uppdaterad sedan \d\d:\d\d/);
  assert.deepEqual(await axeFaults(page), []);
  observe(leader, "safe", "Medan nätet var borta", 22);
  leader("sync");
  assert.equal(await page.getByText("Medan nätet var borta").count(), 0);
  await page.context().setOffline(false);
  await page.getByText("Medan nätet var borta").first().waitFor();
  await page.locator("#live-state[data-live=current]").waitFor();
  await page.context().close();
});

test("who is signed out elsewhere is told so, and gets no more news", async () => {
  const own = await signIn(server.origin);
  const page = await open("", { cookie: own });
  await page.getByText("Sidan uppdateras av sig själv.").waitFor();
  await post(`${server.origin}/sign-out`, {}, { Cookie: own });
  await page.getByText("Du är inte längre inloggad.").waitFor();
  await page.context().close();
});

test("the phones that the leader counted are set beside those that were heard", async () => {
  const page = await open("");
  leader("attend", "--phones", "3");
  leader("sync");
  const phones = page.locator("#phones");
  await phones.getByText("räknade 3 telefoner, men bara en har hört av sig").waitFor();
  leader("attend", "resident=4", "--phones", "1");
  leader("sync");
  await phones.getByText("räknade en telefon, och så många har hört av sig").waitFor();
  await close(page);
});

test("streams need a session, end with the walk's address, and are few in a session", async () => {
  const address = `${server.origin}/walks/${walk}/events`;
  assert.equal((await get(address, { Accept: "text/event-stream" })).status, 403);
  assert.equal((await get(`${server.origin}/walks/${crypto.randomUUID()}/events`, { Cookie: cookie })).status, 404);
  const own = await signIn(server.origin);
  const leave = new AbortController();
  const streams = [];
  for (let n = 0; n < 6; n += 1) streams.push(await fetch(address, { headers: { Cookie: own }, signal: leave.signal }));
  assert.ok(streams.every(({ status }) => status === 200));
  assert.equal((await fetch(address, { headers: { Cookie: own } })).status, 429);
  leave.abort();
});

test("the server stops at once although pages are open", async () => {
  const own = await startServer();
  const signedIn = await signIn(own.origin);
  const page = await openPage(browser, `${own.origin}/walks/${own.told.empty.walk}`, { cookie: signedIn });
  await page.getByText("Sidan uppdateras av sig själv.").waitFor();
  const begun = Date.now();
  await own.stop();
  assert.ok(Date.now() - begun < 5_000, "well within the grace of ten seconds");
  await page.locator("#live-state[data-live=lost]").waitFor();
  await page.context().close();
});

/** Plans a walk that is under way now. */
async function plan() {
  const area = path.join(server.folder, "area.geojson");
  const ring = [[24.94, 60.17], [24.95, 60.17], [24.95, 60.176], [24.94, 60.176], [24.94, 60.17]];
  const polygon = { type: "Feature", properties: { name: "Hamnen" }, geometry: { type: "Polygon", coordinates: [ring] } };
  await writeFile(area, JSON.stringify(polygon));
  const moment = (ms) => new Date(Date.now() + ms).toISOString();
  const told = server.command([
    ...["--public-url", server.origin, "walk", "create", "--name", "Vandring i Hamnen", "--area", area],
    ...["--starts", moment(-HOUR_MS), "--ends", moment(HOUR_MS), "--groups", "2", "--json"],
  ]);
  return JSON.parse(told);
}

/** A phone of its own that has joined by a link. */
function joined(name, link) {
  const store = path.join(server.folder, name);
  const call = (...args) => execFileSync(lykta, ["--store", store, "--language", "sv", ...args], { encoding: "utf8" });
  call("join", link);
  return call;
}

function observe(phone, kind, words, n) {
  const at = `${60.1715 + n * 0.0001},${24.9415 + n * 0.0002}`;
  phone("observe", "--kind", kind, "--words", words, "--at", at);
}

function open(query, options = {}) {
  return openPage(browser, `${server.origin}/walks/${walk}${query}`, { cookie, ...options });
}

/** Where an item stands on the screen, and what the person has done with it. */
function standing(page, id) {
  return page.evaluate((id) => {
    const item = document.getElementById(id);
    return {
      top: item.getBoundingClientRect().top,
      isOpen: item.querySelector("details").open,
      selected: getSelection().toString(),
    };
  }, id);
}
