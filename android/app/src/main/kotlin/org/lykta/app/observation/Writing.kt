package org.lykta.app.observation

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.MutableState
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.lifecycle.compose.LifecycleStartEffect
import kotlinx.coroutines.delay
import org.lykta.bindings.asSaid

/** A text that somebody writes or dictates, over what the core has of it. */
@Stable
class Writing internal constructor(
    private val draft: MutableState<String?>,
    // What the core had first, and what it was given since, as it keeps it.
    private val handedOver: MutableState<List<String>>,
    private val saved: () -> String,
) {
    /** What stands in the field. */
    val text: String get() = draft.value ?: saved()

    /** Somebody writes. */
    fun write(text: String) {
        draft.value = text
    }

    /** What was written counts no longer. */
    fun drop() {
        draft.value = null
        handedOver.value = emptyList()
    }

    /** Gives the core what it does not have yet. */
    internal fun handOver(keep: (String) -> Unit) {
        val said = draft.value?.let(::asSaid) ?: return
        when {
            // Nothing was said beyond it, such as a space: from here on it is as if it had been given.
            said == kept() -> {
                handedOver.value = handedOver.value.ifEmpty { listOf(said) }
            }

            !isOvertaken(said) -> {
                handedOver.value = handedOver.value.ifEmpty { listOf(kept()) } + said
                keep(said)
            }
        }
    }

    /** Shows what the core has, when it has what was written or somebody else wrote over that. */
    internal fun follow() {
        val said = draft.value?.let(::asSaid) ?: return
        when {
            draft.value == saved() || isOvertaken(said) -> drop()

            // A space before the next word is not taken from under the fingers.
            said == kept() && isLastGiven(said) -> handedOver.value = listOf(said)
        }
    }

    private fun kept() = asSaid(saved())

    private fun isLastGiven(said: String) = handedOver.value.lastOrNull() in setOf(null, said)

    private fun isOvertaken(said: String) = said == handedOver.value.lastOrNull() && kept() !in handedOver.value
}

/** A text that is kept when writing pauses, and when the screen is left or the app goes to the background. */
@Composable
fun rememberWriting(
    saved: String,
    keep: (String) -> Unit,
): Writing {
    val draft = rememberSaveable { mutableStateOf<String?>(null) }
    val handedOver = rememberSaveable { mutableStateOf(emptyList<String>()) }
    val inCore by rememberUpdatedState(saved)
    val keeps by rememberUpdatedState(keep)
    val writing = remember { Writing(draft, handedOver) { inCore } }
    LaunchedEffect(saved) { writing.follow() }
    LaunchedEffect(draft.value) {
        delay(SAVE_AFTER_MS)
        writing.handOver(keeps)
    }
    LifecycleStartEffect(Unit) {
        onStopOrDispose { writing.handOver(keeps) }
    }
    return writing
}

/** A field for a text of some lines. */
@Composable
internal fun WritingField(
    label: String,
    text: String,
    hint: String? = null,
    lines: Int = 3,
    onText: (String) -> Unit,
) = OutlinedTextField(
    text,
    onText,
    Modifier.fillMaxWidth(),
    label = { Text(label) },
    supportingText = hint?.let { { Text(it) } },
    keyboardOptions = KeyboardOptions(capitalization = KeyboardCapitalization.Sentences),
    minLines = lines,
)

private const val SAVE_AFTER_MS = 800L
