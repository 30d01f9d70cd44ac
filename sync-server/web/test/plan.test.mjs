// Planning a walk in a real browser: with and without script, by mouse, by touch and by keyboard.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { axeFaults, close, complaints, get, open as openPage, overflow, post, signIn, startServer, startSite } from "./server.mjs";

const require = createRequire(import.meta.url);
const HOSTILE = "<script>document.title='taken'</script><img src=x onerror=\"alert(1)\">'\"&amp; \u202ebakvänt {{ 7 }}";
const WALK = {
  name: "Kvällsvandring",
  occasion: "safety_walk",
  date: "2027-10-16",
  from: "18:30",
  to: "20:30",
  light: "dark",
  purpose: "Hur är belysningen?",
};
const SQUARE = "60.17,24.94 60.17,24.95 60.18,24.95 60.18,24.94";

let site;
let browser;
let server;
let cookie;
let walk;
let group;

before(async () => {
  site = await startSite();
  ({ browser, server, cookie } = site);
  walk = await makeWalk();
  await send(`/walks/${walk}/groups/new`, { name: "Norra delen", route: SQUARE, ...stop("Torget", "60.17,24.95") });
  [group] = await groupsOf(walk);
});

after(() => site?.stop());

function pages() {
  return {
    walks: "/walks",
    new: "/walks/new",
    plan: `/walks/${walk}/plan`,
    area: `/walks/${walk}/area`,
    newGroup: `/walks/${walk}/groups/new`,
    group: `/walks/${walk}/groups/${group}`,
    codes: `/walks/${walk}/codes`,
    sheet: `/walks/${walk}/groups/${group}/print`,
    leaderSheet: `/walks/${walk}/groups/${group}/print/leader`,
    screen: `/walks/${walk}/groups/${group}/screen`,
    renew: `/walks/${walk}/groups/${group}/renew/participant`,
    cancel: `/walks/${walk}/life/cancel`,
    close: `/walks/${walk}/life/close`,
  };
}

test("without a session no page of planning is shown, and nothing is changed", async () => {
  for (const [name, address] of Object.entries(pages())) {
    assert.match((await get(server.origin + address)).headers.get("location"), /^\/sign-in(\?|$)/, name);
    const sent = await post(server.origin + address);
    if (sent.status !== 405) assert.match(sent.headers.get("location"), /^\/sign-in(\?|$)/, name);
  }
});

test("another walk's group is no group of this one", async () => {
  const other = await makeWalk();
  for (const page of ["", "/print", "/print/leader", "/screen", "/renew/leader"]) {
    const answer = await get(`${server.origin}/walks/${other}/groups/${group}${page}`, { Cookie: cookie });
    assert.equal(answer.status, 404, page);
  }
  for (const page of ["codes", "plan", "area", "groups/new", "life/cancel"]) {
    const answer = await get(`${server.origin}/walks/${crypto.randomUUID()}/${page}`, { Cookie: cookie });
    assert.equal(answer.status, 404, page);
  }
  for (const page of [`groups/${group}/renew/coordinator`, "life/burn"]) {
    assert.equal((await get(`${server.origin}/walks/${walk}/${page}`, { Cookie: cookie })).status, 404, page);
  }
});

test("a walk is planned without script, from files, a group at a time", async () => {
  const page = await open("/walks/new", { script: false });
  await page.locator("#plan").selectOption("");
  await page.getByLabel("Namn", { exact: true }).fill("Från filer");
  await page.getByLabel("Dag", { exact: true }).fill("2027-10-16");
  await page.getByLabel("Från", { exact: true }).fill("18:30");
  await page.getByLabel("Till", { exact: true }).fill("20:30");
  await page.locator("#area_file").setInputFiles(file("area.geojson", polygon(square())));
  await page.getByRole("button", { name: "Skapa vandringen" }).click();
  await page.getByRole("link", { name: "Hamnen" }).waitFor();
  await page.getByRole("link", { name: "Lägg till en grupp" }).click();
  await page.getByLabel("Namn", { exact: true }).fill("");
  await page.locator("#route_file").setInputFiles(file("route.gpx", GPX));
  await page.getByRole("button", { name: "Spara" }).click();
  await page.getByRole("link", { name: /Grupp 1, Kajen/ }).click();
  assert.equal(await page.getByLabel("Stopp 1, namn").inputValue(), "Bron");
  await page.getByLabel("Ta bort stoppet").check();
  await page.getByRole("button", { name: "Spara" }).click();
  assert.match(await page.locator(".rows").first().innerText(), /Vägen är ritad · inga stopp/);
  assert.deepEqual(complaints(page), []);
  await page.context().close();
});

