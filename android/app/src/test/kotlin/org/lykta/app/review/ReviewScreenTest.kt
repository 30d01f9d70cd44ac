package org.lykta.app.review

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.core.LocalSay
import org.lykta.app.draw
import org.lykta.app.observation.EXAMPLE_OBSERVATIONS
import org.lykta.app.ui.Page
import org.lykta.app.walk.EXAMPLE_GROUP
import org.lykta.app.walk.EXAMPLE_WALK
import org.lykta.app.walk.mapOf
import org.lykta.bindings.GroupView
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class ReviewScreenTest : ScreenTest() {
    private val opened = mutableListOf<String>()

    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-review$name", languages = LANGUAGES, content = content)

    @Test fun empty() = draw("-empty") { ReviewEmpty() }

    @Test fun ofAGroup() = draw("") { ReviewOfAGroup() }

    @Test fun ofTheWholeWalk() = draw("-whole") { ReviewOfTheWholeWalk() }

    @Test fun withoutMap() = draw("-without-map") { ReviewWithoutMap() }

    @Test
    fun whatWasNotedOpens() {
        show(emptyList())
        rule.onNodeWithText("Kiosken", substring = true).performScrollTo().performClick()
        assertEquals(listOf("kiosk"), opened)
        rule.onAllNodesWithText("review-unsettled", substring = true).fetchSemanticsNodes().let { assertEquals(1, it.size) }
    }

    @Test
    fun groupsAreNamedForWhomCarriesTheWholeWalk() {
        show(listOf(EXAMPLE_GROUP))
        rule.onNodeWithText(EXAMPLE_GROUP.name).assertExists()
    }

    private fun show(groups: List<GroupView>) =
        rule.setContent {
            val map = mapOf(EXAMPLE_WALK, LocalSay.current, EXAMPLE_OBSERVATIONS)
            Page("", null) { ReviewScreen(Review(EXAMPLE_OBSERVATIONS, map, groups)) { opened += it } }
        }
}
