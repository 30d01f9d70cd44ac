package org.lykta.app.ui

import androidx.compose.foundation.layout.size
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.ScreenTest
import org.lykta.app.draw

class QrPictureTest : ScreenTest() {
    @Test
    fun picture() = rule.draw("qr") { QrPictureExample() }

    @Test
    fun modulesAreWholePixelsWithinAQuietZoneOfFour() {
        val size = 21
        val onlyTheFirstAndLast = List(size * size) { it == 0 || it == size * size - 1 }
        rule.setContent { LyktaTheme(dark = true) { QrPicture(size, onlyTheFirstAndLast, "kod", Modifier.size(290.dp)) } }
        val pixels = rule.onNodeWithContentDescription("kod").captureToImage().toPixelMap()
        // 580 pixels for 29 modules: 20 for each, and 80 of quiet zone.
        assertEquals(listOf(80, 81, 98, 99), listOf(80, 81, 98, 99).filter { pixels[it, it] == Color.Black })
        assertEquals(Color.White, pixels[79, 79])
        assertEquals(Color.White, pixels[100, 100])
        assertEquals(Color.Black, pixels[499, 499])
        assertEquals(Color.White, pixels[500, 500])
        assertEquals(Color.White, pixels[0, 0])
    }
}
