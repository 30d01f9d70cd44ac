package org.lykta.app.ui.map

import androidx.compose.ui.graphics.Color

/** The map's own colours, as the console's map has them. */
internal data class MapColours(
    val ground: Color,
    val land: Color,
    val casing: Color,
    val route: Color,
    val track: Color,
    val covered: Color,
)

internal fun mapColours(dark: Boolean) =
    if (dark) {
        MapColours(Color(0xFF121A20), Color(0xFF182128), Color(0xFF0D1419), Color(0xFFA9B8C0), Color(0xFF7DB4F5), Color(0x337DB4F5))
    } else {
        MapColours(Color(0xFFE7E5DF), Color(0xFFF3F2EE), Color(0xFFFFFFFF), Color(0xFF5A6A73), Color(0xFF1D63B8), Color(0x261D63B8))
    }
