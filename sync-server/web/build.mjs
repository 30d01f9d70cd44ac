// Bundles the map's script and looks into dist/; what is in static/ the server hands out as it is.

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, "dist");
const mapLibre = path.join(root, "node_modules/maplibre-gl");

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });

const result = await build({
  // The worker is a file of its own, because the page's policy allows workers from 'self' only.
  entryPoints: {
    walk: path.join(root, "src/walk.ts"),
    acts: path.join(root, "src/acts.ts"),
    plan: path.join(root, "src/plan.ts"),
    print: path.join(root, "src/print.ts"),
    "take-part": path.join(root, "src/part/page.ts"),
    "take-part-map": path.join(root, "src/part/pick-map.ts"),
    "take-part-kept-map": path.join(root, "src/part/kept-map.ts"),
    "take-part-worker": path.join(root, "src/part/worker.ts"),
    "map-worker": path.join(mapLibre, "dist/maplibre-gl-worker.mjs"),
  },
  outdir: dist,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
});
await build({
  entryPoints: { map: path.join(mapLibre, "dist/maplibre-gl.css") },
  outdir: dist,
  bundle: true,
  minify: true,
});
await writeFile(path.join(dist, "licences.txt"), await licencesOf(Object.keys(result.metafile.inputs)));

/** Collects the licence of every package that a bundle holds, and of those bundled into MapLibre beforehand. */
async function licencesOf(inputs) {
  const names = new Set(inputs.map(packageOf).filter(Boolean));
  for (const name of names) {
    for (const dependency of Object.keys((await manifestOf(name)).dependencies ?? {})) names.add(dependency);
  }
  const texts = await Promise.all([...names].filter((name) => !name.startsWith("@types/")).sort().map(licenceOf));
  return texts.join(`\n${"-".repeat(78)}\n\n`);
}

/** The package that a bundled file belongs to; undefined for our own files. */
function packageOf(input) {
  return input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1];
}

async function manifestOf(name) {
  return JSON.parse(await readFile(path.join(root, "node_modules", name, "package.json"), "utf8"));
}

/** Name, version and licence text of one package. */
async function licenceOf(name) {
  const manifest = await manifestOf(name);
  const folder = path.join(root, "node_modules", name);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying)/i.test(file));
  const text = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  const source = manifest.repository?.url ?? manifest.homepage ?? "";
  // A few packages name their licence without carrying its text: then their source tells more.
  const terms = text.join("\n").trim() || `The package carries no licence text; see ${source}`;
  return `${name} ${manifest.version} (${manifest.license ?? "see below"})\n\n${terms}\n`;
}
