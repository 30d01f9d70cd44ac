package org.lykta.app.observation

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.FilterChip
import androidx.compose.material3.FilterChipDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import org.lykta.app.core.capitalised
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LocalPalette
import org.lykta.app.ui.signSize

/** Things to choose from, each at least 48 dp high; a chosen one has a tick, not only a colour. Nothing moves by choosing. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun <T> Choices(
    all: List<T>,
    chosen: Set<T>,
    words: (T) -> String,
    sign: @Composable (T, Boolean) -> Unit = { _, isChosen -> Tick(isChosen) },
    onChoice: (T) -> Unit,
) = FlowRow(
    Modifier.fillMaxWidth(),
    horizontalArrangement = Arrangement.spacedBy(8.dp),
    verticalArrangement = Arrangement.spacedBy(8.dp),
) {
    all.forEach { one ->
        val isChosen = one in chosen
        FilterChip(
            selected = isChosen,
            onClick = { onChoice(one) },
            label = { Text(words(one).capitalised(), Modifier.padding(vertical = 8.dp), style = MaterialTheme.typography.bodyLarge) },
            modifier = Modifier.defaultMinSize(minHeight = 52.dp),
            colors = chipColours(),
            border = chipBorder(isChosen),
            leadingIcon = { sign(one, isChosen) },
        )
    }
}

/** A ring, with a tick in it for what is chosen. */
@Composable
internal fun Tick(isChosen: Boolean) {
    val palette = LocalPalette.current
    val size = signSize(24.dp)
    if (isChosen) {
        Icon(Icons.Check, contentDescription = null, modifier = Modifier.size(size))
    } else {
        Box(Modifier.size(size).padding(2.dp).border(2.dp, palette.lineStrong, CircleShape))
    }
}

/** A sign, with a small tick upon it for what is chosen. */
@Composable
internal fun TickedSign(
    sign: ImageVector,
    isChosen: Boolean,
) = Box(Modifier.size(signSize(34.dp))) {
    val palette = LocalPalette.current
    Icon(sign, contentDescription = null, modifier = Modifier.align(Alignment.Center).size(signSize(28.dp)))
    if (isChosen) {
        Icon(
            Icons.Check,
            contentDescription = null,
            modifier =
                Modifier
                    .align(Alignment.BottomEnd)
                    .size(signSize(17.dp))
                    .background(palette.accentInk, CircleShape)
                    .padding(2.dp),
            tint = palette.accent,
        )
    }
}

@Composable
private fun chipColours() =
    LocalPalette.current.let { palette ->
        FilterChipDefaults.filterChipColors(
            containerColor = palette.surface,
            labelColor = palette.ink,
            iconColor = palette.accent,
            selectedContainerColor = palette.accent,
            selectedLabelColor = palette.accentInk,
            selectedLeadingIconColor = palette.accentInk,
        )
    }

/** An outline that is seen: a chip is found by its edge. */
@Composable
private fun chipBorder(isChosen: Boolean) = LocalPalette.current.let { BorderStroke(2.dp, if (isChosen) it.accent else it.lineStrong) }
