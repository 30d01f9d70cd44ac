package org.lykta.app.join

import android.content.Intent
import android.net.Uri
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performClick
import androidx.test.platform.app.InstrumentationRegistry
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.lykta.app.MainActivity
import org.lykta.app.lykta
import org.lykta.app.recording.RecordingService
import org.lykta.app.startsAWalk
import org.lykta.app.waitFor
import org.lykta.core.Role
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** A link that is tapped in another app while this one records. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "sv-w360dp-h1500dp-xhdpi")
class TappedLinkTest {
    @get:Rule val rule = createAndroidComposeRule<MainActivity>()

    private val app get() = rule.activity.lykta
    private val recorded get() = app.recorder.now.value!!

    @Before
    fun records() {
        RecordingService.begin(app, app.startsAWalk())
        Robolectric.buildService(RecordingService::class.java, shadowOf(app).nextStartedService).create().startCommand(0, 1)
        rule.waitFor("a recording") { app.recorder.now.value != null }
        tap(Intent(app, MainActivity::class.java).setAction(MainActivity.RECORDING))
        sees("Inspelning")
    }

    @Test
    fun aLinkToAnotherWalkJoinsItAndTheRecordingGoesOn() {
        val (walk, track) = recorded.walk to recorded.track
        tap(OTHER_LINK)
        sees("Du går med på Skolans vandring som deltagare.")
        sees("Inspelningen av den andra vandringen fortsätter.")
        rule.onNode(hasText("Gå med").and(hasClickAction())).performClick()
        sees("Jag har läst – börja")
        assertEquals(listOf(walk, track), listOf(recorded.walk, recorded.track))
        assertNull(recorded.trouble.takeUnless { it == "no_fix" })
        rule.onNodeWithContentDescription("Tillbaka").performClick()
        sees("Inspelning")
        rule.waitFor("the recording's handles") { isOnScreen("Pausa") }
        assertEquals(track, recorded.track)
    }

    @Test
    fun aLinkToTheSameWalkDoesNotTakeTheLeadersRoleInTheMiddle() {
        tap(PARTICIPANT_LINK)
        sees("Den här vandringen spelas in på din telefon.")
        rule.onNode(hasText("Gå med", substring = true).and(hasClickAction())).assertDoesNotExist()
        rule.onNode(hasText("Tillbaka till inspelningen").and(hasClickAction())).performClick()
        rule.waitFor("the recording's handles") { isOnScreen("Pausa") }
        assertEquals(
            Role.LEADER,
            runBlocking {
                app.core
                    .phone()
                    .showWalk(recorded.walk)
                    .role
            },
        )
    }

    @Test
    fun theListOfRecentAppsDoesNotOpenAnOldLinkOnceMore() {
        tap(tapped(OTHER_LINK).addFlags(Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY))
        rule.waitForIdle()
        assertEquals(false, isOnScreen("Du går med på"))
    }

    private fun tap(link: String) = tap(tapped(link))

    private fun tapped(link: String) = Intent(Intent.ACTION_VIEW, Uri.parse(link))

    private fun tap(intent: Intent) =
        rule.runOnUiThread { InstrumentationRegistry.getInstrumentation().callActivityOnNewIntent(rule.activity, intent) }

    private fun sees(text: String) = rule.waitFor("the text: $text") { isOnScreen(text) }

    private fun isOnScreen(text: String) = rule.onAllNodes(hasText(text, substring = true)).fetchSemanticsNodes().isNotEmpty()

    private companion object {
        const val OTHER_LINK =
            "https://lykta.exempel.se/join#AQGiJfwu03MfmXWgNcfWxpsBoiX8LtN04rkADOvIE9pPBAHIu1xiSuJN18LMOo6gR6PQEeG5qtn8PJXYV1s&n=Skolans%20vandring&l=sv&f=1"
    }
}
