package org.lykta.app.join

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.bindings.LinkView
import org.lykta.core.Role
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class JoinScreenTest : ScreenTest() {
    private val events = mutableListOf<JoinEvent>()

    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-join-$name", languages = LANGUAGES, content = content)

    @Test fun ways() = draw("ways") { JoinWays() }

    @Test fun pasted() = draw("pasted") { JoinPasted() }

    @Test fun wrong() = draw("wrong") { JoinWrong() }

    @Test fun found() = draw("found") { JoinFound() }

    @Test fun foundUnnamed() = draw("found-unnamed") { JoinFoundUnnamed() }

    @Test fun known() = draw("known") { JoinKnown() }

    @Test fun knownOtherwise() = draw("known-otherwise") { JoinKnownOtherwise() }

    @Test fun whileRecordingAnother() = draw("recording-another") { JoinWhileRecordingAnother() }

    @Test fun whileRecordingThis() = draw("recording-this") { JoinWhileRecordingThis() }

    @Test fun failed() = draw("failed") { JoinFailed() }

    @Test
    fun everyWayInIsPressed() {
        rule.setContent { JoinScreen(JoinState()) { events += it } }
        listOf("join-scan", "join-code", "join-paste").forEach { presses(it) }
        rule.onNode(hasSetTextAction()).performTextInput("x")
        assertEquals(listOf(JoinEvent.Scan, JoinEvent.TypeCode, JoinEvent.Paste, JoinEvent.Write("x")), events)
    }

    @Test
    fun aLinkThatWasGivenIsNotShownAsText() {
        rule.setContent { JoinScreen(JoinState(PARTICIPANT_LINK, isGiven = true, found = LINK)) { events += it } }
        rule.onNodeWithText("lykta.exempel.se", substring = true).assertDoesNotExist()
        presses("join-go")
        assertEquals(listOf(JoinEvent.Join), events)
    }

    @Test
    fun whoRecordsTheWalkGoesBackToIt() {
        var recorded by mutableStateOf(Recorded.ANOTHER)
        rule.setContent { JoinScreen(JoinState(LEADER_LINK, isGiven = true, found = LINK, recorded = recorded)) { events += it } }
        rule.onNodeWithText("join-go").assertExists()
        recorded = Recorded.THIS_WALK
        rule.waitForIdle()
        rule.onNodeWithText("join-go").assertDoesNotExist()
        presses("walk-go_on")
        assertEquals(listOf(JoinEvent.GoToRecording), events)
    }

    @Test
    fun aLinkIsFoundInAWholeMessage() {
        val link = linkIn("Hej! Följ med ikväll:\n$PARTICIPANT_LINK\nVi ses")
        assertEquals(PARTICIPANT_LINK, link?.text)
        assertEquals(Role.PARTICIPANT, link?.view?.role)
        assertEquals("Kvällsvandring", link?.view?.walkName)
        assertNull(linkIn("Hej! https://exempel.se/join#hej"))
        assertNull(linkIn(""))
    }

    private fun presses(text: String) {
        rule.onNode(hasText(text).and(hasClickAction())).performClick()
    }

    private companion object {
        val LINK = LinkView("walk", "Kvällsvandring", Role.PARTICIPANT, "https://lykta.exempel.se")
    }
}
