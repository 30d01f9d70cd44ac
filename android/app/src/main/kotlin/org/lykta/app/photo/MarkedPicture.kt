package org.lykta.app.photo

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.Image
import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.pointer.PointerInputScope
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.toSize
import org.lykta.bindings.BlurArea

/** A picture with what is marked on it; with [onMark], a finger that rubs over something marks all that it went around. */
@Composable
internal fun MarkedPicture(
    picture: ImageBitmap,
    description: String,
    marks: List<BlurArea>,
    onMark: ((BlurArea) -> Unit)? = null,
) = Box(Modifier.fillMaxWidth(), Alignment.Center) {
    var rubbed by remember { mutableStateOf<Rect?>(null) }
    val marked by rememberUpdatedState(onMark)
    val rubbing =
        Modifier.pointerInput(Unit) {
            detectRubbing { rect, isDone ->
                rubbed = rect.takeUnless { isDone }
                if (isDone) marked?.invoke(rect.within(size.toSize()))
            }
        }
    val ratio = picture.width.toFloat() / picture.height
    Box(Modifier.heightIn(max = 460.dp).aspectRatio(ratio).clip(MaterialTheme.shapes.small)) {
        Image(picture, description, Modifier.fillMaxSize(), contentScale = ContentScale.FillBounds)
        Canvas(Modifier.fillMaxSize().then(if (onMark == null) Modifier else rubbing)) {
            marks.forEach { drawMark(it.on(size)) }
            rubbed?.let { drawMark(it) }
        }
    }
}

/** Follows a finger from its first touch, so that the page stays still, and answers the rectangle around its way. */
private suspend fun PointerInputScope.detectRubbing(onRub: (Rect, Boolean) -> Unit) =
    awaitEachGesture {
        val first = awaitFirstDown()
        first.consume()
        var rect = around(first.position)
        onRub(rect, false)
        do {
            val event = awaitPointerEvent()
            event.changes.forEach { change ->
                rect = rect.with(around(change.position))
                change.consume()
            }
            onRub(rect, false)
        } while (event.changes.any { it.pressed })
        onRub(rect, true)
    }

/** As much as a finger covers. */
private fun PointerInputScope.around(at: Offset) = Rect(at, FINGER.toPx())

private fun Rect.with(other: Rect) =
    Rect(minOf(left, other.left), minOf(top, other.top), maxOf(right, other.right), maxOf(bottom, other.bottom))

private fun Rect.within(size: Size): BlurArea {
    val inside = intersect(Rect(Offset.Zero, size))
    return BlurArea(
        left = (inside.left / size.width).toDouble(),
        top = (inside.top / size.height).toDouble(),
        width = (inside.width / size.width).toDouble(),
        height = (inside.height / size.height).toDouble(),
    )
}

private fun BlurArea.on(size: Size) =
    Rect(
        Offset((left * size.width).toFloat(), (top * size.height).toFloat()),
        Size((width * size.width).toFloat(), (height * size.height).toFloat()),
    )

/** Two rims, so that one of them is seen on any picture. */
private fun DrawScope.drawMark(rect: Rect) {
    drawRect(Color.Black.copy(alpha = 0.6f), rect.topLeft, rect.size)
    drawRect(Color.Black, rect.topLeft, rect.size, style = Stroke(5.dp.toPx()))
    drawRect(Color.White, rect.topLeft, rect.size, style = Stroke(2.dp.toPx()))
}

private val FINGER = 14.dp
