package org.lykta.app.core

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.graphics.Color
import java.io.File
import java.io.IOException
import kotlin.math.max

/** Writes a picture of another format over as a JPEG, which is what the core takes; what cannot be read stays for the core to refuse. */
internal fun asJpeg(file: File) {
    if (isJpeg(file)) return
    val picture = decoded(file.path, LONGEST_PX) ?: return
    val written = File(file.path + ".part")
    try {
        val isWhole = written.outputStream().use { onWhite(picture).compress(Bitmap.CompressFormat.JPEG, QUALITY, it) }
        // Without room for another file the picture stays as it was.
        if (isWhole) written.renameTo(file)
    } catch (_: IOException) {
        return
    } finally {
        written.delete()
    }
}

/** The picture of a file, read with no more pixels than its longer side needs to have [leastPx] of them. */
internal fun decoded(
    path: String,
    leastPx: Int,
): Bitmap? {
    val size = BitmapFactory.Options().apply { inJustDecodeBounds = true }
    BitmapFactory.decodeFile(path, size)
    val longest = max(size.outWidth, size.outHeight)
    var sample = 1
    while (longest / (sample * 2) >= leastPx) sample *= 2
    return BitmapFactory.decodeFile(path, BitmapFactory.Options().apply { inSampleSize = sample })
}

private fun isJpeg(file: File): Boolean {
    val start = ByteArray(2)
    val read = file.inputStream().use { it.read(start) }
    return read == 2 && start.contentEquals(JPEG_START)
}

/** A JPEG has no transparency; without a ground it would turn black. */
private fun onWhite(picture: Bitmap): Bitmap {
    if (!picture.hasAlpha()) return picture
    return Bitmap.createBitmap(picture.width, picture.height, Bitmap.Config.ARGB_8888).also { ground ->
        Canvas(ground).apply {
            drawColor(Color.WHITE)
            drawBitmap(picture, 0f, 0f, null)
        }
    }
}

private val JPEG_START = byteArrayOf(0xFF.toByte(), 0xD8.toByte())

/** As long as the core keeps a photo. */
private const val LONGEST_PX = 2_048
private const val QUALITY = 92
