// A walk's pages in a real browser, under the server's own policy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFaults, close, get, mapIsDrawn, startSite } from "./server.mjs";

let site;
let server;
let cookie;
let addresses;
let drawnData;

before(async () => {
  site = await startSite();
  ({ server, cookie } = site);
  const { evening, empty, large } = server.told;
  addresses = {
    signIn: "/sign-in",
    walks: "/walks",
    walk: `/walks/${evening.walk}`,
    empty: `/walks/${empty.walk}`,
    large: `/walks/${large.walk}`,
  };
  drawnData = await (await get(`${server.origin}${addresses.walk}/map.json`, { Cookie: cookie })).json();
});

after(() => site?.stop());

test("a person signs in, changes the language and signs out with the keyboard", async () => {
  const page = await open("signIn", { signedIn: false });
  await page.getByLabel("Användarnamn").fill("samordnaren");
  await page.getByLabel("Lösenord").fill("fel lösenord här");
  await page.keyboard.press("Enter");
  assert.match(await page.getByRole("alert").innerText(), /stämmer inte/);
  assert.equal(await page.getByLabel("Användarnamn").inputValue(), "samordnaren");
  assert.equal(await page.getByLabel("Lösenord").inputValue(), "");
  assert.deepEqual(await axeFaults(page), []);
  await page.getByLabel("Lösenord").fill("en lykta om kvällen");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Vandringar" }).waitFor();
  await page.getByRole("link", { name: "Kvällsvandring i Gloet" }).press("Enter");
  await page.getByRole("button", { name: "In English" }).press("Enter");
  await page.getByRole("heading", { name: "Waiting for a person" }).waitFor();
  assert.equal(new URL(page.url()).pathname, addresses.walk);
  await page.getByRole("button", { name: "Sign out" }).press("Enter");
  await page.getByText("You are signed out.").waitFor();
  await page.context().close();
});

test("the list is whole without script", async () => {
  const page = await open("walk", { script: false });
  const { observations, gap } = server.told.evening;
  assert.equal(await page.locator("li.observation").count(), 6);
  const dark = page.locator(`[id="o-${observations.dark.id}"]`);
  const words = await dark.innerText();
  for (const said of [
    /Otrygg/,
    /Grupp 1/,
    /18\.42/,
    /En plats, telefonens position, noggrannhet 6 m/,
    /Belysningen slutar vid brofästet/,
    /Lampa under bron/,
    /mycket otryggt/,
    /kvällstid, på vintern/,
    /Växtlighet och sikt/,
    /Också sagt/,
    /Det är mörkt under bron/,
    /Ett foto kvar på telefonen/,
    /Fotot finns kvar på telefonen/,
  ]) {
    assert.match(words, said);
  }
  assert.match(await page.locator(`[id="o-${observations.unplaced}"]`).innerText(), /En situation: Hem från sista bussen/);
  assert.match(await page.locator(`[id="o-${observations.safe}"]`).innerText(), /två versioner/);
  assert.equal(await page.locator(`[id="o-${observations.gone}"]`).count(), 0);
  const main = await page.locator("main").innerText();
  assert.match(main, /En iakttagelse är återkallad/);
  assert.match(main, /Den kom efter att koden hade dragits in/);
  assert.match(main, /Klotter på tunnelväggen/);
  assert.match(main, /Lördag 17 oktober 2026 18\.30–20\.30/);
  assert.match(main, /12 uppgifter/);
  assert.match(main, /Kartan behöver JavaScript/);
  const tracks = await page.getByRole("region", { name: "Spår" }).innerText();
  const minute = (at) => clock(at).replace(":", ".");
  assert.ok(tracks.includes(`${minute(gap.before.ms)}–${minute(gap.after.ms)}: Telefonen hittade inte sin position.`), tracks);
  await dark.locator("summary").click();
  assert.match(await dark.locator(".history").innerText(), /Antecknad av samtalsledare, Grupp 1/);
  await page.context().close();
});