test("a file of several lines makes a group of each", async () => {
  const own = await makeWalk();
  const routes = JSON.stringify({
    type: "FeatureCollection",
    features: [line("Norra delen", 24.94), line("", 24.95), line("Södra delen", 24.96)],
  });
  await send(`/walks/${own}/groups/new`, { name: "", route: "" }, { route_file: ["routes.geojson", routes] });
  const page = await text(`/walks/${own}/plan`);
  assert.match(page, /Grupp 1, Norra delen.*Grupp 2<.*Grupp 3, Södra delen/s);
});

test("an area is drawn and a walk made by keyboard alone", async () => {
  const page = await open("/walks/new", { drawn: false });
  await page.locator("#plan").selectOption("");
  await page.waitForFunction(() => window.walkMap);
  const type = async (label, text) => {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(text);
  };
  await type("Namn", "Med tangentbord");
  await page.getByLabel("Dag", { exact: true }).fill("2027-10-16");
  await page.getByLabel("Från", { exact: true }).fill("18:30");
  await page.getByLabel("Till", { exact: true }).fill("20:30");
  await type("Områdets namn", "Kvarteret");
  await page.evaluate(() => window.walkMap.jumpTo({ center: [24.94, 60.17], zoom: 15 }));
  const canvas = page.locator(".maplibregl-canvas");
  const add = page.getByRole("button", { name: "Lägg till vid korset" });
  for (const key of ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"]) {
    await canvas.focus();
    const before = await page.evaluate(() => String(window.walkMap.getCenter()));
    await page.keyboard.press(key);
    await page.waitForFunction((before) => String(window.walkMap.getCenter()) !== before, before);
    await add.focus();
    await page.keyboard.press("Enter");
  }
  const outline = page.locator("input[name=outline]");
  assert.equal((await outline.inputValue()).split(" ").length, 4);
  assert.match(await page.locator(".plan-said").textContent(), /Punkt 4 .* är tillagd/);
  await page.getByRole("button", { name: "Ångra" }).focus();
  await page.keyboard.press("Enter");
  assert.equal((await outline.inputValue()).split(" ").length, 3);
  await page.locator(".plan-tools summary").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Ta bort Punkt 3/ }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".plan-points li").count(), 2);
  assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /^Ta bort Punkt 2/);
  await page.getByRole("button", { name: "Ångra" }).press("Enter");
  const corners = async () => (await outline.inputValue()).split(" ").map((pair) => pair.split(",").map(Number));
  const [first, second] = await corners();
  await page.getByRole("button", { name: /^Ny punkt efter Punkt 1/ }).press("Enter");
  const between = (await corners())[1];
  assert.ok(Math.abs(between[0] - (first[0] + second[0]) / 2) < 1e-6 && Math.abs(between[1] - (first[1] + second[1]) / 2) < 1e-6);
  assert.match(await page.locator(".plan-said").textContent(), /Punkt 2 .* är tillagd/);
  assert.equal((await corners()).length, 4);
  await page.getByRole("button", { name: /^Flytta Punkt 1/ }).press("Enter");
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole("button", { name: "Skapa vandringen" }).press("Enter");
  await page.getByRole("link", { name: "Kvarteret" }).waitFor();
  await close(page);
});

test("a route and its stops are drawn and moved with the mouse", async () => {
  const own = await makeWalk();
  const page = await open(`/walks/${own}/groups/new`);
  const route = page.locator("input[name=route]");
  const map = page.locator("#map");
  await map.scrollIntoViewIfNeeded();
  await map.click({ position: { x: 200, y: 150 } });
  await map.click({ position: { x: 320, y: 200 } });
  await map.click({ position: { x: 440, y: 150 } });
  const drawn = (await route.inputValue()).split(" ");
  assert.equal(drawn.length, 3);
  await page.getByLabel("ett stopp").check();
  await map.click({ position: { x: 320, y: 300 } });
  await page.getByLabel("Stopp 1, namn").fill("Bron");
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  await settled(page);
  await page.mouse.move(box.x + 200, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 220, box.y + 250, { steps: 5 });
  await page.mouse.up();
  const moved = (await route.inputValue()).split(" ");
  assert.notEqual(moved[0], drawn[0]);
  assert.deepEqual(moved.slice(1), drawn.slice(1));
  assert.equal(await page.getByLabel("Stopp 1, namn").inputValue(), "Bron");
  await page.getByLabel("Namn", { exact: true }).fill("Södra delen");
  await page.getByRole("button", { name: "Spara" }).click();
  await page.getByRole("link", { name: /Södra delen/ }).click();
  assert.deepEqual((await route.inputValue()).split(" "), moved);
  assert.equal(await page.getByLabel("Stopp 1, namn").inputValue(), "Bron");
  await close(page);
});

