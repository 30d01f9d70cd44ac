// Serves dist/ and example/ on loopback under the same policy as the real server.
// `npm run example` serves them to look at; the tests import `serve`.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const web = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The policy that every page of the server carries. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

const PHOTO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#22343f"/>
<circle cx="3" cy=".8" r=".35" fill="#f2b632"/><path d="M0 3 1.6 1.4 2.6 3Z" fill="#3d5f52"/></svg>`;

/** Starts a server on a free port; `answers` maps further paths to text or objects. */
export async function serve({ port = 0, basemap, answers = {} } = {}) {
  const server = createServer((request, response) => {
    answer(request, response, { basemap, answers }).catch(() => response.writeHead(404).end());
  });
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

async function answer(request, response, { basemap, answers }) {
  response.setHeader("Content-Security-Policy", POLICY);
  const { pathname } = new URL(request.url, "http://127.0.0.1");
  if (pathname in answers) return send(response, pathname, answers[pathname]);
  if (pathname.startsWith("/v1/photos/")) return send(response, "photo.svg", PHOTO);
  if (pathname === "/basemap.pmtiles") return sendRange(request, response, basemap);
  return sendRange(request, response, fileOf(pathname));
}

function fileOf(pathname) {
  if (pathname.startsWith("/assets/")) return path.join(web, "dist", path.basename(pathname));
  const name = pathname === "/walks/example/map.json" ? "map.json" : path.basename(pathname);
  return path.join(web, "example", name);
}

function send(response, pathname, body) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(200, { "Content-Type": TYPES[path.extname(pathname)] ?? "application/json" }).end(text);
}

/** Answers byte ranges, which the base map is read by. */
async function sendRange(request, response, file) {
  const { size } = await stat(file);
  const range = request.headers.range?.match(/^bytes=(\d+)-(\d*)$/);
  const start = range ? Number(range[1]) : 0;
  const end = Math.min(range?.[2] ? Number(range[2]) : size - 1, size - 1);
  response.setHeader("Content-Type", TYPES[path.extname(file)] ?? "application/octet-stream");
  response.setHeader("Content-Length", end - start + 1);
  if (range) response.setHeader("Content-Range", `bytes ${start}-${end}/${size}`);
  response.writeHead(range ? 206 : 200);
  createReadStream(file, { start, end }).pipe(response);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { origin } = await serve({ port: 8765, basemap: process.env.LYKTA_BASEMAP });
  process.stdout.write(`${origin}/walk.html\n${origin}/sign-in.html\n`);
}
