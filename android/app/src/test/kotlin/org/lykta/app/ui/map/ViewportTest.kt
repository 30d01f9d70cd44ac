package org.lykta.app.ui.map

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class ViewportTest {
    private val size = Size(720f, 1000f)
    private val square = MapPoint(59.3293, 18.0686)
    private val view = Viewport(square, metresPerPixel = 2.0, size)

    @Test
    fun theCentreLiesInTheMiddleAndNorthIsUp() {
        assertEquals(Offset(360f, 500f), view.toPixels(square))
        // A minute of latitude is a nautical mile, 1853 m on this sphere.
        val north = view.toPixels(MapPoint(square.lat + 1.0 / 60, square.lon))
        assertEquals(500f - 1853.25f / 2, north.y, 0.3f)
        assertEquals(360f, north.x, 0.01f)
    }

    @Test
    fun degreesOfLongitudeAreAboutHalfAsLongInStockholm() {
        val east = view.toPixels(MapPoint(square.lat, square.lon + 0.01))
        // 1111.95 m of longitude at the equator times cos 59.3293°.
        assertEquals(360f + 1111.95f * 0.51010f / 2, east.x, 0.1f)
    }

    @Test
    fun itsScaleIsTheZoomOfTiles() {
        // On this sphere the equator is 40,030,174 m: one tile of 512 pixels, then 2^16 of them.
        val equator = Viewport(MapPoint(0.0, 18.0), metresPerPixel = 40_030_174.0 / 512, size)
        assertEquals(0.0, equator.zoom(pixelRatio = 1f), 1e-5)
        assertEquals(16.0, equator.copy(metresPerPixel = equator.metresPerPixel / 65_536).zoom(1f), 1e-5)
        // Three pixels of the screen in one of the map's: the same ground is as large at a smaller zoom.
        assertEquals(16 - 1.58496, equator.copy(metresPerPixel = equator.metresPerPixel / 65_536).zoom(3f), 1e-5)
        // At 60° a metre is twice as large on the map.
        assertEquals(15.0, equator.copy(MapPoint(60.0, 18.0), equator.metresPerPixel / 65_536).zoom(1f), 1e-5)
    }

    @Test
    fun pixelsAndPointsAnswerEachOther() {
        val pixel = Offset(17f, 903f)
        val back = view.toPixels(view.toPoint(pixel))
        assertEquals(pixel.x, back.x, 0.01f)
        assertEquals(pixel.y, back.y, 0.01f)
    }

    @Test
    fun aDragMovesTheGroundWithTheFinger() {
        val moved = view.dragged(Offset(40f, -25f)).toPixels(square)
        assertEquals(400f, moved.x, 0.05f)
        assertEquals(475f, moved.y, 0.05f)
    }

    @Test
    fun aPinchKeepsTheGroundBetweenTheFingers() {
        val fingers = Offset(100f, 200f)
        val zoomed = view.zoomed(2.5f, fingers)
        assertEquals(0.8, zoomed.metresPerPixel, 1e-9)
        val there = zoomed.toPixels(view.toPoint(fingers))
        assertEquals(fingers.x, there.x, 0.2f)
        assertEquals(fingers.y, there.y, 0.2f)
    }

    @Test
    fun fittingKeepsEveryPointWithinTheMargin() {
        val points = EXAMPLE_WALK.points()
        val fitted = Viewport.around(points, size, margin = 80f)!!
        val pixels = points.map(fitted::toPixels)
        assertEquals(80f, pixels.minOf { it.x }, 1f)
        assertEquals(640f, pixels.maxOf { it.x }, 1f)
        assertEquals(0, pixels.count { it.y < 80f || it.y > 920f })
    }

    @Test
    fun oneSinglePointIsShownWithItsSurroundings() {
        assertEquals(150.0 / 560, Viewport.around(listOf(square), size, margin = 80f)!!.metresPerPixel, 1e-9)
    }

    @Test
    fun nothingToShowHasNoView() {
        assertNull(Viewport.around(emptyList(), size, margin = 80f))
        assertNull(Viewport.around(listOf(square), Size.Zero, margin = 80f))
    }
}
