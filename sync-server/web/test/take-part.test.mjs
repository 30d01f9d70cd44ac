// Taking part in a browser: a real server, a real Chromium, and a network that comes and goes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { axeFaults, close, get, open as openPage, overflow, signIn, startBrowser, startServer } from "./server.mjs";

const PHONE = { width: 390, height: 844 };
const HERE = { latitude: 60.1725, longitude: 24.9445, accuracy: 12 };
const HOSTILE = `<script>document.title='taken'</script><img src=x onerror="alert(1)">'"&amp; \u202ebakvänt`;

let browser;
let server;
let cookie;

before(async () => {
  server = await startServer({ seed: "part" });
  cookie = await signIn(server.origin);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** The address behind a role's link, on this server. */
function linkOf(role = "participant") {
  return `${server.origin}/join#${server.told.ways[role].link.split("#")[1]}`;
}

function open(address = linkOf(), options = {}) {
  return openPage(browser, address, { viewport: PHONE, drawn: false, ...options });
}

/** Opens the link and reads the notice. */
async function takePart(options) {
  const page = await open(linkOf(), options);
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await page.getByRole("heading", { name: "Anteckna", exact: true }).waitFor();
  return page;
}

async function record(page, words, kind = "Otrygg") {
  await page.getByRole("radio", { name: kind, exact: true }).check();
  await page.getByLabel("Med dina egna ord").fill(words);
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await item(page, words).waitFor();
}

function item(page, words) {
  return page.locator("li.mine-item").filter({ hasText: words });
}

function state(page, words, name) {
  return item(page, words).locator(`.state[data-state="${name}"]`).waitFor();
}

/** What the coordinator's page tells of the walk. */
async function toldToOffice() {
  const page = await get(`${server.origin}/walks/${server.told.walk}`, { Cookie: cookie });
  return page.text();
}

async function timesTold(words) {
  const pattern = words.replace(/[<>"'&]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  return (await toldToOffice()).split(pattern).length - 1;
}

/** Asks again until it is so, half a minute at most. */
async function until(holds) {
  const latest = Date.now() + 30_000;
  while (!(await holds())) assert.ok(Date.now() < latest, `never: ${holds}`);
}

/** Ready to open without a network: the worker is active and keeps the page. */
function worksOffline(page) {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
    }
  });
}

test("somebody opens the link, reads the notice, and what they record is visible to the office", async () => {
  const page = await open(linkOf(), { geolocation: HERE, permissions: ["geolocation"] });
  await page.getByRole("heading", { level: 1, name: server.told.name }).waitFor();
  // The code is kept, and stands in the address bar no longer.
  assert.equal(page.url(), `${server.origin}/join`);
  assert.equal(await page.locator("#record").isVisible(), false);
  await page.locator("#notice-text").getByText("allmän handling").waitFor();
  await page.getByText("Grupp: Norra delen").waitFor();
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await page.getByRole("radio", { name: "Trygg", exact: true }).check();
  await page.getByLabel("Här där jag står").check();
  await page.getByText("Positionen är hittad. Den kan vara 12 meter fel.").waitFor();
  await page.getByText("Berätta mer").click();
  await page.getByLabel("Belysning").check();
  await page.getByLabel("Ganska tryggt").check();
  await page.getByLabel("Vad skulle göra det bättre?").fill("fler lampor");
  await record(page, "ljust vid torget", "Trygg");
  await state(page, "ljust vid torget", "visible");
  await page.getByText("Allt du har antecknat har kommit fram.").waitFor();
  const told = await toldToOffice();
  for (const said of ["ljust vid torget", "fler lampor", "Belysning", "noggrannhet 12 m"]) assert.ok(told.includes(said), said);
  await close(page);
});

test("the kind alone is enough, and without it one is told so", async () => {
  const page = await takePart();
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await page.getByText("Välj först hur det känns").waitFor();
  await page.getByRole("radio", { name: "Värd att bevara" }).check();
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await page.locator('li.mine-item .state[data-state="visible"]').waitFor();
  await close(page);
});

test("without a network everything is kept, over a reload too, and arrives by itself", async () => {
  const page = await takePart();
  await worksOffline(page);
  await page.context().setOffline(true);
  await record(page, "skrivet utan nät");
  await state(page, "skrivet utan nät", "on_phone");
  await page.getByText("Inget nät just nu.").waitFor();
  await page.reload();
  await state(page, "skrivet utan nät", "on_phone");
  await record(page, "skrivet efter omladdning");
  await page.getByText("2 anteckningar finns bara på den här telefonen.").waitFor();
  assert.equal(await timesTold("skrivet utan nät"), 0);
  await page.context().setOffline(false);
  await state(page, "skrivet utan nät", "visible");
  await state(page, "skrivet efter omladdning", "visible");
  assert.equal(await timesTold("skrivet utan nät"), 1);
  await close(page, ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]);
});

