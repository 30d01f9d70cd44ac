// What the pages need to be in every state, made over HTTP as a person would; told by name.

import assert from "node:assert/strict";
import { PASSWORD, get, post, signIn } from "./server.mjs";

const COLLEAGUE = "medarbetaren";
const SQUARE = "60.17,24.94 60.17,24.95 60.18,24.95 60.18,24.94";

/** Fills a seeded server; tells where everything is, and who is signed in with which cookie. */
export async function populate({ server, cookie }) {
  const { origin } = server;
  const { evening, empty, large } = server.told;
  const { walk, observations } = evening;
  const text = async (path) => (await get(origin + path, { Cookie: cookie })).text();
  const find = async (path, pattern) => (await text(path)).match(pattern)?.[1] ?? assert.fail(`${pattern} on ${path}`);
  const send = (path, fields) => post(origin + path, fields, { Cookie: cookie });

  server.command(["user", "add", COLLEAGUE], `${PASSWORD}\n`);
  const below = `/walks/${walk}`;
  const dark = `${below}/observations/${observations.dark.id}`;
  const group = await find(`${below}/plan`, /groups\/([0-9a-f-]{36})"/);
  const cancelled = await makeWalk(origin, cookie, "Inställd vandring", 1);
  const bare = await makeWalk(origin, cookie, "Vandring utan grupper", 0);
  assert.equal((await send(`/walks/${cancelled}/life/cancel`)).status, 303);
  const coming = await makeWalk(origin, cookie, "Höstvandring i Hamnen", 1);
  const comingGroup = await find(`/walks/${coming}/plan`, /groups\/([0-9a-f-]{36})"/);
  const sheet = await text(`/walks/${coming}/groups/${comingGroup}/print`);
  const short = sheet.match(/short-code">([^<]+)</)[1];
  const replica = await find(dark, /phones\/([0-9a-f]{32})/);
  const photo = await find(dark, /photos\/([0-9a-f-]{36})/);
  return {
    names: {
      walk,
      group,
      id: observations.dark.id,
      kind: "observation",
      field: "words",
      subject: "observation",
      category: "resident",
      role: "participant",
      change: "cancel",
      op: await find(`${below}/held`, /held\/([0-9a-f]{64})/),
      replica,
      photo,
      person: await find("/people", new RegExp(`/people/([0-9a-f]{16})"><bdi>${COLLEAGUE}`)),
    },
    third: await find(`${below}/unsettled`, /counts\/([0-9a-f-]{36})\/resident/),
    empty: empty.walk,
    large: large.walk,
    cancelled,
    cancelledGroup: await find(`/walks/${cancelled}/plan`, /groups\/([0-9a-f-]{36})"/),
    bare,
    safe: observations.safe,
    long: observations.long,
    hostile: observations.hostile,
    gone: observations.gone,
    firstPhone: replica,
    firstPhoto: photo,
    atOdds: await find(`${below}/observations/${observations.safe}`, /photos\/([0-9a-f-]{36})/),
    fragment: sheet.match(/\/join#([^"<]+)/)[1].replaceAll("&#38;", "&"),
    cookies: {
      office: cookie,
      colleague: await signIn(origin, COLLEAGUE),
      joining: await join(origin, short),
      joined: await join(origin, short, { hasRead: true }),
    },
  };
}

async function makeWalk(origin, cookie, name, groups) {
  const fields = { name, occasion: "safety_walk", date: "2027-10-16", from: "18:30", to: "20:30", light: "dark", purpose: "" };
  const made = await sendForm(`${origin}/walks/new`, cookie, { ...fields, plan: "", area_name: "Gloet", outline: SQUARE });
  const [walk] = made.headers.get("location").match(/[0-9a-f-]{36}/);
  for (let n = 0; n < groups; n += 1) await sendForm(`${origin}/walks/${walk}/groups/new`, cookie, { name: "Norra delen", route: SQUARE });
  return walk;
}

/** Sends a form that may hold files. */
async function sendForm(address, cookie, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { Accept: "text/html", Origin: new URL(address).origin, Cookie: cookie };
  const answer = await fetch(address, { method: "POST", redirect: "manual", headers, body });
  assert.equal(answer.status, 303, address);
  return answer;
}

/** Takes part without script; tells the cookie that it goes by. */
async function join(origin, code, { hasRead = false } = {}) {
  const begun = await post(`${origin}/join/code`, { code });
  const cookie = begun.headers.getSetCookie()[0]?.split(";")[0] ?? assert.fail(`${begun.status}`);
  if (hasRead) assert.equal((await post(`${origin}/join/take-part/read`, {}, { Cookie: cookie })).status, 303);
  return cookie;
}
