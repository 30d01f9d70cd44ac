package org.lykta.app.recording

import android.location.Location
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import org.lykta.app.core.Say
import org.lykta.app.ui.map.MapPoint
import org.lykta.app.ui.map.OwnPosition
import org.lykta.bindings.ApiException
import org.lykta.core.EntityId
import org.lykta.core.GapReason
import org.lykta.core.LatLon
import org.lykta.core.PlaceSource
import org.lykta.core.Pulse
import org.lykta.core.Spot

/** How long a position stands for where the phone is, in milliseconds. */
private const val STALE_MS = 60_000L

/** Where the phone was a moment ago. */
data class Position(
    val at: LatLon,
    val accuracyM: Double?,
    val measuredAtMs: Long,
) {
    /** The spot of something that is recorded now; none when the phone no longer knows where it is. */
    fun spot(nowMs: Long): Spot? = if (nowMs - measuredAtMs < STALE_MS) Spot.Place(at, accuracyM, PlaceSource.GNSS) else null

    /** The same on the map. */
    fun own() = OwnPosition(MapPoint(at.lat, at.lon), accuracyM ?: 0.0)
}

/** What the system says of where the phone is. */
internal fun Location.position() = Position(LatLon(latitude, longitude), if (hasAccuracy()) accuracy.toDouble() else null, time)

/** A recording as the service knows it; the screen only looks at it. */
data class RecordingNow(
    val walk: EntityId,
    val track: EntityId,
    val startedAtMs: Long,
    val pulse: Pulse,
    val position: Position? = null,
    val line: List<List<LatLon>> = emptyList(),
    val isLocationOn: Boolean = true,
    val failure: ApiException? = null,
) {
    /** Fixes that were written down. */
    val fixes: Long get() = (pulse.items - pulse.gaps).toLong()

    /** Whether the track was ended, by whomever. */
    val isStopped: Boolean get() = pulse.stopped != null

    /** Positions and gaps in words. */
    fun summary(say: Say): String = say("recording-beats", "fixes" to fixes, "gaps" to pulse.gaps.toLong())

    /** Why nothing is recorded at present, by the name of its words. */
    val trouble: String?
        get() =
            when {
                pulse.resting == GapReason.NoPermission -> "no_permission"
                pulse.resting == GapReason.Paused -> "paused"
                !isLocationOn -> "location_off"
                else -> pulse.resting?.let(::nameOf)
            }
}

private fun nameOf(reason: GapReason): String? =
    when (reason) {
        GapReason.NoFix -> "no_fix"
        GapReason.OutsideArea -> "outside_area"
        GapReason.Killed -> "killed"
        else -> null
    }

/** What is being recorded by this app, for its screens. */
class Recorder {
    private val state = MutableStateFlow<RecordingNow?>(null)
    private val refusal = MutableStateFlow<ApiException?>(null)

    /** The recording under way; none while nothing is recorded. */
    val now: StateFlow<RecordingNow?> = state

    /** Why the last recording could not begin; none once one has. */
    val refused: StateFlow<ApiException?> = refusal

    /** Whether a walk is being recorded, resting or not. */
    internal fun isRecording(walk: EntityId): Boolean = state.value.let { it != null && it.walk == walk && !it.isStopped }

    internal fun tell(now: RecordingNow?) {
        state.value = now
        if (now != null) refusal.value = null
    }

    internal fun refuse(error: ApiException) {
        refusal.value = error
    }
}