test("answers that are lost double nothing", async () => {
  const page = await takePart();
  await page.locator("#record").waitFor();
  let lost = 0;
  await page.route("**/v1/sync", async (route) => {
    const answer = await route.fetch();
    assert.equal(answer.status(), 200);
    lost += 1;
    await route.abort("connectionreset");
  });
  await record(page, "svaret försvann");
  await page.getByText("Servern går inte att nå just nu.").waitFor();
  assert.ok(lost > 0);
  await state(page, "svaret försvann", "on_phone");
  assert.equal(await timesTold("svaret försvann"), 1);
  await page.unroute("**/v1/sync");
  await page.getByRole("button", { name: "Försök skicka nu" }).click();
  await state(page, "svaret försvann", "visible");
  assert.equal(await timesTold("svaret försvann"), 1);
  await close(page, ["ERR_CONNECTION_RESET", "Failed to load resource"]);
});

test("a server that asks for a pause gets it", async () => {
  const page = await takePart();
  await item(page, "x").waitFor({ state: "detached" });
  let asked = 0;
  await page.route("**/v1/sync", (route) => {
    asked += 1;
    return route.fulfill({ status: 507, headers: { "Retry-After": "3600" }, body: "{}" });
  });
  await record(page, "servern är full");
  await page.getByText("Servern går inte att nå just nu.").waitFor();
  await page.getByRole("button", { name: "Försök skicka nu" }).click();
  await page.getByText("En anteckning finns bara på den här telefonen.").waitFor();
  assert.equal(asked, 1);
  await state(page, "servern är full", "on_phone");
  await close(page, ["507"]);
});

test("two tabs share one queue: nothing is doubled and both tell the same", async () => {
  const page = await takePart();
  const other = await page.context().newPage();
  await other.goto(`${server.origin}/join`);
  await other.getByRole("heading", { name: "Anteckna", exact: true }).waitFor();
  await Promise.all([record(page, "från den ena fliken"), record(other, "från den andra fliken")]);
  for (const tab of [page, other]) {
    await state(tab, "från den ena fliken", "visible");
    await state(tab, "från den andra fliken", "visible");
  }
  assert.equal(await timesTold("från den ena fliken"), 1);
  assert.equal(await timesTold("från den andra fliken"), 1);
  await close(page);
});

test("a server put back to an older copy is offered again what it has forgotten", async () => {
  const backup = path.join(server.folder, "backup");
  server.command(["backup", backup]);
  const page = await takePart();
  await page.getByLabel("Lägg till foto").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await drawn(page, 400, 300) });
  await page.getByText("Ett foto är med.").waitFor();
  await record(page, "skrivet efter kopian");
  await state(page, "skrivet efter kopian", "visible");
  await server.restart(async () => {
    await rename(server.data, `${server.data}-lost`);
    server.command(["restore", backup]);
  });
  assert.equal(await timesTold("skrivet efter kopian"), 0);
  // What was told does not hold any longer until the server has said it anew.
  const offered = page.waitForRequest((request) => request.postData()?.includes("skrivet efter kopian") ?? false);
  await page.reload();
  await offered;
  await state(page, "skrivet efter kopian", "visible");
  await page.getByText("Allt du har antecknat har kommit fram.").waitFor();
  assert.equal(await timesTold("skrivet efter kopian"), 1);
  await record(page, "skrivet efter återställningen");
  await state(page, "skrivet efter återställningen", "visible");
  await close(page);
});

/** Everything that the browser keeps, to be put back later. */
function copyOfBrowser(page) {
  return page.evaluateHandle(async () => {
    const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const database = await asked(indexedDB.open("lykta"));
    const copy = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      copy[name] = { keys: await asked(store.getAllKeys()), values: await asked(store.getAll()), inline: store.keyPath !== null };
    }
    database.close();
    return copy;
  });
}

function putBack(page, copy) {
  return page.evaluate(async (copy) => {
    const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const database = await asked(indexedDB.open("lykta"));
    const transaction = database.transaction([...database.objectStoreNames], "readwrite");
    for (const [name, { keys, values, inline }] of Object.entries(copy)) {
      const store = transaction.objectStore(name);
      store.clear();
      values.forEach((value, index) => (inline ? store.put(value) : store.put(value, keys[index])));
    }
    await new Promise((done) => (transaction.oncomplete = done));
    database.close();
  }, copy);
}

test("a number that was used twice costs nobody their words", async () => {
  const page = await takePart();
  await worksOffline(page);
  await record(page, "allra först");
  await state(page, "allra först", "visible");
  await page.getByText("Allt du har antecknat har kommit fram.").waitFor();
  const copy = await copyOfBrowser(page);
  await record(page, "före den gamla kopian");
  await state(page, "före den gamla kopian", "visible");
  await page.context().setOffline(true);
  // As when a phone is set back from a backup: the numbers that were used since are free again here.
  await putBack(page, copy);
  await page.reload();
  await record(page, "med samma löpnummer");
  await page.context().setOffline(false);
  await state(page, "med samma löpnummer", "held");
  await record(page, "under en ny avsändare");
  await state(page, "under en ny avsändare", "visible");
  for (const words of ["allra först", "före den gamla kopian", "under en ny avsändare"]) assert.equal(await timesTold(words), 1, words);
  await close(page, ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]);
});

