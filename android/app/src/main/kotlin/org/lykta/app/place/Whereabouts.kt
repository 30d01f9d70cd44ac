package org.lykta.app.place

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import org.lykta.app.core.Say
import org.lykta.app.ui.map.MapPoint
import org.lykta.app.ui.map.Viewport
import kotlin.math.atan2
import kotlin.math.roundToInt

/** Something that a place may be told from. */
data class Landmark(
    val name: String,
    val at: MapPoint,
)

/** Where a point is, told from the nearest landmark: so many metres in one of eight directions. */
fun Say.whereabouts(
    at: MapPoint,
    landmarks: List<Landmark>,
): String? {
    val nearest = landmarks.minByOrNull { it.at.metresTo(at).getDistance() } ?: return null
    val away = nearest.at.metresTo(at)
    val metres = away.getDistance().roundToInt()
    if (metres < NEAR_M) return this("place-cross-at", "from" to nearest.name)
    return this("place-cross", "metres" to metres, "direction" to this("place-direction-${directionOf(away)}"), "from" to nearest.name)
}

/** The point so many metres north and east of this one. */
fun MapPoint.moved(
    northM: Float,
    eastM: Float,
): MapPoint = metres().toPoint(Offset(eastM, -northM))

/** How far east and south of this one another point is. */
private fun MapPoint.metresTo(other: MapPoint) = metres().toPixels(other)

/** A view in which a pixel is a metre. */
private fun MapPoint.metres() = Viewport(this, 1.0, Size.Zero)

private fun directionOf(away: Offset): String {
    val eighths = (atan2(away.x, -away.y) / (Math.PI / 4)).roundToInt()
    return DIRECTIONS[Math.floorMod(eighths, DIRECTIONS.size)]
}

private val DIRECTIONS = listOf("north", "north_east", "east", "south_east", "south", "south_west", "west", "north_west")

private const val NEAR_M = 4
