// The example pages in a real browser, under the server's policy, by day and by night.
// Needs `npm run build` and Chromium (CHROMIUM names it; else /usr/bin/chromium).
// LYKTA_BASEMAP may name a PMTiles file; without one the map is drawn on a plain ground.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const require = createRequire(import.meta.url);
const walk = JSON.parse(await readFile(new URL("../example/map.json", import.meta.url), "utf8"));
const pages = { walk: await readExample("walk.html"), signIn: await readExample("sign-in.html") };
const basemap = process.env.LYKTA_BASEMAP;
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

let browser;
let site;

before(async () => {
  site = await serve({ basemap, answers: { "/walk.html": pages.walk, "/large.html": largePage(), ...largeData() } });
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
});

after(async () => {
  await browser?.close();
  site?.server.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const address of ["/walk.html", "/sign-in.html"]) {
    test(`${address} by ${colorScheme} has no accessibility fault that axe finds`, async () => {
      const page = await open(address, { colorScheme });
      assert.deepEqual(await axeFaults(page), []);
      await close(page);
    });
  }
}

for (const width of [320, 390, 1280]) {
  test(`nothing is wider than a window of ${width} points, also with text at 200 %`, async () => {
    const page = await open("/walk.html", { viewport: { width, height: 800 } });
    assert.equal(await overflow(page), 0);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    if (width > 320) assert.equal(await overflow(page), 0);
    await close(page);
  });
}

test("pressing a symbol moves the focus to its list item", async () => {
  const page = await open("/walk.html");
  const observation = walk.observations[0];
  await pressOnMap(page, observation.point);
  await page.waitForFunction((id) => document.activeElement?.id === id, observation.href.slice(1));
  assert.equal(await page.locator("[aria-current=true].observation").count(), 1);
  await close(page);
});

test("the button of a list item brings the map to its symbol", async () => {
  const page = await open("/walk.html");
  const { point, href } = walk.observations[4];
  await page.locator(`[id="${href.slice(1)}"] .show-on-map`).press("Enter");
  const [longitude, latitude] = await page.evaluate(() => window.walkMap.getCenter().toArray());
  assert.ok(Math.abs(longitude - point[0]) < 1e-4 && Math.abs(latitude - point[1]) < 1e-4);
  await close(page);
});

test("an observation without a place offers no way to the map", async () => {
  const page = await open("/walk.html");
  const { href } = walk.observations.find(({ point }) => point === null);
  assert.equal(await page.locator(`[id="${href.slice(1)}"] .show-on-map`).count(), 0);
  await close(page);
});

test("no line is drawn across a gap", async () => {
  const page = await open("/walk.html");
  const drawn = await page.evaluate(() => window.walkMap.getStyle().sources.tracks.data.features);
  const segments = walk.tracks.flatMap((track) => track.segments);
  assert.deepEqual(drawn.map(({ geometry }) => geometry.coordinates), segments);
  assert.ok(segments.length > walk.tracks.length, "the example has a gap in the middle of a track");
  await close(page);
});

test("the end of a gap tells the reason", async () => {
  const page = await open("/walk.html");
  const gap = walk.tracks[1].gaps[0];
  await pressOnMap(page, gap.from_point);
  const words = await page.locator(".maplibregl-popup-content").innerText();
  assert.match(words, new RegExp(gap.reason_words));
  await close(page);
});

test("a switch works from the keyboard and hides what it names, also after a change of scheme", async () => {
  const page = await open("/walk.html");
  await page.locator("input[data-layer=tracks]").press("Space");
  assert.equal(await visibility(page, "tracks"), "none");
  assert.equal(await visibility(page, "routes"), "visible");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() => window.walkMap.getPaintProperty("ground", "background-color") === "#182128");
  assert.equal(await visibility(page, "tracks"), "none");
  await close(page);
});

