/** The map on which a draft is drawn, by mouse and by touch. */

import {
  AttributionControl,
  type GeoJSONSource,
  Map as MapLibreMap,
  type MapMouseEvent,
  type MapTouchEvent,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type StyleSpecification,
} from "maplibre-gl";
import type { Labels, Position, WalkData } from "./data";
import { FARTHEST_IN, WITHOUT_PLACE, localeOf } from "./map";
import { paletteFor } from "./palette";
import { type Draft, type Part, type Shape, moved } from "./plan-draft";
import { aroundSources, draftFeatures, draftSources, planLayers } from "./plan-layers";
import { basemapLayers, basemapSources, type Basemap } from "./style";

const CLOSE_UP_ZOOM = 16;

/** What stands around the draft. */
export interface Around {
  walk: WalkData | null;
  group: number;
  basemap: Basemap | null;
}

/** A part of the draft, by its place in the list. */
export interface Held {
  part: Part;
  index: number;
}

export class PlanMap {
  readonly map: MapLibreMap;
  readonly #draft: Draft;
  readonly #around: Around;
  readonly #isArea: boolean;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");

  /** Throws when the browser cannot draw maps. */
  constructor(container: HTMLElement, draft: Draft, around: Around, isArea: boolean, labels: Labels) {
    this.#draft = draft;
    this.#around = around;
    this.#isArea = isArea;
    setWorkerUrl(new URL("./map-worker.js", import.meta.url).href);
    this.map = new MapLibreMap({
      container,
      style: this.#style(),
      bounds: this.#bounds(),
      fitBoundsOptions: { padding: 40, maxZoom: CLOSE_UP_ZOOM },
      maxZoom: FARTHEST_IN,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      locale: localeOf(labels),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.doubleClickZoom.disable();
    this.map.addControl(new AttributionControl({ compact: false }));
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new ScaleControl(), "bottom-left");
    this.#dark.addEventListener("change", () => this.map.setStyle(this.#style()));
    draft.onChange(() => this.draw(draft.shape));
  }

  get centre(): Position {
    return this.map.getCenter().toArray();
  }

  /** Calls `held` for a tap on a part, else `tapped`. */
  onTap(tapped: (place: Position) => void, held: (part: Held) => void): void {
    this.map.on("click", (event) => {
      const part = this.#partAt(event);
      if (part) held(part);
      else tapped(event.lngLat.toArray());
    });
  }

  /** Lets parts be dragged; `dropped` is told where to. */
  onDrag(dropped: (part: Held, place: Position) => void): void {
    const begin = (event: MapMouseEvent | MapTouchEvent) => this.#drag(event, dropped);
    this.map.on("mousedown", "draft-touch", begin);
    this.map.on("touchstart", "draft-touch", begin);
  }

  draw(shape: Shape): void {
    const { line, places } = draftFeatures(shape, this.#isArea);
    void this.map.getSource<GeoJSONSource>("draft-line")?.setData(line);
    void this.map.getSource<GeoJSONSource>("draft-places")?.setData(places);
  }

  show(place: Position): void {
    this.map.jumpTo({ center: place, zoom: Math.max(this.map.getZoom(), CLOSE_UP_ZOOM) });
  }

  #drag(event: MapMouseEvent | MapTouchEvent, dropped: (part: Held, place: Position) => void): void {
    const held = this.#partAt(event);
    if (!held || ("points" in event && event.points.length > 1)) return;
    event.preventDefault();
    const [moves, ends] = "points" in event ? (["touchmove", "touchend"] as const) : (["mousemove", "mouseup"] as const);
    let place: Position | null = null;
    const move = (to: MapMouseEvent | MapTouchEvent) => {
      place = to.lngLat.toArray();
      this.draw(moved(this.#draft.shape, held.part, held.index, place));
    };
    this.map.on(moves, move);
    void this.map.once(ends, () => {
      this.map.off(moves, move);
      if (place) dropped(held, place);
    });
  }

  #partAt(event: MapMouseEvent | MapTouchEvent): Held | null {
    const found = this.map.queryRenderedFeatures(event.point, { layers: ["draft-touch"] });
    // The nearest of several, since fingers are wide.
    const near = found
      .map(({ geometry, properties }) => ({ properties, ...this.#away(geometry, event) }))
      .sort((one, other) => one.px - other.px)[0];
    if (!near) return null;
    return { part: near.properties.part as Part, index: Number(near.properties.index) };
  }

  #away(geometry: GeoJSON.Geometry, event: MapMouseEvent | MapTouchEvent): { px: number } {
    const place = geometry.type === "Point" ? (geometry.coordinates as Position) : event.lngLat.toArray();
    return { px: this.map.project(place).dist(event.point) };
  }

  #bounds(): [number, number, number, number] {
    const { points, stops } = this.#draft.shape;
    const own = [...points, ...stops.map((stop) => stop.place)];
    const area = this.#around.walk?.area;
    const outline = area?.type === "Polygon" ? (area.coordinates[0] as Position[]) : [];
    const places = own.length > 1 && this.#isArea ? own : [...own, ...outline];
    const known = this.#around.basemap?.source.bounds;
    return places.length > 1 ? extentOf(places) : (known ?? WITHOUT_PLACE);
  }

  #style(): StyleSpecification {
    const palette = paletteFor(this.#dark.matches);
    const { basemap, walk, group } = this.#around;
    return {
      version: 8,
      sources: {
        ...basemapSources(basemap),
        ...aroundSources(this.#isArea ? withoutArea(walk) : walk, group),
        ...draftSources(this.#draft.shape, this.#isArea),
      },
      layers: [...basemapLayers(basemap, palette), ...planLayers(palette, this.#isArea)],
    };
  }
}

function withoutArea(walk: WalkData | null): WalkData | null {
  return walk && { ...walk, area: null };
}

function extentOf(places: Position[]): [number, number, number, number] {
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