test("a route is drawn and moved with a finger", async () => {
  const own = await makeWalk();
  const page = await open(`/walks/${own}/groups/new`, { viewport: { width: 390, height: 800 }, hasTouch: true });
  const route = page.locator("input[name=route]");
  const map = page.locator("#map");
  await map.scrollIntoViewIfNeeded();
  await map.tap({ position: { x: 80, y: 100 } });
  await map.tap({ position: { x: 200, y: 180 } });
  const drawn = (await route.inputValue()).split(" ");
  assert.equal(drawn.length, 2);
  await settled(page);
  const box = await map.boundingBox();
  const client = await page.context().newCDPSession(page);
  const touch = (type, x, y) =>
    client.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: box.x + x, y: box.y + y }],
    });
  await touch("touchStart", 80, 100);
  for (const step of [1, 2, 3, 4]) await touch("touchMove", 80 + 10 * step, 100 + 20 * step);
  await touch("touchEnd");
  const moved = (await route.inputValue()).split(" ");
  assert.notEqual(moved[0], drawn[0]);
  assert.equal(moved[1], drawn[1]);
  await close(page);
});

test("the next walk in an area belongs to the same plan", async () => {
  const page = await text("/walks/new");
  const plans = [...page.matchAll(/<option value="([0-9a-f-]{36})"[^>]*>Gloet</g)].map(([, plan]) => plan);
  assert.ok(plans.length > 0);
  const again = await makeWalk({ plan: plans[0], area_name: "", outline: "" });
  const third = await makeWalk({ plan: plans[0], area_name: "", outline: "" });
  assert.match(await text(`/walks/${again}/area`), /\d vandringar delar det här området/);
  const changed = { area_name: "Gloets torg", outline: SQUARE, seen: await seen(`/walks/${again}/area`) };
  assert.equal((await send(`/walks/${again}/area`, changed)).status, 303);
  assert.match(await text(`/walks/${third}/plan`), /Gloets torg/);
});

test("a walk's plan is changed, and what nobody touched stays", async () => {
  const own = await makeWalk();
  const page = await open(`/walks/${own}/plan`);
  await page.getByLabel("Till", { exact: true }).fill("21:00");
  await page.getByLabel("Skymning").check();
  assert.match(await page.locator("form.form").innerText(), /får varje grupp nya koder/);
  await page.getByRole("button", { name: "Spara" }).click();
  await page.getByRole("status").filter({ hasText: "Sparat" }).waitFor();
  assert.equal(await page.getByLabel("Till", { exact: true }).inputValue(), "21:00");
  assert.equal(await page.getByLabel("Från", { exact: true }).inputValue(), "18:30");
  assert.ok(await page.getByLabel("Skymning").isChecked());
  assert.equal(await page.getByLabel("Syfte").inputValue(), WALK.purpose);
  assert.match(await (await open(`/walks/${own}`)).locator(".lede").innerText(), /18\.30–21\.00/);
  await close(page);
});

test("two who change the same plan at once are told, and nothing is lost", async () => {
  const own = await makeWalk();
  const mark = await seen(`/walks/${own}/plan`);
  assert.equal((await send(`/walks/${own}/plan`, { ...WALK, to: "21:00", seen: mark })).status, 303);
  const late = await send(`/walks/${own}/plan`, { ...WALK, name: "Ett annat namn", seen: mark });
  assert.equal(late.status, 422);
  const page = await late.text();
  assert.match(page, /Någon annan ändrade/);
  assert.match(page, /value="Ett annat namn"/);
  assert.match(await text(`/walks/${own}/plan`), /value="21:00"/);
  const again = await send(`/walks/${own}/plan`, { ...WALK, name: "Ett annat namn", seen: markIn(page) });
  assert.equal(again.status, 303);
});

