package org.lykta.app.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.megabytes
import org.lykta.app.observation.UntakenElsewhere
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LoadingState
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.ApiException
import org.lykta.bindings.SentView
import org.lykta.core.EntityId
import org.lykta.core.Progress
import org.lykta.core.Status
import org.lykta.core.Tally

/** What the screen of a sync shows: the receipts, and what goes on now. */
data class SyncState(
    val sent: SentView,
    val isSending: Boolean = false,
    val progress: Progress? = null,
    val failed: ApiException? = null,
    /** Photos that did not get into the core, so many an observation. */
    val untaken: Map<EntityId, Int> = emptyMap(),
)

/** How far everything has come, by receipts alone. */
@Composable
fun SyncScreen(
    state: SyncState,
    onSend: () -> Unit,
    onRescue: () -> Unit,
    onOpen: (EntityId) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    val waits = state.sent.notVisible.toLong()
    when {
        state.sent.items.isEmpty() -> StatusLine(say("sync-nothing"), Icons.Clock)
        waits == 0L && state.untaken.isEmpty() -> StatusLine(say("sync-all_visible"), Icons.Check, tone = Tone.Good)
        waits > 0L -> StatusLine(say("walks-not_visible", "count" to waits), Icons.Phone, tone = Tone.Wait)
    }
    state.failed?.let { StatusLine(say.explain(it), Icons.Warning, tone = Tone.Held) }
    UntakenElsewhere(state.untaken, onOpen)
    if (state.isSending) Sending(state.progress) else BigButton(say("sync-now"), Icons.Again, onSend)
    Table(state.sent.status)
    Held(state.sent.status)
    if (waits > 0) {
        Text(say("sync-keep"), style = MaterialTheme.typography.bodyLarge)
        BigButton(say("sync-rescue"), Icons.Share, onRescue, rank = ButtonRank.Secondary)
        Text(say("sync-rescue-explained"), style = MaterialTheme.typography.bodyMedium)
    }
    if (state.sent.items.isNotEmpty()) Items(state.sent.items)
}

private fun Tally.sum() = (onPhone + received + visible + held + erased).toLong()

@Composable
private fun Sending(progress: Progress?) {
    val say = LocalSay.current
    when (progress) {
        is Progress.Ops -> {
            LoadingState(say("sync-sending-ops", "left" to progress.left.toLong()))
        }

        is Progress.Photos -> {
            val text = say("sync-sending-photos", "done" to megabytes(progress.done), "total" to megabytes(progress.total))
            LoadingState(text, progress = share(progress.done, progress.total))
        }

        is Progress.Fetched -> {
            val text = say("sync-fetching", "done" to progress.done.toLong(), "total" to progress.total.toLong())
            LoadingState(text, progress = share(progress.done, progress.total))
        }

        is Progress.Basemap -> {
            val text = say("sync-fetching-map", "done" to megabytes(progress.done), "total" to megabytes(progress.total))
            LoadingState(text, progress = share(progress.done, progress.total))
        }

        null -> {
            LoadingState(say("sync-sending"))
        }
    }
}

private fun share(
    done: ULong,
    total: ULong,
): Float? = if (total == 0uL) null else done.toFloat() / total.toFloat()

@Composable
private fun Table(status: Status) {
    val say = LocalSay.current
    Part(say("sync-row-ops"), status.ops)
    Part(say("sync-row-photos"), status.photos)
    if (status.photoBytesOnPhone > 0uL) Text(say("sync-bytes", "mb" to megabytes(status.photoBytesOnPhone)))
}

@Composable
private fun Part(
    title: String,
    tally: Tally,
) {
    if (tally.sum() == 0L) return
    PartTitle(title)
    val rows =
        listOf(
            "on_phone" to tally.onPhone,
            "received" to tally.received,
            "visible" to tally.visible,
            "held" to tally.held,
            "erased" to tally.erased,
        )
    rows.filter { (_, count) -> count > 0uL }.forEach { (state, count) ->
        Row(Modifier.fillMaxWidth().padding(vertical = 4.dp).semantics(mergeDescendants = true) {}) {
            Text(LocalSay.current("sync-$state"), Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
            Text("$count", style = MaterialTheme.typography.titleMedium)
        }
    }
}

@Composable
private fun Held(status: Status) {
    val say = LocalSay.current
    val reasons = status.held.map { it.reason }.distinct()
    if (reasons.isNotEmpty()) PartTitle(say("sync-held-title"))
    reasons.forEach { StatusLine(say("held-${it.name.lowercase()}"), Icons.Person, tone = Tone.Held) }
    if (status.refused.isNotEmpty()) PartTitle(say("sync-refused-title"))
    status.refused.forEach { _ -> StatusLine(say("error-file_gone"), Icons.Warning, tone = Tone.Held) }
}
