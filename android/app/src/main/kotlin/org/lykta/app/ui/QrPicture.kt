package org.lykta.app.ui

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.tooling.preview.Preview
import androidx.compose.ui.unit.dp
import kotlin.math.floor

/** White modules around the code, by which cameras find it (ISO/IEC 18004). */
private const val QUIET_ZONE = 4

/** Draws a QR code of [modules], row by row; dark on white by night too, because cameras want that. */
@Composable
fun QrPicture(
    size: Int,
    modules: List<Boolean>,
    description: String,
    modifier: Modifier = Modifier,
) {
    require(modules.size == size * size) { "a code of $size has ${size * size} modules" }
    val pictured =
        modifier.sizeIn(minWidth = 160.dp, minHeight = 160.dp).aspectRatio(1f).semantics {
            contentDescription = description
            role = Role.Image
        }
    Canvas(pictured) { drawCode(size, modules) }
}

private fun DrawScope.drawCode(
    count: Int,
    modules: List<Boolean>,
) {
    drawRect(Color.White)
    // Whole pixels, so that no module is wider than its neighbour.
    val module = floor(size.minDimension / (count + 2 * QUIET_ZONE)).coerceAtLeast(1f)
    val start = floor((size.minDimension - module * count) / 2)
    modules.forEachIndexed { index, isDark ->
        val topLeft = Offset(start + index % count * module, start + index / count * module)
        if (isDark) drawRect(Color.Black, topLeft, Size(module, module))
    }
}

@Preview
@Composable
internal fun QrPictureExample() = QrPicture(EXAMPLE.size, exampleModules(), "QR-kod", Modifier.padding(16.dp))

/** The rows of a code that says `https://lykta.exempel.se/join`. */
private val EXAMPLE =
    listOf(
        0x1FCF47F,
        0x1041541,
        0x174A75D,
        0x175795D,
        0x175255D,
        0x104C041,
        0x1FD557F,
        0x0009000,
        0x18EFD18,
        0x14166BE,
        0x0B6870B,
        0x04265F9,
        0x187D361,
        0x131EB22,
        0x144163B,
        0x14276AD,
        0x12D39F4,
        0x001E910,
        0x1FDE151,
        0x1052113,
        0x174FFF6,
        0x17433C3,
        0x1740A8D,
        0x10585F1,
        0x1FD31C9,
    )

private fun exampleModules() = EXAMPLE.flatMap { row -> EXAMPLE.indices.reversed().map { row shr it and 1 == 1 } }
