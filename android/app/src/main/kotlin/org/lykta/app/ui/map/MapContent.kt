package org.lykta.app.ui.map

import org.lykta.app.ui.Kind

/** A point on the ground, in degrees (WGS 84). */
data class MapPoint(
    val lat: Double,
    val lon: Double,
)

/** A stop with the number that people call it by. */
data class MapStop(
    val at: MapPoint,
    val number: Int,
)

/** An observation on the map; [id] is what a tap on it answers. */
data class MapObservation(
    val id: String,
    val at: MapPoint,
    val kind: Kind,
)

/** The squares of the area that the groups came near: their middles, and their side in metres. */
data class Covered(
    val middles: List<MapPoint>,
    val sideM: Double,
)

/** Where this phone is, and how sure that is. */
data class OwnPosition(
    val at: MapPoint,
    val accuracyM: Double,
)

/** Everything that a map of a walk shows; between two segments of a track lies a gap, where nothing is drawn. */
data class MapContent(
    val words: MapWords,
    val area: List<MapPoint> = emptyList(),
    val routes: List<List<MapPoint>> = emptyList(),
    val covered: Covered? = null,
    val trackSegments: List<List<MapPoint>> = emptyList(),
    val stops: List<MapStop> = emptyList(),
    val observations: List<MapObservation> = emptyList(),
    val ownPosition: OwnPosition? = null,
    val basemap: Basemap? = null,
) {
    /** Where a track ends before a gap and begins after it. */
    fun gapEnds(): List<MapPoint> =
        trackSegments.filter { it.isNotEmpty() }.zipWithNext { before, after -> listOf(before.last(), after.first()) }.flatten()

    /** All points that the map is to hold when it fits. */
    fun points(): List<MapPoint> =
        area + routes.flatten() + trackSegments.flatten() + stops.map { it.at } + observations.map { it.at } +
            listOfNotNull(ownPosition?.at)
}

/** What a screen reader says of the map and of its buttons. */
data class MapWords(
    val description: String,
    val zoomIn: String,
    val zoomOut: String,
    val showAll: String,
)
