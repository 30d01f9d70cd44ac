package org.lykta.app.observation

import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.lykta.app.core.Core
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.failure
import org.lykta.app.core.reading
import org.lykta.app.nav.Way
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.ApiException
import org.lykta.bindings.ObservationEdit
import org.lykta.bindings.PhotoDraft
import org.lykta.core.EntityId
import org.lykta.core.ObservationView

/** One observation, kept as it is told: there is no button that saves. */
@Composable
fun ObservationRoute(
    id: EntityId,
    way: Way,
) {
    val observation by LocalCore.current.reading(null, id) { it.showObservation(id) }
    Page(LocalSay.current("observation-title"), way::back) {
        Read(observation) { Observation(it, way) }
    }
}

@Composable
private fun Observation(
    shown: ObservationView,
    way: Way,
) {
    val core = LocalCore.current
    val say = LocalSay.current
    var words by rememberSaveable { mutableStateOf(shown.words.orEmpty()) }
    var suggestion by rememberSaveable { mutableStateOf(shown.suggestion.orEmpty()) }
    var failed by remember { mutableStateOf<ApiException?>(null) }
    var asksToWithdraw by rememberSaveable { mutableStateOf(false) }
    var isLeaving by remember { mutableStateOf(false) }

    fun keep(work: suspend Core.() -> Unit) {
        core.scope.launch { failed = failure { core.work() } }
    }

    fun add(photo: PhotoDraft) = keep { addPhoto(shown.id, photo) }
    val unsaved = rememberUpdatedState(shown.unsaved(words, suggestion).takeUnless { isLeaving })
    // Writing pauses: what is there is kept. Leaving the screen keeps the rest.
    LaunchedEffect(words, suggestion) {
        delay(SAVE_AFTER_MS)
        unsaved.value?.let { edit -> keep { phone().editObservation(shown.id, edit) } }
    }
    DisposableEffect(Unit) {
        onDispose { unsaved.value?.let { edit -> keep { phone().editObservation(shown.id, edit) } } }
    }
    val camera = rememberCamera { _, photo -> add(photo) }
    val picker = rememberPicker(::add)
    failed?.let { StatusLine(say.explain(it), Icons.Warning, tone = Tone.Held) }
    ObservationScreen(shown, Written(words, suggestion), { Photos(shown.photos) }) { event ->
        when (event) {
            is ObservationEvent.Edit -> {
                keep { phone().editObservation(shown.id, event.edit) }
            }

            is ObservationEvent.Write -> {
                words = event.written.words
                suggestion = event.written.suggestion
            }

            ObservationEvent.TakePhoto -> {
                camera(shown.id)
            }

            ObservationEvent.PickPhoto -> {
                picker()
            }

            ObservationEvent.Withdraw -> {
                asksToWithdraw = true
            }
        }
    }
    if (asksToWithdraw) {
        AskToWithdraw({ asksToWithdraw = false }) {
            isLeaving = true
            keep { phone().withdraw(shown.id) }
            way.back()
        }
    }
}

private fun ObservationView.unsaved(
    words: String,
    suggestion: String,
): ObservationEdit? {
    val newWords = words.takeIf { it != this.words.orEmpty() }
    val newSuggestion = suggestion.takeIf { it != this.suggestion.orEmpty() }
    return if (newWords == null && newSuggestion == null) null else ObservationEdit(words = newWords, suggestion = newSuggestion)
}

@Composable
private fun AskToWithdraw(
    onNo: () -> Unit,
    onYes: () -> Unit,
) {
    val say = LocalSay.current
    AlertDialog(
        onDismissRequest = onNo,
        title = { Text(say("observation-withdraw-ask")) },
        text = { Text(say("observation-withdraw-explained")) },
        confirmButton = { TextButton(onYes) { Text(say("observation-withdraw")) } },
        dismissButton = { TextButton(onNo) { Text(say("phone-cancel")) } },
    )
}

private const val SAVE_AFTER_MS = 800L