test("what waits is sent when the browser wakes the worker, with no page open", async () => {
  const page = await takePart();
  await worksOffline(page);
  const context = page.context();
  const empty = await context.newPage();
  const session = await context.newCDPSession(empty);
  const registered = new Promise((done) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL === `${server.origin}/join`);
      if (own) done(own.registrationId);
    }),
  );
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  await server.restart(async () => {
    await record(page, "skickat med sidan stängd");
    await page.getByText("Servern går inte att nå just nu.").waitFor();
    await page.close();
  });
  assert.equal(await timesTold("skickat med sidan stängd"), 0);
  await session.send("ServiceWorker.dispatchSyncEvent", { origin: server.origin, registrationId, tag: "lykta-send", lastChance: false });
  await until(async () => (await timesTold("skickat med sidan stängd")) > 0);
  await empty.goto(`${server.origin}/join`);
  await state(empty, "skickat med sidan stängd", "visible");
  await context.close();
});

test("a photo arrives small, upright and without metadata, also after a break", async () => {
  const before = await sentPhotos();
  const page = await takePart();
  const held = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/v1/sync")) held.push(request.postDataJSON().holding);
  });
  const began = await page.evaluate(() => Date.now());
  const camera = path.join(server.folder, "camera.jpg");
  await writeFile(camera, await drawn(page, 3000, 2000));
  const tags = ["-GPSLatitude=60.17", "-GPSLongitude=24.94", "-Model=Hemlig", "-Orientation#=6", "-overwrite_original"];
  execFileSync("exiftool", ["-q", ...tags, camera]);
  let broken = 0;
  await page.route("**/v1/photos/*", (route) => {
    if (route.request().method() !== "PATCH" || broken > 0) return route.continue();
    broken += 1;
    return route.abort("connectionreset");
  });
  await page.getByLabel("Lägg till foto").setInputFiles(camera);
  await page.getByText("Ett foto är med.").waitFor();
  await record(page, "med foto");
  await page.getByText("Texten är synlig, fotot finns bara på telefonen.").waitFor();
  assert.equal(broken, 1);
  const { photos, since } = held.at(-1);
  assert.equal(photos, 1);
  assert.ok(began <= since && since <= Date.now(), `${since}`);
  await page.getByRole("button", { name: "Försök skicka nu" }).click();
  await state(page, "med foto", "visible");
  assert.deepEqual(held.at(-1), { ops: 0, photos: 0, photo_bytes: 0 });
  const added = (await sentPhotos()).filter((name) => !before.includes(name));
  assert.equal(added.length, 1);
  const [told] = JSON.parse(execFileSync("exiftool", ["-json", "-a", "-G", added[0]], { encoding: "utf8" }));
  assert.deepEqual(Object.keys(told).filter((name) => /^(EXIF|XMP|IPTC|MakerNotes):/.test(name)), []);
  assert.deepEqual([told["File:ImageWidth"], told["File:ImageHeight"]], [1365, 2048]);
  await close(page, ["ERR_CONNECTION_RESET"]);
});

/** A JPEG of the browser's own making. */
async function drawn(page, width, height) {
  const bytes = await page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext("2d");
    for (let n = 0; n < 400; n += 1) {
      pen.fillStyle = `hsl(${n * 7} 60% 50%)`;
      pen.fillRect((n * 97) % width, (n * 61) % height, 300, 200);
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg" });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [width, height]);
  return Buffer.from(bytes);
}

test("when it is so and what a photo shows are told to the office", async () => {
  const page = await takePart();
  await page.getByText("Berätta mer").click();
  await page.getByLabel("Kvällstid").check();
  await page.getByLabel("På vintern").check();
  await page.getByLabel("Lägg till foto").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await drawn(page, 300, 200) });
  await page.getByLabel("Vad visar foto 1?").fill("lampan vid trappan");
  await record(page, "mörkt om vintern");
  await state(page, "mörkt om vintern", "visible");
  const told = await toldToOffice();
  for (const said of ["kvällstid", "på vintern", "lampan vid trappan"]) assert.ok(told.toLowerCase().includes(said), said);
  assert.equal(await page.getByLabel("Kvällstid").isChecked(), false);
  await close(page);
});

