package org.lykta.app.attendance

import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performClick
import org.junit.Test
import org.lykta.app.CoreTest
import org.lykta.core.AttendanceCategory

class AttendanceRouteTest : CoreTest() {
    @Test
    fun everyTapCountsHoweverQuicklyTheyCome() {
        show { AttendanceRoute(walk, way) }
        sees("Boende")
        // No answer of the core's comes between them.
        rule.mainClock.autoAdvance = false
        repeat(5) { rule.onNodeWithContentDescription("En till: boende").performClick() }
        rule.mainClock.autoAdvance = true
        waitFor("all five") { counted() == 5u }
        sees("5")
        rule.onNodeWithContentDescription("En färre: boende").performClick()
        waitFor("one fewer") { counted() == 4u }
    }

    private fun counted() = asked { attendance(walk) }.firstOrNull { it.category == AttendanceCategory.RESIDENT }?.count
}
