package org.lykta.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.scale
import androidx.compose.ui.graphics.drawscope.translate
import androidx.compose.ui.graphics.vector.PathParser
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** The kinds of an observation, each with its own shape. */
enum class Kind { SAFE, UNSAFE, WORTH_KEEPING }

/** The kind's shape and colour; words stand beside it, so a screen reader passes it over. */
@Composable
fun KindSymbol(
    kind: Kind,
    modifier: Modifier = Modifier,
    size: Dp = 32.dp,
) {
    val palette = LocalPalette.current
    Canvas(modifier.size(size)) { drawKind(kind, palette, center, this.size.minDimension) }
}

/** Draws the kind's symbol around [at]; [rim] sets it off from any ground. */
internal fun DrawScope.drawKind(
    kind: Kind,
    palette: Palette,
    at: Offset,
    sizePx: Float,
    rim: Color? = null,
) = translate(at.x, at.y) {
    scale(sizePx / GRID, Offset.Zero) {
        val shape = shapes.getValue(kind)
        rim?.let { drawPath(shape, it, style = rounded(7f)) }
        drawPath(shape, palette.colourOf(kind))
        drawPath(shape, palette.colourOf(kind), style = rounded(2.4f))
        marks[kind]?.let { drawPath(it, palette.symbolMark, style = rounded(3.2f)) }
    }
}

private fun Palette.colourOf(kind: Kind): Color =
    when (kind) {
        Kind.SAFE -> safe
        Kind.UNSAFE -> unsafe
        Kind.WORTH_KEEPING -> worthKeeping
    }

private fun rounded(width: Float) = Stroke(width, cap = StrokeCap.Round, join = StrokeJoin.Round)

private fun path(data: String): Path = PathParser().parsePathString(data).toPath()

/** The symbols' grid, as the console's `symbols.svg` has it: 32 units around the middle. */
private const val GRID = 32f

private val shapes =
    mapOf(
        Kind.SAFE to path("M0-12.5a12.5 12.5 0 1 1 0 25a12.5 12.5 0 1 1 0-25Z"),
        Kind.UNSAFE to path("M0-12.5 13.5 11h-27Z"),
        Kind.WORTH_KEEPING to path("M0-13 3.9-4.6 13-3.5 6.3 2.8 8 11.8 0 7.3-8 11.8-6.3 2.8-13-3.5-3.9-4.6Z"),
    )

private val marks =
    mapOf(
        Kind.SAFE to path("M-6 .2-1.8 4.6 6-4.6"),
        Kind.UNSAFE to path("M0-5V3M0 7.4v.1"),
    )