test("without script too one tells when it is so and what the photos show", async () => {
  const camera = await takePart();
  const buffer = await drawn(camera, 300, 200);
  await close(camera);
  const page = await open(`${server.origin}/join`, { script: false });
  await page.getByRole("textbox", { name: "Kod" }).fill(server.told.ways.participant.short);
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await page.getByLabel("Vad visar fotona?").fill("häcken som skymmer");
  await page.getByText("Berätta mer").click();
  await page.getByLabel("Nattetid").check();
  await page.getByRole("radio", { name: "Otrygg", exact: true }).check();
  const photo = (buffer) => page.getByLabel("Foton", { exact: true }).setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer });
  await photo(Buffer.from("GIF89a"));
  await page.getByRole("button", { name: "Skicka" }).click();
  // Nothing that was typed is lost when something is wrong.
  await page.getByRole("link", { name: "Fotot kan inte läsas" }).waitFor();
  assert.equal(await page.getByLabel("Vad visar fotona?").inputValue(), "häcken som skymmer");
  await page.getByText("Berätta mer").click();
  assert.equal(await page.getByLabel("Nattetid").isChecked(), true);
  await photo(buffer);
  await page.getByRole("button", { name: "Skicka" }).click();
  await page.locator('li.mine-item .state[data-state="visible"]').waitFor();
  const told = (await toldToOffice()).toLowerCase();
  for (const said of ["nattetid", "häcken som skymmer"]) assert.ok(told.includes(said), said);
  await close(page, ["422"]);
});

/** The photos that the server has been sent, by their hash. */
async function sentPhotos() {
  const folder = path.join(server.data, "photos", server.told.walk);
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^[0-9a-f]{64}\.jpg$/.test(name)).map((name) => path.join(folder, name));
}

test("what is hidden in a photo never leaves the browser", async () => {
  const before = await sentPhotos();
  const page = await takePart();
  await page.getByLabel("Lägg till foto").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await striped(page) });
  await page.getByRole("button", { name: "Dölj något i foto 1" }).press("Enter");
  const dialog = page.getByRole("dialog");
  assert.equal(await dialog.getByRole("button", { name: "Dölj det som är under" }).isEnabled(), false);
  // By keyboard: a box in the middle, moved to the left edge, as high as the picture.
  await dialog.getByRole("button", { name: "Lägg till ruta" }).press("Enter");
  for (let n = 0; n < 20; n += 1) await page.keyboard.press("ArrowLeft");
  for (let n = 0; n < 20; n += 1) await page.keyboard.press("ArrowUp");
  for (let n = 0; n < 40; n += 1) await page.keyboard.press("Shift+ArrowDown");
  assert.deepEqual(await axeFaults(page), []);
  // By mouse: drawn over the right quarter; a tap makes one more, which is taken away.
  const { x, y, width, height } = await dialog.locator("#hide-picture").boundingBox();
  await page.mouse.move(x + width * 0.76, y + 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.9, y + height * 0.5);
  await page.mouse.move(x + width - 1, y + height - 1);
  await page.mouse.up();
  await page.mouse.click(x + width / 2, y + height / 2);
  assert.equal(await dialog.locator(".hide-box").count(), 3);
  await dialog.getByRole("button", { name: "Ta bort rutan" }).click();
  assert.equal(await dialog.locator(".hide-box").count(), 2);
  await dialog.getByRole("button", { name: "Dölj det som är under" }).click();
  await page.getByText("Det markerade är borta ur fotot").waitFor();
  await record(page, "med dolda delar");
  await state(page, "med dolda delar", "visible");
  const added = (await sentPhotos()).filter((name) => !before.includes(name));
  assert.equal(added.length, 1);
  const [left, middle, right] = await roughness(page, await readFile(added[0]), [0.02, 0.5, 0.97]);
  assert.ok(middle > 100, `${middle}`);
  assert.ok(left < 40 && right < 40, `${left} ${right}`);
  assert.equal(await bytesKept(page), 1);
  await close(page);
});

/** How many photos' bytes the browser keeps. */
function bytesKept(page) {
  return page.evaluate(async () => {
    const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const database = await asked(indexedDB.open("lykta"));
    const kept = await asked(database.transaction("bytes").objectStore("bytes").count());
    database.close();
    return kept;
  });
}

/** A JPEG of black and white stripes, 10 pixels wide each. */
async function striped(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(800, 600);
    const pen = canvas.getContext("2d");
    for (let x = 0; x < 800; x += 10) {
      pen.fillStyle = x % 20 ? "#fff" : "#000";
      pen.fillRect(x, 0, 10, 600);
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

/** The largest difference in brightness within 30 pixels around each place of a picture's width, in its upper and lower part. */
function roughness(page, jpeg, places) {
  return page.evaluate(async ([jpeg, places]) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(jpeg)]));
    const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d", { willReadFrequently: true });
    pen.drawImage(picture, 0, 0);
    const along = (at, y) => {
      const from = Math.min(Math.max(Math.round(at * picture.width) - 15, 0), picture.width - 30);
      const { data } = pen.getImageData(from, y, 30, 1);
      const bright = Array.from({ length: 30 }, (_, x) => data[x * 4]);
      return Math.max(...bright) - Math.min(...bright);
    };
    return places.map((at) => Math.max(along(at, 20), along(at, picture.height - 20)));
  }, [[...jpeg], places]);
}

