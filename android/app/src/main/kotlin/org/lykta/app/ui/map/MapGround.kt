package org.lykta.app.ui.map

import androidx.compose.foundation.Canvas
import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import org.lykta.app.ui.LocalPalette

/** The walk's part of the base map on this phone. */
data class Basemap(
    val path: String,
    val attribution: String,
)

/** What a map lies on; the seam behind which grounds are exchanged. Fingers and screen readers do not reach it. */
fun interface MapGround {
    @Composable
    fun Draw(
        content: MapContent,
        view: Viewport?,
        modifier: Modifier,
    )
}

/** An empty ground with the walk's area on it: needs neither network nor tiles, and serves previews and tests. */
object PlainGround : MapGround {
    @Composable
    override fun Draw(
        content: MapContent,
        view: Viewport?,
        modifier: Modifier,
    ) {
        val colours = mapColours(LocalPalette.current.isDark)
        Canvas(modifier) {
            drawRect(colours.ground)
            view?.let { drawPath(it.outline(content.area), colours.land) }
        }
    }
}

/** The ground in use. */
val LocalMapGround = staticCompositionLocalOf<MapGround> { PlainGround }
