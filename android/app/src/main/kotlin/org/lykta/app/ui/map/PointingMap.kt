package org.lykta.app.ui.map

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.gestures.detectTransformGestures
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.toSize
import org.lykta.app.ui.LocalPalette
import kotlin.math.min

/** As much of the ground as one points on at first: wide enough to know the way again. */
private const val WIDEST_M = 500f

/** A map whose ground is moved under a cross in the middle; [at] is what lies there. Buttons beside it do the same without a finger. */
@Composable
fun PointingMap(
    content: MapContent,
    at: MapPoint,
    onMove: (MapPoint) -> Unit,
    modifier: Modifier = Modifier,
) {
    var size by remember { mutableStateOf(Size.Zero) }
    var scale by rememberSaveable { mutableStateOf<Double?>(null) }
    val margin = with(LocalDensity.current) { MARGIN.toPx() }
    val view = scale?.let { Viewport(at, it, size) } ?: firstView(content, at, size, margin)
    val shown by rememberUpdatedState(view)
    val moved by rememberUpdatedState(onMove)

    fun show(view: Viewport) {
        scale = view.metresPerPixel
        moved(view.centre)
    }
    val gestures =
        Modifier
            .pointerInput(Unit) { detectTransformGestures { at, drag, zoom, _ -> shown?.let { show(it.dragged(drag).zoomed(zoom, at)) } } }
            .pointerInput(Unit) { detectTapGestures { pixel -> shown?.let { moved(it.toPoint(pixel)) } } }
    Box(modifier.clipToBounds().onSizeChanged { size = it.toSize() }) {
        Drawing(content, view, gestures)
        Cross()
        view?.let {
            MapButtons(
                content.words,
                onZoom = { factor -> show(it.zoomed(factor)) },
                onShowAll = { scale = wholeView(content, at, size, margin)?.metresPerPixel },
                Modifier.align(Alignment.TopEnd).padding(10.dp),
            )
            MapFoot(it.metresPerPixel, content.basemap?.attribution, Modifier.align(Alignment.BottomStart))
        }
    }
}

private fun firstView(
    content: MapContent,
    at: MapPoint,
    size: Size,
    margin: Float,
) = wholeView(content, at, size, margin)?.let { it.copy(metresPerPixel = min(it.metresPerPixel, (WIDEST_M / size.width).toDouble())) }

/** Everything, with [at] in the middle. */
private fun wholeView(
    content: MapContent,
    at: MapPoint,
    size: Size,
    margin: Float,
) = Viewport.around(content.points().flatMap { listOf(it, it.mirrored(at)) } + at, size, margin)

private fun MapPoint.mirrored(at: MapPoint) = MapPoint(2 * at.lat - lat, 2 * at.lon - lon)

@Composable
private fun Cross() {
    val palette = LocalPalette.current
    val casing = mapColours(palette.isDark).casing
    Canvas(Modifier.fillMaxSize()) {
        drawCross(casing, 8.dp.toPx())
        drawCross(palette.ink, 4.dp.toPx())
    }
}

private fun DrawScope.drawCross(
    colour: Color,
    width: Float,
) {
    val (from, to) = 8.dp.toPx() to 30.dp.toPx()
    for (way in listOf(Offset(0f, -1f), Offset(1f, 0f), Offset(0f, 1f), Offset(-1f, 0f))) {
        drawLine(colour, center + way * from, center + way * to, width, StrokeCap.Round)
    }
    drawCircle(colour, 16.dp.toPx(), style = Stroke(width))
}