test("a file that is no photo is told of, and the words are saved without it", async () => {
  const page = await takePart();
  await page.getByLabel("Lägg till foto").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("GIF89a") });
  await page.getByText("Fotot kan inte läsas.").waitFor();
  await record(page, "utan det trasiga fotot");
  await state(page, "utan det trasiga fotot", "visible");
  await close(page);
});

test("who refuses their position is told so and can write where it is", async () => {
  const page = await takePart({ permissions: [] });
  await page.getByLabel("Här där jag står").check();
  await page.getByText("Webbläsaren får inte använda din position.").waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.getByLabel("Med ord", { exact: true }).check();
  await page.getByLabel("Skriv var det är").fill("gången under spåret");
  await record(page, "plats i ord");
  await state(page, "plats i ord", "visible");
  assert.match(await toldToOffice(), /gången under spåret/);
  await close(page);
});

test("an uncertain position is told as it is", async () => {
  const page = await takePart({ geolocation: { ...HERE, accuracy: 900 }, permissions: ["geolocation"] });
  await page.getByLabel("Här där jag står").check();
  await page.getByText("Positionen är osäker och kan vara 900 meter fel.").waitFor();
  await close(page);
});

test("a place is pointed out on the map with the keyboard alone", async () => {
  const page = await takePart();
  await page.getByRole("radio", { name: "Otrygg", exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByLabel("På kartan").focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => window.walkMap?.loaded());
  const middle = () => page.evaluate(() => window.walkMap.getCenter());
  const before = await middle();
  await page.locator("#pick-map canvas").focus();
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction((lat) => window.walkMap.getCenter().lat > lat && !window.walkMap.isMoving(), before.lat);
  await page.getByRole("button", { name: "Platsen är här" }).press("Enter");
  await page.getByText("Platsen är utmärkt på kartan.").waitFor();
  const { lat } = await middle();
  await page.getByLabel("Med dina egna ord").fill("utpekad plats");
  await page.getByRole("button", { name: "Spara", exact: true }).press("Enter");
  await state(page, "utpekad plats", "visible");
  const data = await (await get(`${server.origin}/walks/${server.told.walk}/map.json`, { Cookie: cookie })).json();
  assert.ok(data.observations.some(({ point }) => point && Math.abs(point[1] - lat) < 1e-6));
  await close(page);
});

test("own words are changed and taken back", async () => {
  const page = await takePart();
  await record(page, "första versionen");
  await state(page, "första versionen", "visible");
  await item(page, "första versionen").getByRole("button", { name: /^Ändra texten/ }).click();
  await page.locator("li.mine-item textarea").fill("andra versionen");
  await page.getByRole("button", { name: "Spara ändringen" }).click();
  await state(page, "andra versionen", "visible");
  assert.equal(await timesTold("första versionen"), 0);
  await item(page, "andra versionen").getByRole("button", { name: /^Ta tillbaka/ }).click();
  const told = page.waitForResponse((answer) => answer.request().postData()?.includes("withdrawn") ?? false);
  await page.getByRole("dialog").getByRole("button", { name: "Ta tillbaka" }).click();
  await item(page, "andra versionen").waitFor({ state: "detached" });
  await told;
  assert.equal(await timesTold("andra versionen"), 0);
  await close(page);
});

test("what never left this browser is deleted when it is taken back", async () => {
  const page = await takePart();
  const sent = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  await page.context().setOffline(true);
  await record(page, "ångrad i tid");
  await item(page, "ångrad i tid").getByRole("button", { name: /^Ta tillbaka/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta tillbaka" }).click();
  await item(page, "ångrad i tid").waitFor({ state: "detached" });
  await page.context().setOffline(false);
  await record(page, "kvar");
  await state(page, "kvar", "visible");
  assert.ok(sent.some((body) => body.includes("kvar")));
  assert.ok(sent.every((body) => !body.includes("ångrad")));
  await close(page, ["ERR_INTERNET_DISCONNECTED"]);
});

test("whoever leaves is warned of what was not sent, and then nothing is left here", async () => {
  const page = await takePart();
  await page.route("**/v1/**", (route) => route.abort());
  await record(page, "inte skickat än");
  await page.getByRole("button", { name: "Lämna vandringen på den här enheten" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Om du lämnar nu försvinner det").waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.keyboard.press("Escape");
  await item(page, "inte skickat än").waitFor();
  await page.getByRole("button", { name: "Lämna vandringen på den här enheten" }).click();
  await dialog.getByRole("button", { name: "Ja, lämna" }).click();
  await page.getByText("Du har lämnat vandringen på den här enheten.").first().waitFor();
  await page.reload();
  await page.getByRole("textbox", { name: "Kod" }).waitFor();
  await close(page, ["ERR_FAILED"]);
});

test("a browser whose storage was cleared says so by asking for the code, and joins anew", async () => {
  const page = await takePart();
  await record(page, "före rensningen");
  await state(page, "före rensningen", "visible");
  const session = await page.context().newCDPSession(page);
  await page.goto("about:blank");
  await session.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "all" });
  await page.goto(`${server.origin}/join`);
  await page.getByRole("textbox", { name: "Kod" }).fill(server.told.ways.participant.short.toLowerCase());
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await record(page, "efter rensningen");
  await state(page, "efter rensningen", "visible");
  assert.equal(await timesTold("före rensningen"), 1);
  assert.equal(page.url(), `${server.origin}/join`);
  await close(page);
});

test("what the browser cannot keep is told of, and what was typed stays", async () => {
  const page = await takePart();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.getByRole("radio", { name: "Otrygg", exact: true }).check();
  await page.getByLabel("Med dina egna ord").fill("får inte plats");
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "Det gick inte att spara" }).waitFor();
  assert.equal(await page.getByLabel("Med dina egna ord").inputValue(), "får inte plats");
  await page.context().close();
});

test("a browser that keeps nothing sends the code to the server instead", async () => {
  const context = await browser.newContext({ viewport: PHONE, locale: "sv-SE" });
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("private", "SecurityError");
    };
  });
  const page = await context.newPage();
  await page.goto(linkOf());
  await page.getByText("Den här webbläsaren kan inte spara något").waitFor();
  await page.getByRole("textbox", { name: "Kod" }).fill(server.told.ways.participant.short);
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.waitForURL(/\/join\/take-part$/);
  await context.close();
});