test("long words are shown in part until one asks for the whole, by keyboard, without script, and on paper", async () => {
  const page = await open("walk", { script: false });
  const item = page.locator(`[id="o-${server.told.evening.observations.long}"]`);
  const height = async () => (await item.locator(".words").boundingBox()).height;
  const folded = await height();
  assert.ok(folded < 400, `${folded}`);
  const fold = item.locator(".whole > summary");
  assert.equal(await fold.innerText(), "Visa hela texten");
  await fold.press("Enter");
  assert.ok((await height()) > 3 * folded);
  assert.equal(await fold.innerText(), "Visa mindre");
  await fold.press("Enter");
  assert.equal(await height(), folded);
  await page.emulateMedia({ media: "print" });
  assert.ok((await height()) > folded);
  assert.equal(await page.locator("li.observation .whole").count(), 1, "short words are whole");
  await close(page);
});

test("on paper words are dark, also when the screen was", async () => {
  const page = await open("walk", { colorScheme: "dark" });
  const colour = () => page.locator(".words").first().evaluate((words) => getComputedStyle(words).color);
  assert.equal(await colour(), "rgb(233, 239, 241)");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await colour(), "rgb(27, 42, 51)");
  await close(page);
});

test("hostile words are shown as words", async () => {
  const page = await open("walk");
  const { hostile, hostile_words, long } = server.told.evening.observations;
  const shown = await page.locator(`[id="o-${hostile}"] .words`).evaluate((words) => words.textContent);
  assert.equal(shown, hostile_words);
  assert.equal(await page.locator("main script, main img[src=x]").count(), 0);
  assert.doesNotMatch(await page.title(), /taken/);
  const long_words = await page.locator(`[id="o-${long}"] .words`).evaluate((words) => words.textContent);
  assert.equal(long_words.length, 10_000);
  await close(page);
});

test("a walk that nobody has begun says so everywhere", async () => {
  const page = await open("empty");
  const main = await page.locator("main").innerText();
  for (const said of [/Planerad/, /Inga iakttagelser/, /Inget väntar/, /Inget spår/, /Ingen närvaro/, /Ingen telefon/]) {
    assert.match(main, said);
  }
  await close(page);
});

test("pressing a symbol moves the focus to its list item", async () => {
  const page = await open("walk");
  const { id, point } = server.told.evening.observations.dark;
  await pressOnMap(page, point);
  await page.waitForFunction((id) => document.activeElement?.id === id, `o-${id}`);
  assert.equal(await page.locator("[aria-current=true].observation").count(), 1);
  await close(page);
});

test("the button of a list item brings the map to its symbol", async () => {
  const page = await open("walk");
  const { point, href } = drawnData.observations.find(({ kind }) => kind === "safe");
  await page.locator(`[id="${href.slice(1)}"] .show-on-map`).press("Enter");
  const [longitude, latitude] = await page.evaluate(() => window.walkMap.getCenter().toArray());
  assert.ok(Math.abs(longitude - point[0]) < 1e-4 && Math.abs(latitude - point[1]) < 1e-4);
  await close(page);
});

test("an observation without a place offers no way to the map", async () => {
  const page = await open("walk");
  const { href } = drawnData.observations.find(({ point }) => point === null);
  assert.equal(await page.locator(`[id="${href.slice(1)}"] .show-on-map`).count(), 0);
  await close(page);
});

test("no line is drawn across a gap", async () => {
  const page = await open("walk");
  const drawn = await page.evaluate(() => window.walkMap.getStyle().sources.tracks.data.features);
  const segments = drawnData.tracks.flatMap((track) => track.segments);
  assert.deepEqual(drawn.map(({ geometry }) => geometry.coordinates), segments);
  assert.equal(segments.length, 4, "two on both sides of the gap, and one for each other track");
  const { before: last, after: first } = server.told.evening.gap;
  assert.ok(segments.some((segment) => same(segment.at(-1), last.point)), "one ends where the gap begins");
  assert.ok(segments.some((segment) => same(segment[0], first.point)), "one begins where it ends");
  await close(page);
});

