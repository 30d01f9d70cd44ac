// A whole evening, as one story: a coordinator prepares a walk in the console, three groups walk it with the real core, a resident
// takes part in a browser and loses the network, the leaders end, and the coordinator reads it all, admits what came late, and closes.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { close, open as openPage, signIn, startBrowser, startServer } from "./server.mjs";

const run = promisify(execFile);
const lykta = fileURLToPath(new URL("../../../target/debug/lykta", import.meta.url));
const GROUPS = ["Norra delen", "Södra delen", "Hamnen"];
const CORNER = { lat: 60.171, lon: 24.942 };

let browser;
let server;
let cookie;

before(async () => {
  server = await startServer({ seed: false });
  cookie = await signIn(server.origin);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a walk is prepared, walked by three groups and a browser, read and closed", async () => {
  const desk = await open("/walks", { drawn: false });
  await prepares(desk);
  const walk = new URL(desk.url()).pathname.split("/")[2];
  const phones = await joins(desk, walk);
  const resident = await takesPart(desk, walk);
  for (const phone of phones) await walks(phone);

  const page = await open(`/walks/${walk}`);
  await resident.context().setOffline(true);
  await notes(resident, "mörkt vid tunneln");
  await state(resident, "mörkt vid tunneln", "on_phone").waitFor();
  await Promise.all(phones.map((phone) => phone("sync")));
  // The page that was open all the while shows them by itself.
  for (const group of GROUPS) await page.getByText(`sagt i ${group}`).first().waitFor();
  assert.equal(await page.getByText("mörkt vid tunneln").count(), 0);
  await resident.context().setOffline(false);
  await state(resident, "mörkt vid tunneln", "visible").waitFor();
  await page.getByText("mörkt vid tunneln").first().waitFor();

  for (const phone of phones) {
    await phone("walk", "end");
    await phone("sync");
    assert.match((await phone("status")).stdout, /synlig/);
  }
  await page.locator(".state[data-life=ended]").waitFor();
  assert.equal(await page.locator("li.observation").count(), 5);
  await showsAll(walk);

  await closes(walk);
  await notes(resident, "kom på en sak till");
  await state(resident, "kom på en sak till", "held").waitFor();
  await admits(walk);
  await page.getByText("kom på en sak till").first().waitFor();
  for (const one of [desk, page]) await close(one);
  await close(resident, ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]);
});

/** The coordinator plans the walk from files, a group at a time. */
async function prepares(desk) {
  await desk.getByRole("link", { name: "Skapa den första vandringen" }).click();
  await desk.getByLabel("Namn", { exact: true }).fill("Kvällsvandring i Hamnen");
  const now = new Date(Date.now() + 60_000);
  const clock = (date) => date.toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" });
  const day = now.toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
  await desk.getByLabel("Dag", { exact: true }).fill(day);
  // Planned for the whole day, so that the story goes well at any time of it.
  await desk.getByLabel("Från", { exact: true }).fill("00:01");
  await desk.getByLabel("Till", { exact: true }).fill(clock(now) < "23:50" ? "23:59" : clock(now));
  await desk.locator("#area_name").fill("Hamnen");
  await desk.locator("#area_file").setInputFiles(file("area.geojson", area()));
  await desk.getByRole("button", { name: "Skapa vandringen" }).click();
  for (const [index, name] of GROUPS.entries()) {
    await desk.getByRole("link", { name: "Lägg till en grupp" }).click();
    await desk.getByLabel("Namn", { exact: true }).fill(name);
    await desk.locator("#route_file").setInputFiles(file("route.gpx", gpx(index, false)));
    await desk.getByRole("button", { name: "Spara" }).click();
    await desk.getByRole("link", { name: new RegExp(name) }).first().waitFor();
  }
}

/** Each group's leader scans the code of their sheet; the phone is the real core. */
async function joins(desk, walk) {
  const phones = [];
  for (const [index, group] of (await groupsOf(desk, walk)).entries()) {
    const store = path.join(server.folder, `phone-${index}`);
    await mkdir(store);
    const phone = (...words) => run(lykta, ["--store", store, "--language", "sv", ...words]);
    phone.index = index;
    phone.store = store;
    await phone("join", await linkOn(desk, `/walks/${walk}/groups/${group}/print/leader`));
    phones.push(phone);
  }
  return phones;
}