test("what is wrong is said beside its field, and nothing typed is lost", async () => {
  const wrong = [
    ["name", { name: "  " }, /Skriv ett namn/],
    ["name", { name: "x".repeat(201) }, /högst 200 tecken/],
    ["date", { date: "2027-02-30" }, /Skriv en dag/],
    ["from", { from: "half past" }, /Skriv ett klockslag/],
    ["to", { to: "18:00" }, /måste sluta efter/],
    ["from", { date: "2027-03-28", from: "02:30" }, /finns inte den dagen/],
    ["occasion", { occasion: "party" }, /Välj ett av alternativen/],
    ["purpose", { purpose: "y".repeat(2001) }, /högst 2.?000 tecken/],
    ["area_name", { area_name: "" }, /Skriv ett namn/],
    ["area_file", { outline: "60.17,24.94 60.18,24.95" }, /minst tre punkter/],
    ["area_file", { outline: "91,0 60.17,24.9 60.1,24" }, /inte på jorden/],
    ["area_file", { outline: "-80,-170 80,-170 80,170" }, /mer än 50 km/],
  ];
  for (const [field, fields, words] of wrong) {
    const answer = await send("/walks/new", { ...WALK, plan: "", area_name: "Gloet", outline: SQUARE, ...fields });
    const page = await answer.text();
    assert.equal(answer.status, 422, JSON.stringify(fields).slice(0, 80));
    assert.match(page, words);
    assert.match(page, new RegExp(`id="${field}-error"`));
    assert.match(page, new RegExp(`aria-describedby="${field}-error[^"]*" aria-invalid="true"`));
    if (!("purpose" in fields)) assert.match(page, /Hur är belysningen\?/);
  }
});

test("a bad file is one clear error, whatever it holds", async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">${[..."bcdefgh"]
    .map((name, index) => `<!ENTITY ${name} "${`&${"abcdefg"[index]};`.repeat(10)}">`)
    .join("")}]><gpx><wpt lat="1" lon="1"><name>&h;</name></wpt></gpx>`;
  const many = Array.from({ length: 2001 }, (_, n) => [24.9 + n / 1e6, 60.1]);
  const files = [
    ["bomb.gpx", bomb, /dokumenttyp/],
    ["empty.gpx", "<gpx/>", /varken en väg eller ett spår/],
    ["text.gpx", "hej", /gick inte att läsa som GPX/],
    ["text.geojson", "hej", /gick inte att läsa som GeoJSON/],
    ["deep.geojson", "[".repeat(200_000), /gick inte att läsa som GeoJSON/],
    ["far.geojson", JSON.stringify({ type: "LineString", coordinates: [[1e300, 1], [2, 3]] }), /inte på jorden/],
    ["wide.geojson", JSON.stringify({ type: "LineString", coordinates: [[-170, 1], [170, 3]] }), /mer än 50 km/],
    ["many.geojson", JSON.stringify({ type: "LineString", coordinates: many }), /högst 2.?000 punkter/],
    ["none.geojson", JSON.stringify({ type: "Point", coordinates: [1, 2] }), /ingen linje/],
    ["large.gpx", `<gpx>${" ".repeat(17 << 20)}</gpx>`, /för stor/],
  ];
  for (const [name, content, words] of files) {
    const fields = { name: "Behåll mig", route: SQUARE };
    const answer = await send(`/walks/${walk}/groups/new`, fields, { route_file: [name, content] });
    const page = await answer.text();
    assert.equal(answer.status, 422, name);
    assert.match(page, words, name);
    assert.match(page, /Behåll mig/, name);
    assert.ok(page.includes(SQUARE), name);
  }
  assert.equal((await groupsOf(walk)).length, 1);
});

test("hostile texts are shown as texts on every page", async () => {
  const own = await makeWalk({ name: HOSTILE, purpose: HOSTILE, area_name: HOSTILE, plan: "", outline: SQUARE });
  await send(`/walks/${own}/groups/new`, { name: HOSTILE, route: SQUARE, ...stop(HOSTILE, "60.17,24.94") });
  const [hostile] = await groupsOf(own);
  const addresses = [
    "/walks",
    "/walks/new",
    ...["plan", "area", "codes", "life/close", `groups/${hostile}`].map((page) => `/walks/${own}/${page}`),
    ...["print", "print/leader", "screen", "renew/leader"].map((page) => `/walks/${own}/groups/${hostile}/${page}`),
  ];
  for (const address of addresses) {
    const page = await open(address);
    assert.doesNotMatch(await page.title(), /^taken$/, address);
    assert.equal(await page.locator("img[src=x]").count(), 0, address);
    assert.ok((await page.content()).includes("&lt;script&gt;"), address);
    assert.equal(await overflow(page), 0, address);
    await close(page);
  }
});

test("the code on the sheet, on paper and on a screen opens the walk", async () => {
  const sheet = await open(pages().sheet);
  const link = await sheet.getByLabel("Länken i koden").inputValue();
  assert.match(link, new RegExp(`^${server.origin}/join#`));
  assert.equal(await decoded(sheet), link);
  const short = await sheet.locator(".short-code").innerText();
  assert.match(short, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await sheet.emulateMedia({ media: "print", colorScheme: "dark" });
  await sheet.setViewportSize({ width: 700, height: 1000 });
  assert.equal(await decoded(sheet), link);
  assert.ok(!(await sheet.getByLabel("Länken i koden").isVisible()));
  assert.equal(pagesOf(await sheet.pdf({ format: "A4" })), 1);
  await close(sheet);
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 800 }]) {
      const screen = await open(pages().screen, { colorScheme, viewport });
      assert.equal(await decoded(screen), link);
      const { width } = await screen.locator(".qr").boundingBox();
      assert.ok(width > 0.9 * Math.min(viewport.height, viewport.width), `${width}`);
      assert.equal(await screen.locator(".short-code").innerText(), short);
      await close(screen);
    }
  }
  const leader = await open(pages().leaderSheet);
  const other = await decoded(leader);
  assert.notEqual(other, link);
  assert.match(await leader.locator(".sheet").innerText(), /Bara för samtalsledaren/);
  assert.equal(pagesOf(await leader.pdf({ format: "A4" })), 1);
  await close(leader);
});