test("the end of a gap tells the reason", async () => {
  const page = await open("walk");
  const { gap } = server.told.evening;
  await pressOnMap(page, gap.before.point);
  const words = await page.locator(".maplibregl-popup-content").innerText();
  assert.match(words, /Telefonen hittade inte sin position/);
  const times = `${clock(gap.before.ms)} till ${clock(gap.after.ms)}`;
  assert.ok(words.includes(times), "in the walk's time zone, whatever the browser's");
  await close(page);
});

test("a switch works from the keyboard and hides what it names, also after a change of scheme", async () => {
  const page = await open("walk");
  await page.locator("input[data-layer=tracks]").press("Space");
  assert.equal(await visibility(page, "tracks"), "none");
  assert.equal(await visibility(page, "routes"), "visible");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(() => window.walkMap.getPaintProperty("ground", "background-color") === "#182128");
  assert.equal(await visibility(page, "tracks"), "none");
  await close(page);
});

test("photos are stepped through and closed from the keyboard, and the focus comes back", async () => {
  const page = await open("walk");
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
  const page = await open("walks");
  await page.route("**/map.json", (route) => route.abort());
  await page.goto(server.origin + addresses.walk);
  assert.match(await page.locator("#map [role=status]").innerText(), /kunde inte hämtas/);
  await page.context().close();
});

test("1,000 observations and 30 tracks of 7,200 fixes are drawn, and all are counted", async () => {
  const page = await open("large");
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
  assert.match(await page.locator("dl.figures").innerText(), /iakttagelser\s+1000\s+foton\s+3000/);
  assert.equal(await page.locator(".shown-count").innerText(), "1–50 av 1000 iakttagelser");
  assert.equal(await page.locator("li.observation").count(), 50);
  const clustered = await page.locator("button.cluster").allInnerTexts();
  const numbers = clustered.flatMap((text) => [...text.matchAll(/^\d+/gm)].map(Number));
  assert.ok(numbers.length > 0 && numbers.every((number) => number > 0), "each says how many of each kind");
  await close(page);
});

