package org.lykta.app.ui.map

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.text.TextMeasurer
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.drawText
import androidx.compose.ui.unit.dp
import org.lykta.app.ui.Palette
import org.lykta.app.ui.drawKind

/** Draws everything that the content holds on the ground, lowest first. */
internal fun DrawScope.drawContent(
    content: MapContent,
    view: Viewport,
    palette: Palette,
    colours: MapColours,
    measurer: TextMeasurer,
    style: TextStyle,
) {
    drawPath(view.outline(content.area), colours.route, style = Stroke(1.5.dp.toPx(), join = StrokeJoin.Round))
    content.covered?.let { drawCovered(it, view, colours) }
    content.routes.forEach { drawRoute(view.line(it), colours) }
    content.ownPosition?.let { drawAccuracy(it, view, palette) }
    content.trackSegments.forEach { drawSegment(it.map(view::toPixels), view.line(it), colours) }
    content.gapEnds().forEach { drawGapEnd(view.toPixels(it), colours) }
    content.stops.forEach { drawStop(it, view, palette, measurer, style) }
    content.observations.forEach { drawKind(it.kind, palette, view.toPixels(it.at), 30.dp.toPx(), colours.casing) }
    content.ownPosition?.let { drawOwn(view.toPixels(it.at), palette, colours) }
}

private fun Viewport.line(points: List<MapPoint>) =
    Path().apply {
        points.map(::toPixels).forEachIndexed { index, at -> if (index == 0) moveTo(at.x, at.y) else lineTo(at.x, at.y) }
    }

/** The closed line around points. */
internal fun Viewport.outline(points: List<MapPoint>) = line(points).apply { close() }

private fun DrawScope.drawCovered(
    covered: Covered,
    view: Viewport,
    colours: MapColours,
) {
    val side = (covered.sideM / view.metresPerPixel).toFloat()
    covered.middles.forEach { drawRect(colours.covered, view.toPixels(it) - Offset(side / 2, side / 2), Size(side, side)) }
}

private fun DrawScope.drawRoute(
    line: Path,
    colours: MapColours,
) {
    val dashes = PathEffect.dashPathEffect(floatArrayOf(7.dp.toPx(), 6.dp.toPx()))
    drawPath(line, colours.route, style = Stroke(3.dp.toPx(), join = StrokeJoin.Round, pathEffect = dashes))
}

private fun DrawScope.drawSegment(
    points: List<Offset>,
    line: Path,
    colours: MapColours,
) {
    // A segment of one fix is a place where the phone was, so it shows as a dot.
    if (points.size == 1) return drawCircle(colours.track, 3.5.dp.toPx(), points.single())
    drawPath(line, colours.casing, style = Stroke(8.dp.toPx(), cap = StrokeCap.Round, join = StrokeJoin.Round))
    drawPath(line, colours.track, style = Stroke(5.dp.toPx(), cap = StrokeCap.Round, join = StrokeJoin.Round))
}

private fun DrawScope.drawGapEnd(
    at: Offset,
    colours: MapColours,
) {
    drawCircle(colours.casing, 8.dp.toPx(), at)
    drawCircle(colours.track, 5.dp.toPx(), at, style = Stroke(3.dp.toPx()))
}

private fun DrawScope.drawStop(
    stop: MapStop,
    view: Viewport,
    palette: Palette,
    measurer: TextMeasurer,
    style: TextStyle,
) {
    val at = view.toPixels(stop.at)
    val number = measurer.measure("${stop.number}", style.copy(color = palette.ink))
    val half = maxOf(14.dp.toPx(), number.size.height / 2f + 2.dp.toPx(), number.size.width / 2f + 5.dp.toPx())
    drawCircle(palette.surface, half, at)
    drawCircle(palette.ink, half, at, style = Stroke(2.5.dp.toPx()))
    drawText(number, topLeft = at - Offset(number.size.width / 2f, number.size.height / 2f))
}

private fun DrawScope.drawAccuracy(
    own: OwnPosition,
    view: Viewport,
    palette: Palette,
) {
    val radius = (own.accuracyM / view.metresPerPixel).toFloat()
    drawCircle(palette.accent.copy(alpha = 0.16f), radius, view.toPixels(own.at))
    drawCircle(palette.accent, radius, view.toPixels(own.at), style = Stroke(1.5.dp.toPx()))
}

private fun DrawScope.drawOwn(
    at: Offset,
    palette: Palette,
    colours: MapColours,
) {
    drawCircle(colours.casing, 11.dp.toPx(), at)
    drawCircle(palette.accent, 8.dp.toPx(), at)
    drawCircle(colours.casing, 3.dp.toPx(), at)
}
