package org.lykta.app

import android.graphics.Bitmap
import java.io.ByteArrayOutputStream
import java.io.File
import kotlin.random.Random

/** A photo as a camera wrote it, with its metadata, where there is one to test with; else one that is drawn. */
internal fun cameraPhoto(): ByteArray {
    val photos = System.getenv("LYKTA_SHARED_DATA")?.let { File(it, "photos") }
    val real = photos?.listFiles { file -> file.extension == "jpg" }
    return real?.maxByOrNull { it.length() }?.readBytes() ?: drawn()
}

private fun drawn(): ByteArray {
    val random = Random(1)
    val pixels = IntArray(1_600 * 1_200) { random.nextInt() or (0xFF shl 24) }
    val picture = Bitmap.createBitmap(pixels, 1_600, 1_200, Bitmap.Config.ARGB_8888)
    return ByteArrayOutputStream().also { picture.compress(Bitmap.CompressFormat.JPEG, 90, it) }.toByteArray()
}