test("a page of 1,000 observations is small, also when it is looked at again", async () => {
  const answer = await get(server.origin + addresses.large, { Cookie: cookie, "Accept-Encoding": "gzip" });
  assert.equal(answer.headers.get("content-encoding"), "gzip");
  const html = await answer.text();
  assert.ok(html.length < 200_000, `${html.length} characters before they are compressed`);
  assert.ok(html.match(/<[a-z]/g).length < 3_000, "few elements");
  assert.equal(html.match(/<img/g).length, html.match(/loading="lazy"/g).length);
  const photo = html.match(/\/walks\/[^"]+\/thumbnail/)[0];
  const picture = await get(server.origin + photo, { Cookie: cookie, "Accept-Encoding": "gzip" });
  assert.equal(picture.headers.get("content-encoding"), null, "photos are compressed already");
});

test("without script the form and the links lead through all pages of a selection", async () => {
  const page = await open("large", { script: false });
  await page.getByText("Välj vilka som visas").click();
  await page.getByLabel("Slag").selectOption("safe");
  await page.getByLabel("har foton").check();
  await page.getByLabel("Sök i det som sagts").fill("SLÄCKT lampan");
  await page.getByRole("button", { name: "Visa", exact: true }).click();
  // A page that is still read has not all of its items yet.
  await page.waitForLoadState();
  assert.match(await page.locator(".shown-count").innerText(), /1–50 av 333 visas, av 1000 iakttagelser/);
  assert.equal(await page.locator("li.observation[data-kind=safe]").count(), 50);
  await page.getByRole("link", { name: "Sida 7" }).click();
  await page.waitForLoadState();
  assert.equal(await page.locator("li.observation").count(), 33);
  assert.equal(await page.getByLabel("Slag").inputValue(), "safe", "the form says what is shown");
  await page.getByRole("link", { name: "Visa alla" }).click();
  assert.match(await page.locator(".shown-count").innerText(), /^1–50 av 1000/);
  await page.context().close();
});

test("what one chooses is shown at once in the list and on the map, and stands in the address", async () => {
  const page = await open("walk");
  const shown = () => page.evaluate(() => window.walkMap.getStyle().sources.observations.data.features.length);
  await page.getByLabel("Sök i det som sagts").pressSequentially("brofästet");
  await page.waitForFunction(() => document.querySelectorAll("li.observation").length === 1);
  assert.equal(await page.locator(".shown-count").innerText(), "1 av 6 iakttagelser visas");
  await page.waitForFunction(() => window.walkMap.getStyle().sources.observations.data.features.length === 1);
  assert.match(page.url(), /\?q=brof%C3%A4stet$/);
  await page.reload();
  await mapIsDrawn(page);
  assert.equal(await page.locator("li.observation").count(), 1);
  assert.equal(await shown(), 1);
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole("link", { name: "Visa alla" }).press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("li.observation").length === 6);
  await page.getByLabel("säger olika saker").press("Space");
  // One whose words differ, and one whose photo has two versions.
  await page.waitForFunction(() => document.querySelectorAll("li.observation").length === 2);
  await page.getByLabel("säger olika saker").press("Space");
  await page.getByLabel("Grupp").selectOption("3");
  await page.waitForFunction(() => document.querySelectorAll("li.observation").length === 3);
  await page.getByLabel("Kategori").selectOption("vegetation");
  await page.getByText("Ingen iakttagelse stämmer med det du har valt.").waitFor();
  await close(page);
});

test("a cluster says what it holds, and is opened from the keyboard", async () => {
  const page = await open("large");
  const cluster = page.locator("button.cluster").first();
  assert.match(await cluster.textContent(), /^\d+ otrygg, \d+ trygg, \d+ värd att bevara, Zooma in till \d+ iakttagelser$/);
  const before = await page.evaluate(() => window.walkMap.getZoom());
  await cluster.press("Enter");
  // How far is asked of the map's worker.
  await page.waitForFunction((before) => window.walkMap.getZoom() > before, before);
  assert.deepEqual(await axeFaults(page), []);
  await close(page);
});

test("pressing a symbol brings the page of the list on which its observation stands", async () => {
  const page = await open("large");
  const { observations } = await (await get(`${server.origin}${addresses.large}/map.json`, { Cookie: cookie })).json();
  const { id, point } = observations[777];
  assert.equal(await page.locator(`[id="o-${id}"]`).count(), 0);
  await pressOnMap(page, point);
  await page.waitForFunction((id) => document.activeElement?.id === id, `o-${id}`);
  assert.equal(await page.locator(".shown-count").innerText(), "751–800 av 1000 iakttagelser");
  await close(page);
});

/** Opens one of the pages. */
function open(name, { signedIn = true, ...options } = {}) {
  return site.open(addresses[name], signedIn ? options : { cookie: undefined, ...options });
}

async function visibility(page, layer) {
  return page.evaluate((id) => window.walkMap.getLayoutProperty(id, "visibility") ?? "visible", layer);
}

/** Brings a place close, so that no cluster holds it, and presses it with the mouse. */
async function pressOnMap(page, point) {
  await page.evaluate((center) => window.walkMap.jumpTo({ center, zoom: 18.5 }), point);
  await mapIsDrawn(page);
  const box = await page.locator("#map canvas").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** The time of day in the municipality. */
function clock(at) {
  return new Intl.DateTimeFormat("sv", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" }).format(at);
}

function same([longitude, latitude], [otherLongitude, otherLatitude]) {
  return Math.abs(longitude - otherLongitude) < 1e-6 && Math.abs(latitude - otherLatitude) < 1e-6;
}
