package org.lykta.app.ui.map

import kotlin.math.floor
import kotlin.math.log10
import kotlin.math.pow

/** A round length on the ground and its length in pixels. */
data class ScaleBar(
    val lengthM: Int,
    val widthPx: Float,
) {
    /** The length as people write it. */
    val label: String = if (lengthM >= 1000) "${lengthM / 1000} km" else "$lengthM m"

    companion object {
        /** The longest of 1, 2, 5, 10 … metres that is no wider than [atMostPx]. */
        fun of(
            metresPerPixel: Double,
            atMostPx: Float,
        ): ScaleBar {
            val available = (atMostPx * metresPerPixel).coerceAtLeast(1.0)
            val power = 10.0.pow(floor(log10(available)))
            val lengthM = (listOf(5, 2, 1).first { it * power <= available } * power).toInt()
            return ScaleBar(lengthM, (lengthM / metresPerPixel).toFloat())
        }
    }
}
