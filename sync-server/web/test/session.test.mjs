// Signing in and out, and what a browser is shown without either: over plain HTTP.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { NAME, PASSWORD, get, post, signIn, startServer } from "./server.mjs";

let server;
let cookie;

before(async () => {
  server = await startServer();
  cookie = await signIn(server.origin);
});

after(() => server?.stop());

test("nothing of a walk is shown without a session, and all of it with one", async () => {
  const { walk, observations } = server.told.evening;
  const photo = (await (await get(`${server.origin}/walks/${walk}`, { Cookie: cookie })).text()).match(
    /\/photos\/([0-9a-f-]{36})\/thumbnail/,
  )[1];
  const pages = [
    ["/walks", "text/html"],
    [`/walks/${walk}`, "text/html"],
    [`/walks/${walk}/map.json`, "application/json"],
    [`/walks/${walk}/observations.json`, "application/json"],
    [`/walks/${walk}/parts/held`, "text/html"],
    [`/walks/${walk}/events`, "text/event-stream"],
    [`/walks/${walk}/photos/${photo}/thumbnail`, "image/jpeg"],
    [`/walks/${walk}/photos/${photo}/screen`, "image/jpeg"],
  ];
  assert.ok(observations);
  for (const [path, kind] of pages) {
    const stranger = await get(server.origin + path);
    assert.equal(stranger.status, 303, path);
    const asked = path === "/walks" ? "" : `?to=${path}`;
    assert.equal(stranger.headers.get("location"), `/sign-in${asked}`, path);
    assert.equal((await get(server.origin + path, { Accept: "*/*" })).status, 403, path);
    const forged = await get(server.origin + path, { Cookie: `lykta=${"A".repeat(43)}` });
    assert.equal(forged.status, 303, path);
    const known = await get(server.origin + path, { Cookie: cookie });
    assert.equal(known.status, 200, path);
    assert.ok(known.headers.get("content-type").startsWith(kind), path);
    assert.match(known.headers.get("cache-control"), /no-store|private, no-cache/, path);
  }
});

test("a photo is given as a copy, never as the file that was sent", async () => {
  const { walk } = server.told.evening;
  const page = await (await get(`${server.origin}/walks/${walk}`, { Cookie: cookie })).text();
  const photo = page.match(/\/photos\/([0-9a-f-]{36})\/thumbnail/)[1];
  for (const size of ["original", "huge", ""]) {
    const answer = await get(`${server.origin}/walks/${walk}/photos/${photo}/${size}`, { Cookie: cookie });
    assert.equal(answer.status, 404, size);
  }
  const other = server.told.empty.walk;
  assert.equal((await get(`${server.origin}/walks/${other}/photos/${photo}/screen`, { Cookie: cookie })).status, 404);
});

test("what does not exist is a page for browsers and a problem for phones", async () => {
  for (const path of ["/nothing", "/walks/nothing", `/walks/${crypto.randomUUID()}`]) {
    const answer = await get(server.origin + path, { Cookie: cookie });
    assert.match(await answer.text(), path === "/walks/nothing" ? /förstod inte/ : /Sidan finns inte/, path);
    assert.match(answer.headers.get("content-security-policy"), /script-src 'self'/);
  }
  const phone = await get(`${server.origin}/v1/nothing`);
  assert.equal(phone.headers.get("content-type"), "application/problem+json");
});

test("a wrong password and an unknown name are told alike", async () => {
  for (const [name, password] of [
    [NAME, "fel lösenord här"],
    ["ingen alls", PASSWORD],
    ["office", ""],
  ]) {
    const answer = await post(`${server.origin}/sign-in`, { name, password });
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.getSetCookie().length, 0);
    assert.match(await answer.text(), /Användarnamnet eller lösenordet stämmer inte/);
  }
});

test("the session's cookie is out of reach of scripts and other sites", async () => {
  const answer = await post(`${server.origin}/sign-in`, { name: NAME, password: PASSWORD });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get("location"), "/walks");
  const [made] = answer.headers.getSetCookie();
  for (const part of ["HttpOnly", "SameSite=Lax", "Path=/"]) assert.ok(made.includes(part), made);
});

