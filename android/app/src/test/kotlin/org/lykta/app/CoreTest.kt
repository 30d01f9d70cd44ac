package org.lykta.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import kotlinx.coroutines.runBlocking
import org.junit.Rule
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.lykta.app.core.Core
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.observation.draft
import org.lykta.app.ui.LyktaTheme
import org.lykta.bindings.Phone
import org.lykta.core.EntityId
import org.lykta.core.ObservationKind
import org.lykta.core.ObservationView
import org.lykta.core.Spot
import org.lykta.testing.TestServer
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/** What a test of a screen over the real core starts from: a phone that has joined a walk, and a screen that may be left. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], qualifiers = "sv-w360dp-h1500dp-xhdpi")
abstract class CoreTest {
    @get:Rule(order = 0)
    val server = TestServer()

    @get:Rule(order = 1)
    val folder = TemporaryFolder()

    @get:Rule(order = 2)
    val rule = createComposeRule()

    /** Where the camera writes to: other apps are let into it by the app's own folders alone. */
    protected val photos by lazy { File(RuntimeEnvironment.getApplication().filesDir, "camera") }
    protected val core by lazy { Core(folder.newFolder("phone"), photos) }
    protected val walk: EntityId by lazy { asked { join(server.leaderLink) } }
    protected val way = Way(mutableStateListOf(Place(Screen.WALKS), Place(Screen.OBSERVATION)))
    private var isShown by mutableStateOf(true)

    protected fun <T> asked(work: suspend Phone.() -> T): T = runBlocking { core.phone().work() }

    /** An observation as one tap makes it. */
    protected fun observed(spot: Spot? = null): EntityId =
        asked {
            val of = walk
            newId().also { recordObservation(of, it, draft(ObservationKind.UNSAFE, spot)) }
        }

    protected fun read(observation: EntityId): ObservationView = asked { showObservation(observation) }

    protected fun show(content: @Composable () -> Unit) =
        rule.setContent {
            LyktaTheme {
                CompositionLocalProvider(LocalCore provides core, LocalSay provides LANGUAGES.first()) { if (isShown) content() }
            }
        }

    /** The screen is left at once. */
    protected fun leave() {
        isShown = false
        rule.waitForIdle()
    }

    protected fun presses(text: String) {
        sees(text)
        rule.onNode(hasText(text).and(hasClickAction())).performScrollTo().performClick()
    }

    protected fun sees(
        text: String,
        substring: Boolean = false,
    ) = waitFor("the text: $text") { rule.onAllNodes(hasText(text, substring)).fetchSemanticsNodes().isNotEmpty() }

    protected fun waitFor(
        what: String,
        isSo: () -> Boolean,
    ) = rule.waitFor(what, isSo = isSo)
}
