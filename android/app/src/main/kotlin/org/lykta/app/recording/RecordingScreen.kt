package org.lykta.app.recording

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.observation.UntakenElsewhere
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.app.ui.map.MapContent
import org.lykta.app.ui.map.WalkMap
import org.lykta.bindings.ApiException
import org.lykta.bindings.StopView
import org.lykta.core.EntityId
import org.lykta.core.ObservationKind
import org.lykta.core.Warning

/** What the screen of a recording shows. */
data class RecordingState(
    val records: Boolean,
    val now: RecordingNow?,
    val isPermitted: Boolean,
    val minutes: Long,
    val map: MapContent,
    val nextStop: StopView? = null,
    val warnings: List<Warning> = emptyList(),
    val noted: ObservationKind? = null,
    val coveredPercent: Int? = null,
    val failed: ApiException? = null,
    /** The track is over: no more of it is recorded unless the person wants it. */
    val isOver: Boolean = false,
    /** Why recording could not begin. */
    val refused: ApiException? = null,
    /** Photos that did not get into the core, so many an observation. */
    val untaken: Map<EntityId, Int> = emptyMap(),
)

/** What a person does on it. */
sealed interface RecordingEvent {
    data class Note(
        val kind: ObservationKind,
    ) : RecordingEvent

    data object Photo : RecordingEvent

    data object PhotoOfNoted : RecordingEvent

    data object Open : RecordingEvent

    data class OpenOther(
        val observation: EntityId,
    ) : RecordingEvent

    data object Undo : RecordingEvent

    data object Again : RecordingEvent

    data object Mend : RecordingEvent

    data object Pause : RecordingEvent

    data object Unpause : RecordingEvent

    data object End : RecordingEvent

    data object Reached : RecordingEvent
}

/** The walk while it is recorded: whether the track is, where the group is, and three large buttons. */
@Composable
fun RecordingScreen(
    state: RecordingState,
    on: (RecordingEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    if (state.records) PulsePanel(state, on)
    state.failed?.let { StatusLine(LocalSay.current.explain(it), Icons.Warning, tone = Tone.Held) }
    UntakenElsewhere(state.untaken) { on(RecordingEvent.OpenOther(it)) }
    state.warnings.forEach { StatusLine(LocalSay.current("warning-${it.name.lowercase()}"), Icons.Warning, tone = Tone.Wait) }
    if (state.map.points().isNotEmpty()) WalkMap(state.map, Modifier.fillMaxWidth().height(200.dp))
    state.coveredPercent?.let { Text(LocalSay.current("recording-covered", "percent" to it), style = MaterialTheme.typography.bodyLarge) }
    // What was noted stands below: the buttons stay where the thumb is.
    KindButtons(on)
    state.noted?.let { Noted(it, on) }
    state.nextStop?.let { NextStop(it, on) }
    if (state.records) Handles(state.now, on)
}

@Composable
private fun Noted(
    kind: ObservationKind,
    on: (RecordingEvent) -> Unit,
) {
    val say = LocalSay.current
    StatusLine(say("recording-noted", "kind" to say("kind-${kind.name.lowercase()}")), Icons.Check, tone = Tone.Good)
    BigButton(say("observation-words"), Icons.Pen, { on(RecordingEvent.Open) }, rank = ButtonRank.Secondary)
    BigButton(say("recording-photo_of"), Icons.Camera, { on(RecordingEvent.PhotoOfNoted) }, rank = ButtonRank.Secondary)
    BigButton(say("phone-undo"), Icons.Undo, { on(RecordingEvent.Undo) }, rank = ButtonRank.Secondary)
}

@Composable
private fun NextStop(
    stop: StopView,
    on: (RecordingEvent) -> Unit,
) {
    val say = LocalSay.current
    val name = listOfNotNull(stop.number.toString(), stop.name).joinToString(" ")
    Text(say("recording-next_stop", "stop" to name), style = MaterialTheme.typography.titleMedium)
    BigButton(say("recording-reached"), Icons.Check, { on(RecordingEvent.Reached) }, rank = ButtonRank.Secondary)
}

/** A walk can be ended whatever became of its track. */
@Composable
private fun Handles(
    now: RecordingNow?,
    on: (RecordingEvent) -> Unit,
) {
    val say = LocalSay.current
    val isGoing = now != null && !now.isStopped
    if (isGoing && now.trouble == "paused") {
        BigButton(say("recording-unpause"), Icons.Lantern, { on(RecordingEvent.Unpause) })
    } else if (isGoing) {
        BigButton(say("recording-pause"), Icons.Pause, { on(RecordingEvent.Pause) }, rank = ButtonRank.Secondary)
    }
    BigButton(say("recording-end"), Icons.Stop, { on(RecordingEvent.End) }, rank = ButtonRank.Danger)
}
