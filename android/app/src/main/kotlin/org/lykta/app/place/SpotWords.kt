package org.lykta.app.place

import org.lykta.app.core.Say
import org.lykta.app.core.capitalised
import org.lykta.bindings.StopView
import org.lykta.core.LatLon
import org.lykta.core.PlaceSource
import org.lykta.core.Spot
import kotlin.math.roundToInt

/** What an observation is tied to, in words. */
fun Say.spot(
    spot: Spot?,
    stops: List<StopView>,
): String =
    when (spot) {
        is Spot.Place -> place(spot, stops)
        is Spot.Situation -> spot.text
        is Spot.Unplaced -> this("spot-unplaced")
        null -> this("observation-where-none")
    }.capitalised()

private fun Say.place(
    place: Spot.Place,
    stops: List<StopView>,
): String {
    val known =
        when (place.source) {
            PlaceSource.GNSS -> place.accuracyM?.let { this("observation-where-gnss", "metres" to it.roundToInt()) }
            PlaceSource.STOP -> stopAt(place, stops)?.let { stop(it) }
            PlaceSource.MAP -> null
        }
    return known ?: this("source-${place.source.name.lowercase()}")
}

/** A stop as people call it. */
fun Say.stop(stop: StopView): String {
    val name = stop.name?.takeIf { it.isNotBlank() }
    val number = stop.number.toInt()
    return if (name == null) this("place-stop", "number" to number) else this("place-stop_named", "number" to number, "name" to name)
}

/** The stop at which a place was chosen. */
internal fun stopAt(
    spot: Spot?,
    stops: List<StopView>,
): StopView? =
    (spot as? Spot.Place)?.takeIf { it.source == PlaceSource.STOP }?.let { place ->
        stops.firstOrNull { it.point == place.point }
    }

/** The point of a spot, if it has one. */
internal fun pointOf(spot: Spot?): LatLon? =
    when (spot) {
        is Spot.Place -> spot.point
        is Spot.Situation -> spot.point
        else -> null
    }
