/** The map's colours by day and by night; the page's own stand in parts.css. */

import type { Kind } from "./data";

export interface Palette {
  land: string;
  water: string;
  green: string;
  square: string;
  building: string;
  mainRoad: string;
  minorRoad: string;
  path: string;
  roadEdge: string;
  rail: string;
  text: string;
  waterText: string;
  halo: string;
  area: string;
  route: string;
  covered: string;
  uncovered: string;
  casing: string;
  groups: string[];
}

const LIGHT: Palette = {
  land: "#f3f2ee",
  water: "#c9dde6",
  green: "#dde8d6",
  square: "#ebe8e1",
  building: "#e3e0d9",
  mainRoad: "#ffffff",
  minorRoad: "#ffffff",
  path: "#cfc9bd",
  roadEdge: "#d6d2c8",
  rail: "#bfc3c7",
  text: "#4b5860",
  waterText: "#3f6b80",
  halo: "#ffffff",
  area: "#24424f",
  route: "#5a6a73",
  covered: "#2f8f6b",
  uncovered: "#9a6a2f",
  casing: "#ffffff",
  groups: ["#1d63b8", "#a3457f", "#8a6400", "#4d5a64"],
};

const DARK: Palette = {
  land: "#182128",
  water: "#14405a",
  green: "#1d3029",
  square: "#202c34",
  building: "#24313a",
  mainRoad: "#43525c",
  minorRoad: "#36444d",
  path: "#4a5862",
  roadEdge: "#121a20",
  rail: "#53616b",
  text: "#c3d0d7",
  waterText: "#a9cfe0",
  halo: "#121a20",
  area: "#c5d8e0",
  route: "#a9b8c0",
  covered: "#54c49a",
  uncovered: "#d79a55",
  casing: "#0d1419",
  groups: ["#7db4f5", "#ee9ccb", "#e0b64a", "#b7c4cd"],
};

/** The shapes' fills; each has a white and a dark rim, so they serve on both maps. */
export const KIND_COLOURS: Record<Kind, string> = {
  unsafe: "#c2410c",
  safe: "#0b7285",
  worth_keeping: "#6d3fa8",
};

/** Colours that fit what the person's system asks for. */
export function paletteFor(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}
