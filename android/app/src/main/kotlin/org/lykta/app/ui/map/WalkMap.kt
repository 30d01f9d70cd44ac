package org.lykta.app.ui.map

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.gestures.detectTransformGestures
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.input.pointer.PointerInputScope
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.tooling.preview.Preview
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.toSize
import org.lykta.app.ui.LocalPalette

internal val MARGIN = 40.dp
private val TOUCH = 24.dp

/** What somebody pointed at: the ground, and the observation that lies there. */
data class MapTap(
    val at: MapPoint,
    val observationId: String?,
)

/**
 * The map of a walk, north up, on whatever ground there is. It fits what it shows until somebody moves it. What it shows stands
 * in a list beside it, for those who do not see it.
 */
@Composable
fun WalkMap(
    content: MapContent,
    modifier: Modifier = Modifier,
    onTap: (MapTap) -> Unit = {},
) {
    var size by remember { mutableStateOf(Size.Zero) }
    var moved by remember { mutableStateOf<Viewport?>(null) }
    val margin = with(LocalDensity.current) { MARGIN.toPx() }
    val view = moved?.copy(size = size) ?: Viewport.around(content.points(), size, margin)
    val shown by rememberUpdatedState(Triple(view, content, onTap))
    val gestures =
        Modifier
            .pointerInput(Unit) { detectTransformGestures { at, drag, zoom, _ -> moved = shown.first?.dragged(drag)?.zoomed(zoom, at) } }
            .pointerInput(Unit) { detectPointing { shown } }

    Box(modifier.clipToBounds().onSizeChanged { size = it.toSize() }) {
        Drawing(content, view, gestures)
        view?.let {
            MapButtons(
                content.words,
                onZoom = { factor -> moved = it.zoomed(factor) },
                onShowAll = { moved = null },
                Modifier.align(Alignment.TopEnd).padding(10.dp),
            )
            MapFoot(it.metresPerPixel, content.basemap?.attribution, Modifier.align(Alignment.BottomStart))
        }
    }
}

/** The ground and what lies on it. */
@Composable
internal fun Drawing(
    content: MapContent,
    view: Viewport?,
    gestures: Modifier,
) {
    val palette = LocalPalette.current
    val colours = mapColours(palette.isDark)
    val measurer = rememberTextMeasurer()
    val style = MaterialTheme.typography.labelSmall
    val described =
        Modifier.fillMaxSize().then(gestures).semantics {
            contentDescription = content.words.description
            role = Role.Image
        }
    LocalMapGround.current.Draw(content, view, Modifier.fillMaxSize())
    Canvas(described) {
        view?.let { drawContent(content, it, palette, colours, measurer, style) }
    }
}

private suspend fun PointerInputScope.detectPointing(shown: () -> Triple<Viewport?, MapContent, (MapTap) -> Unit>) =
    detectTapGestures { at ->
        val (view, content, onTap) = shown()
        if (view != null) onTap(MapTap(view.toPoint(at), content.observationNear(at, view, TOUCH.toPx())))
    }

@Preview
@Composable
internal fun WalkMapExample() = WalkMap(EXAMPLE_WALK, Modifier.fillMaxSize())

@Preview
@Composable
internal fun WalkMapBeforeTheWalk() =
    WalkMap(EXAMPLE_WALK.copy(trackSegments = emptyList(), observations = emptyList(), ownPosition = null), Modifier.fillMaxSize())

@Preview
@Composable
internal fun WalkMapEmpty() = WalkMap(MapContent(EXAMPLE_WALK.words), Modifier.fillMaxSize())
