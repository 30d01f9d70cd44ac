package org.lykta.app.invite

import android.app.Activity
import androidx.activity.compose.LocalActivity
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.bindings.InvitationView
import org.lykta.core.Role
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class InviteScreenTest : ScreenTest() {
    private var activity: Activity? = null
    private val brightness get() = activity!!.window.attributes.screenBrightness

    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-$name", languages = LANGUAGES, content = content)

    @Test fun participants() = draw("invite") { InviteParticipants() }

    @Test fun heardYesterday() = draw("invite-yesterday") { InviteHeardYesterday() }

    @Test fun withoutShortCode() = draw("invite-without-code") { InviteWithoutShortCode() }

    @Test fun nobody() = draw("invite-empty") { InviteNobody() }

    @Test
    fun theScreenIsBrightWhileACodeIsShownAndAsBeforeAfterwards() {
        var invitations by mutableStateOf(emptyList<InvitationView>())
        rule.setContent {
            activity = LocalActivity.current
            InviteScreen(invitations, nowMs = 0) {}
        }
        rule.runOnUiThread { activity!!.window.apply { attributes = attributes.apply { screenBrightness = 0.3f } } }
        assertEquals(0.3f, brightness)
        invitations = listOf(EXAMPLE_INVITATION)
        rule.waitForIdle()
        assertEquals(1f, brightness)
        invitations = emptyList()
        rule.waitForIdle()
        assertEquals(0.3f, brightness)
    }

    @Test
    fun theOneThatWasChosenIsShared() {
        val shared = mutableListOf<Role>()
        val all = listOf(EXAMPLE_INVITATION, EXAMPLE_INVITATION.copy(role = Role.NOTE_TAKER))
        rule.setContent { Column(Modifier.verticalScroll(rememberScrollState())) { InviteScreen(all, nowMs = 0) { shared += it.role } } }
        presses("invite-share")
        presses("Role-note_taker · Norra gruppen")
        presses("invite-share")
        assertEquals(listOf(Role.PARTICIPANT, Role.NOTE_TAKER), shared)
    }

    @Test
    fun theCodeIsSpokenLetterByLetterAndTheLinkIsNotShown() {
        rule.setContent {
            Column(
                Modifier.verticalScroll(rememberScrollState()),
            ) { InviteScreen(listOf(EXAMPLE_INVITATION), nowMs = 0) {} }
        }
        rule.onNodeWithContentDescription("code-code: A B 1 2 - C D 3 4").assertExists()
        rule.onNodeWithText("/join#", substring = true).assertDoesNotExist()
    }

    private fun presses(text: String) {
        rule.onNode(hasText(text).and(hasClickAction())).performScrollTo().performClick()
    }
}