async function groupsOf(desk, walk) {
  await desk.goto(`${server.origin}/walks/${walk}/codes`);
  const links = desk.locator(`a[href$="/print"]`);
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  return [...new Set(addresses.map((address) => address.split("/")[4]))];
}

async function linkOn(desk, address) {
  await desk.goto(server.origin + address);
  return desk.getByLabel("Länken i koden").inputValue();
}

/** A resident opens the link of the first group's sheet on a phone without the app. */
async function takesPart(desk, walk) {
  const [group] = await groupsOf(desk, walk);
  const link = await linkOn(desk, `/walks/${walk}/groups/${group}/print`);
  const viewport = { width: 390, height: 844 };
  const page = await openPage(browser, link, { viewport, drawn: false });
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await notes(page, "tryggt vid torget");
  await state(page, "tryggt vid torget", "visible").waitFor();
  return page;
}

async function notes(page, words) {
  await page.getByRole("radio", { name: "Otrygg", exact: true }).check();
  await page.getByLabel("Med dina egna ord").fill(words);
  await page.getByRole("button", { name: "Spara", exact: true }).click();
}

function state(page, words, name) {
  return page.locator("li.mine-item").filter({ hasText: words }).locator(`.state[data-state="${name}"]`);
}

/** Records a group's part of the walk without network. */
async function walks(phone) {
  const track = path.join(phone.store, "track.gpx");
  await writeFile(track, gpx(phone.index, true));
  await phone("walk", "start");
  await phone("track", "--gpx", track);
  const at = `${CORNER.lat + phone.index / 1_000},${CORNER.lon}`;
  const said = `sagt i ${GROUPS[phone.index]}`;
  await phone("observe", "--kind", "unsafe", "--at", at, "--category", "lighting", "--words", said);
  await phone("attend", "resident=5", "police=1");
}

async function showsAll(walk) {
  const page = await open(`/walks/${walk}`);
  const text = await page.locator("main").innerText();
  for (const group of GROUPS) assert.ok(text.includes(`sagt i ${group}`), group);
  assert.match(text, /personer i 3 grupper\s+18/);
  const tracks = await page.evaluate(() => window.walkMap.getStyle().sources.tracks.data.features.length);
  assert.equal(tracks, 3);
  await close(page);
}

async function closes(walk) {
  const page = await open(`/walks/${walk}/life/close`, { drawn: false });
  await page.locator("main form button").first().click();
  await page.locator(".state[data-life=closed]").waitFor();
  await close(page);
}

/** What came after the protocol was closed waits for a person, who lets it in. */
async function admits(walk) {
  const page = await open(`/walks/${walk}/held`, { drawn: false });
  await page.locator(`a[href*="/held/"]`).first().click();
  await page.getByText("kom på en sak till").first().waitFor();
  await page.getByRole("button", { name: "Släpp in uppgiften" }).first().click();
  await close(page);
}

function open(address, options) {
  return openPage(browser, server.origin + address, { cookie, ...options });
}

function file(name, content) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
}

function area() {
  const { lat, lon } = CORNER;
  const ring = [[lon - 0.01, lat - 0.01], [lon + 0.01, lat - 0.01], [lon + 0.01, lat + 0.01], [lon - 0.01, lat + 0.01]];
  return JSON.stringify({ type: "Polygon", coordinates: [[...ring, ring[0]]] });
}

/** A way of some minutes northwards; each group has its own. */
function gpx(index, withTimes) {
  const start = Date.now() - 600_000;
  const points = Array.from({ length: 60 }, (_, n) => {
    const lat = CORNER.lat + n / 20_000;
    const time = withTimes ? `<time>${new Date(start + n * 5_000).toISOString()}</time>` : "";
    return `<trkpt lat="${lat}" lon="${CORNER.lon + index / 1_000}">${time}</trkpt>`;
  });
  return `<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points.join("")}</trkseg></trk></gpx>`;
}
