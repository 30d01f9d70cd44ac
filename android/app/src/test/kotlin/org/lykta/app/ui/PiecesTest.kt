package org.lykta.app.ui

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.padding
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.assertHeightIsAtLeast
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.ScreenTest
import org.lykta.app.draw

class PiecesTest : ScreenTest() {
    @Test
    fun buttons() = rule.draw("pieces-buttons") { BigButtonStates() }

    @Test
    fun statusLines() = rule.draw("pieces-status") { StatusLineStates() }

    @Test
    fun error() = rule.draw("pieces-error") { ErrorPanelExample() }

    @Test
    fun empty() = rule.draw("pieces-empty") { EmptyStateExample() }

    @Test
    fun loading() = rule.draw("pieces-loading") { LoadingStates() }

    @Test
    fun kinds() =
        rule.draw("pieces-kinds") {
            Row(Modifier.padding(16.dp), Arrangement.spacedBy(16.dp)) { Kind.entries.forEach { KindSymbol(it, size = 64.dp) } }
        }

    @Test
    fun theErrorsButtonIsLargeAndDoesWhatItSays() {
        var pressed = 0
        rule.setContent { LyktaTheme { ErrorPanel("Det gick inte", "Försök igen.", "Försök igen nu", { pressed++ }) } }
        rule.onNodeWithText("Försök igen nu").assertHeightIsAtLeast(64.dp).performClick()
        rule.runOnIdle { assertEquals(1, pressed) }
    }
}
