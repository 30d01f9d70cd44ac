// What a coordinator does with what came in, in a real browser: with script, without, and by keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFaults, close, get, post, signIn, startSite } from "./server.mjs";

let site;
let browser;
let server;
let cookie;
let told;
let pages;

before(async () => {
  site = await startSite();
  ({ browser, server, cookie } = site);
  told = server.told.evening;
  const { walk, observations } = told;
  const below = `/walks/${walk}`;
  const dark = `${below}/observations/${observations.dark.id}`;
  const safe = `${below}/observations/${observations.safe}`;
  const held = await first(`${below}/held`, new RegExp(`${below}/held/[0-9a-f]{64}`));
  const photo = await first(dark, new RegExp(`${below}/photos/[0-9a-f-]{36}`));
  const phone = await first(dark, new RegExp(`${below}/phones/[0-9a-f]{32}`));
  pages = {
    dark,
    safe,
    long: `${below}/observations/${observations.long}`,
    gone: `${below}/observations/${observations.gone}`,
    withdrawn: `${below}/withdrawn`,
    unsettled: `${below}/unsettled`,
    settle: `${below}/settle/observation/${observations.dark.id}/words`,
    change: `${below}/change/observation/${observations.keep}`,
    remove: `${below}/remove/observation/${observations.dark.id}/words`,
    erase: `${below}/erase/observation/${observations.dark.id}`,
    heldList: `${below}/held`,
    held,
    correct: `${held}/correct`,
    phone,
    revoke: `${phone}/revoke`,
    erasePhone: phone.replace("/phones/", "/erase/phone/"),
    photo,
    atOdds: await first(safe, new RegExp(`${below}/photos/[0-9a-f-]{36}`)),
  };
});

after(() => site?.stop());

async function first(path, pattern) {
  const page = await (await get(server.origin + path, { Cookie: cookie })).text();
  const found = page.match(pattern);
  assert.ok(found, `${pattern} on ${path}`);
  return found[0];
}

function open(name, options) {
  return site.open(pages[name] ?? name, options);
}

const NAMES = [
  "dark", "safe", "long", "gone", "withdrawn", "unsettled", "settle", "change", "remove", "erase",
  "heldList", "held", "correct", "phone", "revoke", "erasePhone", "photo", "atOdds",
];

test("nobody sees or does any of it without a session", async () => {
  for (const name of NAMES) {
    const stranger = await get(server.origin + pages[name]);
    assert.equal(stranger.status, 303, name);
    assert.match(stranger.headers.get("location"), /^\/sign-in(\?|$)/, name);
    const sent = await post(server.origin + pages[name], { choose: "other", decision: "admit" });
    assert.ok([303, 403, 405].includes(sent.status), `${name}: ${sent.status}`);
    if (sent.status === 303) assert.match(sent.headers.get("location"), /^\/sign-in(\?|$)/, name);
  }
});

test("nothing is found under another walk", async () => {
  const other = server.told.empty.walk;
  for (const name of NAMES.filter((name) => !["withdrawn", "unsettled", "heldList"].includes(name))) {
    const path = pages[name].replace(told.walk, other);
    assert.equal((await get(server.origin + path, { Cookie: cookie })).status, 404, name);
  }
});

test("of two who wrote, a coordinator settles without script, and a value that came meanwhile stays", async () => {
  const page = await open("settle", { script: false });
  const late = await open("settle", { script: false });
  await page.getByRole("radio", { name: /Något annat/ }).check();
  await page.getByLabel("Något annat", { exact: true }).fill("Mörkt vid brofästet, på båda sidor.");
  await page.getByRole("button", { name: "Det här gäller" }).click();
  await page.getByText("Nu är det avgjort.").waitFor();
  assert.match(await page.locator("blockquote").innerText(), /på båda sidor/);
  assert.match(await page.locator(".timeline").innerText(), /Det är mörkt under bron/);
  // The other page was open all the time and saw neither; a second person settles on it.
  await late.getByRole("radio", { name: /Det är mörkt under bron/ }).check();
  server.command(["user", "add", "kollegan"], "ett lösenord till\n");
  const colleague = await signIn(server.origin, "kollegan", "ett lösenord till");
  const [name, value] = colleague.split("=");
  await late.context().clearCookies();
  await late.context().addCookies([{ name, value, url: server.origin }]);
  await late.getByRole("button", { name: "Det här gäller" }).click();
  await late.getByText("under tiden kom ett annat värde in").waitFor();
  const both = await late.locator("form.settle").innerText();
  assert.match(both, /på båda sidor/);
  assert.match(both, /Det är mörkt under bron/);
  await close(page);
  await late.context().close();
});

