package org.lykta.app.observation

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import kotlinx.coroutines.launch
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.failure
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.photo.photoAddress
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.bindings.ApiException
import org.lykta.bindings.ObservationEdit
import org.lykta.core.EntityId

/** One observation, kept as it is told: there is no button that saves. */
@Composable
fun ObservationRoute(
    id: EntityId,
    way: Way,
) {
    val shown by LocalCore.current.reading(null, id) { it.shown(id) }
    Page(LocalSay.current("observation-title"), way::back) {
        Read(shown) { Observation(it, way) }
    }
}

@Composable
private fun Observation(
    shown: Shown,
    way: Way,
) {
    val core = LocalCore.current
    val say = LocalSay.current
    val context = LocalContext.current
    val id = shown.observation.id
    val acts = rememberActs()
    var refusedPhotos by remember { mutableStateOf(emptyList<ApiException>()) }
    var asksToWithdraw by rememberSaveable { mutableStateOf(false) }
    var isLeaving by remember { mutableStateOf(false) }

    fun edit(edit: ObservationEdit) {
        if (!isLeaving) acts { phone().editObservation(id, edit) }
    }
    val words = rememberWriting(shown.observation.words.orEmpty()) { edit(ObservationEdit(words = it)) }
    val suggestion = rememberWriting(shown.observation.suggestion.orEmpty()) { edit(ObservationEdit(suggestion = it)) }
    val camera = rememberCamera()
    val untaken by rememberUntaken(id)
    var asksToRemove by rememberSaveable { mutableStateOf(false) }
    val picker = rememberPicker { picked -> core.scope.launch { refusedPhotos = core.addPicked(context.applicationContext, id, picked) } }
    val written = Written(words.text, suggestion.text)
    val state = ObservationState(shown.observation, written, shown.map(say), shown.stops, acts.failed, refusedPhotos, untaken)
    ObservationScreen(state, { rememberPicture(it, thumbnail = true) }) { event ->
        when (event) {
            is ObservationEvent.Edit -> {
                edit(event.edit)
            }

            is ObservationEvent.Write -> {
                words.write(event.written.words)
                suggestion.write(event.written.suggestion)
            }

            ObservationEvent.ChangePlace -> {
                way.to(Screen.PLACE, id)
            }

            ObservationEvent.TakePhoto -> {
                camera(id)
            }

            ObservationEvent.PickPhotos -> {
                picker()
            }

            ObservationEvent.GiveAgain -> {
                untaken.forEach { core.darkroom.give(id, it.file) }
            }

            ObservationEvent.ShareUntaken -> {
                context.share(untaken.map { it.file })
            }

            ObservationEvent.RemoveUntaken -> {
                asksToRemove = true
            }

            is ObservationEvent.OpenPhoto -> {
                way.to(Screen.PHOTO, photoAddress(id, event.photo))
            }

            is ObservationEvent.Settle -> {
                acts { phone().settle(id, event.disputed, event.chosen.toUInt()) }
            }

            ObservationEvent.Withdraw -> {
                asksToWithdraw = true
            }
        }
    }
    if (asksToRemove) {
        val count = "count" to untaken.size
        Ask(
            say("camera-untaken-remove-ask", count),
            say("camera-untaken-remove-explained"),
            say("camera-untaken-remove", count),
            { asksToRemove = false },
        ) {
            core.darkroom.remove(untaken)
            asksToRemove = false
        }
    }
    if (asksToWithdraw) {
        Ask(
            say("observation-withdraw-ask"),
            say("observation-withdraw-explained"),
            say("observation-withdraw"),
            { asksToWithdraw = false },
        ) {
            isLeaving = true
            acts {
                phone().withdraw(id)
                darkroom.remove(id)
            }
            way.back()
        }
    }
}
