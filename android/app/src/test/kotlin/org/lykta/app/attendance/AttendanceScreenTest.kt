package org.lykta.app.attendance

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.onAllNodesWithContentDescription
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.core.AttendanceCategory
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class AttendanceScreenTest : ScreenTest() {
    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-attendance$name", languages = LANGUAGES, content = content)

    @Test fun ofNobody() = draw("-nobody") { AttendanceOfNobody() }

    @Test fun ofSome() = draw("") { AttendanceOfSome() }

    @Test fun ofMany() = draw("-many") { AttendanceOfMany() }

    @Test
    fun oneMoreAndOneFewerButNeverFewerThanNobody() {
        val first = AttendanceCategory.entries.first()
        val counted = mutableListOf<Pair<AttendanceCategory, Int>>()
        rule.setContent { AttendanceScreen(mapOf(first to 3)) { category, count -> counted += category to count } }
        rule.onAllNodesWithContentDescription("attendance-more")[0].performClick()
        rule.onAllNodesWithContentDescription("attendance-fewer")[0].performClick()
        rule.onAllNodesWithContentDescription("attendance-fewer")[1].assertIsNotEnabled()
        assertEquals(listOf(first to 4, first to 2), counted)
    }
}
