// Settings, people and one's own account: in a real browser, over plain HTTP, and with texts that mean harm.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";
import { asShown, hostile, takenOver } from "./hostile.mjs";
import { NAME, PASSWORD, axeFaults, close as closePage, complaints, get, overflow, post, signIn, startServer, startSite } from "./server.mjs";

const pictures = fileURLToPath(new URL("../../../target/pictures", import.meta.url));
const COLLEAGUE = "medarbetaren";
const MUNICIPALITY = "Ljusdals kommun";

let site;
let server;
let cookie;
let colleague;

before(async () => {
  await mkdir(pictures, { recursive: true });
  site = await startSite({ seed: false });
  ({ server, cookie } = site);
  server.command(["user", "add", COLLEAGUE], `${PASSWORD}\n`);
  colleague = (await linksOf("/people")).find(([, name]) => name === COLLEAGUE)[0];
});

after(() => site?.stop());

test("what an administrator sets stands in the header and in the notice, by the keyboard and without script", async () => {
  const page = await open("/settings", { script: false });
  await page.getByLabel("Kommunens namn").fill(MUNICIPALITY);
  await page.getByLabel("E-post").fill("trygg@ljusdal.example");
  await page.getByLabel("Antal dagar").fill("730");
  await page.getByLabel("Beslutets beteckning").fill("KS 2026/12");
  await page.keyboard.press("Enter");
  await page.getByText("Inställningarna är sparade.").waitFor();
  assert.match(await page.locator(".brand").innerText(), new RegExp(MUNICIPALITY));
  const notice = await page.locator(".notice-text[lang=sv]").evaluate((text) => text.textContent);
  for (const known of [MUNICIPALITY, "730 dagar", "KS 2026/12", "trygg@ljusdal.example"]) assert.ok(notice.includes(known), known);
  assert.equal(await page.getByLabel("Antal dagar").inputValue(), "730");
  await page.context().close();
});

test("each field tells what is wrong with it, and nothing that was typed is lost", async () => {
  const typed = {
    municipality: "",
    contact_text: "Vi svarar\r\nvardagar",
    contact_email: "trygg",
    contact_phone: "ring",
    contact_web: "ljusdal.example",
    notice_sv: "Vår egen text.",
    notice_en: "",
    retention_days: "alltid",
    retention_decision: "",
    english: "yes",
  };
  const answer = await post(`${server.origin}/settings`, typed, { Cookie: cookie });
  assert.equal(answer.status, 422);
  const page = await openHtml(await answer.text());
  const wrong = ["municipality", "contact_email", "contact_phone", "contact_web", "notice_en", "retention_days", "retention_decision"];
  for (const name of wrong) {
    const field = page.locator(`#${name}`);
    assert.equal(await field.getAttribute("aria-invalid"), "true", name);
    const [error] = (await field.getAttribute("aria-describedby")).split(" ");
    assert.ok((await page.locator(`#${error}`).innerText()).length > 10, name);
    assert.equal(await page.locator(`[role=alert] a[href="#${name}"]`).count(), 1, name);
  }
  assert.equal(await page.locator("[aria-invalid=true]").count(), wrong.length);
  for (const [name, value] of Object.entries(typed)) {
    if (name !== "english") assert.equal(await page.locator(`#${name}`).inputValue(), value.replace("\r\n", "\n"), name);
  }
  await page.context().close();
});

test("without English there is no button for it, and every page is Swedish", async () => {
  await settle({ english: "" });
  const page = await open("/walks", { language: "en" });
  assert.equal(await page.locator("html").getAttribute("lang"), "sv");
  assert.equal(await page.locator(".languages").count(), 0);
  await close(page);
  const chosen = { Cookie: "lykta_language=en", "Accept-Language": "en" };
  for (const address of ["/sign-in", "/nothing"]) {
    assert.match(await (await get(server.origin + address, chosen)).text(), /<html lang="sv">/, address);
  }
  await settle({});
  assert.match(await (await get(`${server.origin}/sign-in`, chosen)).text(), /<html lang="en">/);
});