test("photos are stepped through and closed from the keyboard, and the focus comes back", async () => {
  const page = await open("/walk.html");
  const first = page.locator("a.photo").first();
  await first.press("Enter");
  const dialog = page.locator("dialog.photo-viewer");
  assert.match(await dialog.innerText(), /Foto 1 av 2/);
  assert.deepEqual(await axeFaults(page), []);
  await page.keyboard.press("ArrowRight");
  assert.match(await dialog.innerText(), /Foto 2 av 2/);
  await page.keyboard.press("Escape");
  assert.equal(await dialog.isVisible(), false);
  assert.ok(await first.evaluate((link) => link === document.activeElement));
  await close(page);
});

test("when the walk's data cannot be fetched, the page says so", async () => {
  const page = await browser.newPage();
  await page.route("**/map.json", (route) => route.abort());
  await page.goto(`${site.origin}/walk.html`);
  assert.match(await page.locator("#map [role=status]").innerText(), /kunde inte hämtas/);
  await page.close();
});

test("1,000 observations and 30 tracks of 7,200 fixes are drawn, and all are counted", async () => {
  const page = await open("/large.html");
  const counts = page.evaluate(() =>
    window.walkMap.querySourceFeatures("observations").reduce((sum, one) => {
      window.seen ??= new Set();
      const key = one.properties.id ?? one.properties.cluster_id;
      if (window.seen.has(key)) return sum;
      window.seen.add(key);
      return sum + (one.properties.point_count ?? 1);
    }, 0),
  );
  assert.equal(await counts, 1000);
  await close(page);
});

async function readExample(name) {
  return readFile(new URL(`../example/${name}`, import.meta.url), "utf8").then(withOrWithoutBasemap);
}

function withOrWithoutBasemap(html) {
  return process.env.LYKTA_BASEMAP ? html : html.replace('data-basemap="/basemap.pmtiles"', "");
}

/** Opens a page and waits until its map has been drawn; remembers what the browser complains about. */
async function open(address, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 1280, height: 900 }, ...options });
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
  await page.goto(`${site.origin}${address}`);
  if (address !== "/sign-in.html") await drawn(page);
  return page;
}

/** Closes a page after looking that the browser had nothing to complain about, the policy least of all. */
async function close(page) {
  assert.deepEqual(page.complaints.filter((text) => !text.includes("GPU stall")), []);
  await page.context().close();
}

async function drawn(page) {
  await page.waitForFunction(() => window.walkMap);
  await page.evaluate(() => new Promise((done) => window.walkMap.once("idle", done).triggerRepaint()));
}

async function axeFaults(page) {
  // Evaluated by the driver, since the page's own policy rightly refuses a foreign script.
  await page.evaluate(await readFile(require.resolve("axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function visibility(page, layer) {
  return page.evaluate((id) => window.walkMap.getLayoutProperty(id, "visibility") ?? "visible", layer);
}

/** Brings a place close, so that no cluster holds it, and presses it with the mouse. */
async function pressOnMap(page, point) {
  await page.evaluate((center) => window.walkMap.jumpTo({ center, zoom: 18.5 }), point);
  await drawn(page);
  const box = await page.locator("#map canvas").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

function largePage() {
  return pages.walk.replace("/walks/example/map.json", "/walks/large/map.json");
}

/** A walk as large as the product promises to bear, wandering around the example's middle. */
function largeData() {
  const at = (index, step) => [24.944 + 0.006 * Math.sin(index * step), 60.172 + 0.003 * Math.cos(index * step * 1.7)];
  const observations = Array.from({ length: 1000 }, (_, index) => ({
    id: `large-${index}`,
    kind: ["unsafe", "safe", "worth_keeping"][index % 3],
    title: "",
    point: at(index, 0.37),
    photos: [],
    href: `#o-large-${index}`,
  }));
  const tracks = Array.from({ length: 30 }, (_, group) => ({
    id: `track-${group}`,
    group: group + 1,
    name: "",
    main: true,
    segments: [Array.from({ length: 7200 }, (_, index) => at(index + group * 1000, 0.001))],
    gaps: [],
  }));
  return { "/walks/large/map.json": { ...walk, observations, tracks } };
}