test("a code is the same until it is changed, which asks first and works without script", async () => {
  const short = async () => (await text(pages().sheet)).match(/short-code">([^<]+)</)[1];
  const before = await short();
  assert.equal(await short(), before);
  const page = await open(pages().renew, { script: false });
  assert.match(await page.locator("main").innerText(), /Den gamla koden slutar gälla/);
  assert.equal(await short(), before);
  await page.getByRole("button", { name: "Byt kod" }).click();
  assert.notEqual(await page.locator(".short-code").innerText(), before);
  assert.equal(await page.locator(".short-code").innerText(), await short());
  await close(page);
});

test("a group that nobody used is removed and brought back; one that somebody joined stays", async () => {
  const own = await makeWalk();
  await send(`/walks/${own}/groups/new`, { name: "Södra delen", route: SQUARE, ...stop("Bron", "60.17,24.95") });
  const [made] = await groupsOf(own);
  const sheet = async () => (await (await get(`${server.origin}/walks/${own}/groups/${made}/print`, { Cookie: cookie })).text());
  // Not a piece of an id: some of these have digits alone.
  const short = (html) => html.match(/(?<![\w-])[0-9A-Z]{4}-[0-9A-Z]{4}(?![\w-])/)[0];
  const before = short(await sheet());
  const page = await open(`/walks/${own}/groups/${made}`, { script: false });
  await page.getByRole("link", { name: "Ta bort gruppen" }).click();
  await page.getByText("Ingen har gått med i gruppen").waitFor();
  await page.getByRole("button", { name: "Ta bort gruppen" }).click();
  await page.getByText("Det finns inga grupper än.").waitFor();
  await page.getByText("Borttagna grupper").click();
  await page.getByRole("link", { name: "Södra delen" }).click();
  await page.getByRole("button", { name: "Ta tillbaka gruppen" }).click();
  await page.getByRole("link", { name: /Södra delen/ }).waitFor();
  const after = short(await sheet());
  assert.notEqual(after, before);
  await joinWith(after);
  await page.goto(`${server.origin}/walks/${own}/groups/${made}/remove`);
  await page.getByRole("heading", { name: "Gruppen kan inte tas bort" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Ta bort gruppen" }).count(), 0);
  await page.context().close();
});

/** Joins as a participant without script does. */
async function joinWith(code) {
  const page = await openPage(browser, `${server.origin}/join`, { script: false });
  await page.locator("#code").fill(code);
  await page.locator("#code-form button").click();
  await page.locator("button.large").click();
  await page.locator('input[name="kind"]').first().check();
  await page.locator("button.large").click();
  await page.locator(".state").first().waitFor();
  await page.context().close();
}

test("a walk is cancelled and reinstated, closed and opened again, each after a question", async () => {
  const own = await makeWalk({ name: "Ställs in" });
  await send(`/walks/${own}/groups/new`, { name: "A", route: "" });
  const [only] = await groupsOf(own);
  const page = await open(`/walks/${own}/plan`, { script: false });
  const act = async (name) => {
    await page.getByRole("link", { name }).click();
    await page.getByRole("button", { name }).click();
    await page.getByRole("status").filter({ hasText: "Sparat" }).waitFor();
  };
  const life = () => page.locator(".state").innerText();
  await act("Ställ in vandringen");
  assert.equal(await life(), "Inställd");
  assert.match(await text("/walks"), /Ställs in<\/a><\/h2>\s*<span class="state" data-life="cancelled">Inställd/);
  assert.match(await text(`/walks/${own}/groups/${only}/print`), /Vandringen är inställd/);
  await act("Stäng protokollet");
  await act("Ta tillbaka att den är inställd");
  assert.equal(await life(), "Protokollet är stängt");
  await act("Öppna protokollet igen");
  assert.equal(await life(), "Planerad");
  await close(page);
});

test("an empty list leads to the first walk", async () => {
  const fresh = await startServer({ seed: false });
  try {
    const own = await signIn(fresh.origin);
    const page = await openPage(browser, `${fresh.origin}/walks`, { cookie: own });
    await page.getByRole("link", { name: "Skapa den första vandringen" }).click();
    await page.waitForFunction(() => window.walkMap);
    assert.deepEqual(await axeFaults(page), []);
    await close(page);
  } finally {
    await fresh.stop();
  }
});

const GPX = `<gpx version="1.1"><wpt lat="60.171" lon="24.941"><name>Bron</name></wpt><rte><name>Kajen</name>
  <rtept lat="60.17" lon="24.94"/><rtept lat="60.172" lon="24.945"/></rte></gpx>`;

function square() {
  return [[24.94, 60.17], [24.95, 60.17], [24.95, 60.18], [24.94, 60.17]];
}

function polygon(ring) {
  const geometry = { type: "Polygon", coordinates: [ring] };
  return JSON.stringify({ type: "Feature", properties: { name: "Hamnen" }, geometry });
}

function line(name, lon) {
  const geometry = { type: "LineString", coordinates: [[lon, 60.17], [lon, 60.18]] };
  return { type: "Feature", properties: { name }, geometry };
}

function file(name, content) {
  return { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) };
}

function stop(name, point) {
  return { stop_id: "", stop_point: point, stop_name: name };
}

function form(fields, files = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, [of, content]] of Object.entries(files)) form.append(name, new Blob([content]), of);
  return form;
}