test("a crest is shown in the header of every page, under an address of its own", async () => {
  const page = await open("/settings");
  await page.locator("#crest").setInputFiles({ name: "vapen.png", mimeType: "image/png", buffer: png(600, 720) });
  await page.getByRole("button", { name: "Använd bilden" }).press("Enter");
  await page.getByText("Kommunvapnet är sparat.").waitFor();
  const shown = page.locator(".brand-crest");
  assert.ok(await shown.evaluate((image) => image.complete && image.naturalHeight === 512));
  await page.screenshot({ path: path.join(pictures, "settings-set-sv-light-desk.png"), fullPage: true });
  assert.deepEqual(await axeFaults(page), []);
  const address = await shown.getAttribute("src");
  const crest = await get(server.origin + address);
  assert.equal(crest.headers.get("content-type"), "image/png");
  assert.match(crest.headers.get("cache-control"), /immutable/);
  assert.match(await (await get(`${server.origin}/sign-in`)).text(), new RegExp(address));
  await page.getByRole("button", { name: "Ta bort kommunvapnet" }).press("Enter");
  await page.getByText("Kommunvapnet är borttaget.").waitFor();
  assert.equal(await page.locator(".brand-crest").count(), 0);
  assert.equal((await get(server.origin + address)).status, 404);
  await close(page);
});

test("what is no fit picture is refused in words", async () => {
  for (const [file, said] of [
    [Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), /varken en PNG- eller en JPEG-bild/],
    [png(40, 40).subarray(0, 60), /skadad/],
    [png(5000, 2), /för många bildpunkter/],
    [Buffer.alloc(9_000_000, "ÿØÿ", "latin1"), /för stor/],
    [Buffer.alloc(0), /Välj en fil/],
  ]) {
    const answer = await send("/settings/crest", { crest: new Blob([file]) });
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), said);
  }
  assert.doesNotMatch(await (await get(`${server.origin}/walks`, { Cookie: cookie })).text(), /brand-crest/);
});

test("a base map is taken in, told of, given another name, and taken away", async () => {
  const page = await open("/settings");
  await page.getByText("Det finns ingen bakgrundskarta.").waitFor();
  const file = { name: "ljusdal.pmtiles", mimeType: "application/octet-stream", buffer: pmtiles(3_000_000) };
  await page.locator("#basemap").setInputFiles(file);
  await page.getByRole("button", { name: "Spara kartan" }).press("Enter");
  assert.match(await page.locator("#attribution-error").innerText(), /Skriv vem kartan kommer från/);
  assert.equal((await get(`${server.origin}/basemap.pmtiles`)).status, 404);
  await page.locator("#basemap").setInputFiles(file);
  await page.getByLabel("Vem kartan kommer från").fill("© Lantmäteriet");
  await page.getByRole("button", { name: "Spara kartan" }).press("Enter");
  await page.getByText("Bakgrundskartan är sparad.").waitFor();
  const told = await page.locator(".facts").innerText();
  for (const known of [/2,9 MB/, /61,7° till 61,9° nord/, /16° till 16,2° öst/]) assert.match(told, known);
  const served = await get(`${server.origin}/basemap.pmtiles`);
  assert.deepEqual(Buffer.from(await served.arrayBuffer()), file.buffer);

  await page.getByLabel("Vem kartan kommer från").fill("© Någon annan");
  await page.getByRole("button", { name: "Spara kartan" }).press("Enter");
  await page.getByText("Bakgrundskartan är sparad.").waitFor();
  assert.equal(await readFile(path.join(server.data, "basemap.attribution"), "utf8"), "© Någon annan");

  const wrong = await send("/settings/basemap", { attribution: "x", basemap: new Blob([Buffer.alloc(200_000, "PK")]) });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /ingen PMTiles-fil/);
  assert.equal((await get(`${server.origin}/basemap.pmtiles`)).status, 200, "the old map stays");

  await page.locator("summary", { hasText: "Ta bort bakgrundskartan" }).press("Enter");
  await page.getByRole("button", { name: "Ja, ta bort kartan" }).press("Enter");
  await page.getByText("Bakgrundskartan är borttagen.").waitFor();
  assert.equal((await get(`${server.origin}/basemap.pmtiles`)).status, 404);
  assert.deepEqual(complaints(page).filter((text) => !text.includes("422")), []);
  await page.context().close();
});

