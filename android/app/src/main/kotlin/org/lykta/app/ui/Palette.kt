package org.lykta.app.ui

import androidx.compose.runtime.Immutable
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.graphics.Color

/** The colours of the design system in one scheme, under the names it gives them. */
@Immutable
data class Palette(
    val isDark: Boolean,
    val ground: Color,
    val surface: Color,
    val raised: Color,
    val ink: Color,
    val inkSoft: Color,
    val line: Color,
    val lineStrong: Color,
    val accent: Color,
    val accentInk: Color,
    val focus: Color,
    val unsafe: Color,
    val safe: Color,
    val worthKeeping: Color,
    val good: Color,
    val goodGround: Color,
    val wait: Color,
    val waitGround: Color,
    val held: Color,
    val heldGround: Color,
    val symbolMark: Color,
)

/** The colours by day. */
val LightPalette =
    Palette(
        isDark = false,
        ground = Color(0xFFF5F6F3),
        surface = Color(0xFFFFFFFF),
        raised = Color(0xFFEEF1EE),
        ink = Color(0xFF1B2A33),
        inkSoft = Color(0xFF4D5C66),
        line = Color(0xFFD6DCDA),
        lineStrong = Color(0xFF79878F),
        accent = Color(0xFF0B5563),
        accentInk = Color(0xFFFFFFFF),
        focus = Color(0xFF0B5563),
        unsafe = Color(0xFFB83A08),
        safe = Color(0xFF0B6B7D),
        worthKeeping = Color(0xFF6D3FA8),
        good = Color(0xFF1E6B47),
        goodGround = Color(0xFFE2F1E8),
        wait = Color(0xFF735000),
        waitGround = Color(0xFFFBEFCF),
        held = Color(0xFF8F2D12),
        heldGround = Color(0xFFFBE6DE),
        symbolMark = Color(0xFFFFFFFF),
    )

/** The colours by night. */
val DarkPalette =
    Palette(
        isDark = true,
        ground = Color(0xFF10181E),
        surface = Color(0xFF18232A),
        raised = Color(0xFF213038),
        ink = Color(0xFFE9EFF1),
        inkSoft = Color(0xFFADBCC3),
        line = Color(0xFF2D3D46),
        lineStrong = Color(0xFF74868F),
        accent = Color(0xFF86CBD8),
        accentInk = Color(0xFF0B1A20),
        focus = Color(0xFFF2C14E),
        unsafe = Color(0xFFFF9A70),
        safe = Color(0xFF6CD0DD),
        worthKeeping = Color(0xFFC9AAF5),
        good = Color(0xFF8BD8AD),
        goodGround = Color(0xFF17352A),
        wait = Color(0xFFF0CD75),
        waitGround = Color(0xFF39300F),
        held = Color(0xFFFFB59B),
        heldGround = Color(0xFF43241A),
        symbolMark = Color(0xFF10181E),
    )

/** The palette of the theme around. */
val LocalPalette = staticCompositionLocalOf { LightPalette }
