package org.lykta.app.walks

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.app.nav.Screen
import org.lykta.app.walk.EXAMPLE_WALK
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class WalksScreenTest : ScreenTest() {
    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-walks$name", languages = LANGUAGES, content = content)

    @Test fun loading() = draw("-loading") { WalksLoading() }

    @Test fun unreadable() = draw("-unreadable") { WalksUnreadable() }

    @Test fun empty() = draw("-empty") { WalksEmpty() }

    @Test fun several() = draw("") { WalksSeveral() }

    @Test
    fun theNoticeComesBeforeAWalkOnce() {
        val went = mutableListOf<Pair<Screen, String>>()
        val fresh = EXAMPLE_WALK.copy(walk = "fresh", name = "Ny", noticeAcceptedAt = null)
        rule.setContent { WalksScreen(listOf(fresh, EXAMPLE_WALK)) { screen, about -> went += screen to about } }
        listOf("Ny", EXAMPLE_WALK.name, "walks-join", "walks-settings").forEach { rule.onNodeWithText(it, substring = true).performClick() }
        assertEquals(
            listOf(Screen.NOTICE to "fresh", Screen.WALK to "walk", Screen.JOIN to "", Screen.SETTINGS to ""),
            went,
        )
    }
}