test("somebody is added with a password that is shown once, signs in with it, and changes it", async () => {
  const page = await open("/people");
  await page.getByRole("link", { name: "Lägg till en person" }).press("Enter");
  await page.getByLabel("Användarnamn").fill("nya Åsa");
  await page.getByLabel("Administratör").press("Space");
  await page.getByRole("button", { name: "Lägg till en person" }).press("Enter");
  const password = await page.locator(".password").innerText();
  assert.match(password, /^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  assert.deepEqual(await axeFaults(page), []);
  await page.screenshot({ path: path.join(pictures, "person-password-sv-light-desk.png"), fullPage: true });
  await page.getByRole("link", { name: "Jag har antecknat det" }).press("Enter");
  const line = page.locator("li", { hasText: "nya Åsa" });
  assert.match(await line.innerText(), /Administratör/);
  assert.match(await line.innerText(), /Senast inloggad: Aldrig/);

  const own = await signIn(server.origin, "nya Åsa", password);
  await page.reload();
  assert.doesNotMatch(await line.innerText(), /Aldrig/);
  const other = await signIn(server.origin, "nya Åsa", password);
  const theirs = await open("/account", { cookie: own });
  await theirs.getByLabel("Nuvarande lösenord").fill(password);
  await theirs.getByLabel("Nytt lösenord", { exact: true }).fill("en ny lykta i natten");
  await theirs.getByLabel("Nytt lösenord en gång till").fill("en ny lykta i natten");
  await theirs.keyboard.press("Enter");
  await theirs.getByText("Lösenordet är bytt. Du är utloggad överallt utom här.").waitFor();
  assert.equal((await get(`${server.origin}/walks`, { Cookie: other })).status, 303);
  assert.equal(await signIn(server.origin, "nya Åsa", password), undefined);
  await close(theirs);
  await close(page);
});

test("a person's role and password are changed, and the person is removed after a question", async () => {
  server.command(["user", "add", "sommarvikarien"], `${PASSWORD}\n`);
  const theirs = await signIn(server.origin, "sommarvikarien");
  assert.equal((await get(`${server.origin}/people`, { Cookie: theirs })).status, 403);
  const page = await open("/people");
  await page.getByRole("link", { name: "sommarvikarien" }).press("Enter");
  await page.getByLabel("Administratör").press("Space");
  await page.getByRole("button", { name: "Ändra" }).press("Enter");
  await page.getByText("Personens roll är ändrad.").waitFor();
  assert.equal((await get(`${server.origin}/people`, { Cookie: theirs })).status, 200, "from the next page on");
  await page.getByRole("link", { name: "sommarvikarien" }).press("Enter");
  await page.getByLabel("Lösenord", { exact: true }).fill("kort");
  await page.getByRole("button", { name: "Ge nytt lösenord" }).press("Enter");
  assert.match(await page.locator("#first_password-error").innerText(), /12 till 200 tecken/);
  await page.getByLabel("Lösenord", { exact: true }).fill("ett helt nytt lösenord");
  await page.getByRole("button", { name: "Ge nytt lösenord" }).press("Enter");
  await page.getByText("Lösenordet är bytt, och personen är utloggad överallt.").waitFor();
  assert.equal((await get(`${server.origin}/people`, { Cookie: theirs })).status, 303);
  await page.getByRole("link", { name: "sommarvikarien" }).press("Enter");
  await page.getByRole("link", { name: "Ta bort personen" }).press("Enter");
  await page.getByRole("button", { name: "Ja, ta bort" }).press("Enter");
  await page.getByText("Personen är borttagen.").waitFor();
  assert.equal(await page.getByRole("link", { name: "sommarvikarien" }).count(), 0);
  await page.context().close();
});

test("the last administrator stays, in the browser and on the command line", async () => {
  const alone = await startServer({ seed: false });
  try {
    const own = await signIn(alone.origin);
    const people = await (await get(`${alone.origin}/people`, { Cookie: own })).text();
    const address = alone.origin + people.match(/href="(\/people\/[0-9a-f]{16})"/)[1];
    const removed = await post(`${address}/remove`, {}, { Cookie: own });
    assert.equal(removed.status, 409);
    assert.match(await removed.text(), /den sista administratören/);
    const lowered = await post(`${address}/role`, { role: "coordinator" }, { Cookie: own });
    assert.equal(lowered.status, 422);
    assert.match(await lowered.text(), /den sista administratören/);
    assert.throws(() => alone.command(["user", "remove", NAME]), /is the last administrator/);
    assert.equal((await get(`${alone.origin}/people`, { Cookie: own })).status, 200);
  } finally {
    await alone.stop();
  }
});

test("one sees where one is signed in, roughly, and ends all of it", async () => {
  const firefox = { "User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0" };
  const answer = await post(`${server.origin}/sign-in`, { name: COLLEAGUE, password: PASSWORD }, firefox);
  const other = answer.headers.getSetCookie()[0].split(";")[0];
  const page = await open("/account", { cookie: await signIn(server.origin, COLLEAGUE) });
  const list = await page.getByRole("region", { name: "Där du är inloggad" }).innerText();
  assert.match(list, /Firefox, Windows/);
  assert.equal(await page.getByText("Den här webbläsaren").count(), 1);
  assert.doesNotMatch(list, /140|Gecko|127\.0\.0\.1/);
  await page.getByRole("button", { name: "Logga ut överallt" }).press("Enter");
  await page.getByText("Du är utloggad överallt.").waitFor();
  assert.equal((await get(`${server.origin}/walks`, { Cookie: other })).status, 303);
  await close(page);
});

test("who guesses the present password at a browser that was left open must wait", async () => {
  server.command(["user", "add", "glömsk"], `${PASSWORD}\n`);
  const own = await signIn(server.origin, "glömsk");
  const typed = { old_password: "en gissning till", new_password: "tagen av någon annan", same_password: "tagen av någon annan" };
  for (let n = 0; n < 8; n += 1) {
    const answer = await post(`${server.origin}/account/password`, typed, { Cookie: own });
    assert.match(await answer.text(), /Det nuvarande lösenordet stämmer inte/);
  }
  const refused = await post(`${server.origin}/account/password`, { ...typed, old_password: PASSWORD }, { Cookie: own });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /För många försök/);
});