test("without script the whole way goes over the server", async () => {
  const page = await open(`${server.origin}/join`, { script: false });
  await page.locator("noscript .message").waitFor();
  await page.getByRole("textbox", { name: "Kod" }).fill("fel");
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.getByText("Koden finns inte.").waitFor();
  await page.getByRole("textbox", { name: "Kod" }).fill(server.told.ways.participant.short.replace("-", " "));
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.getByRole("heading", { level: 1, name: server.told.name }).waitFor();
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  const send = async () => {
    await page.getByRole("radio", { name: "Otrygg", exact: true }).check();
    await page.getByLabel("Skriv var det är").fill("vid kiosken");
    await page.getByLabel("Med dina egna ord").fill(`utan skript ${HOSTILE}`);
    await page.getByRole("button", { name: "Skicka" }).click();
  };
  await send();
  await state(page, "utan skript", "visible");
  assert.match(await item(page, "utan skript").innerText(), /<script>/);
  assert.match(await toldToOffice(), /vid kiosken/);
  await page.getByRole("button", { name: /^Ta tillbaka/ }).click();
  await item(page, "utan skript").waitFor({ state: "detached" });
  await page.getByText("Lämna vandringen på den här enheten").click();
  await page.getByRole("button", { name: "Ja, lämna" }).click();
  await page.getByText("Du har lämnat vandringen i den här webbläsaren.").waitFor();
  await close(page, ["422"]);
});

test("a leader's link tells what a browser can do, and records in that role", async () => {
  const page = await open(linkOf("leader"));
  await page.getByText("uppgiften samtalsledare").waitFor();
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await record(page, "ledarens egen");
  await state(page, "ledarens egen", "visible");
  assert.equal(await page.locator("li.mine-item").count(), 1);
  await close(page);
});

test("a coordinator's link records for the whole walk", async () => {
  const page = await open(linkOf("coordinator"));
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await record(page, "samordnarens egen");
  await state(page, "samordnarens egen", "visible");
  await close(page);
});

test("half a link says so and asks for the code", async () => {
  const page = await open(linkOf().slice(0, server.origin.length + 60));
  await page.getByText("Länken är inte hel.").waitFor();
  assert.equal(page.url(), `${server.origin}/join`);
  await page.getByRole("textbox", { name: "Kod" }).fill("0000-0000");
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await page.getByText("Koden finns inte.").waitFor();
  await close(page, ["422"]);
});

test("hostile words show as words, in the list and to the office", async () => {
  const page = await takePart();
  await page.getByLabel("Med ord", { exact: true }).check();
  await page.getByLabel("Skriv var det är").fill(HOSTILE);
  await page.getByRole("radio", { name: "Otrygg", exact: true }).check();
  await page.locator("#words").evaluate((box, words) => (box.value = `${words} ${String.fromCharCode(0xd800)} slut`), HOSTILE);
  await page.getByRole("button", { name: "Spara", exact: true }).click();
  await state(page, "bakvänt", "visible");
  assert.ok((await item(page, "bakvänt").innerText()).includes("<script>document.title='taken'</script>"));
  assert.ok((await toldToOffice()).includes("&#60;script&#62;document.title"));
  assert.doesNotMatch(await page.title(), /taken/);
  await close(page);
});

