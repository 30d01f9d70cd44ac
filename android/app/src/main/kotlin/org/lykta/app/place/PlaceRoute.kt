package org.lykta.app.place

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import org.lykta.app.core.Acts
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.nav.Way
import org.lykta.app.observation.Shown
import org.lykta.app.observation.rememberWriting
import org.lykta.app.observation.shown
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.app.ui.map.MapContent
import org.lykta.app.ui.map.MapPoint
import org.lykta.app.walk.point
import org.lykta.bindings.ObservationEdit
import org.lykta.core.Clearable
import org.lykta.core.EntityId
import org.lykta.core.LatLon
import org.lykta.core.PlaceSource
import org.lykta.core.Spot

/** What an observation is tied to, kept as it is chosen. */
@Composable
fun PlaceRoute(
    observation: EntityId,
    way: Way,
) {
    val shown by LocalCore.current.reading(null, observation) { it.shown(observation) }
    var cross by rememberSaveable(stateSaver = MapPointSaver) { mutableStateOf<MapPoint?>(null) }

    fun back() {
        if (cross == null) way.back() else cross = null
    }
    BackHandler(cross != null, ::back)
    Page(LocalSay.current(if (cross == null) "place-title" else "place-point"), ::back, scrolls = cross == null) {
        Read(shown) { here ->
            val at = cross
            if (at == null) Place(here, way) { cross = it } else Pointing(here, at, { cross = it }, way)
        }
    }
}

@Composable
private fun Place(
    shown: Shown,
    way: Way,
    onPoint: (MapPoint) -> Unit,
) {
    val say = LocalSay.current
    val spot = shown.observation.spot
    val acts = rememberActs()
    val id = shown.observation.id
    // The point is known while the screen is open, so that the switch may be turned back.
    var known by rememberSaveable(stateSaver = MapPointSaver) { mutableStateOf(pointOf(spot)?.let { point(it) }) }
    var keepsPoint by rememberSaveable { mutableStateOf(spot !is Spot.Situation || spot.point != null) }

    fun situation(text: String) = acts.choose(id, Spot.Situation(text, known?.takeIf { keepsPoint }?.let(::latLon)))
    val writing =
        rememberWriting((spot as? Spot.Situation)?.text.orEmpty()) { text ->
            // Nothing written is no situation.
            if (text.isNotBlank()) situation(text)
        }

    fun instead(of: Spot) {
        writing.drop()
        pointOf(of)?.let { known = point(it) }
        acts.choose(id, of)
    }
    acts.failed?.let { StatusLine(say.explain(it), Icons.Warning, tone = Tone.Held) }
    val map = shown.map(say)
    PlaceScreen(PlaceState(spot, map, shown.stops, writing.text, keepsPoint.takeIf { known != null })) { event ->
        when (event) {
            PlaceEvent.Point -> {
                onPoint(known ?: map.middle())
            }

            is PlaceEvent.At -> {
                instead(Spot.Place(event.point, null, PlaceSource.STOP))
            }

            is PlaceEvent.Write -> {
                writing.write(event.situation)
            }

            is PlaceEvent.KeepPoint -> {
                keepsPoint = event.keeps
                if (writing.text.isNotBlank()) situation(writing.text)
            }

            PlaceEvent.Unplace -> {
                instead(Spot.Unplaced)
            }

            PlaceEvent.Clear -> {
                writing.drop()
                acts { phone().editObservation(id, ObservationEdit(cleared = listOf(Clearable.SPOT))) }
            }

            PlaceEvent.Done -> {
                way.back()
            }
        }
    }
}

@Composable
private fun ColumnScope.Pointing(
    shown: Shown,
    at: MapPoint,
    onMove: (MapPoint) -> Unit,
    way: Way,
) {
    val say = LocalSay.current
    val acts = rememberActs()
    PointScreen(shown.map(say), landmarks(shown, say), at, onMove) {
        val before = shown.observation.spot
        // What was written of a situation is not lost by pointing.
        val chosen = if (before is Spot.Situation) before.copy(point = latLon(at)) else Spot.Place(latLon(at), null, PlaceSource.MAP)
        acts.choose(shown.observation.id, chosen)
        way.back()
    }
}

/** Ties an observation to something else. */
private fun Acts.choose(
    observation: EntityId,
    spot: Spot,
) = this { phone().editObservation(observation, ObservationEdit(spot = spot)) }

private fun landmarks(
    shown: Shown,
    say: Say,
): List<Landmark> {
    val before = pointOf(shown.observation.spot)?.let { Landmark(say("place-before"), point(it)) }
    return listOfNotNull(before) + shown.stops.mapNotNull { stop -> stop.point?.let { Landmark(say.stop(stop), point(it)) } }
}

private fun MapContent.middle(): MapPoint = points().let { all -> MapPoint(all.map { it.lat }.average(), all.map { it.lon }.average()) }

private fun latLon(at: MapPoint) = LatLon(at.lat, at.lon)

private val MapPointSaver =
    listSaver<MapPoint?, Double>(
        save = { listOfNotNull(it?.lat, it?.lon) },
        restore = { saved -> saved.takeIf { it.size == 2 }?.let { (lat, lon) -> MapPoint(lat, lon) } },
    )
