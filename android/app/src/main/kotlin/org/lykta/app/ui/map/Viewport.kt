package org.lykta.app.ui.map

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import kotlin.math.PI
import kotlin.math.cos
import kotlin.math.max

/** Mean radius of the earth in metres (IUGG). */
private const val EARTH_RADIUS_M = 6_371_008.8
private const val M_PER_DEGREE = EARTH_RADIUS_M * PI / 180

/** Nobody needs to see less than 0.05 m or more than 500 m in a pixel on a walk. */
private val SCALES = 0.05..500.0

/** What a map shows, north up: the point in the middle of [size] pixels, and the metres of one pixel. */
data class Viewport(
    val centre: MapPoint,
    val metresPerPixel: Double,
    val size: Size,
) {
    // Equirectangular around the centre: within a walk's few kilometres it errs by less than a pixel.
    private val mPerDegreeLon = M_PER_DEGREE * cos(Math.toRadians(centre.lat))

    /** Where a point lies, in pixels from the top left. */
    fun toPixels(point: MapPoint): Offset =
        Offset(
            (size.width / 2 + (point.lon - centre.lon) * mPerDegreeLon / metresPerPixel).toFloat(),
            (size.height / 2 - (point.lat - centre.lat) * M_PER_DEGREE / metresPerPixel).toFloat(),
        )

    /** The point under a pixel. */
    fun toPoint(pixel: Offset): MapPoint =
        MapPoint(
            centre.lat - (pixel.y - size.height / 2) * metresPerPixel / M_PER_DEGREE,
            centre.lon + (pixel.x - size.width / 2) * metresPerPixel / mPerDegreeLon,
        )

    /** The view after a finger dragged the ground by [drag] pixels. */
    fun dragged(drag: Offset): Viewport = copy(centre = toPoint(Offset(size.width / 2, size.height / 2) - drag))

    /** The view [factor] times as large, with the ground under [around] where it was. */
    fun zoomed(
        factor: Float,
        around: Offset = Offset(size.width / 2, size.height / 2),
    ): Viewport {
        val scaled = copy(metresPerPixel = (metresPerPixel / factor).coerceIn(SCALES))
        return scaled.dragged(around - scaled.toPixels(toPoint(around)))
    }

    companion object {
        /** The view that holds all [points] within [margin] pixels of the edges, and at least [leastM] metres across. */
        fun around(
            points: List<MapPoint>,
            size: Size,
            margin: Float,
            leastM: Double = 150.0,
        ): Viewport? {
            if (points.isEmpty() || size.isEmpty()) return null
            val south = points.minOf { it.lat }
            val north = points.maxOf { it.lat }
            val west = points.minOf { it.lon }
            val east = points.maxOf { it.lon }
            val centre = MapPoint((south + north) / 2, (west + east) / 2)
            val widthM = max(leastM, (east - west) * M_PER_DEGREE * cos(Math.toRadians(centre.lat)))
            val heightM = max(leastM, (north - south) * M_PER_DEGREE)
            val scale = max(widthM / max(1f, size.width - 2 * margin), heightM / max(1f, size.height - 2 * margin))
            return Viewport(centre, scale.coerceIn(SCALES), size)
        }
    }
}
