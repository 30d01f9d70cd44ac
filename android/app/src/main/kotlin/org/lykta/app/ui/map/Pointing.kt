package org.lykta.app.ui.map

import androidx.compose.ui.geometry.Offset

/** The id of the observation nearest to a pixel, if one lies within [reach] pixels; the last drawn lies on top. */
internal fun MapContent.observationNear(
    at: Offset,
    view: Viewport,
    reach: Float,
): String? =
    observations
        .asReversed()
        .map { it.id to (view.toPixels(it.at) - at).getDistance() }
        .filter { (_, distance) -> distance <= reach }
        .minByOrNull { (_, distance) -> distance }
        ?.first
