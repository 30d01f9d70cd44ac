package org.lykta.app.ui.map

import androidx.compose.foundation.layout.size
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.click
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Test
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.app.ui.Kind
import org.lykta.app.ui.LyktaTheme

class WalkMapTest : ScreenTest() {
    private val middle = MapPoint(59.0, 18.0)
    private val lonely = MapContent(EXAMPLE_WALK.words, observations = listOf(MapObservation("lamp", middle, Kind.UNSAFE)))
    private val taps = mutableListOf<MapTap>()

    @Test
    fun walk() = rule.draw("map-walk") { WalkMapExample() }

    @Test
    fun beforeTheWalk() = rule.draw("map-before") { WalkMapBeforeTheWalk() }

    @Test
    fun nothing() = rule.draw("map-empty") { WalkMapEmpty() }

    @Test
    fun zoomedIn() = rule.draw("map-zoomed", act = { repeat(3) { press(EXAMPLE_WALK.words.zoomIn) } }) { WalkMapExample() }

    @Test
    fun aTapAnswersTheGroundAndWhatLiesThere() {
        show()
        tap(Offset(8f, 8f))
        tap(Offset(-200f, 8f))
        assertEquals(listOf("lamp", null), taps.map { it.observationId })
        assertEquals(middle.lat, taps.first().at.lat, 0.0001)
    }

    @Test
    fun zoomingMakesTheGroundLargerAndShowAllUndoesIt() {
        show()
        val corner = Offset(200f, 200f)
        tap(corner)
        press(lonely.words.zoomIn)
        tap(corner)
        press(lonely.words.showAll)
        tap(corner)
        assertNotEquals(taps[0].at, taps[1].at)
        assertEquals(taps[0].at, taps[2].at)
    }

    private fun show() = rule.setContent { LyktaTheme { WalkMap(lonely, Modifier.size(300.dp)) { taps += it } } }

    private fun press(words: String) {
        rule.onNodeWithContentDescription(words).performClick()
        rule.waitForIdle()
    }

    private fun tap(fromTheMiddle: Offset) {
        rule.onNodeWithContentDescription(lonely.words.description).performTouchInput { click(center + fromTheMiddle) }
        rule.waitForIdle()
    }
}
