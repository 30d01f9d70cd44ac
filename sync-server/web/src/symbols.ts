/** Draws the map's symbols: each kind has a shape as well as a colour. */

import type { Map as MapLibreMap } from "maplibre-gl";
import type { Kind } from "./data";
import { KIND_COLOURS } from "./palette";

const PIXEL_RATIO = 3;
const INK = "#1b2a33";

type Draw = (pen: CanvasRenderingContext2D) => void;

/** Gives the map every image that its layers name. */
export function addSymbols(map: MapLibreMap): void {
  put(map, "unsafe", 32, (pen) => drawKind(pen, "unsafe"));
  put(map, "safe", 32, (pen) => drawKind(pen, "safe"));
  put(map, "worth_keeping", 32, (pen) => drawKind(pen, "worth_keeping"));
  put(map, "gap", 16, drawRing);
  put(map, "stop", 20, drawStop);
  put(map, "group", 17, drawGroup);
}

function put(map: MapLibreMap, name: string, size: number, draw: Draw): void {
  if (!map.hasImage(name)) map.addImage(name, render(size, draw), { pixelRatio: PIXEL_RATIO });
}

/** Draws around the middle of a square of `size` points. */
function render(size: number, draw: Draw): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * PIXEL_RATIO;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("the browser cannot draw on a canvas");
  pen.scale(PIXEL_RATIO, PIXEL_RATIO);
  pen.translate(size / 2, size / 2);
  pen.lineJoin = pen.lineCap = "round";
  draw(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

const OUTLINES: Record<Kind, () => Path2D> = {
  unsafe: () => new Path2D("M0-11.5 12 9.5H-12Z"),
  safe: () => new Path2D("M0-11A11 11 0 0 1 0 11 11 11 0 0 1 0-11Z"),
  worth_keeping: () => star(5, 12.5, 6),
};

const MARKS: Record<Kind, string> = {
  unsafe: "M0-4.5V2.2M0 5.9V6",
  safe: "M-4.8 0.2-1.4 3.8 4.8-3.6",
  worth_keeping: "",
};

function drawKind(pen: CanvasRenderingContext2D, kind: Kind): void {
  const outline = OUTLINES[kind]();
  pen.strokeStyle = INK;
  pen.lineWidth = 5;
  pen.stroke(outline);
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 3.4;
  pen.stroke(outline);
  pen.fillStyle = KIND_COLOURS[kind];
  pen.fill(outline);
  pen.lineWidth = 2.6;
  pen.stroke(new Path2D(MARKS[kind]));
}

function star(points: number, outer: number, inner: number): Path2D {
  const path = new Path2D();
  for (let corner = 0; corner < points * 2; corner += 1) {
    const angle = (corner * Math.PI) / points - Math.PI / 2;
    const radius = corner % 2 === 0 ? outer : inner;
    path.lineTo(radius * Math.cos(angle), radius * Math.sin(angle) + 0.8);
  }
  path.closePath();
  return path;
}

function drawRing(pen: CanvasRenderingContext2D): void {
  const ring = new Path2D("M0-5A5 5 0 0 1 0 5 5 5 0 0 1 0-5Z");
  pen.fillStyle = "#ffffff";
  pen.fill(ring);
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 5;
  pen.stroke(ring);
  pen.strokeStyle = INK;
  pen.lineWidth = 2.4;
  pen.stroke(ring);
}

function drawStop(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = "#ffffff";
  pen.strokeStyle = INK;
  pen.lineWidth = 1.8;
  pen.fillRect(-8.5, -8.5, 17, 17);
  pen.strokeRect(-8.5, -8.5, 17, 17);
}

/** A dark disc that carries the group's number along its line. */
function drawGroup(pen: CanvasRenderingContext2D): void {
  pen.beginPath();
  pen.arc(0, 0, 7.5, 0, 2 * Math.PI);
  pen.fillStyle = INK;
  pen.fill();
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 1.4;
  pen.stroke();
}
