package org.lykta.app.join.scan

import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.LuminanceSource
import com.google.zxing.PlanarYUVLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader

/** One picture of the camera: how bright each pixel is, and after how many bytes the next row begins. */
class Frame(
    val luminance: ByteArray,
    val width: Int,
    val height: Int,
    val rowStride: Int,
)

/** The least difference between dark and light in which a code could be, of 255. */
private const val LEAST_CONTRAST = 6

/** A lamp, or its reflection, is not the light of the code: this share of the pixels is left out at either end. */
private const val OUTLIERS = 0.01

/** The text of the QR code in a frame; none when there is no code in it. Codes may be turned, dark on light or light on dark. */
fun readCode(frame: Frame): String? {
    val even = frame.stretched() ?: return null
    // A picture of half the size has half the noise, and is enough for a code that is near.
    return sequenceOf(even, even.halved())
        .map { PlanarYUVLuminanceSource(it.luminance, it.rowStride, it.height, 0, 0, it.width, it.height, false) }
        .flatMap { sequenceOf(it, it.invert()) }
        .firstNotNullOfOrNull(::decode)
}

private fun decode(source: LuminanceSource): String? =
    try {
        QRCodeReader().decode(BinaryBitmap(HybridBinarizer(source)), mapOf(DecodeHintType.TRY_HARDER to true)).text
    } catch (_: ReaderException) {
        null
    }

/** The same picture from black to white, however dark it was taken; none when it is all of one brightness. */
private fun Frame.stretched(): Frame? {
    val (darkest, lightest) = range()
    if (lightest - darkest < LEAST_CONTRAST) return null
    val stretched = ByteArray(256) { ((it - darkest) * 255 / (lightest - darkest)).coerceIn(0, 255).toByte() }
    val even = ByteArray(width * height)
    for (y in 0 until height) {
        for (x in 0 until width) even[y * width + x] = stretched[brightness(x, y)]
    }
    return Frame(even, width, height, width)
}

private fun Frame.range(): Pair<Int, Int> {
    val counts = IntArray(256)
    for (y in 0 until height) {
        for (x in 0 until width) counts[brightness(x, y)]++
    }
    val outliers = (width * height * OUTLIERS).toInt()
    return counts.asList().beyond(outliers) to 255 - counts.asList().asReversed().beyond(outliers)
}

/** The first place at which there were more than [few] before. */
private fun List<Int>.beyond(few: Int): Int {
    var before = 0
    return indexOfFirst {
        before += it
        before > few
    }
}

private fun Frame.halved(): Frame {
    val small = Frame(ByteArray((width / 2) * (height / 2)), width / 2, height / 2, width / 2)
    for (y in 0 until small.height) {
        for (x in 0 until small.width) small.luminance[y * small.width + x] = meanOfFour(2 * x, 2 * y)
    }
    return small
}

private fun Frame.meanOfFour(
    x: Int,
    y: Int,
) = ((brightness(x, y) + brightness(x + 1, y) + brightness(x, y + 1) + brightness(x + 1, y + 1)) / 4).toByte()

private fun Frame.brightness(
    x: Int,
    y: Int,
) = luminance[y * rowStride + x].toInt() and 0xFF
