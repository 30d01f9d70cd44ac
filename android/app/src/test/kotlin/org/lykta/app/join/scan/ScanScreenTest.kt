package org.lykta.app.join.scan

import androidx.compose.foundation.layout.Box
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
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class ScanScreenTest : ScreenTest() {
    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-scan-$name", languages = LANGUAGES, content = content)

    @Test fun asks() = draw("asks") { ScanAsks() }

    @Test fun refused() = draw("refused") { ScanRefused() }

    @Test fun refusedForGood() = draw("refused-for-good") { ScanRefusedForGood() }

    @Test fun looks() = draw("looks") { ScanLooks() }

    @Test
    @Config(qualifiers = "sv-w360dp-h640dp-xhdpi")
    fun looksOnASmallPhone() = draw("looks-small") { ScanLooks() }

    @Test
    @Config(qualifiers = "sv-w640dp-h360dp-land-xhdpi")
    fun looksOnItsSide() = draw("looks-side") { ScanLooks() }

    @Test fun foreign() = draw("foreign") { ScanForeign() }

    @Test fun withoutCamera() = draw("without-camera") { ScanWithoutCamera() }

    @Test fun failed() = draw("failed") { ScanFailed() }

    @Test
    fun eachStageOffersWhatMendsItAndTheOtherWaysIn() {
        val events = mutableListOf<ScanEvent>()
        var state by mutableStateOf(ScanState(Stage.ASKS))
        rule.setContent {
            Column(Modifier.verticalScroll(rememberScrollState())) { ScanScreen(state, { events += it }) { Box(it) } }
        }

        fun pressedIn(
            next: ScanState,
            text: String,
        ): ScanEvent {
            state = next
            rule.waitForIdle()
            listOf(text, "join-code", "join-paste").forEach {
                rule.onNode(hasText(it).and(hasClickAction())).performScrollTo().performClick()
            }
            assertEquals(listOf(ScanEvent.TypeCode, ScanEvent.Paste), events.takeLast(2))
            return events[events.size - 3]
        }
        assertEquals(ScanEvent.Allow, pressedIn(ScanState(Stage.ASKS), "scan-allow"))
        assertEquals(ScanEvent.Allow, pressedIn(ScanState(Stage.REFUSED), "scan-allow"))
        assertEquals(ScanEvent.Settings, pressedIn(ScanState(Stage.REFUSED_FOR_GOOD), "camera-settings"))
        assertEquals(ScanEvent.Retry, pressedIn(ScanState(Stage.FAILED), "phone-again"))
        assertEquals(ScanEvent.Light(true), pressedIn(ScanState(Stage.LOOKS, isLit = false), "scan-light_on"))
        assertEquals(ScanEvent.Light(false), pressedIn(ScanState(Stage.LOOKS, isLit = true), "scan-light_off"))
    }
}
