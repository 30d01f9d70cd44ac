package org.lykta.app.join

import androidx.activity.ComponentActivity
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Rule
import org.junit.runner.RunWith
import org.lykta.app.LyktaContent
import org.lykta.app.join.scan.Camera
import org.lykta.app.join.scan.LocalCamera
import org.lykta.app.lykta
import org.lykta.app.nav.Place
import org.lykta.app.waitFor
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What a test of a way into a walk starts from: the whole app with the real core; the camera alone may be another. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "sv-w360dp-h1500dp-xhdpi")
abstract class WayInTest {
    @get:Rule val rule = createAndroidComposeRule<ComponentActivity>()

    protected val app get() = rule.activity.lykta
    private var asked by mutableStateOf<Place?>(null)

    protected fun show(
        place: Place,
        camera: Camera?,
    ) {
        asked = place
        rule.setContent { CompositionLocalProvider(LocalCamera provides { camera }) { LyktaContent(app, asked) { asked = null } } }
    }

    protected fun presses(text: String) {
        sees(text)
        rule.onNode(hasText(text).and(hasClickAction())).performScrollTo().performClick()
    }

    protected fun sees(text: String) = waitFor("the text: $text") { isOnScreen(text) }

    protected fun isOnScreen(text: String) = rule.onAllNodes(hasText(text, substring = true)).fetchSemanticsNodes().isNotEmpty()

    protected fun waitFor(
        what: String,
        isSo: () -> Boolean,
    ) = rule.waitFor(what) {
        rule.waitForIdle()
        isSo()
    }
}