test("where an observation is shows on a small map, and in figures without one", async () => {
  const page = await open("dark");
  await page.waitForFunction(() => window.walkMap);
  const [lat, lon] = (await page.locator(".told", { hasText: "," }).innerText()).match(/\d+\.\d{5}/g).map(Number);
  const centre = await page.evaluate(() => window.walkMap.getCenter());
  assert.ok(Math.abs(centre.lat - lat) < 1e-4 && Math.abs(centre.lng - lon) < 1e-4);
  const drawn = await page.evaluate(() => window.walkMap.queryRenderedFeatures().map((one) => one.source));
  assert.ok(drawn.includes("observations"));
  await close(page);
});

test("a phone's page leads to the observation whose photo it holds", async () => {
  const page = await open("phone");
  assert.deepEqual(await axeFaults(page), []);
  const left = page.getByRole("region", { name: "Kvar på telefonen" });
  assert.match(await left.innerText(), /Foto 3, 18\.45/);
  assert.match(await page.locator("article").innerText(), /Ett foto, sedan 18\.45/);
  await left.getByRole("link").click();
  await page.waitForURL(`**${pages.dark}`);
  await close(page);
});

test("a form that was not understood keeps what was typed and says what is wrong", async () => {
  const page = await open("change", { script: false });
  await page.getByLabel("Förslag").fill("Fler bänkar");
  await page.getByLabel("Latitud").fill("norrut");
  await page.getByRole("button", { name: "Spara" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Var/);
  assert.match(await page.locator(".field-error").innerText(), /två tal i grader/);
  assert.equal(await page.getByLabel("Förslag").inputValue(), "Fler bänkar");
  assert.equal(await page.getByLabel("Latitud").inputValue(), "norrut");
  assert.deepEqual(await axeFaults(await reopened(page)), []);
  await page.context().close();
});

/** Axe needs script, which a page of a context without it does not run. */
async function reopened(page) {
  const context = await browser.newContext({ locale: "sv-SE" });
  const copy = await context.newPage();
  await copy.setContent(await page.content());
  return copy;
}

test("changes are the coordinator's own, by keyboard alone, and only what was changed", async () => {
  const page = await open("change");
  await page.getByLabel("Förslag").focus();
  await page.keyboard.type("Fler bänkar vid vattnet");
  await page.getByRole("checkbox", { name: "Skötsel och underhåll" }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Spara" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Ändringen är sparad.").waitFor();
  const newest = await page.locator(".timeline > li").last().innerText();
  assert.match(newest, /Ändrad\s+Samordnare/);
  assert.match(newest, /Fler bänkar vid vattnet/);
  assert.doesNotMatch(newest, /Var\b|Slag|Bänkarna/);
  assert.deepEqual(await axeFaults(page), []);
  await close(page);
});

test("what is withdrawn leaves the list, and comes back", async () => {
  const { walk, observations } = told;
  const listed = async () =>
    (await (await get(`${server.origin}/walks/${walk}`, { Cookie: cookie })).text()).includes(`o-${observations.keep}`);
  const page = await open(`/walks/${walk}/observations/${observations.keep}`, { script: false });
  await page.getByRole("button", { name: "Återkalla" }).click();
  await page.getByText("Nu är den återkallad").waitFor();
  assert.equal(await page.locator(".observation-head .state").innerText(), "Återkallad", "visible no longer");
  assert.equal(await listed(), false);
  await page.getByRole("button", { name: "Visa igen" }).click();
  await page.getByText("Nu visas den igen.").waitFor();
  assert.equal(await listed(), true);
  await page.context().close();
});

test("a held item is recorded anew and stays held, with a word on where; then it is admitted", async () => {
  const page = await open("held", { script: false });
  await page.getByRole("button", { name: "Låt den vänta" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Skriv varför/);
  await page.getByRole("link", { name: "Anteckna på nytt" }).click();
  assert.equal(await page.getByLabel("Ord").inputValue(), "Klotter på tunnelväggen");
  assert.equal(await page.getByRole("radiogroup", { name: "Antecknad åt någon annan" }).getByRole("radio", { name: "Ja" }).isChecked(), true);
  await page.getByLabel("Ord").fill("Klotter på tunnelns vägg");
  await page.getByRole("button", { name: "Anteckna" }).click();
  await page.getByText("Antecknat på nytt.").waitFor();
  assert.match(await page.locator("blockquote").innerText(), /tunnelns vägg/);
  assert.match(await page.locator("article").innerText(), /Antecknad åt någon annan/);
  await page.goto(server.origin + pages.held);
  assert.match(await page.locator("article").innerText(), /Väntar på en person/);
  assert.match(await page.locator(".timeline").innerText(), /Antecknad på nytt av samordnaren: iakttagelse [0-9a-f-]{36}/);
  await page.getByLabel("Skäl").fill("Ringde och bekräftade");
  await page.getByRole("button", { name: "Släpp in uppgiften" }).click();
  await page.getByText("Uppgiften är insläppt").waitFor();
  assert.match(await page.locator(".timeline").innerText(), /Ringde och bekräftade/);
  await page.context().close();
});

test("boxes are drawn with a pointer, moved with keys, and burnt in; the old picture is gone", async () => {
  const page = await open("photo");
  const before = await (await get(`${server.origin}${pages.photo}/screen`, { Cookie: cookie })).arrayBuffer();
  const picture = await page.locator("#picture").boundingBox();
  await page.locator("#picture").scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator("#picture").boundingBox();
  assert.ok(picture.width > 100);
  await page.mouse.move(x + width * 0.1, y + height * 0.1);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.5, y + height * 0.5, { steps: 3 });
  await page.mouse.up();
  assert.equal(await page.locator(".region").count(), 1);
  const left = () => page.locator(".blur-row").first().getByLabel("Från vänster").inputValue();
  assert.ok(Math.abs(Number(await left()) - 10) < 1, await left());
  const was = Number(await left());
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.ok(Math.abs(Number(await left()) - was - 2) < 0.11);
  await page.getByRole("button", { name: "Lägg till område" }).press("Enter");
  assert.equal(await page.locator(".region").count(), 2);
  await page.keyboard.press("Delete");
  assert.equal(await page.locator(".region").count(), 1);
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole("button", { name: "Sudda i fotot" }).press("Enter");
  await page.getByText("Sudden är inbrända").waitFor();
  const after = await (await get(`${server.origin}${pages.photo}/screen`, { Cookie: cookie })).arrayBuffer();
  assert.notDeepEqual(Buffer.from(before), Buffer.from(after));
  await close(page);
});

test("without script regions are numbers, wrong ones are told, and a second version is seen as one", async () => {
  const page = await open("photo", { script: false });
  const late = await open("photo", { script: false });
  await page.getByRole("button", { name: "Sudda i fotot" }).click();
  assert.match(await page.getByRole("alert").innerText(), /Markera minst ett område/);
  const type = async (on, values) => {
    const row = on.locator(".blur-row").first();
    for (const [label, value] of Object.entries(values)) await row.getByLabel(label).fill(value);
    await on.getByRole("button", { name: "Sudda i fotot" }).click();
  };
  await type(page, { "Från vänster": "110", Uppifrån: "0", Bredd: "10", Höjd: "10" });
  assert.match(await page.getByRole("alert").innerText(), /utanför bilden/);
  assert.equal(await page.locator(".blur-row").first().getByLabel("Från vänster").inputValue(), "110");
  await type(page, { "Från vänster": "0", Uppifrån: "0", Bredd: "50", Höjd: "50,5" });
  await page.getByText("Sudden är inbrända").waitFor();
  const colleague = await signIn(server.origin, "kollegan", "ett lösenord till");
  const [name, value] = colleague.split("=");
  await late.context().addCookies([{ name, value, url: server.origin }]);
  await type(late, { "Från vänster": "50", Uppifrån: "50", Bredd: "50", Höjd: "50" });
  await late.getByText("Nu finns två versioner").waitFor();
  assert.equal((await get(`${server.origin}${pages.photo}/screen`, { Cookie: cookie })).status, 404);
  assert.equal(await late.locator(".said img").count(), 2);
  await late.getByRole("radio").first().check();
  await late.getByRole("button", { name: "Det här gäller" }).click();
  await late.getByText("Nu är det avgjort.").waitFor();
  assert.equal((await get(`${server.origin}${pages.photo}/screen`, { Cookie: cookie })).status, 200);
  await page.context().close();
  await late.context().close();
});

test("words are removed for good by a reason, and what was said with them stays", async () => {
  const { walk, observations } = told;
  const at = `/walks/${walk}/observations/${observations.safe}`;
  const page = await open(at, { script: false });
  await page.getByRole("link", { name: "Ta bort ord för gott" }).click();
  const wrong = await post(page.url(), { words: "Bara detta" }, { Cookie: cookie });
  assert.equal(wrong.status, 422);
  const again = await wrong.text();
  for (const said of [/grundas på/, /Skriv varför/, /Bara detta/, /role="alert"/]) assert.match(again, said);
  await page.getByLabel(/Vad ska stå i stället/).fill("Öppet till sent.");
  await page.getByRole("radio", { name: "Den det gäller har begärt det" }).check();
  await page.getByLabel("Skäl").fill("Dnr 2026-17");
  await page.getByRole("button", { name: "Ta bort ord för gott" }).click();
  await page.getByText("Borttaget för gott.").waitFor();
  const whole = await page.locator("main").innerText();
  assert.match(whole, /Öppet till sent\./);
  assert.doesNotMatch(whole, /folk i rörelse/);
  assert.match(whole, /En plats, telefonens position, noggrannhet 6 m/);
  assert.match(whole, /Den det gäller har begärt det: Dnr 2026-17/);
  await page.context().close();
});

test("an erasure says what goes, asks why, and is told of for ever", async () => {
  const { walk, observations } = told;
  const page = await open(`/walks/${walk}/erase/observation/${observations.hostile}`, { script: false });
  assert.match(await page.locator(".message").innerText(), /En uppgift i loggen/);
  assert.match(await page.locator(".message").innerText(), /Det går inte att ångra\./);
  await page.getByRole("radio", { name: "Innehållet är olagligt" }).check();
  await page.getByLabel("Skäl").fill("<b>Beslut</b> 4");
  await page.getByRole("button", { name: "Radera iakttagelsen" }).click();
  await page.getByText("Raderat för gott.").waitFor();
  const whole = await page.locator("main").innerText();
  assert.match(whole, /Raderad \d+ \S+ \d\d\.\d\d enligt: Innehållet är olagligt: <b>Beslut<\/b> 4/);
  assert.doesNotMatch(whole, /document\.title/);
  await page.context().close();
});

test("a phone is shut out by a reason, and may be let write all the same", async () => {
  const page = await open("phone", { script: false });
  await page.getByRole("link", { name: "Stäng av" }).click();
  await page.getByRole("radio", { name: "Bara den här telefonen" }).check();
  await page.getByLabel("Skäl").fill("Tappad på bussen");
  await page.getByRole("button", { name: "Stäng av" }).click();
  await page.getByText("Inom fem sekunder").first().waitFor();
  assert.match(await page.locator("article").innerText(), /Avstängd/);
  assert.match(await page.locator(".timeline").innerText(), /Tappad på bussen/);
  await page.getByRole("button", { name: "Släpp in allt" }).click();
  assert.match(await page.locator("article").innerText(), /det den skickar räknas/);
  await page.context().close();
});
