// Every page, in both languages, by day and by night, on a phone and on a desk: axe finds no fault, nothing is wider than the
// screen, the browser has nothing to complain about, and a picture is left in target/pictures to be looked at.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { notPages, pages } from "./pages.mjs";
import { populate } from "./populate.mjs";
import { axeFaults, complaints, mapIsDrawn, newContext, openIn, overflow, startSite } from "./server.mjs";

const pictures = fileURLToPath(new URL("../../../target/pictures", import.meta.url));
const access = fileURLToPath(new URL("../../../tests/stories/access.rs", import.meta.url));

/** What a page is looked at on; `narrow` is the least width that it must hold together at. */
const screens = {
  phone: { viewport: { width: 390, height: 844 }, widths: [320, 390] },
  desk: { viewport: { width: 1280, height: 900 }, widths: [1280] },
};
const everywhere = ["sv", "en"].flatMap((language) => Object.keys(screens).map((screen) => [language, screen]));
/** Labels differ by language, contrast by scheme, what is hidden by screen: each is in one of these. */
const axeLooksAt = ["sv-light-phone", "sv-dark-phone", "en-light-desk"];

let site;
let told;
const contexts = new Map();

before(async () => {
  await mkdir(pictures, { recursive: true });
  site = await startSite();
  told = await populate(site);
});

after(() => site?.stop());

test("every page that the server answers is looked at", async () => {
  const table = await readFile(access, "utf8");
  const served = [...table.matchAll(/\(\s*"GET",\s*"([^"]+)"/g)].map(([, route]) => route);
  assert.ok(served.includes("/walks/{walk}"), "the table is found");
  const known = new Set([...notPages, ...Object.values(pages).map(({ route }) => route)]);
  assert.deepEqual(served.filter((route) => !known.has(route)), [], "put these into pages.mjs");
  assert.deepEqual([...known].filter((route) => route !== pages.missing.route && !served.includes(route)), [], "and take these out");
});

for (const [name, page] of Object.entries(pages)) {
  const looks = isState(name) ? [["sv", "phone", ["dark"]], ["en", "desk", ["light"]]] : everywhere;
  for (const [language, screen, schemes] of looks) {
    test(`${name} in ${language} on a ${screen}`, () => look(name, page, { language, screen, schemes }));
  }
}

/** Whether an earlier page of the list is the same in another state: two looks at the rest of it are enough. */
function isState(name) {
  const earlier = Object.keys(pages).slice(0, Object.keys(pages).indexOf(name));
  return earlier.some((one) => pages[one].route === pages[name].route);
}

async function look(name, page, { language, screen, schemes = ["light", "dark"] }) {
  const { viewport, widths } = screens[screen];
  const context = await contextOf(page, language, viewport);
  const opened = await show(context, page);
  assert.equal(opened.answer.status(), page.status ?? 200);
  assert.equal(await opened.locator("html").getAttribute("lang"), page.language ?? language);
  assert.doesNotMatch(await opened.locator("body").innerText(), /\b(act|console|design|page|plan|take_part|noun|kind)-[a-z_]+/);
  for (const colorScheme of schemes) {
    await opened.emulateMedia({ colorScheme });
    if (opened.hasMap) await mapIsDrawn(opened);
    const picture = `${name}-${language}-${colorScheme}-${screen}`;
    await opened.screenshot({ path: path.join(pictures, `${picture}.png`), fullPage: true });
    if (axeLooksAt.includes(`${language}-${colorScheme}-${screen}`)) assert.deepEqual(await axeFaults(opened), [], colorScheme);
  }
  await holdsTogether(opened, widths, viewport.height);
  await leave(opened, page);
}

/** Nothing is wider than the screen, whatever the size of the letters. */
async function holdsTogether(opened, widths, height) {
  for (const size of ["100%", "200%"]) {
    await opened.evaluate((size) => (document.documentElement.style.fontSize = size), size);
    for (const width of widths) {
      await opened.setViewportSize({ width, height });
      assert.equal(await overflow(opened), 0, `${width} points with text at ${size}`);
    }
  }
}

/** Pages that leave nothing behind in a browser share one. */
async function contextOf({ who = "office", alone = false }, language, viewport) {
  const options = { language, viewport, cookie: told.cookies[who] };
  if (alone) return newContext(site.browser, site.server.origin, options);
  const key = `${who} ${language} ${viewport.width}`;
  if (!contexts.has(key)) contexts.set(key, await newContext(site.browser, site.server.origin, options));
  return contexts.get(key);
}

async function show(context, page) {
  const address = site.server.origin + addressOf(page);
  const hasScript = page.script !== false;
  const opened = await openIn(context, address, { drawn: hasScript, before: hasScript ? undefined : asWithoutScript });
  if (page.wrong) await sendAsItIs(opened, page.wrong);
  await page.until?.(opened, told);
  opened.hasMap = hasScript && (await opened.locator("#map").count()) > 0;
  return opened;
}

/** What a route's parameters stand for, here or in `of`. */
function addressOf({ route, of = {}, query = "" }) {
  const named = { ...told.names, ...Object.fromEntries(Object.entries(of).map(([name, what]) => [name, told[what] ?? what])) };
  const address = route.replaceAll(/\{\*?(\w+)\}/g, (_, name) => named[name] ?? assert.fail(`say what ${name} is in ${route}`));
  return address + (typeof query === "function" ? query(told) : query);
}

/** Shows what a browser without script is shown, in one with it: axe needs timers, which run in no other. */
function asWithoutScript(page) {
  return page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return route.continue();
    const answer = await route.fetch({ maxRedirects: 0 });
    const body = (await answer.text()).replaceAll(/<script[^>]*><\/script>|<\/?noscript>/g, "");
    return route.fulfill({ response: answer, body });
  });
}

/** Sends a form without what it asks for, as a browser may that checks nothing itself. */
async function sendAsItIs(opened, form) {
  const answered = opened.waitForEvent("response", (response) => response.request().isNavigationRequest());
  await opened.locator(form).evaluate((form) => HTMLFormElement.prototype.submit.call(form));
  opened.answer = await answered;
  await opened.locator("[role=alert]").first().waitFor();
  if ((await opened.locator("#map").count()) > 0) await mapIsDrawn(opened);
}

/** Closes a page after looking that the browser had nothing to complain about, the policy least of all. */
async function leave(opened, { status = 200, alone }) {
  const found = complaints(opened).filter((text) => status === 200 || !text.includes(String(status)));
  assert.deepEqual(found, []);
  await (alone ? opened.context() : opened).close();
}
