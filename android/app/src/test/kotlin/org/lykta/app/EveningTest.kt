package org.lykta.app

import android.Manifest
import android.content.Intent
import android.location.LocationManager
import android.os.Looper
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.lykta.app.join.scan.frameOf
import org.lykta.app.join.scan.readCode
import org.lykta.app.recording.RecordingService
import org.lykta.bindings.Phone
import org.lykta.bindings.PhotoDraft
import org.lykta.core.ObservationKind
import org.lykta.core.OpState
import org.lykta.core.Role
import org.lykta.testing.TestServer
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ServiceController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File
import java.time.Duration

/** An evening with the app: join without network, walk, be killed, note, end, send, and let somebody else in. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "sv-w360dp-h1500dp-xhdpi")
class EveningTest {
    @get:Rule(order = 0)
    val server = TestServer()

    @get:Rule(order = 1)
    val folder = TemporaryFolder()

    @get:Rule(order = 2)
    val rule = createAndroidComposeRule<MainActivity>()

    private val app get() = rule.activity.lykta
    private lateinit var service: ServiceController<RecordingService>
    private lateinit var walk: String
    private var seconds = 0

    @Test
    fun anEvening() {
        app.mayLocate()
        joins()
        presses("Börja gå")
        serviceStarts()
        walks(20)
        seesOnScreen("20 positioner, inga avbrott", substring = true)
        notes()
        isKilledAndGoesOn()
        losesItsPermission()
        goesThroughATunnel()
        ends()
        sends()
        letsAnotherIn()
    }

    @Test
    fun anotherWalkEndsTheTrackOfTheFirstAndNoWalk() {
        app.mayLocate()
        val phone = runBlocking { app.core.phone() }
        val (first, second) = listOf(server.leaderLink, server.plan()).map { runBlocking { phone.join(it) } }
        RecordingService.begin(app, first)
        serviceStarts()
        walks(5)
        RecordingService.begin(app, second)
        service.withIntent(nextOrder()).startCommand(0, 2)
        rule.waitFor("the other walk") {
            app.recorder.now.value!!
                .walk == second
        }
        runBlocking {
            assertEquals(emptyList<String>(), phone.openRecordings(first))
            assertEquals(null, phone.showWalk(first).endedAt)
            assertEquals(1, phone.openRecordings(second).size)
        }
    }

    private fun joins() {
        seesOnScreen("Du är inte med på någon vandring än.")
        presses("Gå med på en vandring")
        rule.onNode(hasSetTextAction()).performTextInput(server.leaderLink)
        seesOnScreen("Du går med på Kvällsvandring som samtalsledare.")
        rule.onNode(hasText("Gå med").and(hasClickAction())).performClick()
        presses("Jag har läst – börja")
        seesOnScreen("Väg och grupper kommer när telefonen har nät. Du kan anteckna redan nu.")
    }

    private fun serviceStarts(intent: Intent? = nextOrder()) {
        service = Robolectric.buildService(RecordingService::class.java, intent).create().startCommand(0, 1)
        rule.waitFor("a recording") { app.recorder.now.value != null }
    }

    private fun nextOrder(): Intent {
        rule.waitFor("an order to the service") { shadowOf(app).peekNextStartedService() != null }
        return shadowOf(app).nextStartedService
    }

    /** A position a second, north along a street. */
    private fun walks(fixes: Int) {
        val before =
            app.recorder.now.value!!
                .fixes
        repeat(fixes) {
            seconds++
            app.isLocated(seconds)
        }
        rule.waitFor("$fixes positions more") {
            app.recorder.now.value!!
                .fixes == before + fixes
        }
    }

    private fun notes() {
        presses("Otryggt")
        seesOnScreen("Antecknat: otrygg. Fyll i mer nu eller senare.")
        presses("Vad sägs?")
        rule.waitFor("the field") { rule.onAllNodes(hasSetTextAction()).fetchSemanticsNodes().isNotEmpty() }
        rule.onNode(hasText("Vad sägs?").and(hasSetTextAction())).performTextInput("mörkt vid bron")
        presses("Belysning")
        walk =
            app.recorder.now.value!!
                .walk
        val noted =
            runBlocking {
                app.core
                    .phone()
                    .listObservations(walk, 1u)
                    .single()
            }
        runBlocking { app.core.phone().let { it.addPhoto(noted.id, it.newId(), PhotoDraft(jpeg().path)) } }
        // Going back at once keeps what was just written.
        rule.onNodeWithContentDescription("Tillbaka").performClick()
        rule.waitFor("the words") {
            runBlocking {
                app.core
                    .phone()
                    .showObservation(noted.id)
                    .words == "mörkt vid bron"
            }
        }
    }

    private fun jpeg(): File = folder.newFile("camera.jpg").apply { writeBytes(cameraPhoto()) }

    /** The system takes the process; the service is started again without an intent, as it was promised. */
    private fun isKilledAndGoesOn() {
        val track =
            app.recorder.now.value!!
                .track
        service.destroy()
        app.recorder.tell(null)
        serviceStarts(intent = null)
        val now = app.recorder.now.value!!
        assertEquals(track, now.track)
        assertEquals(1uL, now.pulse.gaps)
        walks(5)
    }

    private fun losesItsPermission() {
        shadowOf(app).denyPermissions(Manifest.permission.ACCESS_FINE_LOCATION)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(6))
        rule.waitFor("the loss to be told") {
            app.recorder.now.value!!
                .trouble == "no_permission"
        }
        shadowOf(app).grantPermissions(Manifest.permission.ACCESS_FINE_LOCATION)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(6))
        rule.waitFor("its end") {
            app.recorder.now.value!!
                .trouble == null
        }
        walks(5)
    }

    /** Half a minute without a position, by the core's own clock: the gap says so, and ends with the next position. */
    private fun goesThroughATunnel() {
        val before = gaps()
        rule.waitFor("the silence to be told", timeoutMs = 60_000) {
            shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(5))
            app.recorder.now.value!!
                .trouble == "no_fix"
        }
        seesOnScreen("telefonen hittar inte sin position", substring = true)
        assertEquals(before + 1uL, gaps())
        seconds += 60
        walks(5)
        assertEquals(
            null,
            app.recorder.now.value!!
                .trouble,
        )
    }

    private fun gaps() =
        app.recorder.now.value!!
            .pulse.gaps

    private fun ends() {
        presses("Avsluta")
        rule.onNodeWithText("Avsluta vandringen?").assertExists()
        rule
            .onAllNodes(hasText("Avsluta"))
            .fetchSemanticsNodes()
            .size
            .let { assertTrue(it >= 2) }
        rule.onAllNodes(hasText("Avsluta"))[1].performClick()
        var order = nextOrder()
        while (order.action == null) order = nextOrder()
        service.withIntent(order).startCommand(0, 2)
        rule.waitFor("the end") { app.recorder.now.value == null }
    }

    private fun sends() {
        presses("Skicka och se vad som kommit fram")
        sendsOverABrokenNetwork()
        seesOnScreen("Allt har kommit fram och är synligt.")
        seesOnScreen("Foto 1: synlig", substring = true)
        rule.onNodeWithContentDescription("Tillbaka").performClick()
        seesOnScreen("Grupp: ", substring = true)
        val second = runBlocking { Phone.open(folder.newFolder("second").path, null) }
        runBlocking {
            val walk = second.join(server.leaderLink)
            second.sync(walk)
            val arrived = second.listObservations(walk, 10u).single()
            assertEquals(ObservationKind.UNSAFE, arrived.kind)
            assertEquals("mörkt vid bron", arrived.words)
            assertEquals(OpState.VISIBLE, arrived.photos.single().fileState)
        }
    }

    /** No network first, then one that breaks off again and again: each try brings more over, and nothing is told before it is so. */
    private fun sendsOverABrokenNetwork() {
        server.link.cutAfterBytes = 0
        presses("Skicka nu")
        seesOnScreen("Servern går inte att nå. Allt är kvar på telefonen och skickas när det finns nät.")
        seesOnScreen("Ord: finns bara på telefonen", substring = true)
        server.link.cutAfterBytes = BYTES_BEFORE_A_CUT
        var tries = 0
        do {
            assertTrue("too many tries", tries++ < 40)
            presses("Skicka nu")
            rule.waitFor("the end of the try") { notOnScreen("Skickar", substring = true) }
            val arrived =
                runBlocking {
                    app.core
                        .phone()
                        .sent(walk)
                        .notVisible == 0uL
                }
            assertTrue("told too early", arrived || notOnScreen("Allt har kommit fram och är synligt."))
        } while (!arrived)
        assertTrue("the network was not broken", server.link.broken >= 2)
        server.link.cutAfterBytes = null
    }

    /** Whoever comes along scans the code from the screen: it is read from the picture that was drawn. */
    private fun letsAnotherIn() {
        presses("Bjud in")
        rule.waitFor("the code") { rule.onAllNodes(hasContentDescription(QR)).fetchSemanticsNodes().isNotEmpty() }
        val link = readCode(frameOf(rule.onNodeWithContentDescription(QR).captureToImage().asAndroidBitmap()))
        runBlocking {
            val third = Phone.open(folder.newFolder("third").path, null)
            val walk = third.join(link!!)
            assertEquals(Role.PARTICIPANT, third.showWalk(walk).role)
            third.sync(walk)
            assertTrue(third.showWalk(walk).hasPackage)
        }
    }

    private fun presses(text: String) {
        seesOnScreen(text)
        rule.onNode(hasText(text).and(hasClickAction())).performScrollTo().performClick()
    }

    private fun seesOnScreen(
        text: String,
        substring: Boolean = false,
    ) = rule.waitFor("the text: $text") { rule.onAllNodes(hasText(text, substring)).fetchSemanticsNodes().isNotEmpty() }

    private fun notOnScreen(
        text: String,
        substring: Boolean = false,
    ) = rule.onAllNodes(hasText(text, substring)).fetchSemanticsNodes().isEmpty()

    private companion object {
        const val BYTES_BEFORE_A_CUT = 100_000
        const val QR = "QR-kod som bjuder in till vandringen som deltagare"
    }
}
