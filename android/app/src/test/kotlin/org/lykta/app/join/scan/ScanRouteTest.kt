package org.lykta.app.join.scan

import android.Manifest
import android.content.ClipData
import android.content.ClipboardManager
import android.graphics.SurfaceTexture
import android.provider.Settings
import android.view.HapticFeedbackConstants
import android.view.TextureView
import android.view.View
import android.view.ViewGroup
import androidx.compose.ui.test.hasSetTextAction
import androidx.lifecycle.Lifecycle
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.app.join.PARTICIPANT_LINK
import org.lykta.app.join.WayInTest
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.app.ui.answerCamera
import org.lykta.bindings.qrCode
import org.robolectric.Shadows.shadowOf

class ScanRouteTest : WayInTest() {
    private val camera = FakeCamera()

    @Test
    fun scansACodeAndJoinsWithoutNetwork() {
        scans()
        camera.sees(frame(1_280, 960) { x, _ -> x / 5 })
        assertTrue(camera.isOpen)
        camera.sees(codeOf(PARTICIPANT_LINK).turned())
        sees("Du går med på Kvällsvandring som deltagare.")
        assertFalse(camera.isOpen)
        assertTrue(
            "the phone did not shake",
            views().any { shadowOf(it).lastHapticFeedbackPerformed() == HapticFeedbackConstants.LONG_PRESS },
        )
        assertFalse("the link stands on the screen", isOnScreen("lykta.exempel.se"))
        presses("Gå med")
        sees("Jag har läst – börja")
    }

    @Test
    fun aForeignCodeIsToldAndScanningGoesOn() {
        scans()
        camera.sees(codeOf("https://exempel.se/meny"))
        sees("Det här är ingen kod till en vandring.")
        assertTrue(camera.isOpen)
        camera.sees(codeOf(PARTICIPANT_LINK))
        sees("Du går med på Kvällsvandring som deltagare.")
    }

    @Test
    fun theCameraIsGivenBackInTheBackgroundAndWithTheScreen() {
        scans()
        presses("Tänd lampan")
        sees("Släck lampan")
        assertTrue(camera.isLit)
        rule.activityRule.scenario.moveToState(Lifecycle.State.CREATED)
        assertFalse(camera.isOpen)
        rule.activityRule.scenario.moveToState(Lifecycle.State.RESUMED)
        waitFor("the camera again") { camera.isOpen }
        sees("Tänd lampan")
        presses("Skriv in en kod")
        sees("Hitta vandringen")
        assertFalse(camera.isOpen)
    }

    @Test
    fun refusedOnceItCanBeAskedAgain() {
        opens()
        presses("Tillåt kameran")
        answers(isGranted = false, mayAskAgain = true)
        sees("Appen får inte använda kameran.")
        presses("Tillåt kameran")
        answers(isGranted = true)
        surfaceComes()
        assertTrue(camera.isOpen)
    }

    @Test
    fun refusedForGoodTheSettingsMendIt() {
        opens()
        presses("Tillåt kameran")
        answers(isGranted = false, mayAskAgain = false)
        sees("Kameran är avstängd för appen.")
        presses("Öppna inställningarna")
        val opened = shadowOf(rule.activity).nextStartedActivityForResult
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened.intent.action)
        assertEquals("package:${app.packageName}", opened.intent.dataString)
        rule.activityRule.scenario.moveToState(Lifecycle.State.STARTED)
        shadowOf(app).grantPermissions(Manifest.permission.CAMERA)
        rule.activityRule.scenario.moveToState(Lifecycle.State.RESUMED)
        surfaceComes()
        assertTrue(camera.isOpen)
    }

    @Test
    fun aCameraThatFailsIsToldAndTriedAgain() {
        scans()
        camera.fails()
        presses("Försök igen")
        surfaceComes()
        assertTrue(camera.isOpen)
    }

    @Test
    fun withoutACameraTheOtherWaysAreThere() {
        show(Place(Screen.SCAN), camera = null)
        sees("Telefonen har ingen kamera")
        copies(PARTICIPANT_LINK)
        presses("Klistra in en länk")
        sees("Du går med på Kvällsvandring som deltagare.")
    }

    @Test
    fun whatWasCopiedAndIsNoLinkIsShownToBeMended() {
        show(Place(Screen.JOIN), camera)
        copies("mjölk, bröd")
        presses("Klistra in en länk")
        sees("Det här är ingen länk till en vandring.")
        rule.onNode(hasSetTextAction()).assertExists()
    }

    private fun opens() {
        show(Place(Screen.JOIN), camera)
        presses("Skanna QR-koden")
        sees("Ingen bild sparas")
    }

    private fun scans() {
        shadowOf(app).grantPermissions(Manifest.permission.CAMERA)
        show(Place(Screen.JOIN), camera)
        presses("Skanna QR-koden")
        sees("Håll QR-koden innanför hörnen.")
        surfaceComes()
        assertTrue(camera.isOpen)
    }

    private fun answers(
        isGranted: Boolean,
        mayAskAgain: Boolean = true,
    ) = rule.runOnUiThread { rule.activity.answerCamera(isGranted, mayAskAgain) }

    /** Nothing draws on a surface here, so none comes by itself. */
    private fun surfaceComes() {
        waitFor("the preview") { preview() != null }
        rule.runOnUiThread { preview()!!.let { it.surfaceTextureListener!!.onSurfaceTextureAvailable(SurfaceTexture(0), 656, 656) } }
        waitFor("the camera") { camera.isOpen }
    }

    private fun preview() = views().filterIsInstance<TextureView>().firstOrNull()

    private fun views() =
        rule.activity.window.decorView
            .within()

    private fun View.within(): Sequence<View> =
        sequenceOf(this) +
            (
                (this as? ViewGroup)
                    ?.let { group ->
                        (0 until group.childCount).asSequence().flatMap { group.getChildAt(it).within() }
                    }.orEmpty()
            )

    private fun copies(text: String) = app.getSystemService(ClipboardManager::class.java)!!.setPrimaryClip(ClipData.newPlainText("", text))

    /** The code in the middle of a grey frame. */
    private fun codeOf(text: String): Frame {
        val code = qrCode(text)
        val size = code.size.toInt()
        return frame(1_280, 960) { x, y ->
            val (column, row) = (x - 320) / MODULE - QUIET to (y - 160) / MODULE - QUIET
            val isOnPaper = x >= 320 && y >= 160 && column < size + QUIET && row < size + QUIET
            val isCode = column in 0 until size && row in 0 until size
            if (!isOnPaper) {
                90
            } else if (isCode && code.modules[row * size + column]) {
                20
            } else {
                220
            }
        }
    }

    private companion object {
        const val MODULE = 9
        const val QUIET = 4
    }
}
