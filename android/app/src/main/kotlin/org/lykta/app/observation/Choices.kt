package org.lykta.app.observation

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.material3.FilterChip
import androidx.compose.material3.FilterChipDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.lykta.app.core.capitalised
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LocalPalette

/** Things to choose from, each at least 48 dp high; a chosen one has a tick, not only a colour. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun <T> Choices(
    all: List<T>,
    chosen: Set<T>,
    words: (T) -> String,
    sign: (@Composable (T) -> Unit)? = null,
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
            label = { Text(words(one).capitalised(), style = MaterialTheme.typography.bodyLarge) },
            modifier = Modifier.defaultMinSize(minHeight = 52.dp),
            colors = chipColours(),
            border = chipBorder(isChosen),
            leadingIcon = {
                if (isChosen) Icon(Icons.Check, contentDescription = null, modifier = Modifier.size(22.dp)) else sign?.invoke(one)
            },
        )
    }
}

@Composable
private fun chipColours() =
    LocalPalette.current.let { palette ->
        FilterChipDefaults.filterChipColors(
            containerColor = palette.surface,
            labelColor = palette.ink,
            selectedContainerColor = palette.accent,
            selectedLabelColor = palette.accentInk,
            selectedLeadingIconColor = palette.accentInk,
        )
    }

/** An outline that is seen: a chip is found by its edge. */
@Composable
private fun chipBorder(isChosen: Boolean) = LocalPalette.current.let { BorderStroke(2.dp, if (isChosen) it.accent else it.lineStrong) }
