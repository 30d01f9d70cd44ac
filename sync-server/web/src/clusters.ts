/** Clusters of observations: how many of each kind, told by shape, colour, number and words. */

import { Marker, type GeoJSONSource, type Map as MapLibreMap, type GeoJSONFeature } from "maplibre-gl";
import { fill, type Kind, type Labels } from "./data";
import { flyTo } from "./map";

const KINDS: Kind[] = ["unsafe", "safe", "worth_keeping"];

/** Shows each cluster in sight as a button that brings the map closer. */
export class Clusters {
  readonly #map: MapLibreMap;
  readonly #labels: Labels;
  readonly #symbols: string;
  #shown = new Map<string, Marker>();

  constructor(map: MapLibreMap, labels: Labels) {
    this.#map = map;
    this.#labels = labels;
    this.#symbols = document.querySelector<SVGUseElement>(".legend use")?.getAttribute("href")?.split("#")[0] ?? "";
    map.on("render", () => this.#follow());
  }

  /** Keeps a marker for each cluster that the map has; one that has the focus is kept with it. */
  #follow(): void {
    if (!this.#map.getSource("observations") || !this.#map.isSourceLoaded("observations")) return;
    const isHidden = this.#map.getLayoutProperty("observation-clusters", "visibility") === "none";
    const clusters = isHidden ? [] : this.#map.querySourceFeatures("observations", { filter: ["has", "point_count"] });
    const now = new Map<string, Marker>();
    for (const cluster of clusters) {
      const key = keyOf(cluster);
      if (!now.has(key)) now.set(key, this.#shown.get(key) ?? this.#make(cluster));
    }
    for (const [key, marker] of this.#shown) if (!now.has(key)) marker.remove();
    this.#shown = now;
  }

  #make(cluster: GeoJSONFeature): Marker {
    const at = placeOf(cluster);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cluster";
    for (const kind of KINDS) {
      const count = Number(cluster.properties[kind]);
      if (count > 0) button.append(this.#row(kind, count));
    }
    button.append(hidden(fill(this.#labels.cluster, { count: Number(cluster.properties.point_count) })));
    button.addEventListener("click", () => void this.#open(Number(cluster.properties.cluster_id), at));
    const marker = new Marker({ element: button }).setLngLat(at).addTo(this.#map);
    // MapLibre calls it a marker; what stands on it says more.
    button.removeAttribute("aria-label");
    return marker;
  }

  #row(kind: Kind, count: number): HTMLElement {
    const row = document.createElement("span");
    const symbol = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    symbol.setAttribute("class", "symbol");
    symbol.setAttribute("aria-hidden", "true");
    symbol.dataset.kind = kind;
    use.setAttribute("href", `${this.#symbols}#${kind}`);
    symbol.append(use);
    row.append(symbol, String(count), hidden(` ${this.#labels[kind]}, `));
    return row;
  }

  async #open(id: number, at: [number, number]): Promise<void> {
    const source = this.#map.getSource<GeoJSONSource>("observations");
    if (!source) return;
    const zoom = await source.getClusterExpansionZoom(id);
    flyTo(this.#map, at, zoom + 0.2);
    // The button goes with its cluster; the map keeps the keyboard.
    this.#map.getCanvas().focus({ preventScroll: true });
  }
}

/** Words for those who do not see the symbols. */
function hidden(words: string): HTMLElement {
  const span = document.createElement("span");
  span.className = "visually-hidden";
  span.textContent = words;
  return span;
}

function placeOf({ geometry }: GeoJSONFeature): [number, number] {
  return geometry.type === "Point" ? (geometry.coordinates as [number, number]) : [0, 0];
}

/** Tiles on both sides of an edge give a cluster twice, by the same id. */
function keyOf({ properties }: GeoJSONFeature): string {
  return [properties.cluster_id, properties.point_count, ...KINDS.map((kind) => properties[kind])].join("/");
}
