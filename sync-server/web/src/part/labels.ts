/** The words of the page, which the server fills in its language. */

import type { Labels as MapLabels } from "../data";
import { fill } from "../data";

interface Told {
  language: string;
  words: Record<string, string | [string, string]>;
  map: MapLabels;
}

let told: Told = { language: "sv", words: {}, map: {} as MapLabels };

export function readLabels(json: string): void {
  told = JSON.parse(json) as Told;
}

export function language(): string {
  return told.language;
}

export function mapLabels(): MapLabels {
  return told.map;
}

/** The words for a name; the name itself where there are none. */
export function say(name: string, values: Record<string, string | number> = {}): string {
  const words = told.words[name];
  return typeof words === "string" ? fill(words, values) : name;
}

/** The words for one or for several of something. */
export function sayCount(name: string, count: number, values: Record<string, string | number> = {}): string {
  const [one = name, many = name] = told.words[name] ?? [];
  return fill(count === 1 ? one : many, { count, ...values });
}

/** The words for a name that the server gave, such as a reason that only newer servers know. */
export function sayKnown(name: string, otherwise: string): string {
  return name in told.words ? say(name) : say(otherwise);
}
