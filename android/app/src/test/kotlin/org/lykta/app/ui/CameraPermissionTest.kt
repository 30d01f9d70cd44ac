package org.lykta.app.ui

import android.Manifest
import android.provider.Settings
import androidx.activity.ComponentActivity
import androidx.compose.material3.Button
import androidx.compose.material3.Text
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** A button for a photo: what needs the camera is done once it is allowed, and only then. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35])
class CameraPermissionTest {
    @get:Rule val rule = createAndroidComposeRule<ComponentActivity>()

    private var photos = 0

    @Before
    fun aButton() =
        rule.setContent {
            val withCamera = rememberWithCamera()
            Button({ withCamera { photos++ } }) { Text("foto") }
        }

    @Test
    fun isDoneAtOnceWhereItIsAllowed() {
        shadowOf(rule.activity.application).grantPermissions(Manifest.permission.CAMERA)
        presses("foto")
        assertEquals(1, photos)
    }

    @Test
    fun isDoneAsSoonAsItIsAllowed() {
        presses("foto")
        assertEquals(0, photos)
        answers(isGranted = true)
        assertEquals(1, photos)
    }

    @Test
    fun aRefusalIsToldWithTheWayToTheSettings() {
        presses("foto")
        answers(isGranted = false)
        presses("camera-settings")
        assertEquals(0, photos)
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, shadowOf(rule.activity).nextStartedActivityForResult.intent.action)
        rule.onNodeWithText("camera-refused").assertDoesNotExist()
        presses("foto")
        answers(isGranted = true)
        assertEquals(1, photos)
    }

    private fun answers(isGranted: Boolean) {
        rule.runOnUiThread { rule.activity.answerCamera(isGranted) }
        rule.waitForIdle()
    }

    private fun presses(text: String) {
        rule.onNodeWithText(text).performClick()
        rule.waitForIdle()
    }
}
