package org.lykta.app.walk

import org.lykta.app.core.Say
import org.lykta.app.ui.Kind
import org.lykta.app.ui.map.Basemap
import org.lykta.app.ui.map.Covered
import org.lykta.app.ui.map.MapContent
import org.lykta.app.ui.map.MapObservation
import org.lykta.app.ui.map.MapPoint
import org.lykta.app.ui.map.MapStop
import org.lykta.app.ui.map.MapWords
import org.lykta.app.ui.map.OwnPosition
import org.lykta.bindings.WalkView
import org.lykta.core.LatLon
import org.lykta.core.ObservationKind
import org.lykta.core.ObservationView
import org.lykta.core.Spot
import org.lykta.core.Walked

/** What the map of a walk shows. */
fun mapOf(
    walk: WalkView,
    say: Say,
    observations: List<ObservationView> = emptyList(),
    track: List<List<LatLon>> = emptyList(),
    walked: Walked? = null,
    own: OwnPosition? = null,
): MapContent {
    // Whoever is in no group sees them all.
    val groups = walk.groups.filter { walk.group == null || it.id == walk.group }
    return MapContent(
        words = mapWords(say, observations.size),
        area = walk.area.map(::point),
        routes = groups.map { group -> group.route.map(::point) }.filter { it.isNotEmpty() },
        covered = walked?.let { Covered(it.covered.map(::point), it.cellM) },
        trackSegments = track.map { line -> line.map(::point) },
        stops = groups.flatMap { it.stops }.mapNotNull { stop -> stop.point?.let { MapStop(point(it), stop.number.toInt()) } },
        observations = observations.mapNotNull(::marker),
        ownPosition = own,
        basemap = walk.basemap?.let { map -> map.path?.let { Basemap(it, map.attribution) } },
    )
}

/** A point of the core's on the map. */
fun point(at: LatLon) = MapPoint(at.lat, at.lon)

/** The kind's sign. */
fun kindOf(kind: ObservationKind) = Kind.valueOf(kind.name)

private fun marker(observation: ObservationView): MapObservation? {
    val at =
        when (val spot = observation.spot) {
            is Spot.Place -> spot.point
            is Spot.Situation -> spot.point
            else -> null
        }
    val kind = observation.kind
    return if (at == null || kind == null) null else MapObservation(observation.id, point(at), kindOf(kind))
}

private fun mapWords(
    say: Say,
    observations: Int,
) = MapWords(say("map-walk", "observations" to observations), say("map-zoom_in"), say("map-zoom_out"), say("map-show_all"))
