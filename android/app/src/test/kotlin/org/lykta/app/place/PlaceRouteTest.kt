package org.lykta.app.place

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipe
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.lykta.app.CoreTest
import org.lykta.app.nav.Screen
import org.lykta.core.EntityId
import org.lykta.core.LatLon
import org.lykta.core.PlaceSource
import org.lykta.core.Spot

class PlaceRouteTest : CoreTest() {
    private val measured = Spot.Place(LatLon(60.169, 24.937), 6.0, PlaceSource.GNSS)
    private lateinit var id: EntityId

    @Before
    fun open() {
        id = observed(measured)
        asked { sync(walk) }
        show { PlaceRoute(id, way) }
        sees("Telefonens position, 6 meter fel")
    }

    private fun choosesOnTheMap(move: () -> Unit): Spot.Place {
        presses("Peka ut på kartan")
        waitFor("the map") { rule.onAllNodes(hasContentDescription("10 meter norrut")).fetchSemanticsNodes().isNotEmpty() }
        move()
        rule.waitForIdle()
        rule.onNodeWithText("Här är det").performClick()
        waitFor("the place") { (read(id).spot as? Spot.Place)?.source == PlaceSource.MAP }
        assertEquals(Screen.WALKS, way.here.screen)
        return (read(id).spot as Spot.Place).also { assertNull(it.accuracyM) }
    }

    @Test
    fun buttonsPointOutAPlaceOnTheMap() {
        val spot =
            choosesOnTheMap {
                rule.onNodeWithContentDescription("10 meter norrut").performClick().performClick()
                rule.onNodeWithContentDescription("10 meter västerut").performClick()
                sees("Korset är 22 meter nordväst om platsen som är antecknad.")
            }
        assertEquals(measured.point.lat + 20 / 111_195.0, spot.point.lat, 1e-6)
        assertEquals(measured.point.lon - 10 / (111_195.0 * 0.4975), spot.point.lon, 1e-6)
    }

    @Test
    fun aFingerMovesTheGroundUnderTheCross() {
        val spot =
            choosesOnTheMap {
                rule.onNode(hasContentDescription("Korset i mitten", substring = true)).performTouchInput {
                    swipe(center, center.copy(y = center.y + 200f))
                }
            }
        assertTrue(spot.point.lat > measured.point.lat + 1e-4)
        assertEquals(measured.point.lon, spot.point.lon, 1e-5)
    }

    @Test
    fun aStopIsAPlace() {
        presses("Stopp 2, Gångtunneln")
        waitFor("the stop") { read(id).spot == Spot.Place(LatLon(60.170, 24.940), null, PlaceSource.STOP) }
        waitFor(
            "the screen to know",
        ) { rule.onAllNodes(hasText("Stopp 2, Gångtunneln").and(isSelected())).fetchSemanticsNodes().isNotEmpty() }
        presses("Stopp 2, Gångtunneln")
        waitFor("nothing to be known") { read(id).spot == null }
    }

    @Test
    fun aSituationIsKeptAsItIsWrittenWithThePointOrWithoutIt() {
        rule.onNode(hasSetTextAction()).performScrollTo().performTextInput("hem från bussen")
        waitFor("the situation") { read(id).spot == Spot.Situation("hem från bussen", measured.point) }
        presses("Visa också platsen på kartan")
        waitFor("the point to go") { read(id).spot == Spot.Situation("hem från bussen", null) }
        rule.onNode(hasSetTextAction()).performTextInput(" sent")
        leave()
        waitFor("the rest") { read(id).spot == Spot.Situation("hem från bussen sent", null) }
    }

    @Test
    fun itMayBeTiedToNoPlaceAndADraftIsNoLongerMeant() {
        rule.onNode(hasSetTextAction()).performScrollTo().performTextInput("hem")
        presses("Inte knuten till en plats")
        waitFor("no place") { read(id).spot == Spot.Unplaced }
        leave()
        assertEquals(Spot.Unplaced, read(id).spot)
    }
}
