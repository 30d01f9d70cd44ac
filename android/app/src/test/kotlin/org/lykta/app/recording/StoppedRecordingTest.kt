package org.lykta.app.recording

import android.app.ForegroundServiceStartNotAllowedException
import android.app.Notification
import android.app.NotificationManager
import android.content.ComponentName
import android.content.ContextWrapper
import android.content.Intent
import android.os.Looper
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.lifecycle.Lifecycle
import androidx.test.platform.app.InstrumentationRegistry
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.lykta.app.MainActivity
import org.lykta.app.isLocated
import org.lykta.app.lykta
import org.lykta.app.startsAWalk
import org.lykta.app.waitFor
import org.lykta.bindings.Phone
import org.lykta.core.StopReason
import org.lykta.testing.TestServer
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ServiceController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What ends the app while it records is told loudly, and one tap goes on with the same track. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "sv-w360dp-h1500dp-xhdpi")
class StoppedRecordingTest {
    @get:Rule(order = 0)
    val server = TestServer()

    @get:Rule(order = 1)
    val rule = createAndroidComposeRule<MainActivity>()

    private val app get() = rule.activity.lykta
    private val notifications get() = app.getSystemService(NotificationManager::class.java)!!
    private lateinit var service: ServiceController<RecordingService>
    private lateinit var walk: String

    @Before
    fun aWalk() {
        walk = app.startsAWalk(server.leaderLink)
    }

    @Test
    fun theSystemForbidsWhatItStartedItselfToComeForward() {
        records()
        val track = recorded().track
        isKilled()
        // It was promised to be started again, and then it is not allowed to.
        val again = Robolectric.buildService(RecordingService::class.java, null).create()
        shadowOf(again.get()).setThrowInStartForeground(ForegroundServiceStartNotAllowedException("from the background"))
        again.startCommand(0, 1)
        assertTrue(shadowOf(again.get()).isStoppedBySelf)
        assertNull(app.recorder.now.value)
        taps(told()!!)
        assertEquals(track, recorded().track)
        assertEquals(1uL, recorded().pulse.gaps)
        assertNull(told())
    }

    @Test
    fun thePhoneIsStartedAgain() {
        records()
        val track = recorded().track
        isKilled()
        wakes(Intent.ACTION_BOOT_COMPLETED)
        rule.waitFor("the notification") { told() != null }
        assertNull(shadowOf(app).peekNextStartedService())
        taps(told()!!)
        assertEquals(track, recorded().track)
        assertEquals(1uL, recorded().pulse.gaps)
    }

    @Test
    fun aTrackThatIsOverIsGoneOnWithOnlyByWhoAsks() {
        records()
        val first = recorded().track
        asked { recordTrack(walk, first).end() }
        isKilled()
        wakes(Intent.ACTION_BOOT_COMPLETED)
        // The system starts the service again by itself, hours late.
        val late = Robolectric.buildService(RecordingService::class.java).create()
        late.get().onStartCommand(null, 0, 1)
        rule.waitFor("its end") { shadowOf(late.get()).isStoppedBySelf }
        late.destroy()
        assertNull(told())
        opens(recording())
        sees("Inget spår spelas in. Det som är inspelat finns kvar.")
        assertNull(shadowOf(app).peekNextStartedService())
        assertEquals(emptyList<String>(), asked { openRecordings(walk) })
        rule.onNodeWithText("Spela in mer av vandringen").performScrollTo().performClick()
        starts()
        assertNotEquals(first, recorded().track)
    }

    @Test
    fun aTrackThatStoppedBeforeOnesEyesIsNotBegunAgainByComingBack() {
        records()
        opens(recording())
        val last = recorded()
        service.destroy()
        app.recorder.tell(last.copy(pulse = last.pulse.copy(stopped = StopReason.OVERDUE)))
        sees("Spåret är avslutat: vandringen skulle ha slutat för mer än en halvtimme sedan.")
        while (shadowOf(app).nextStartedService != null) Unit
        rule.activityRule.scenario.moveToState(Lifecycle.State.CREATED)
        rule.activityRule.scenario.moveToState(Lifecycle.State.RESUMED)
        rule.waitForIdle()
        assertNull(shadowOf(app).peekNextStartedService())
    }

    @Test
    fun aWalkIsEndedAlsoWhenItsTrackIsOver() {
        records()
        asked { recordTrack(walk, recorded().track).end() }
        isKilled()
        opens(recording())
        sees("Inget spår spelas in. Det som är inspelat finns kvar.")
        rule.onNodeWithText("Avsluta").performScrollTo().performClick()
        rule.onAllNodes(hasText("Avsluta"))[1].performClick()
        rule.waitFor("an order to the service") { shadowOf(app).peekNextStartedService() != null }
        Robolectric.buildService(RecordingService::class.java, shadowOf(app).nextStartedService).create().startCommand(0, 1)
        rule.waitFor("the end") { asked { showWalk(walk) }.endedAt != null }
        assertEquals(emptyList<String>(), asked { openRecordings(walk) })
    }

    @Test
    fun evenTheStartIsRefused() {
        val background =
            object : ContextWrapper(app) {
                override fun startForegroundService(service: Intent): ComponentName =
                    throw ForegroundServiceStartNotAllowedException("from the background")
            }
        RecordingService.begin(background, walk)
        taps(told()!!)
        assertEquals(walk, recorded().walk)
    }

    @Test
    fun whoeverRecordsNothingIsToldNothing() {
        wakes(Intent.ACTION_BOOT_COMPLETED)
        wakes(Intent.ACTION_MY_PACKAGE_REPLACED)
        assertNull(told())
    }

    private fun records() {
        RecordingService.begin(app, walk)
        starts()
        repeat(FIXES, app::isLocated)
        rule.waitFor("positions") { recorded().fixes == FIXES.toLong() }
    }

    private fun starts() {
        rule.waitFor("an order to the service") { shadowOf(app).peekNextStartedService() != null }
        service = Robolectric.buildService(RecordingService::class.java, shadowOf(app).nextStartedService).create().startCommand(0, 1)
        rule.waitFor("a recording") { app.recorder.now.value != null }
    }

    private fun recorded() = app.recorder.now.value!!

    private fun isKilled() {
        service.destroy()
        app.recorder.tell(null)
    }

    private fun wakes(action: String) {
        app.sendBroadcast(Intent(action).setPackage(app.packageName))
        shadowOf(Looper.getMainLooper()).idle()
    }

    /** The notification that says that the phone has ended the app. */
    private fun told(): Notification? =
        shadowOf(notifications).allNotifications.firstOrNull {
            it.extras.getString(Notification.EXTRA_TITLE) == "Telefonen stängde appen. Spåret spelas inte in."
        }

    private fun taps(notification: Notification) {
        assertEquals(NotificationManager.IMPORTANCE_HIGH, notifications.getNotificationChannel(notification.channelId).importance)
        opens(shadowOf(notification.contentIntent).savedIntent)
        starts()
    }

    private fun recording() = Intent(app, MainActivity::class.java).setAction(MainActivity.RECORDING)

    private fun opens(intent: Intent) {
        rule.runOnUiThread { InstrumentationRegistry.getInstrumentation().callActivityOnNewIntent(rule.activity, intent) }
        sees("Inspelning")
    }

    private fun sees(text: String) = rule.waitFor("the text: $text") { rule.onAllNodes(hasText(text)).fetchSemanticsNodes().isNotEmpty() }

    private fun <T> asked(work: suspend Phone.() -> T): T = runBlocking { app.core.phone().work() }

    private companion object {
        const val FIXES = 5
    }
}
