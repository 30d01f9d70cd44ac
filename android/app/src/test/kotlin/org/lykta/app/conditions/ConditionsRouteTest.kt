package org.lykta.app.conditions

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.lykta.app.CoreTest
import org.lykta.core.Light

class ConditionsRouteTest : CoreTest() {
    @Test
    fun whatIsToldIsKeptWithoutAButton() {
        show { ConditionsRoute(walk, way) }
        presses("Skymning")
        waitFor("the light") { told().light == Light.DUSK }
        presses("Regn")
        presses("Blåst")
        waitFor("the weather") { told().weather == "regn, blåst" }
        rule.onNode(hasText("Annat om vandringen").and(hasSetTextAction())).performScrollTo().performTextInput("Vi vände vid bron")
        leave()
        waitFor("the remarks") { told().remarks == "Vi vände vid bron" }
        assertEquals(Light.DUSK, told().light)
    }

    @Test
    fun aSecondTapTakesBackWhatWasTold() {
        show { ConditionsRoute(walk, way) }
        presses("Mörker")
        waitFor("the light") { rule.onAllNodes(hasText("Mörker").and(isSelected())).fetchSemanticsNodes().isNotEmpty() }
        presses("Mörker")
        waitFor("no light") { told().light == null }
        presses("Snö")
        waitFor("the weather") { told().weather == "snö" }
        presses("Snö")
        waitFor("no weather") { told().weather == null }
        assertNull(told().remarks)
    }

    private fun told() = asked { groupNotes(walk) }
}