test("who signed out is out, also with the old cookie", async () => {
  const own = await signIn(server.origin);
  assert.equal((await get(`${server.origin}/walks`, { Cookie: own })).status, 200);
  const out = await post(`${server.origin}/sign-out`, {}, { Cookie: own });
  assert.match(await out.text(), /Du är utloggad/);
  const again = await get(`${server.origin}/walks`, { Cookie: own });
  assert.equal(again.status, 303);
  assert.match(await (await get(`${server.origin}/sign-in`, { Cookie: own })).text(), /Du har varit borta länge/);
});

test("a new password signs that person out everywhere", async () => {
  server.command(["user", "add", "vikarien"], "ett lösenord till\n");
  const own = await signIn(server.origin, "vikarien", "ett lösenord till");
  server.command(["user", "password", "vikarien"], "ett nyare lösenord\n");
  assert.equal((await get(`${server.origin}/walks`, { Cookie: own })).status, 303);
  assert.ok(await signIn(server.origin, "vikarien", "ett nyare lösenord"));
  server.command(["user", "remove", "vikarien"]);
  assert.equal(await signIn(server.origin, "vikarien", "ett nyare lösenord"), undefined);
});

test("a name is taken once, and a password is not short", () => {
  assert.throws(() => server.command(["user", "add", NAME], "ett annat lösenord\n"), /there is somebody called/);
  assert.throws(() => server.command(["user", "add", "ny"], "kort\n"), /at least 12 characters/);
});

test("another site cannot send a form", async () => {
  for (const headers of [{ Origin: "https://evil.example" }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }]) {
    const answer = await post(`${server.origin}/sign-out`, {}, { Cookie: cookie, ...headers });
    assert.equal(answer.status, 403);
  }
  assert.equal((await get(`${server.origin}/walks`, { Cookie: cookie })).status, 200);
});

test("the language is the one chosen, else the browser's", async () => {
  const english = await get(`${server.origin}/sign-in`, { "Accept-Language": "en" });
  assert.match(await english.text(), /<html lang="en">/);
  const chosen = await post(`${server.origin}/language/sv`, {}, { Referer: `${server.origin}/sign-in` });
  assert.equal(chosen.headers.get("location"), "/sign-in");
  const [made] = chosen.headers.getSetCookie();
  const swedish = await get(`${server.origin}/sign-in`, { "Accept-Language": "en", Cookie: made.split(";")[0] });
  assert.match(await swedish.text(), /<html lang="sv">/);
});

test("the base map is public, and read in pieces", async () => {
  const { writeFile } = await import("node:fs/promises");
  const file = `${server.folder}/town.pmtiles`;
  assert.equal((await get(`${server.origin}/basemap.pmtiles`)).status, 404);
  await writeFile(file, "GIF89a");
  const add = () => server.command(["basemap", "add", file, "--attribution", "© Kommunen <b>"]);
  assert.throws(add, /no PMTiles file/);
  await writeFile(file, `PMTiles\u0003${"tile".repeat(10_000)}`);
  add();
  const whole = await get(`${server.origin}/basemap.pmtiles`);
  assert.equal((await whole.arrayBuffer()).byteLength, 40_008);
  const tag = whole.headers.get("etag");
  const piece = await get(`${server.origin}/basemap.pmtiles`, { Range: "bytes=0-6", "If-Range": tag });
  assert.equal(piece.status, 206);
  assert.equal(piece.headers.get("content-range"), "bytes 0-6/40008");
  assert.equal(await piece.text(), "PMTiles");
  assert.equal((await get(`${server.origin}/basemap.pmtiles`, { Range: "bytes=50000-" })).status, 416);
  assert.equal((await get(`${server.origin}/basemap.pmtiles`, { "If-None-Match": tag })).status, 304);
  const page = await get(`${server.origin}/walks/${server.told.evening.walk}`, { Cookie: cookie });
  assert.match(await page.text(), /data-basemap-attribution="© Kommunen &#60;b&#62;"/);
});

test("after many attempts a name must wait, and is told how long", async () => {
  const attempt = () => post(`${server.origin}/sign-in`, { name: "gissad", password: "gissning" });
  for (let n = 0; n < 8; n += 1) assert.equal((await attempt()).status, 403);
  const refused = await attempt();
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers.get("retry-after")) > 600);
  assert.match(await refused.text(), /För många försök\. Vänta \d+ sekunder och försök igen\./);
});
