// Every page that a browser can be shown, and the states that need no play to come to.
// `route` is the router's own; `of` says what its parameters stand for where it is not what is usual (populate.mjs).

export const pages = {
  "sign-in": { route: "/sign-in", who: "nobody" },
  "sign-in-wrong": { route: "/sign-in", who: "nobody", wrong: ".sign-in form", status: 403 },
  missing: { route: "/{nothing}", of: { nothing: "nothing" }, status: 404 },
  forbidden: { route: "/settings", who: "colleague", status: 403 },
  design: { route: "/design" },

  walks: { route: "/walks" },
  walk: { route: "/walks/{walk}" },
  "walk-filtered": { route: "/walks/{walk}", query: "?kind=unsafe&unsettled=1" },
  "walk-none-match": { route: "/walks/{walk}", query: "?q=finns+inte" },
  "walk-empty": { route: "/walks/{walk}", of: { walk: "empty" } },
  "walk-large": { route: "/walks/{walk}", of: { walk: "large" } },
  "walk-cancelled": { route: "/walks/{walk}", of: { walk: "cancelled" } },
  "walk-without-script": { route: "/walks/{walk}", script: false },

  "plan-new": { route: "/walks/new" },
  "plan-new-wrong": { route: "/walks/new", wrong: "form.form", status: 422 },
  "plan-new-without-script": { route: "/walks/new", script: false },
  plan: { route: "/walks/{walk}/plan" },
  "plan-cancelled": { route: "/walks/{walk}/plan", of: { walk: "cancelled" } },
  "plan-area": { route: "/walks/{walk}/area" },
  "plan-group-new": { route: "/walks/{walk}/groups/new" },
  "plan-group": { route: "/walks/{walk}/groups/{group}" },
  "plan-codes": { route: "/walks/{walk}/codes" },
  "plan-codes-empty": { route: "/walks/{walk}/codes", of: { walk: "bare" } },
  "plan-sheet": { route: "/walks/{walk}/groups/{group}/print" },
  "plan-sheet-leader": { route: "/walks/{walk}/groups/{group}/print/leader" },
  "plan-sheet-cancelled": { route: "/walks/{walk}/groups/{group}/print", of: { walk: "cancelled", group: "cancelledGroup" } },
  "plan-screen": { route: "/walks/{walk}/groups/{group}/screen" },
  "plan-renew": { route: "/walks/{walk}/groups/{group}/renew/{role}" },
  "plan-cancel": { route: "/walks/{walk}/life/{change}" },
  "plan-close": { route: "/walks/{walk}/life/{change}", of: { change: "close" } },

  observation: { route: "/walks/{walk}/observations/{id}" },
  "observation-photo": { route: "/walks/{walk}/observations/{id}", of: { id: "safe" } },
  "observation-long": { route: "/walks/{walk}/observations/{id}", of: { id: "long" } },
  "observation-hostile": { route: "/walks/{walk}/observations/{id}", of: { id: "hostile" } },
  "observation-withdrawn": { route: "/walks/{walk}/observations/{id}", of: { id: "gone" } },
  withdrawn: { route: "/walks/{walk}/withdrawn" },
  "withdrawn-empty": { route: "/walks/{walk}/withdrawn", of: { walk: "empty" } },
  unsettled: { route: "/walks/{walk}/unsettled" },
  "unsettled-empty": { route: "/walks/{walk}/unsettled", of: { walk: "empty" } },
  settle: { route: "/walks/{walk}/settle/{kind}/{id}/{*field}" },
  "settle-wrong": { route: "/walks/{walk}/settle/{kind}/{id}/{*field}", wrong: "form.settle", status: 422 },
  count: { route: "/walks/{walk}/counts/{group}/{category}", of: { group: "third" } },
  change: { route: "/walks/{walk}/change/{kind}/{id}" },
  remove: { route: "/walks/{walk}/remove/{kind}/{id}/{*field}" },
  "remove-wrong": { route: "/walks/{walk}/remove/{kind}/{id}/{*field}", wrong: "form.form", status: 422 },
  erase: { route: "/walks/{walk}/erase/{subject}/{id}" },
  "erase-phone": { route: "/walks/{walk}/erase/{subject}/{id}", of: { subject: "phone", id: "replica" } },
  "erase-photo": { route: "/walks/{walk}/erase/{subject}/{id}", of: { subject: "photo", id: "photo" } },
  held: { route: "/walks/{walk}/held" },
  "held-empty": { route: "/walks/{walk}/held", of: { walk: "empty" } },
  "held-one": { route: "/walks/{walk}/held/{op}" },
  "held-correct": { route: "/walks/{walk}/held/{op}/correct" },
  phone: { route: "/walks/{walk}/phones/{replica}" },
  "phone-revoke": { route: "/walks/{walk}/phones/{replica}/revoke" },
  "phone-revoke-wrong": { route: "/walks/{walk}/phones/{replica}/revoke", wrong: "form.form", status: 422 },
  photo: { route: "/walks/{walk}/photos/{photo}" },
  "photo-two-versions": { route: "/walks/{walk}/photos/{photo}", of: { photo: "atOdds" } },
  "photo-without-script": { route: "/walks/{walk}/photos/{photo}", script: false },

  account: { route: "/account" },
  "account-wrong": { route: "/account", wrong: "form[action='/account/password']", status: 422 },
  people: { route: "/people" },
  "person-new": { route: "/people/new" },
  "person-new-wrong": { route: "/people/new", wrong: "form.form", status: 422 },
  person: { route: "/people/{person}" },
  "person-remove": { route: "/people/{person}/remove" },
  settings: { route: "/settings" },
  "settings-wrong": { route: "/settings", wrong: "form[action='/settings']", status: 422 },

  join: { route: "/join", who: "nobody", alone: true, until: (page) => page.locator("#enter").waitFor() },
  "join-without-script": { route: "/join", who: "nobody", script: false },
  "join-wrong": { route: "/join", who: "nobody", script: false, wrong: "#code-form", status: 422 },
  "join-notice": {
    route: "/join",
    who: "nobody",
    alone: true,
    query: ({ fragment }) => `#${fragment}`,
    until: (page) => page.locator("#facts").getByText("Norra delen").waitFor(),
  },
  "join-record": { route: "/join", who: "nobody", alone: true, query: ({ fragment }) => `#${fragment}`, until: begin },
  "join-form-notice": { route: "/join/take-part", who: "joining" },
  "join-form": { route: "/join/take-part", who: "joined" },
  "join-form-wrong": { route: "/join/take-part", who: "joined", wrong: "form.form", status: 422 },
};

/** What else is answered to GET: what phones, scripts, pictures and machines ask for, what a page holds, and what leads on. */
export const notPages = [
  "/",
  "/assets/{name}",
  "/basemap.pmtiles",
  "/crest/{hash}",
  "/healthz",
  "/join/manifest.webmanifest",
  "/join/worker.js",
  "/metrics",
  "/readyz",
  "/sign-out",
  "/v1/openapi.json",
  "/v1/photos/{photo}/{size}",
  "/v1/walks/{walk}/package",
  "/walks/{walk}/events",
  "/walks/{walk}/map.json",
  "/walks/{walk}/observations.json",
  "/walks/{walk}/parts/{part}",
  "/walks/{walk}/photos/{photo}/versions/{version}",
  "/walks/{walk}/photos/{photo}/{size}",
];

/** Reads the notice and records one thing. */
async function begin(page) {
  await page.locator("#notice-read").click();
  await page.locator("#record-form input[name=kind][value=unsafe]").check();
  await page.locator("#words").fill("Mörkt vid brofästet.");
  await page.locator("#record-form .save-bar button").click();
  await page.locator("li.mine-item .state[data-state=visible]").waitFor();
}
