package org.lykta.app.observation

import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import org.lykta.app.core.LocalSay

/** Asks before something is taken away. */
@Composable
internal fun Ask(
    question: String,
    explained: String,
    yes: String,
    onNo: () -> Unit,
    onYes: () -> Unit,
) = AlertDialog(
    onDismissRequest = onNo,
    title = { Text(question) },
    text = { Text(explained) },
    confirmButton = { TextButton(onYes) { Text(yes) } },
    dismissButton = { TextButton(onNo) { Text(LocalSay.current("phone-cancel")) } },
)
