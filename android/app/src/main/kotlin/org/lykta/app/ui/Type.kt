package org.lykta.app.ui

import androidx.compose.material3.Typography
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.intl.LocaleList
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.sp

/** Large type for a language; long words are hyphenated as that language does it, so that they fit at 200 %. */
fun typographyFor(tag: String): Typography = LocaleList(tag).typography()

private fun LocaleList.typography() =
    Typography(
        headlineLarge = heading(30),
        headlineMedium = heading(26),
        headlineSmall = heading(22),
        titleLarge = heading(22),
        titleMedium = heading(20),
        titleSmall = heading(18),
        bodyLarge = body(18),
        bodyMedium = body(17),
        bodySmall = body(16),
        labelLarge = body(19).copy(fontWeight = FontWeight.SemiBold),
        labelMedium = body(17).copy(fontWeight = FontWeight.Medium),
        labelSmall = body(16).copy(fontWeight = FontWeight.Medium),
    )

private fun LocaleList.heading(size: Int) =
    TextStyle(
        localeList = this,
        fontSize = size.sp,
        lineHeight = (size * 1.25).sp,
        fontWeight = FontWeight.Bold,
        lineBreak = LineBreak.Heading,
        hyphens = Hyphens.Auto,
    )

private fun LocaleList.body(size: Int) =
    TextStyle(
        localeList = this,
        fontSize = size.sp,
        lineHeight = (size * 1.45).sp,
        lineBreak = LineBreak.Paragraph,
        hyphens = Hyphens.Auto,
    )
