package org.lykta.app.ui

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay

/** The looks of every screen: colours of the scheme, large type, soft corners. */
@Composable
fun LyktaTheme(
    dark: Boolean = isSystemInDarkTheme(),
    content: @Composable () -> Unit,
) {
    val tag = LocalSay.current.tag
    val typography = remember(tag) { typographyFor(tag) }
    val palette = if (dark) DarkPalette else LightPalette
    MaterialTheme(colorScheme = palette.scheme(), typography = typography, shapes = LyktaShapes) {
        CompositionLocalProvider(LocalPalette provides palette, LocalContentColor provides palette.ink, content = content)
    }
}

private val LyktaShapes =
    Shapes(
        extraSmall = RoundedCornerShape(6.dp),
        small = RoundedCornerShape(10.dp),
        medium = RoundedCornerShape(14.dp),
        large = RoundedCornerShape(18.dp),
        extraLarge = RoundedCornerShape(24.dp),
    )

private fun Palette.scheme(): ColorScheme {
    val base = if (isDark) darkColorScheme() else lightColorScheme()
    return base.copy(
        primary = accent,
        onPrimary = accentInk,
        primaryContainer = raised,
        onPrimaryContainer = ink,
        inversePrimary = accentInk,
        secondary = accent,
        onSecondary = accentInk,
        secondaryContainer = raised,
        onSecondaryContainer = ink,
        tertiary = worthKeeping,
        onTertiary = symbolMark,
        tertiaryContainer = raised,
        onTertiaryContainer = ink,
        background = ground,
        onBackground = ink,
        surface = ground,
        onSurface = ink,
        surfaceVariant = raised,
        onSurfaceVariant = inkSoft,
        surfaceTint = accent,
        surfaceBright = surface,
        surfaceDim = raised,
        surfaceContainerLowest = surface,
        surfaceContainerLow = surface,
        surfaceContainer = surface,
        surfaceContainerHigh = surface,
        surfaceContainerHighest = raised,
        inverseSurface = ink,
        inverseOnSurface = ground,
        error = held,
        onError = surface,
        errorContainer = heldGround,
        onErrorContainer = held,
        outline = lineStrong,
        outlineVariant = line,
    )
}