test("a code stands in no address that the server sees", async () => {
  const seen = [];
  const context = await browser.newContext({ viewport: PHONE, locale: "sv-SE" });
  context.on("request", (request) => seen.push(request.url()));
  const page = await context.newPage();
  await page.goto(linkOf());
  await page.getByRole("button", { name: "Jag har läst – börja" }).click();
  await record(page, "ingen kod i adressen");
  await state(page, "ingen kod i adressen", "visible");
  const code = linkOf().split("#")[1].split("&")[0];
  // The first is what was typed; its fragment stays in the browser.
  assert.ok(seen.slice(1).every((address) => !address.includes(code)), seen.join("\n"));
  await context.close();
});

test("the page opens offline in the language that was read last", async () => {
  const page = await takePart();
  await worksOffline(page);
  await page.getByRole("button", { name: "In English" }).click();
  await page.getByRole("heading", { name: "Note down", exact: true }).waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("heading", { name: "Note down", exact: true }).waitFor();
  await page.getByRole("button", { name: "På svenska" }).click();
  await page.getByText("The language can be changed when there is a network.").waitFor();
  await page.getByRole("radio", { name: "Unsafe", exact: true }).check();
  await page.getByLabel("On the map").check();
  await page.waitForFunction(() => window.walkMap?.loaded());
  await close(page, ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]);
});

