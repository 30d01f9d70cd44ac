package org.lykta.app.place

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.observation.Choices
import org.lykta.app.observation.SwitchLine
import org.lykta.app.observation.WritingField
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.app.ui.map.MapContent
import org.lykta.app.ui.map.WalkMap
import org.lykta.bindings.StopView
import org.lykta.core.LatLon
import org.lykta.core.Spot

/** What the screen shows: what the observation is tied to, and what it may be tied to instead. */
data class PlaceState(
    val spot: Spot?,
    val map: MapContent,
    val stops: List<StopView>,
    val situation: String,
    /** Whether a situation is kept together with a point, where there is one. */
    val keepsPoint: Boolean?,
)

/** What a person does on it. */
sealed interface PlaceEvent {
    data object Point : PlaceEvent

    data class At(
        val stop: StopView,
        val point: LatLon,
    ) : PlaceEvent

    data class Write(
        val situation: String,
    ) : PlaceEvent

    data class KeepPoint(
        val keeps: Boolean,
    ) : PlaceEvent

    data object Unplace : PlaceEvent

    /** What was chosen is chosen no longer: nothing is known of the place. */
    data object Clear : PlaceEvent

    data object Done : PlaceEvent
}

/** Where it is: on the map, at a stop, in a situation or nowhere in particular. */
@Composable
fun PlaceScreen(
    state: PlaceState,
    on: (PlaceEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    Text(say.spot(state.spot, state.stops), style = MaterialTheme.typography.titleMedium)
    OnTheMap(state.map, on)
    AtAStop(state, on)
    InASituation(state, on)
    PartTitle(say("place-nowhere"))
    Choices(listOf(Spot.Unplaced), setOfNotNull(state.spot), { say("spot-unplaced") }) {
        on(if (state.spot is Spot.Unplaced) PlaceEvent.Clear else PlaceEvent.Unplace)
    }
    BigButton(say("place-done"), Icons.Check, { on(PlaceEvent.Done) }, rank = ButtonRank.Secondary)
}

@Composable
private fun OnTheMap(
    map: MapContent,
    on: (PlaceEvent) -> Unit,
) {
    val say = LocalSay.current
    if (map.points().isEmpty()) return StatusLine(say("place-no_map"), Icons.Clock, tone = Tone.Wait)
    PlaceMap(map)
    BigButton(say("place-point"), Icons.Pin, { on(PlaceEvent.Point) })
}

/** The small map of a place; what it shows is said beside it. */
@Composable
internal fun PlaceMap(map: MapContent) {
    val described = map.copy(words = map.words.copy(description = LocalSay.current("place-map")))
    WalkMap(described, Modifier.fillMaxWidth().height(220.dp).clip(MaterialTheme.shapes.medium))
}

@Composable
private fun AtAStop(
    state: PlaceState,
    on: (PlaceEvent) -> Unit,
) {
    val say = LocalSay.current
    val stops = state.stops.filter { it.point != null }
    if (stops.isEmpty()) return
    PartTitle(say("place-stops"))
    val chosen = stopAt(state.spot, stops)
    Choices(stops, setOfNotNull(chosen), say::stop) { stop ->
        stop.point?.let { on(if (stop == chosen) PlaceEvent.Clear else PlaceEvent.At(stop, it)) }
    }
}

@Composable
private fun InASituation(
    state: PlaceState,
    on: (PlaceEvent) -> Unit,
) {
    val say = LocalSay.current
    PartTitle(say("place-situation"))
    WritingField(say("place-situation-words"), state.situation, say("place-situation-hint")) { on(PlaceEvent.Write(it)) }
    state.keepsPoint?.let { keeps -> SwitchLine(say("place-situation-keep_point"), keeps) { on(PlaceEvent.KeepPoint(it)) } }
}
