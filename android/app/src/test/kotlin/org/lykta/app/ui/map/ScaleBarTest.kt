package org.lykta.app.ui.map

import org.junit.Assert.assertEquals
import org.junit.Test

class ScaleBarTest {
    @Test
    fun itIsTheLongestRoundLengthThatFits() {
        assertEquals(ScaleBar(100, 200f), ScaleBar.of(metresPerPixel = 0.5, atMostPx = 240f))
        assertEquals(ScaleBar(200, 200f), ScaleBar.of(metresPerPixel = 1.0, atMostPx = 240f))
        assertEquals(ScaleBar(500, 200f), ScaleBar.of(metresPerPixel = 2.5, atMostPx = 240f))
    }

    @Test
    fun itSpeaksOfMetresUpToAKilometre() {
        assertEquals("500 m", ScaleBar.of(2.5, 240f).label)
        assertEquals("1 km", ScaleBar.of(5.0, 240f).label)
        assertEquals("20 km", ScaleBar.of(100.0, 240f).label)
    }

    @Test
    fun aMetreIsTheLeast() = assertEquals(1, ScaleBar.of(0.001, 240f).lengthM)
}
