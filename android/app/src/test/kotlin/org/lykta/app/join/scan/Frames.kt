package org.lykta.app.join.scan

import android.graphics.Bitmap
import android.graphics.Color
import kotlin.random.Random

/** Bytes after each row that are no pixels, as cameras leave them. */
private const val PADDING = 40

/** What a camera with nothing wrong would make of a picture. */
internal fun frameOf(picture: Bitmap): Frame {
    val pixels = IntArray(picture.width * picture.height)
    picture.getPixels(pixels, 0, picture.width, 0, 0, picture.width, picture.height)
    return frame(picture.width, picture.height) { x, y ->
        val pixel = pixels[y * picture.width + x]
        (299 * Color.red(pixel) + 587 * Color.green(pixel) + 114 * Color.blue(pixel)) / 1_000
    }
}

/** A frame of the given brightness, with padding that says the contrary after each row. */
internal fun frame(
    width: Int,
    height: Int,
    brightness: (Int, Int) -> Int,
): Frame {
    val stride = width + PADDING
    val bytes = ByteArray(stride * (height - 1) + width) { index -> (index * 37).toByte() }
    for (y in 0 until height) {
        for (x in 0 until width) bytes[y * stride + x] = brightness(x, y).coerceIn(0, 255).toByte()
    }
    return Frame(bytes, width, height, stride)
}

internal fun Frame.at(
    x: Int,
    y: Int,
) = luminance[y * rowStride + x].toInt() and 0xFF

/** A quarter turn to the right. */
internal fun Frame.turned() = frame(height, width) { x, y -> at(y, height - 1 - x) }

/** As in a street by night: little light, and grain in it. */
internal fun Frame.darkAndNoisy(random: Random = Random(1)) = frame(width, height) { x, y -> 8 + at(x, y) / 10 + random.nextInt(-4, 5) }
