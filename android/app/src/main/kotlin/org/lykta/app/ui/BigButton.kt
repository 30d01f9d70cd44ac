package org.lykta.app.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.tooling.preview.Preview
import androidx.compose.ui.unit.dp

/** How much a button matters on its screen: one [Primary], [Danger] only where something ends. */
enum class ButtonRank { Primary, Secondary, Danger }

/** A button for gloves and the dark, at least 64 dp high, with its sign and words. */
@Composable
fun BigButton(
    text: String,
    icon: ImageVector,
    onClick: () -> Unit,
    modifier: Modifier = Modifier,
    rank: ButtonRank = ButtonRank.Primary,
    enabled: Boolean = true,
) {
    val palette = LocalPalette.current
    Button(
        onClick = onClick,
        modifier = modifier.fillMaxWidth().heightIn(min = 64.dp),
        enabled = enabled,
        shape = MaterialTheme.shapes.medium,
        colors = palette.buttonColors(rank),
        border = palette.buttonBorder(rank, enabled),
        contentPadding = PaddingValues(horizontal = 20.dp, vertical = 12.dp),
    ) {
        Icon(icon, contentDescription = null, modifier = Modifier.size(signSize(28.dp)))
        Spacer(Modifier.width(14.dp))
        Text(text, Modifier.weight(1f), style = MaterialTheme.typography.labelLarge)
    }
}

@Composable
private fun Palette.buttonColors(rank: ButtonRank) =
    ButtonDefaults.buttonColors(
        containerColor = if (rank == ButtonRank.Primary) accent else surface,
        contentColor = inkOf(rank),
        disabledContainerColor = raised,
        disabledContentColor = inkSoft,
    )

private fun Palette.inkOf(rank: ButtonRank): Color =
    when (rank) {
        ButtonRank.Primary -> accentInk
        ButtonRank.Secondary -> accent
        ButtonRank.Danger -> held
    }

private fun Palette.buttonBorder(
    rank: ButtonRank,
    enabled: Boolean,
): BorderStroke? =
    when {
        !enabled -> BorderStroke(2.dp, line)
        rank == ButtonRank.Primary -> null
        else -> BorderStroke(2.dp, inkOf(rank))
    }

@Preview
@Composable
internal fun BigButtonStates() =
    Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(12.dp)) {
        BigButton("Anteckna något", Icons.Plus, {})
        BigButton("Visa deltagarnas QR-kod", Icons.Phone, {}, rank = ButtonRank.Secondary)
        BigButton("Avsluta vandringen", Icons.Check, {}, rank = ButtonRank.Danger)
        BigButton("Skicka till kommunen", Icons.Again, {}, enabled = false)
    }