test("after signing in one lands on the page that was asked for, also after a wrong password", async () => {
  const page = await open("/settings?done=saved", { cookie: undefined });
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await page.getByLabel("Användarnamn").fill(NAME);
  await page.getByLabel("Lösenord").fill("fel lösenord här");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Lösenord").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Inställningar" }).first().waitFor();
  assert.equal(new URL(page.url()).pathname, "/settings");
  await page.context().close();
});

test("nobody is led to another site by signing in", async () => {
  for (const to of ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "/sign-out"]) {
    const shown = await (await get(`${server.origin}/sign-in?to=${encodeURIComponent(to)}`)).text();
    assert.doesNotMatch(shown, /evil|javascript:/, to);
    const answer = await post(`${server.origin}/sign-in`, { name: NAME, password: PASSWORD, to });
    assert.equal(answer.headers.get("location"), "/walks", to);
    const signedIn = await get(`${server.origin}/sign-in?to=${encodeURIComponent(to)}`, { Cookie: cookie });
    assert.equal(signedIn.headers.get("location"), "/walks", to);
  }
});

test("a coordinator is shown no way to people and settings, and none works", async () => {
  const own = await signIn(server.origin, COLLEAGUE);
  const page = await open("/walks", { cookie: own });
  assert.deepEqual(await page.locator(".site-nav a").allInnerTexts(), ["Vandringar", "Konto"]);
  await close(page);
  for (const address of ["/people", "/people/new", colleague, "/settings"]) {
    assert.equal((await get(server.origin + address, { Cookie: own })).status, 403, address);
  }
});

