package org.lykta.bindings

import org.lykta.core.LatLon
import org.lykta.core.ObservationDraft
import org.lykta.core.ObservationKind
import org.lykta.core.PlaceSource
import org.lykta.core.Readings
import org.lykta.core.Spot
import java.awt.Color
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO

fun draft(words: String? = null) =
    ObservationDraft(
        kind = ObservationKind.UNSAFE,
        spot = Spot.Place(LatLon(60.17, 24.94), 4.5, PlaceSource.GNSS),
        categories = emptyList(),
        `when` = emptyList(),
        feeling = null,
        words = words,
        suggestion = null,
        stop = null,
        forAnother = false,
    )

/** A position a second, north along a street. */
fun fix(
    second: Int,
    beganAt: Long = System.currentTimeMillis(),
) = FixReading(
    at = beganAt + 1_000L * second,
    position = LatLon(60.16 + second * 1e-6, 24.94),
    readings = Readings(altitudeM = null, accuracyM = 5.0, speedMps = 1.2, bearingDeg = null),
)

/** A real camera's file where there is one, else one that is drawn. */
fun cameraPhoto(folder: File): File {
    val shared = File(System.getenv("LYKTA_SHARED_DATA") ?: "../../../shared/data", "photos")
    val real = shared.listFiles { file -> file.extension == "jpg" }.orEmpty().minByOrNull { it.name }
    val photo = File(folder, "camera.jpg")
    if (real == null) drawInto(photo) else real.copyTo(photo, overwrite = true).setWritable(true)
    return photo
}

private fun drawInto(photo: File) {
    val picture = BufferedImage(1_600, 1_200, BufferedImage.TYPE_INT_RGB)
    with(picture.createGraphics()) {
        color = Color.ORANGE
        fillOval(400, 300, 800, 600)
        dispose()
    }
    ImageIO.write(picture, "jpg", photo)
}
