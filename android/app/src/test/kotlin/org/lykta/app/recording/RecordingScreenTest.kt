package org.lykta.app.recording

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.core.LocalSay
import org.lykta.app.draw
import org.lykta.app.ui.Page
import org.lykta.app.walk.EXAMPLE_STOPS
import org.lykta.app.walk.EXAMPLE_WALK
import org.lykta.app.walk.mapOf
import org.lykta.core.GapReason
import org.lykta.core.ObservationKind
import org.lykta.core.Pulse
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class RecordingScreenTest : ScreenTest() {
    private val events = mutableListOf<RecordingEvent>()

    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-recording-$name", languages = LANGUAGES, content = content)

    @Test fun beats() = draw("beats") { RecordingBeats() }

    @Test fun searches() = draw("searches") { RecordingSearches() }

    @Test fun noted() = draw("noted") { RecordingNoted() }

    @Test fun silent() = draw("silent") { RecordingSilent() }

    @Test fun paused() = draw("paused") { RecordingPaused() }

    @Test fun outside() = draw("outside") { RecordingOutside() }

    @Test fun locationOff() = draw("location-off") { RecordingLocationOff() }

    @Test fun forbidden() = draw("forbidden") { RecordingForbidden() }

    @Test fun unwritten() = draw("unwritten") { RecordingUnwritten() }

    @Test fun refused() = draw("refused") { RecordingRefused() }

    @Test fun over() = draw("over") { RecordingOver() }

    @Test fun overdue() = draw("overdue") { RecordingOverdue() }

    @Test fun begins() = draw("begins") { RecordingBegins() }

    @Test fun warned() = draw("warned") { RecordingWarned() }

    @Test fun untaken() = draw("untaken") { RecordingUntaken() }

    @Test fun ofAParticipant() = draw("participant") { RecordingOfAParticipant() }

    @Test
    fun oneTapIsAnObservation() {
        show { it }
        listOf("recording-unsafe", "recording-photo", "recording-reached", "recording-pause", "recording-end").forEach(::presses)
        assertEquals(
            listOf(
                RecordingEvent.Note(ObservationKind.UNSAFE),
                RecordingEvent.Photo,
                RecordingEvent.Reached,
                RecordingEvent.Pause,
                RecordingEvent.End,
            ),
            events,
        )
    }

    @Test
    fun whatWasNotedIsToldMoreOfOrTakenBack() {
        show { it.copy(noted = ObservationKind.SAFE) }
        listOf("observation-words", "recording-photo_of", "phone-undo").forEach(::presses)
        assertEquals(listOf(RecordingEvent.Open, RecordingEvent.PhotoOfNoted, RecordingEvent.Undo), events)
    }

    @Test
    fun aPauseIsEndedAndTheWalkToo() {
        show { it.copy(now = NOW.copy(pulse = Pulse(9u, 1u, GapReason.Paused, null))) }
        listOf("recording-unpause", "recording-end").forEach(::presses)
        assertEquals(listOf(RecordingEvent.Unpause, RecordingEvent.End), events)
    }

    @Test
    fun withoutPermissionNothingPretendsToRecord() {
        show { it.copy(isPermitted = false, now = null) }
        rule.onNodeWithText("recording-beats", substring = true).assertDoesNotExist()
        rule.onNodeWithText("recording-pause").assertDoesNotExist()
        listOf("recording-permission-ask", "recording-end").forEach(::presses)
        assertEquals(listOf(RecordingEvent.Mend, RecordingEvent.End), events)
    }

    private fun show(change: (RecordingState) -> RecordingState) =
        rule.setContent {
            val state = RecordingState(true, NOW, true, 1, mapOf(EXAMPLE_WALK, LocalSay.current), EXAMPLE_STOPS.last())
            Page("", null) { RecordingScreen(change(state)) { events += it } }
        }

    private fun presses(text: String) {
        rule.onNodeWithText(text).performScrollTo().performClick()
        rule.waitForIdle()
    }

    private companion object {
        val NOW = RecordingNow("walk", "track", 0, Pulse(9u, 0u, null, null))
    }
}
