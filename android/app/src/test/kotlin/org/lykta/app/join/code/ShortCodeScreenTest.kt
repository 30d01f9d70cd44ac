package org.lykta.app.join.code

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performImeAction
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class ShortCodeScreenTest : ScreenTest() {
    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-code-$name", languages = LANGUAGES, content = content)

    @Test fun empty() = draw("empty") { ShortCodeEmpty() }

    @Test fun typed() = draw("typed") { ShortCodeTyped() }

    @Test fun searches() = draw("searches") { ShortCodeSearches() }

    @Test fun wrong() = draw("wrong") { ShortCodeWrong() }

    @Test fun withoutNetwork() = draw("without-network") { ShortCodeWithoutNetwork() }

    @Test fun badAddress() = draw("bad-address") { ShortCodeBadAddress() }

    @Test fun tooOften() = draw("too-often") { ShortCodeTooOften() }

    @Test
    fun theCodeIsWrittenInCapitalsAndSentFromTheKeyboardToo() {
        val events = mutableListOf<ShortCodeEvent>()
        var state by mutableStateOf(ShortCodeState("lykta.exempel.se"))
        rule.setContent {
            ShortCodeScreen(state) { event ->
                events += event
                if (event is ShortCodeEvent.Code) state = state.copy(code = event.text)
            }
        }
        val field = rule.onNode(hasText("code-code").and(hasSetTextAction()))
        rule.onNodeWithText("code-find").assertIsNotEnabled()
        field.performImeAction()
        field.performTextInput("ab12cd34")
        assertEquals(listOf<ShortCodeEvent>(ShortCodeEvent.Code("AB12CD34")), events)
        rule.onNodeWithText("code-find").assertIsEnabled().performClick()
        field.performImeAction()
        assertEquals(listOf(ShortCodeEvent.Find, ShortCodeEvent.Find), events.drop(1))
    }
}
