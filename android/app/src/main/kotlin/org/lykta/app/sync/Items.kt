package org.lykta.app.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.core.capitalised
import org.lykta.app.core.kilobytes
import org.lykta.app.core.megabytes
import org.lykta.app.core.timeOfDay
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LocalPalette
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.Tone
import org.lykta.app.ui.coloursOf
import org.lykta.core.ItemStatus
import org.lykta.core.OpState
import org.lykta.core.PhotoStatus

/** Each thing by itself, what has not arrived in front; the rest of a long list is asked for. */
@Composable
internal fun Items(items: List<ItemStatus>) {
    val say = LocalSay.current
    var showsAll by rememberSaveable { mutableStateOf(false) }
    PartTitle(say("sync-each"))
    val shown = if (showsAll) items else items.take(SHOWN_FIRST)
    shown.forEach { Item(it) }
    if (shown.size < items.size) {
        BigButton(say("sync-each-more", "count" to items.size), Icons.List, { showsAll = true }, rank = ButtonRank.Secondary)
    }
}

@Composable
private fun Item(item: ItemStatus) {
    val say = LocalSay.current
    Column(
        Modifier
            .fillMaxWidth()
            .heightIn(min = 48.dp)
            .padding(vertical = 6.dp)
            .semantics(mergeDescendants = true) {},
        Arrangement.spacedBy(4.dp),
    ) {
        Text(
            headline(item, say),
            style = MaterialTheme.typography.titleMedium,
            maxLines = 2,
            overflow = TextOverflow.Ellipsis,
        )
        PartLine(words(item, say), item.state)
        item.photos.forEachIndexed { index, photo -> PartLine(words(photo, index + 1, say), photo.state, photo.refused != null) }
        item.held.forEach { PartLine(say("held-${it.name.lowercase()}"), OpState.HELD) }
    }
}

private fun headline(
    item: ItemStatus,
    say: Say,
): String {
    val kind =
        when (val observed = item.observationKind) {
            null -> say("sync-kind-${item.kind.takeIf { it in NAMED } ?: "other"}")
            else -> say("kind-${observed.name.lowercase()}").capitalised()
        }
    return listOfNotNull(say.timeOfDay(item.at), kind, item.words).joinToString(" · ")
}

private fun words(
    item: ItemStatus,
    say: Say,
): String {
    val state = say("receipt-${item.state.name.lowercase()}")
    if (item.bytesOnPhone == 0uL) return say("sync-part-words", "state" to state)
    return say("sync-part-words_bytes", "state" to state, "kb" to kilobytes(item.bytesOnPhone))
}

private fun words(
    photo: PhotoStatus,
    number: Int,
    say: Say,
): String {
    if (photo.refused != null) return say("sync-part-refused", "number" to number)
    val state = say("receipt-${photo.state.name.lowercase()}")
    return say("sync-part-photo", "number" to number, "state" to state, "mb" to megabytes(photo.bytes))
}

@Composable
private fun PartLine(
    text: String,
    state: OpState,
    isRefused: Boolean = false,
) = Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
    val (tone, icon) = if (isRefused) Tone.Held to Icons.Warning else signOf(state)
    val (ink, _) = LocalPalette.current.coloursOf(tone)
    Icon(icon, contentDescription = null, Modifier.size(20.dp), tint = ink)
    Text(text, color = ink, style = MaterialTheme.typography.bodyLarge)
}

private fun signOf(state: OpState): Pair<Tone, ImageVector> =
    when (state) {
        OpState.ON_PHONE -> Tone.Wait to Icons.Phone
        OpState.RECEIVED -> Tone.Wait to Icons.Clock
        OpState.VISIBLE -> Tone.Good to Icons.Check
        OpState.HELD -> Tone.Held to Icons.Person
        OpState.ERASED -> Tone.Plain to Icons.Remove
    }

private const val SHOWN_FIRST = 20

/** The kinds that have a name of their own here. */
private val NAMED = setOf("track", "stop", "attendance", "group", "participant", "photo", "verification")
