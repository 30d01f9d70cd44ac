package org.lykta.app.photo

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LocalPalette
import org.lykta.bindings.BlurArea

/** The nine parts of a picture, each a switch: for those who do not draw. */
@Composable
internal fun Cells(
    marks: List<BlurArea>,
    aspectRatio: Float,
    onChange: (BlurArea, Boolean) -> Unit,
) = Column(Modifier.fillMaxWidth(), Arrangement.spacedBy(6.dp)) {
    val height = if (aspectRatio < 1) 80.dp else 60.dp
    for (row in 0..<SIDE) {
        Row(Modifier.fillMaxWidth().height(height), Arrangement.spacedBy(6.dp)) {
            for (column in 0..<SIDE) {
                val area = cell(row, column)
                Cell(LocalSay.current("photo-cell-${row * SIDE + column + 1}"), area in marks) { onChange(area, it) }
            }
        }
    }
}

@Composable
private fun RowScope.Cell(
    description: String,
    isMarked: Boolean,
    onChange: (Boolean) -> Unit,
) {
    val palette = LocalPalette.current
    val shape = MaterialTheme.shapes.small
    Box(
        Modifier
            .weight(1f)
            .fillMaxHeight()
            .clip(shape)
            .background(if (isMarked) palette.accent else palette.surface)
            .border(2.dp, if (isMarked) palette.accent else palette.lineStrong, shape)
            .toggleable(isMarked, role = Role.Checkbox, onValueChange = onChange)
            .semantics { contentDescription = description },
        Alignment.Center,
    ) {
        if (isMarked) Icon(Icons.Check, contentDescription = null, Modifier.size(32.dp), tint = palette.accentInk)
    }
}

/** The same numbers each time, so that a cell is found among the marks again. */
private fun cell(
    row: Int,
    column: Int,
) = BlurArea(left = column.toDouble() / SIDE, top = row.toDouble() / SIDE, width = 1.0 / SIDE, height = 1.0 / SIDE)

private const val SIDE = 3