for (const text of hostile) {
  test(`shown as text in every field: ${JSON.stringify(text).slice(0, 60)}`, async () => {
    const fields = ["municipality", "contact_text", "contact_email", "contact_phone", "contact_web", "notice_sv", "notice_en", "retention_days", "retention_decision"];
    const typed = Object.fromEntries(fields.map((name) => [name, text]));
    const answer = await post(`${server.origin}/settings`, typed, { Cookie: cookie });
    assert.equal(answer.status, 422, "no text of the list is a number of days");
    const wrong = await openHtml(await answer.text());
    for (const name of fields) assert.equal(asShown(await wrong.locator(`#${name}`).inputValue()), asShown(text), name);
    assert.deepEqual(await wrong.evaluate(takenOver), []);
    await wrong.context().close();

    const whole = { contact_text: text, notice_sv: text, notice_en: text, retention_days: "7", retention_decision: text.slice(0, 200) };
    await settle({ municipality: text.slice(0, 80), ...whole, english: "yes" });
    const page = await open("/settings", { viewport: { width: 320, height: 800 } });
    assert.equal(await page.locator(".brand-of").evaluate((name) => name.textContent), asShown(text.slice(0, 80)));
    assert.equal(await page.locator("#notice_sv").inputValue(), asShown(text));
    const notice = await page.locator(".notice-text[lang=sv]").evaluate((notice) => notice.textContent);
    assert.ok(notice.includes(asShown(text)), "in our own notice");
    assert.deepEqual(await page.evaluate(takenOver), []);
    assert.equal(await overflow(page), 0);

    const name = asShown(text.slice(0, 60)).trim();
    const added = await post(`${server.origin}/people/new`, { person_name: text.slice(0, 60), role: "coordinator", first_password: PASSWORD }, { Cookie: cookie });
    assert.equal(added.status, 303);
    const [address] = (await linksOf("/people")).find(([, found]) => found === name);
    for (const one of ["/people", address, `${address}/remove`]) {
      await page.goto(server.origin + one);
      assert.ok((await page.locator("main").evaluate((main) => main.textContent)).includes(name), one);
      assert.deepEqual(await page.evaluate(takenOver), []);
      assert.equal(await overflow(page), 0, one);
    }
    await page.goto(`${server.origin}/sign-in`);
    const own = await signIn(server.origin, name);
    assert.ok(own, "and signs in under it");
    const theirs = await open("/account", { cookie: own });
    assert.deepEqual(await theirs.evaluate(takenOver), []);
    await close(theirs);
    await close(page);
    assert.equal((await post(`${server.origin}${address}/remove`, {}, { Cookie: cookie })).status, 303);
    await settle({});
  });
}

/** Saves settings, of which only what is named is not as it was at first. */
async function settle(changed) {
  const typed = { municipality: MUNICIPALITY, english: "yes", ...changed };
  const answer = await post(`${server.origin}/settings`, typed, { Cookie: cookie });
  assert.equal(answer.status, 303, await answer.text());
}

/** Sends a form with files, as a browser would. */
function send(address, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { Accept: "text/html", Origin: server.origin, Cookie: cookie };
  return fetch(server.origin + address, { method: "POST", redirect: "manual", headers, body });
}

/** The people that are listed: address and name. */
async function linksOf(address) {
  const html = await (await get(server.origin + address, { Cookie: cookie })).text();
  const links = [...html.matchAll(/<a href="(\/people\/[0-9a-f]{16})"><bdi>(.*?)<\/bdi>/gs)];
  return links.map(([, href, name]) => [href, unescape(name)]);
}

function unescape(html) {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code));
}

function open(address, options) {
  return site.open(address, options);
}

/** Shows HTML that was an answer to a form, under the server's own address and policy. */
async function openHtml(html) {
  const page = await open("/walks");
  const answer = await get(`${server.origin}/walks`, { Cookie: cookie });
  const policy = answer.headers.get("content-security-policy");
  await page.route("**/walks", (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8", headers: { "content-security-policy": policy } }));
  await page.reload();
  return page;
}

/** A form that is answered 422 is no fault. */
function close(page) {
  return closePage(page, ["422"]);
}

/** A picture of one colour. */
function png(width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(11, 85, 99))]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const parts = [["IHDR", header], ["IDAT", rows], ["IEND", Buffer.alloc(0)]].map(([kind, data]) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...parts]);
}

/** A file with the header of a base map of Ljusdal, and nothing to draw in it. */
function pmtiles(bytes) {
  const file = Buffer.alloc(bytes, "tile");
  file.write("PMTiles\u0003");
  [16, 61.7, 16.2, 61.9].forEach((degrees, n) => file.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * n));
  return file;
}
