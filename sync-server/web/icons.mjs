// Draws the web app's icons as PNG from their SVG, for systems that take no other; `script/icons` calls it.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = new URL("static/", import.meta.url);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
for (const name of ["icon", "app-icon"]) {
  const svg = await readFile(new URL(`${name}.svg`, folder), "utf8");
  for (const size of [192, 512]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
    const png = await page.screenshot({ omitBackground: true });
    await writeFile(fileURLToPath(new URL(`${name}-${size}.png`, folder)), png);
    await page.close();
  }
}
await browser.close();
