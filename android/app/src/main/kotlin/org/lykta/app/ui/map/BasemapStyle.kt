package org.lykta.app.ui.map

import org.json.JSONArray
import org.json.JSONObject

/** The base map's colours, as the console's map has them. */
private data class BasemapColours(
    val land: String,
    val water: String,
    val green: String,
    val square: String,
    val building: String,
    val mainRoad: String,
    val minorRoad: String,
    val path: String,
    val roadEdge: String,
    val rail: String,
)

private val LIGHT =
    BasemapColours(
        land = "#f3f2ee",
        water = "#c9dde6",
        green = "#dde8d6",
        square = "#ebe8e1",
        building = "#e3e0d9",
        mainRoad = "#ffffff",
        minorRoad = "#ffffff",
        path = "#cfc9bd",
        roadEdge = "#d6d2c8",
        rail = "#bfc3c7",
    )

private val DARK =
    BasemapColours(
        land = "#182128",
        water = "#14405a",
        green = "#1d3029",
        square = "#202c34",
        building = "#24313a",
        mainRoad = "#43525c",
        minorRoad = "#36444d",
        path = "#4a5862",
        roadEdge = "#121a20",
        rail = "#53616b",
    )

private const val SOURCE = "basemap"

/**
 * How the tiles of a file are drawn: the layers that the console draws, but for names, whose letters MapLibre would fetch.
 * Nothing in it leads to a network.
 */
internal fun basemapStyle(
    path: String,
    dark: Boolean,
): String {
    val colours = if (dark) DARK else LIGHT
    val source = mapOf("type" to "vector", "url" to "pmtiles://file://$path")
    val style = mapOf("version" to 8, "sources" to mapOf(SOURCE to source), "layers" to layers(colours))
    return JSONObject(style).toString()
}

/** Lowest first. */
private fun layers(colours: BasemapColours) =
    listOf(
        mapOf("id" to "ground", "type" to "background", "paint" to mapOf("background-color" to colours.land)),
        fill("green", colours.green),
        fill("squares", colours.square),
        fill("water", colours.water),
        fill("buildings", colours.building),
        road("path", "path", colours.path, 14 to 0.6, 18 to 2.5),
        road("minor-edge", "minor", colours.roadEdge, 12 to 1.2, 15 to 4.5, 18 to 15.0),
        road("main-edge", "main", colours.roadEdge, 12 to 2.2, 15 to 7.0, 18 to 21.0),
        road("minor", "minor", colours.minorRoad, 12 to 0.6, 15 to 3.0, 18 to 13.0),
        road("main", "main", colours.mainRoad, 12 to 1.4, 15 to 5.4, 18 to 19.0),
        line("rail", "rail", mapOf("line-color" to colours.rail, "line-width" to byZoom(13 to 0.5, 18 to 1.6))),
    )

private fun fill(
    layer: String,
    colour: String,
) = layer(layer, "fill", layer) + mapOf("paint" to mapOf("fill-color" to colour))

private fun road(
    id: String,
    roadClass: String,
    colour: String,
    vararg widths: Pair<Int, Double>,
) = line("road-$id", "roads", mapOf("line-color" to colour, "line-width" to byZoom(*widths))) +
    mapOf("filter" to JSONArray(listOf("==", JSONArray(listOf("get", "class")), roadClass)))

private fun line(
    id: String,
    layer: String,
    paint: Map<String, Any>,
) = layer(id, "line", layer) + mapOf("layout" to mapOf("line-cap" to "round", "line-join" to "round"), "paint" to paint)

private fun layer(
    id: String,
    type: String,
    layer: String,
) = mapOf("id" to id, "type" to type, "source" to SOURCE, "source-layer" to layer)

/** A width that grows evenly between pairs of zoom and value. */
private fun byZoom(vararg stops: Pair<Int, Double>) =
    JSONArray(listOf("interpolate", JSONArray(listOf("linear")), JSONArray(listOf("zoom"))) + stops.flatMap { it.toList() })
