package org.lykta.app.ui.map

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LocalPalette

private const val ZOOM_STEP = 1.6f

/** Buttons for what otherwise takes two fingers. */
@Composable
internal fun MapButtons(
    words: MapWords,
    onZoom: (Float) -> Unit,
    onShowAll: () -> Unit,
    modifier: Modifier = Modifier,
) = Column(modifier, verticalArrangement = Arrangement.spacedBy(8.dp)) {
    MapButton(Icons.Plus, words.zoomIn) { onZoom(ZOOM_STEP) }
    MapButton(Icons.Minus, words.zoomOut) { onZoom(1 / ZOOM_STEP) }
    MapButton(Icons.Whole, words.showAll, onClick = onShowAll)
}

/** One button of a map: a sign, and words for those who do not see it. */
@Composable
internal fun MapButton(
    icon: ImageVector,
    words: String,
    modifier: Modifier = Modifier.size(56.dp),
    onClick: () -> Unit,
) {
    val palette = LocalPalette.current
    Surface(
        onClick,
        modifier.semantics { role = Role.Button },
        shape = MaterialTheme.shapes.medium,
        color = palette.surface,
        contentColor = palette.accent,
        border = BorderStroke(1.5.dp, palette.lineStrong),
    ) {
        Icon(icon, words, Modifier.padding(14.dp))
    }
}

/** What stands at the foot of a map: its scale, and where its ground is from. */
@Composable
internal fun MapFoot(
    metresPerPixel: Double,
    attribution: String?,
    modifier: Modifier = Modifier,
) = Row(
    modifier.fillMaxWidth().padding(12.dp),
    horizontalArrangement = Arrangement.SpaceBetween,
    verticalAlignment = Alignment.Bottom,
) {
    ScaleBarLine(metresPerPixel)
    if (!attribution.isNullOrBlank()) {
        Text(
            attribution,
            Modifier
                .weight(1f, fill = false)
                .padding(start = 8.dp)
                .clip(MaterialTheme.shapes.extraSmall)
                .background(LocalPalette.current.surface)
                .padding(horizontal = 8.dp, vertical = 4.dp),
            style = MaterialTheme.typography.labelSmall,
        )
    }
}

/** A round length on the ground, to compare with. */
@Composable
private fun ScaleBarLine(
    metresPerPixel: Double,
    modifier: Modifier = Modifier,
) {
    val palette = LocalPalette.current
    val density = LocalDensity.current
    val bar = ScaleBar.of(metresPerPixel, with(density) { 120.dp.toPx() })
    Column(
        modifier
            .clip(MaterialTheme.shapes.extraSmall)
            .background(palette.surface)
            .padding(horizontal = 8.dp, vertical = 4.dp)
            .clearAndSetSemantics {},
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Text(bar.label, style = MaterialTheme.typography.labelSmall)
        Canvas(Modifier.width(with(density) { bar.widthPx.toDp() }).height(8.dp)) {
            val line =
                Path().apply {
                    moveTo(1f, 0f)
                    lineTo(1f, size.height - 1)
                    lineTo(size.width - 1, size.height - 1)
                    lineTo(size.width - 1, 0f)
                }
            drawPath(line, palette.ink, style = Stroke(2.dp.toPx()))
        }
    }
}
