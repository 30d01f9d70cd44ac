package org.lykta.app.ui.map

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import kotlin.math.PI
import kotlin.math.asinh
import kotlin.math.atan
import kotlin.math.cos
import kotlin.math.log2
import kotlin.math.max
import kotlin.math.sinh
import kotlin.math.tan

/** Mean radius of the earth in metres (IUGG). */
private const val EARTH_RADIUS_M = 6_371_008.8
private const val M_PER_DEGREE = EARTH_RADIUS_M * PI / 180

/** A side of a tile on the screen, in pixels of MapLibre's own. */
private const val TILE_PX = 512

/** Nobody needs to see less than 0.05 m or more than 500 m in a pixel on a walk. */
private val SCALES = 0.05..500.0

/** Web Mercator's way north of the equator, on a sphere of radius 1 (EPSG:3857). */
private fun northing(lat: Double) = asinh(tan(Math.toRadians(lat)))

private fun latitude(northing: Double) = Math.toDegrees(atan(sinh(northing)))

/** What a map shows, north up: the point in the middle of [size] pixels, and the metres of one pixel. */
data class Viewport(
    val centre: MapPoint,
    val metresPerPixel: Double,
    val size: Size,
) {
    // Web Mercator, as tiles are cut, with the scale right in the middle.
    private val pixelsPerRadian = EARTH_RADIUS_M * cos(Math.toRadians(centre.lat)) / metresPerPixel

    /** Where a point lies, in pixels from the top left. */
    fun toPixels(point: MapPoint): Offset =
        Offset(
            (size.width / 2 + Math.toRadians(point.lon - centre.lon) * pixelsPerRadian).toFloat(),
            (size.height / 2 - (northing(point.lat) - northing(centre.lat)) * pixelsPerRadian).toFloat(),
        )

    /** The point under a pixel. */
    fun toPoint(pixel: Offset): MapPoint =
        MapPoint(
            latitude(northing(centre.lat) - (pixel.y - size.height / 2) / pixelsPerRadian),
            centre.lon + Math.toDegrees((pixel.x - size.width / 2) / pixelsPerRadian),
        )

    /** The same scale as MapLibre counts it: how often a world of one tile of 512 of its pixels is doubled. */
    fun zoom(pixelRatio: Float): Double = log2(2 * PI * pixelsPerRadian / (TILE_PX * pixelRatio))

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
