package org.lykta.app.recording

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.observation.EXAMPLE_OBSERVATIONS
import org.lykta.app.ui.Page
import org.lykta.app.walk.EXAMPLE_EVENING_MS
import org.lykta.app.walk.EXAMPLE_STOPS
import org.lykta.app.walk.EXAMPLE_WALK
import org.lykta.app.walk.EXAMPLE_WALKED
import org.lykta.app.walk.exampleNear
import org.lykta.app.walk.mapOf
import org.lykta.bindings.ApiException
import org.lykta.core.GapReason
import org.lykta.core.ObservationKind
import org.lykta.core.Pulse
import org.lykta.core.StopReason
import org.lykta.core.Warning

/** A recording that goes well. */
private val GOING =
    RecordingNow(
        walk = EXAMPLE_WALK.walk,
        track = "track",
        startedAtMs = EXAMPLE_EVENING_MS,
        pulse = pulse(),
        position = Position(exampleNear(2, 1), 6.0, EXAMPLE_EVENING_MS),
        line = EXAMPLE_WALKED.lines,
    )

private fun pulse(
    resting: GapReason? = null,
    stopped: StopReason? = null,
    items: Int = 1_840,
) = Pulse(items.toULong(), 2u, resting, stopped)

@Composable
private fun Shown(change: (RecordingState) -> RecordingState) =
    Page(LocalSay.current("recording-title"), {}) {
        val map = mapOf(EXAMPLE_WALK, LocalSay.current, EXAMPLE_OBSERVATIONS, GOING.line, EXAMPLE_WALKED, GOING.position?.own())
        RecordingScreen(change(RecordingState(true, GOING, true, 31, map, EXAMPLE_STOPS.last(), coveredPercent = 34))) {}
    }

@Composable
private fun Shown(now: RecordingNow?) = Shown { it.copy(now = now) }

@Preview
@Composable
internal fun RecordingBeats() = Shown(GOING)

@Preview
@Composable
internal fun RecordingSearches() = Shown(GOING.copy(pulse = pulse(items = 2), position = null))

@Preview
@Composable
internal fun RecordingNoted() = Shown { it.copy(noted = ObservationKind.UNSAFE) }

@Preview
@Composable
internal fun RecordingSilent() = Shown { it.copy(now = GOING.copy(pulse = pulse(GapReason.NoFix)), warnings = listOf(Warning.BATTERY_LOW)) }

@Preview
@Composable
internal fun RecordingPaused() = Shown(GOING.copy(pulse = pulse(GapReason.Paused)))

@Preview
@Composable
internal fun RecordingOutside() = Shown(GOING.copy(pulse = pulse(GapReason.OutsideArea)))

@Preview
@Composable
internal fun RecordingLocationOff() = Shown(GOING.copy(isLocationOn = false))

@Preview
@Composable
internal fun RecordingForbidden() = Shown { it.copy(isPermitted = false, now = null) }

@Preview
@Composable
internal fun RecordingUnwritten() = Shown(GOING.copy(failure = ApiException.StorageFull()))

@Preview
@Composable
internal fun RecordingOverdue() = Shown { it.copy(now = GOING.copy(pulse = pulse(stopped = StopReason.OVERDUE)), isOver = true) }

@Preview
@Composable
internal fun RecordingOver() = Shown { it.copy(now = null, isOver = true) }

@Preview
@Composable
internal fun RecordingRefused() = Shown { it.copy(now = null, refused = ApiException.StorageFull()) }

@Preview
@Composable
internal fun RecordingBegins() = Shown(null)

@Preview
@Composable
internal fun RecordingWarned() = Shown { it.copy(warnings = Warning.entries) }

@Preview
@Composable
internal fun RecordingUntaken() = Shown { it.copy(noted = ObservationKind.UNSAFE, untaken = mapOf("observation" to 2)) }

@Preview
@Composable
internal fun RecordingOfAParticipant() = Shown { it.copy(records = false, now = null, nextStop = null, coveredPercent = null) }
