package org.lykta.app.ui.map

import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipe
import androidx.compose.ui.unit.dp
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.LifecycleRegistry
import androidx.lifecycle.compose.LocalLifecycleOwner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.app.ui.Kind
import org.lykta.app.ui.LyktaTheme

private const val TOLD = "© OpenStreetMaps bidragsgivare"
private const val SIDE = 300

class TiledGroundTest : ScreenTest() {
    private val lamp = MapPoint(60.1699, 24.9384)
    private val tree = MapPoint(60.1725, 24.9450)
    private val basemap = Basemap("/data/walk-1.pmtiles", TOLD)
    private val walk =
        EXAMPLE_WALK.copy(
            basemap = basemap,
            observations = listOf(MapObservation("lamp", lamp, Kind.UNSAFE), MapObservation("tree", tree, Kind.SAFE)),
        )
    private val opened = mutableListOf<FakeTiles>()
    private val ground = TiledGround { context -> FakeTiles(context).also { opened += it } }
    private val tiles get() = opened.single()
    private val taps = mutableListOf<MapTap>()

    @Composable
    private fun OnTiles(
        dark: Boolean = false,
        content: @Composable () -> Unit,
    ) = LyktaTheme(dark) { CompositionLocalProvider(LocalMapGround provides ground, content = content) }

    @Test
    fun onTiles() =
        rule.draw("map-on-tiles") {
            CompositionLocalProvider(LocalMapGround provides ground) { WalkMap(EXAMPLE_WALK.copy(basemap = basemap)) }
        }

    @Test
    fun theTilesLieUnderWhatIsDrawnWhereverOneLooks() {
        rule.setContent { OnTiles { WalkMap(walk, Modifier.size(SIDE.dp)) { taps += it } } }
        assertUnderTheDrawing()
        press(walk.words.zoomIn)
        assertUnderTheDrawing()
        val looks = tiles.looks
        map().performTouchInput { swipe(center, center + Offset(90f, -140f), 400) }
        rule.waitForIdle()
        assertTrue(tiles.looks > looks)
        assertUnderTheDrawing()
        press(walk.words.showAll)
        assertUnderTheDrawing()
        assertEquals("fingers and screen readers stay with the drawing", 1, opened.size)
    }

    @Test
    fun theCrossPointsAtWhatTheTilesShow() {
        var at by mutableStateOf(lamp)
        rule.setContent { OnTiles { PointingMap(walk, at, { at = it }, Modifier.size(SIDE.dp)) } }
        map().performTouchInput { swipe(center, center + Offset(-60f, 50f), 400) }
        rule.waitForIdle()
        assertNotEquals(lamp, at)
        val (x, y) = tiles.fromTheMiddle(at)
        assertEquals(0.0, x, 0.01)
        assertEquals(0.0, y, 0.01)
        rule.onNodeWithText(TOLD).assertIsDisplayed()
    }

    @Test
    fun theStyleFollowsTheLightAndTheMapAndIsSetOnceEach() {
        var dark by mutableStateOf(false)
        var content by mutableStateOf(walk)
        rule.setContent { OnTiles(dark) { WalkMap(content, Modifier.size(SIDE.dp)) } }
        press(walk.words.zoomIn)
        assertEquals(listOf(basemapStyle(basemap.path, dark = false)), tiles.styles)
        dark = true
        rule.waitForIdle()
        assertEquals(basemapStyle(basemap.path, dark = true), tiles.styles.last())
        content = walk.copy(basemap = basemap.copy(path = "/data/walk-2.pmtiles"))
        rule.waitForIdle()
        assertEquals(3, tiles.styles.size)
        assertTrue(tiles.styles.last().contains("walk-2"))
    }

    @Test
    fun itComesAndGoesWithTheScreenAndIsPutAwayWhole() {
        val owner =
            object : LifecycleOwner {
                override val lifecycle = LifecycleRegistry(this)
            }
        var isShown by mutableStateOf(true)
        rule.runOnUiThread { owner.lifecycle.currentState = Lifecycle.State.RESUMED }
        rule.setContent {
            CompositionLocalProvider(LocalLifecycleOwner provides owner) { OnTiles { if (isShown) WalkMap(walk, Modifier.size(SIDE.dp)) } }
        }
        rule.waitForIdle()
        val up = listOf(Lifecycle.Event.ON_CREATE, Lifecycle.Event.ON_START, Lifecycle.Event.ON_RESUME)
        assertEquals(up, tiles.events)
        rule.runOnUiThread { owner.lifecycle.currentState = Lifecycle.State.CREATED }
        rule.runOnUiThread { owner.lifecycle.currentState = Lifecycle.State.STARTED }
        val away = listOf(Lifecycle.Event.ON_PAUSE, Lifecycle.Event.ON_STOP, Lifecycle.Event.ON_START)
        assertEquals(up + away, tiles.events)
        isShown = false
        rule.waitForIdle()
        val end = listOf(Lifecycle.Event.ON_STOP, Lifecycle.Event.ON_DESTROY)
        assertEquals(up + away + end, tiles.events)
    }

    @Test
    fun withoutABaseMapNothingOfTilesIsStarted() {
        rule.setContent { OnTiles { WalkMap(walk.copy(basemap = null), Modifier.size(SIDE.dp)) } }
        rule.waitForIdle()
        assertTrue(opened.isEmpty())
        rule.onNodeWithText(TOLD).assertDoesNotExist()
    }

    @Test
    fun aPhoneThatCannotDrawTilesDrawsTheRest() {
        rule.setContent {
            LyktaTheme {
                CompositionLocalProvider(
                    LocalMapGround provides TiledGround { null },
                ) { WalkMap(walk, Modifier.size(SIDE.dp)) { taps += it } }
            }
        }
        map().performClick()
        rule.waitForIdle()
        assertEquals(1, taps.size)
    }

    /** What the tiles show under a pixel is the point that a tap there answers. */
    private fun assertUnderTheDrawing() {
        for (pixel in listOf(Offset(-120f, 33f), Offset(0f, 0f), Offset(170f, 201f))) {
            map().performTouchInput {
                down(center + pixel)
                up()
            }
            rule.waitForIdle()
            val (x, y) = tiles.fromTheMiddle(taps.last().at)
            assertEquals(pixel.x.toDouble(), x, 0.5)
            assertEquals(pixel.y.toDouble(), y, 0.5)
        }
    }

    private fun map() = rule.onNodeWithContentDescription(walk.words.description)

    private fun press(words: String) {
        rule.onNodeWithContentDescription(words).performClick()
        rule.waitForIdle()
    }
}
