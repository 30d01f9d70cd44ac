package org.lykta.app.join.code

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.join.politely
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LoadingState
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.ApiException

/** What the screen of a typed code shows. */
data class ShortCodeState(
    val address: String = "",
    val code: String = "",
    val isSearching: Boolean = false,
    val failed: ApiException? = null,
)

/** What a person does on it. */
sealed interface ShortCodeEvent {
    data class Address(
        val text: String,
    ) : ShortCodeEvent

    data class Code(
        val text: String,
    ) : ShortCodeEvent

    data object Find : ShortCodeEvent

    data object Scan : ShortCodeEvent

    data object Paste : ShortCodeEvent
}

/** The address and the code that a sign on a wall says, or that a leader reads aloud. */
@Composable
fun ShortCodeScreen(
    state: ShortCodeState,
    on: (ShortCodeEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    val isFilled = state.address.isNotBlank() && state.code.isNotBlank()
    Text(say("code-explained"), style = MaterialTheme.typography.bodyLarge)
    AddressField(state.address) { on(ShortCodeEvent.Address(it)) }
    CodeField(state.code, { if (isFilled) on(ShortCodeEvent.Find) }) { on(ShortCodeEvent.Code(it)) }
    state.failed?.let { StatusLine(say.whyNot(it), Icons.Warning, politely(), Tone.Held) }
    if (state.isSearching) {
        LoadingState(say("code-searching"))
    } else {
        BigButton(say("code-find"), Icons.Check, { on(ShortCodeEvent.Find) }, enabled = isFilled)
        PartTitle(say("join-other"))
        BigButton(say("join-scan"), Icons.Scan, { on(ShortCodeEvent.Scan) }, rank = ButtonRank.Secondary)
        BigButton(say("join-paste"), Icons.Paste, { on(ShortCodeEvent.Paste) }, rank = ButtonRank.Secondary)
    }
}

@Composable
private fun AddressField(
    address: String,
    onText: (String) -> Unit,
) = OutlinedTextField(
    address,
    onText,
    Modifier.fillMaxWidth(),
    label = { Text(LocalSay.current("code-address")) },
    supportingText = { Text(LocalSay.current("code-address-hint"), style = MaterialTheme.typography.bodySmall) },
    keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Uri, autoCorrectEnabled = false, imeAction = ImeAction.Next),
    singleLine = true,
)

@Composable
private fun CodeField(
    code: String,
    onDone: () -> Unit,
    onText: (String) -> Unit,
) = OutlinedTextField(
    code,
    { onText(it.uppercase()) },
    Modifier.fillMaxWidth(),
    label = { Text(LocalSay.current("code-code")) },
    supportingText = { Text(LocalSay.current("code-code-hint"), style = MaterialTheme.typography.bodySmall) },
    textStyle = MaterialTheme.typography.headlineSmall.copy(fontFamily = FontFamily.Monospace),
    keyboardOptions =
        KeyboardOptions(
            capitalization = KeyboardCapitalization.Characters,
            keyboardType = KeyboardType.Ascii,
            autoCorrectEnabled = false,
            imeAction = ImeAction.Done,
        ),
    keyboardActions = KeyboardActions(onDone = { onDone() }),
    singleLine = true,
)

/** Here nothing waits to be sent, and there is another way in. */
private fun Say.whyNot(failed: ApiException): String =
    when (failed) {
        is ApiException.NoAnswer -> this("code-no_answer")
        is ApiException.NotALink -> this("code-bad_address")
        is ApiException.TooOften -> this("code-too_often", "minutes" to (failed.retryAfterS.toInt() + 59) / 60)
        is ApiException.Server -> this("code-server")
        else -> explain(failed)
    }
