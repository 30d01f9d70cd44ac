/** Where an observation belongs: by position, on the map, in words, or nowhere. */

import { part } from "./dom";
import { say } from "./labels";
import type { PickMap } from "./pick-map";
import type { Package } from "./database";
import type { Spot } from "./record";

/** Worse than this and the map or words say more. */
const VAGUE_M = 50;
const LONGEST_SEARCH_MS = 20_000;

type Where = "here" | "map" | "words" | "unplaced" | null;

export class PlacePart {
  #position: Spot | null = null;
  #search: Promise<void> | null = null;
  #map: Promise<PickMap> | null = null;
  #marked: { lat: number; lon: number } | null = null;
  readonly #form: HTMLFormElement;
  readonly #package: () => Package | null;

  constructor(form: HTMLFormElement, packageOf: () => Package | null) {
    this.#form = form;
    this.#package = packageOf;
    for (const choice of form.querySelectorAll<HTMLInputElement>('input[name="where"]')) {
      choice.addEventListener("change", () => this.#chosen());
    }
    part("position-again").addEventListener("click", () => this.#searchAgain());
    part("map-mark").addEventListener("click", () => void this.#mark());
  }

  get #where(): Where {
    return (new FormData(this.#form).get("where") as Where) ?? null;
  }

  /** Shows what belongs to the choice. */
  #chosen(): void {
    const where = this.#where;
    for (const name of ["here", "map", "words"]) part(`where-${name}`).hidden = name !== where;
    if (where === "here" && !this.#search) this.#searchAgain();
    if (where === "map") void this.#openMap();
  }

  /** What is tied to; waits for a position that is being looked for. */
  async spot(): Promise<Spot | null> {
    const where = this.#where;
    if (where === "here") {
      await this.#search;
      return this.#position;
    }
    if (where === "map" && this.#marked) return { is: "place", point: this.#marked, accuracy_m: null, source: "map" };
    const text = String(new FormData(this.#form).get("situation") ?? "").trim();
    if (where === "words" && text) return { is: "situation", text };
    return where === "unplaced" ? { is: "unplaced" } : null;
  }

  /** Whether somebody who saves now has to wait. */
  get waits(): boolean {
    return this.#where === "here" && this.#search !== null && this.#position === null;
  }

  /** Forgets everything for the next observation; a position is looked for anew. */
  clear(): void {
    this.#position = null;
    this.#search = null;
    this.#marked = null;
    part("map-said").textContent = say("map-not_marked");
    void this.#map?.then((map) => map.unmark());
    this.#chosen();
  }

  #searchAgain(): void {
    this.#position = null;
    part("position-again").hidden = true;
    this.#search = this.#lookForPosition();
  }

  async #lookForPosition(): Promise<void> {
    const said = part("position");
    said.removeAttribute("data-tone");
    said.textContent = say("position-searching");
    try {
      const { coords } = await position();
      const metres = Math.max(1, Math.round(coords.accuracy));
      this.#position = {
        is: "place",
        point: { lat: coords.latitude, lon: coords.longitude },
        accuracy_m: coords.accuracy,
        source: "gnss",
      };
      const vague = metres > VAGUE_M;
      said.dataset["tone"] = vague ? "wait" : "good";
      said.textContent = vague ? say("position-vague", { metres }) : say("position-found", { metres });
      part("position-again").hidden = !vague;
    } catch (error) {
      const denied = error instanceof GeolocationPositionError && error.code === error.PERMISSION_DENIED;
      said.dataset["tone"] = "wrong";
      said.textContent = denied ? say("position-denied") : say("position-failed");
      part("position-again").hidden = false;
    }
  }

  async #openMap(): Promise<void> {
    this.#map ??= openMap(this.#package());
    try {
      await this.#map;
    } catch {
      this.#map = null;
      part("map-said").textContent = say("map-failed");
    }
  }

  async #mark(): Promise<void> {
    const map = await this.#map?.catch(() => null);
    if (!map) return;
    this.#marked = map.mark();
    part("map-said").textContent = say("map-marked");
  }
}

function position(): Promise<GeolocationPosition> {
  return new Promise((fulfil, reject) => {
    if (!("geolocation" in navigator)) return reject(new Error("no position here"));
    const options = { enableHighAccuracy: true, timeout: LONGEST_SEARCH_MS, maximumAge: 10_000 };
    navigator.geolocation.getCurrentPosition(fulfil, reject, options);
  });
}

/** The map's script is large, and loaded only when somebody wants the map. */
async function openMap(walk: Package | null): Promise<PickMap> {
  const main = part("main");
  const address = new URL(main.dataset["mapScript"] ?? "", location.href).href;
  const script = (await import(address)) as typeof import("./pick-map");
  return script.openPickMap(part("pick-map"), walk);
}
