// Every page, in both languages, by day and by night, on a phone and on a desk: axe finds no fault, nothing is wider than the
// screen, the browser has nothing to complain about, and a picture is left in target/pictures to be looked at.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axeFaults, complaints, open, overflow, signIn, startBrowser, startServer } from "./server.mjs";

const pictures = fileURLToPath(new URL("../../../target/pictures", import.meta.url));
const screens = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 900 } };

/** What stands at which address; `told` is what the seed made. */
const pages = {
  "sign-in": { address: () => "/sign-in", nobody: true },
  missing: { address: () => "/nothing", status: 404 },
  walks: { address: () => "/walks" },
  walk: { address: (told) => `/walks/${told.evening.walk}` },
  "walk-empty": { address: (told) => `/walks/${told.empty.walk}` },
  design: { address: () => "/design" },
};

let browser;
let server;
let cookie;

before(async () => {
  await mkdir(pictures, { recursive: true });
  server = await startServer();
  cookie = await signIn(server.origin);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [name, page] of Object.entries(pages)) {
  describe(name, () => {
    for (const language of ["sv", "en"]) {
      for (const colorScheme of ["light", "dark"]) {
        for (const [screen, viewport] of Object.entries(screens)) {
          test(`${name} in ${language}, ${colorScheme}, on a ${screen}`, () => look({ name, page, language, colorScheme, screen, viewport }));
        }
      }
    }
    for (const width of [320, 390, 1280]) {
      test(`nothing of ${name} is wider than ${width} points with text at 200 %`, () => enlarge(page, width));
    }
  });
}

async function look({ name, page, language, colorScheme, screen, viewport }) {
  const opened = await visit(page, { language, colorScheme, viewport });
  assert.equal(await opened.locator("html").getAttribute("lang"), language);
  await opened.screenshot({ path: path.join(pictures, `${name}-${language}-${colorScheme}-${screen}.png`), fullPage: true });
  assert.deepEqual(await axeFaults(opened), []);
  assert.equal(await overflow(opened), 0);
  await leave(opened, page);
}

async function enlarge(page, width) {
  const opened = await visit(page, { viewport: { width, height: 800 } });
  assert.equal(await overflow(opened), 0);
  await opened.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  assert.equal(await overflow(opened), 0);
  await leave(opened, page);
}

function visit({ address, nobody }, options) {
  return open(browser, server.origin + address(server.told), { cookie: nobody ? undefined : cookie, ...options });
}

/** Closes a page after looking that the browser had nothing to complain about, the policy least of all. */
async function leave(opened, { status = 200 }) {
  assert.equal(opened.answer.status(), status);
  const found = complaints(opened).filter((text) => status === 200 || !text.includes(String(status)));
  assert.deepEqual(found, []);
  await opened.context().close();
}
