package org.lykta.app.walk

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.app.nav.Screen
import org.lykta.app.ui.Page
import org.lykta.core.Role
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class WalkScreenTest : ScreenTest() {
    private var walk by mutableStateOf(EXAMPLE_WALK)
    private var started = 0
    private val went = mutableListOf<Screen>()

    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-walk-$name", languages = LANGUAGES, content = content)

    @Test fun planned() = draw("planned") { WalkPlanned() }

    @Test fun underWay() = draw("under-way") { WalkUnderWay() }

    @Test fun ended() = draw("ended") { WalkEnded() }

    @Test fun cancelled() = draw("cancelled") { WalkCancelled() }

    @Test fun beforeItsMap() = draw("before-its-map") { WalkBeforeItsMap() }

    @Test fun ofAParticipant() = draw("participant") { WalkOfAParticipant() }

    @Test fun ofACoordinator() = draw("coordinator") { WalkOfACoordinator() }

    @Test fun withoutNetwork() = draw("without-network") { WalkWithoutNetwork() }

    @Test
    fun aWalkIsStartedOnceAndGoneOnWithAfterwards() {
        show()
        presses("walk-start")
        walk = EXAMPLE_WALK.copy(startedAt = EXAMPLE_EVENING_MS)
        presses("walk-go_on")
        walk = walk.copy(endedAt = EXAMPLE_EVENING_MS)
        presses("walk-record")
        assertEquals(1, started)
        assertEquals(listOf(Screen.RECORDING, Screen.RECORDING), went)
    }

    @Test
    fun onlyItsLeaderInvitesAndCounts() {
        show()
        listOf("walk-attendance", "walk-conditions", "walk-invite", "walk-review", "walk-sync", "notice-title").forEach(::presses)
        assertEquals(listOf(Screen.ATTENDANCE, Screen.CONDITIONS, Screen.INVITE, Screen.REVIEW, Screen.SYNC, Screen.NOTICE), went)
        walk = EXAMPLE_WALK.copy(role = Role.PARTICIPANT)
        rule.waitForIdle()
        listOf("walk-attendance", "walk-conditions", "walk-invite", "walk-start", "walk-guide").forEach {
            rule.onNodeWithText(it).assertDoesNotExist()
        }
        presses("walk-record")
    }

    private fun show() = rule.setContent { Page("", null) { WalkScreen(walk, { started++ }) { went += it } } }

    private fun presses(text: String) {
        rule.onNodeWithText(text).performScrollTo().performClick()
        rule.waitForIdle()
    }
}
