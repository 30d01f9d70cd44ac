package org.lykta.app.ui.map

import androidx.compose.runtime.Composable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier

/** What somebody pointed at: the ground, and the observation that lies there. */
data class MapTap(
    val at: MapPoint,
    val observationId: String?,
)

/** A way to draw the map of a walk; the seam behind which drawings are exchanged. */
fun interface MapDrawing {
    @Composable
    fun Draw(
        content: MapContent,
        modifier: Modifier,
        onTap: (MapTap) -> Unit,
    )
}

/** The drawing in use; the plain one needs neither network nor tiles. */
val LocalMapDrawing = staticCompositionLocalOf { MapDrawing { content, modifier, onTap -> PlainMap(content, modifier, onTap) } }

/** The map of a walk, north up. What it shows stands in a list beside it, for those who do not see it. */
@Composable
fun WalkMap(
    content: MapContent,
    modifier: Modifier = Modifier,
    onTap: (MapTap) -> Unit = {},
) = LocalMapDrawing.current.Draw(content, modifier, onTap)
