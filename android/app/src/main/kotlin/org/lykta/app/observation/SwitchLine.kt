package org.lykta.app.observation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp

/** A switch with its words, which is one target as wide as the screen. */
@Composable
internal fun SwitchLine(
    text: String,
    isOn: Boolean,
    onChange: (Boolean) -> Unit,
) = Row(
    Modifier.fillMaxWidth().heightIn(min = 56.dp).toggleable(isOn, role = Role.Switch, onValueChange = onChange),
    Arrangement.spacedBy(16.dp),
    Alignment.CenterVertically,
) {
    Text(text, Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
    Switch(isOn, onCheckedChange = null)
}
