package org.lykta.app.ui

import androidx.compose.ui.graphics.Color
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.app.contrast

/** The floors of WCAG 2.2: 4.5 to 1 for text (1.4.3), 3 to 1 for edges and signs (1.4.11). */
class PaletteTest {
    @Test
    fun textIsReadableOnItsGround() =
        everyPair(4.5f) { palette ->
            with(palette) {
                listOf(ink, inkSoft, accent, held).flatMap { text -> listOf(text to ground, text to surface) } +
                    listOf(ink, inkSoft, accent).map { it to raised } +
                    Tone.entries.map { coloursOf(it) } +
                    listOf(accentInk to accent, ink to heldGround, surface to held)
            }
        }

    @Test
    fun signsStandOutFromTheirGround() =
        everyPair(3f) { palette ->
            with(palette) {
                listOf(unsafe, safe, worthKeeping).flatMap { listOf(it to surface, it to ground, symbolMark to it) } +
                    listOf(lineStrong to surface, lineStrong to ground, held to heldGround, focus to ground)
            }
        }

    private fun everyPair(
        floor: Float,
        pairs: (Palette) -> List<Pair<Color, Color>>,
    ) = listOf(LightPalette, DarkPalette).flatMap(pairs).forEach { (above, below) ->
        assertTrue("$above on $below: ${contrast(above, below)}", contrast(above, below) >= floor)
    }
}
