package org.lykta.app.join

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.ApiException
import org.lykta.bindings.LinkView
import org.lykta.core.Role

/** What is being recorded on this phone while somebody joins. */
enum class Recorded { NOTHING, THIS_WALK, ANOTHER }

/** What the screen of the ways into a walk shows. */
data class JoinState(
    val text: String = "",
    val isGiven: Boolean = false,
    val found: LinkView? = null,
    val knownAs: Role? = null,
    val recorded: Recorded = Recorded.NOTHING,
    val failed: ApiException? = null,
)

/** What a person does on it. */
sealed interface JoinEvent {
    data object Scan : JoinEvent

    data object TypeCode : JoinEvent

    data object Paste : JoinEvent

    data class Write(
        val text: String,
    ) : JoinEvent

    data object Join : JoinEvent

    data object GoToRecording : JoinEvent
}

/** The ways into a walk; once a link is there, the walk that it opens. */
@Composable
fun JoinScreen(
    state: JoinState,
    on: (JoinEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    if (state.found == null) {
        Text(say("join-explained"), style = MaterialTheme.typography.bodyLarge)
        BigButton(say("join-scan"), Icons.Scan, { on(JoinEvent.Scan) })
        BigButton(say("join-code"), Icons.Pen, { on(JoinEvent.TypeCode) }, rank = ButtonRank.Secondary)
        BigButton(say("join-paste"), Icons.Paste, { on(JoinEvent.Paste) }, rank = ButtonRank.Secondary)
    }
    if (!state.isGiven) LinkField(state) { on(JoinEvent.Write(it)) }
    when {
        state.found != null -> Found(state.found, state, on)
        state.text.isNotBlank() -> StatusLine(say("join-wrong"), Icons.Warning, politely(), Tone.Held)
    }
}

@Composable
private fun LinkField(
    state: JoinState,
    onText: (String) -> Unit,
) = OutlinedTextField(
    state.text,
    onText,
    Modifier.fillMaxWidth(),
    label = { Text(LocalSay.current("join-link")) },
    keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Uri, autoCorrectEnabled = false),
    isError = state.found == null && state.text.isNotBlank(),
    maxLines = 4,
)

@Composable
private fun Found(
    found: LinkView,
    state: JoinState,
    on: (JoinEvent) -> Unit,
) {
    val say = LocalSay.current
    if (state.recorded == Recorded.THIS_WALK) return Recording(on)
    if (state.knownAs == null) New(found) else Known(found, state.knownAs)
    if (state.recorded == Recorded.ANOTHER) StatusLine(say("join-recording"), Icons.Lantern)
    state.failed?.let { StatusLine(say.explain(it), Icons.Warning, politely(), Tone.Held) }
    BigButton(say(if (state.knownAs == null) "join-go" else "join-go_again"), Icons.Lantern, { on(JoinEvent.Join) })
}

@Composable
private fun New(found: LinkView) {
    val say = LocalSay.current
    val key = if (found.walkName.isEmpty()) "join-found_unnamed" else "join-found"
    StatusLine(say(key, "walk" to found.walkName, "role" to say.role(found.role)), Icons.Check, politely(), Tone.Good)
}

/** Joining once more takes the new role in the place of the old one. */
@Composable
private fun Known(
    found: LinkView,
    before: Role,
) {
    val say = LocalSay.current
    StatusLine(say("join-known", "walk" to found.walkName, "role" to say.role(before)), Icons.Check, politely(), Tone.Good)
    if (before != found.role) StatusLine(say("join-otherwise", "role" to say.role(found.role)), Icons.Warning, tone = Tone.Wait)
}

/** Who records a walk does not leave it in the middle for another role in it. */
@Composable
private fun Recording(on: (JoinEvent) -> Unit) {
    val say = LocalSay.current
    StatusLine(say("join-recording_this"), Icons.Warning, politely(), Tone.Wait)
    BigButton(say("walk-go_on"), Icons.Lantern, { on(JoinEvent.GoToRecording) })
}

/** Read aloud when it comes. */
internal fun politely() = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