/** Numbers as PMTiles and vector tiles write them. */
function varint(number) {
  const bytes = [];
  for (let left = number; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

/** A base map of water everywhere: one tile for all of each zoom level, padded to its size. */
function waterEverywhere(padding) {
  const field = (number, bytes) => [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
  const square = [9, 0, 0, 26, ...varint(8192), 0, 0, ...varint(8192), ...varint(8191), 0, 15];
  const layer = [...field(1, Buffer.from("water")), ...field(2, [0x18, 3, ...field(4, square)]), 0x28, 0x80, 0x20, 0x78, 2];
  const tile = Buffer.from([...field(3, layer), ...field(99, Buffer.alloc(padding))]);
  const zooms = Array.from({ length: 15 }, (_, zoom) => zoom);
  const directory = Buffer.from([
    ...varint(zooms.length),
    ...zooms.flatMap((zoom) => varint(zoom === 0 ? 0 : 4 ** (zoom - 1))),
    ...zooms.flatMap((zoom) => varint(4 ** zoom)),
    ...zooms.flatMap(() => varint(tile.length)),
    ...zooms.flatMap((zoom) => varint(zoom * tile.length + 1)),
  ]);
  const header = Buffer.alloc(127);
  header.write("PMTiles\u0003");
  const tiles = header.length + directory.length + 2;
  const places = [[127, directory.length], [tiles - 2, 2], [tiles, 0], [tiles, tile.length * zooms.length]];
  places.flat().forEach((number, n) => header.writeBigUInt64LE(BigInt(number), 8 + 8 * n));
  header.set([1, 1, 1, 1, 0, 14], 96);
  [-180, -85, 180, 85].forEach((degrees, n) => header.writeInt32LE(degrees * 1e7, 102 + 4 * n));
  return Buffer.concat([header, directory, Buffer.from("{}"), ...zooms.map(() => tile)]);
}

/** How many bytes of the base map the browser keeps. */
function mapKept(page) {
  return page.evaluate(async () => {
    let bytes = 0;
    const cache = await caches.open("map-around-walk");
    for (const name of await cache.keys()) bytes += (await (await cache.match(name)).arrayBuffer()).byteLength;
    return bytes;
  });
}

test("the base map around the walk is there without a network, and no more than that is fetched", async () => {
  const file = path.join(server.folder, "town.pmtiles");
  const add = async (padding) => {
    await writeFile(file, waterEverywhere(padding));
    server.command(["basemap", "add", file, "--attribution", "© Kommunen"]);
  };
  await add(20_000);
  const page = await takePart();
  await worksOffline(page);
  await until(async () => (await mapKept(page)) > 15 * 20_000);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByLabel("På kartan").check();
  await page.waitForFunction(() => window.walkMap?.loaded() && window.walkMap.queryRenderedFeatures({ layers: ["base-water"] }).length > 0);
  await page.getByText("© Kommunen").waitFor();
  await page.context().setOffline(false);
  // Another map takes the place of the old one, as far as it is not too large.
  await add(600_000);
  await page.reload();
  await until(async () => (await mapKept(page)) > 4_000_000);
  await page.waitForLoadState("networkidle");
  const kept = await mapKept(page);
  assert.ok(kept < 5_000_000, `${kept}`);
  await page.getByRole("button", { name: "Lämna vandringen på den här enheten" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Ja, lämna" }).click();
  await page.getByText("Du har lämnat vandringen på den här enheten.").first().waitFor();
  assert.equal(await page.evaluate(() => caches.has("map-around-walk")), false);
  await rm(path.join(server.data, "basemap.pmtiles"));
  await close(page, ["ERR_INTERNET_DISCONNECTED", "Failed to load resource"]);
});

test("the walk begins when the municipality's clocks say so, wherever the browser is", async () => {
  const facts = async (timezoneId) => {
    const page = await takePart({ timezoneId });
    // They come with the walk's package.
    const shown = page.locator("#facts").filter({ hasText: /\d\d[.:]\d\d/ });
    const told = await shown.innerText();
    await close(page);
    return told;
  };
  const here = await facts("Europe/Stockholm");
  assert.match(here, /\d\d[.:]\d\d/);
  assert.equal(await facts("Asia/Tokyo"), here);
});

test("browsers may install it", async () => {
  const manifest = await (await get(`${server.origin}/join/manifest.webmanifest`)).json();
  assert.equal(manifest.display, "standalone");
  const page = await open(`${server.origin}/join`);
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await get(server.origin + src);
    assert.deepEqual([icon.status, icon.headers.get("content-type")], [200, type], src);
    if (type !== "image/png") continue;
    const size = await page.evaluate(async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    assert.equal(size, sizes, src);
  }
  await close(page);
  for (const purpose of ["any", "maskable"]) {
    const sizes = manifest.icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes);
    assert.deepEqual(sizes, ["any", "192x192", "512x512"]);
  }
  const worker = await get(`${server.origin}/join/worker.js`);
  assert.equal(worker.headers.get("service-worker-allowed"), "/join");
});

/** Axe waits in vain for what it reads ahead of its rules; it then goes on without. */
const AXE_READS_NOTHING = "Couldn't load preload assets";

/** What axe finds on a page without script: no timer runs there, so axe's own run as promises. */
async function axeWithoutScript(page) {
  await page.evaluate(() => {
    window.setTimeout = (work, _ms, ...values) => void Promise.resolve().then(() => work(...values));
  });
  return axeFaults(page);
}

for (const colorScheme of ["light", "dark"]) {
  for (const language of ["sv", "en"]) {
    test(`axe finds no fault in what is played through by ${colorScheme} in ${language}`, async () => {
      const page = await open(linkOf(), { colorScheme, language });
      await page.locator("#notice-read").waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.locator("#notice-read").click();
      await page.locator('input[name="kind"]').first().check();
      await page.locator('input[name="where"][value="map"]').check();
      await page.waitForFunction(() => window.walkMap);
      await page.locator("details.more summary").click();
      await page.locator("#words").fill("ord");
      assert.deepEqual(await axeFaults(page), []);
      await page.locator(".save-bar button").click();
      await page.locator('.state[data-state="visible"]').waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await page.locator("[data-focus^=change]").click();
      assert.deepEqual(await axeFaults(page), []);
      await close(page);
    });

    test(`axe finds no fault without script by ${colorScheme} in ${language}`, async () => {
      const page = await open(`${server.origin}/join`, { colorScheme, language, script: false });
      assert.deepEqual(await axeWithoutScript(page), []);
      await page.locator("#code").fill(server.told.ways.participant.short);
      await page.locator("#code-form button").click();
      assert.deepEqual(await axeWithoutScript(page), []);
      await page.locator("button.large").click();
      await page.locator("details.more summary").click();
      assert.deepEqual(await axeWithoutScript(page), []);
      await page.locator('input[name="kind"]').first().check();
      await page.locator("button.large").click();
      await page.locator('.state[data-state="visible"]').waitFor();
      assert.deepEqual(await axeWithoutScript(page), []);
      await close(page, [AXE_READS_NOTHING]);
    });
  }
}

test("axe tells of a fault also where there is no script", async () => {
  const page = await open(`${server.origin}/join`, { script: false });
  await page.evaluate(() => document.querySelector("label[for=code]").remove());
  assert.match((await axeWithoutScript(page)).join(), /label: /);
  await close(page, [AXE_READS_NOTHING]);
});

for (const width of [320, 390, 1280]) {
  test(`nothing is wider than ${width} points, also with text at 200 %`, async () => {
    const page = await takePart({ viewport: { width, height: 800 } });
    await page.getByLabel("På kartan").check();
    await page.getByText("Berätta mer").click();
    await record(page, "långtordutanmellanrum".repeat(8));
    // Nothing is drawn anew while it is measured.
    await page.getByText("Allt du har antecknat har kommit fram.").waitFor();
    assert.equal(await overflow(page), 0);
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.equal(await overflow(page), 0);
    const small = await page.locator("main :is(button, .choice, summary, input:not([type=radio], [type=checkbox], [type=hidden])):visible").evaluateAll(
      (targets) => targets.filter((target) => !target.closest(".map") && target.getBoundingClientRect().height < 48).map((target) => target.outerHTML),
    );
    assert.deepEqual(small, []);
    await page.getByLabel("Lägg till foto").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: await drawn(page, 300, 200) });
    await page.getByRole("button", { name: "Dölj något i foto 1" }).click();
    assert.equal(await overflow(page), 0);
    assert.equal(await page.locator("#hide").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth), 0);
    await close(page);
  });
}