/** Sends a form with files, as a browser would. */
function send(path, fields, files) {
  return fetch(server.origin + path, {
    method: "POST",
    redirect: "manual",
    headers: { Accept: "text/html", Origin: server.origin, Cookie: cookie },
    body: form(fields, files),
  });
}

async function makeWalk(fields = {}) {
  const answer = await send("/walks/new", { ...WALK, plan: "", area_name: "Gloet", outline: SQUARE, ...fields });
  assert.equal(answer.status, 303);
  return answer.headers.get("location").match(/[0-9a-f-]{36}/)[0];
}

async function text(path) {
  return (await get(server.origin + path, { Cookie: cookie })).text();
}

async function groupsOf(of) {
  return [...(await text(`/walks/${of}/plan`)).matchAll(/groups\/([0-9a-f-]{36})"/g)].map(([, id]) => id);
}

async function seen(path) {
  return markIn(await text(path));
}

function markIn(page) {
  return page.match(/name="seen" value="([0-9a-f]+)"/)[1];
}

function pagesOf(pdf) {
  return [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length;
}

/** Reads the QR code off a screenshot of the page, as a camera would. */
async function decoded(page) {
  const picture = (await page.screenshot({ fullPage: true })).toString("base64");
  const reader = await browser.newPage();
  await reader.addScriptTag({ content: await readFile(require.resolve("jsqr"), "utf8") });
  const found = await reader.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.width, height: image.height });
    const drawing = canvas.getContext("2d");
    drawing.drawImage(image, 0, 0);
    const { data, width, height } = drawing.getImageData(0, 0, image.width, image.height);
    return window.jsQR(data, width, height)?.data ?? null;
  }, picture);
  await reader.close();
  return found;
}

/** Waits until the map shows what was drawn last. */
function settled(page) {
  return page.evaluate(() => new Promise((done) => window.walkMap.once("idle", () => done()).triggerRepaint()));
}

function open(path, options) {
  return site.open(path, options);
}
