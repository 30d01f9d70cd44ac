/** The words of the page, which the server fills in its language. */

import type { Labels as MapLabels } from "../data";
import { fill } from "../data";

interface Told {
  language: string;
  time_zone: string;
  words: Record<string, string | [string, string]>;
  map: MapLabels;
}

let told: Told = { language: "sv", time_zone: "Europe/Stockholm", words: {}, map: {} as MapLabels };

export function readLabels(json: string): void {
  told = JSON.parse(json) as Told;
}

export function language(): string {
  return told.language;
}

/** A moment as the municipality's clocks show it. */
export function momentOf(at: number, options: Intl.DateTimeFormatOptions = {}): string {
  const time = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" } as const;
  // As the server writes dates: the day first, and hours to 23.
  const locale = told.language === "en" ? "en-GB" : told.language;
  return new Date(at).toLocaleString(locale, { ...time, timeZone: told.time_zone, ...options });
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
