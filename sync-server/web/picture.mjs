// Signs in to the demo's server and takes a picture of its walk's page.

import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const [evening, picture] = process.argv.slice(2);
const { port, walk, password } = JSON.parse(await readFile(evening, "utf8"));
const server = `http://127.0.0.1:${port}`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 960 }, locale: "sv-SE" });
await page.goto(`${server}/sign-in`);
await page.fill("#name", "demo");
await page.fill("#password", password);
await page.press("#password", "Enter");
await page.waitForURL(`${server}/walks`);
await page.goto(`${server}/walks/${walk}`, { waitUntil: "networkidle" });
await page.screenshot({ path: picture });
await browser.close();
