package org.lykta.app.observation

import android.content.Context
import android.content.Intent
import android.net.Uri
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.State
import androidx.compose.runtime.produceState
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.map
import org.lykta.app.core.Core
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Untaken
import org.lykta.app.core.failure
import org.lykta.app.core.handOver
import org.lykta.app.core.nameForOthers
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.core.EntityId
import java.io.File

/** What the camera took for an observation and the core did not take in. */
@Composable
internal fun rememberUntaken(observation: EntityId): State<List<Untaken>> {
    val darkroom = LocalCore.current.darkroom
    return produceState(emptyList(), observation) { darkroom.untaken.map { it[observation].orEmpty() }.collect { value = it } }
}

/** How many photos of a walk were taken and did not get in, by observation. */
@Composable
fun rememberUntakenOf(walk: EntityId): State<Map<EntityId, Int>> {
    val core = LocalCore.current
    return produceState(emptyMap(), walk) {
        core.darkroom.untaken.collect { all -> value = all.filterKeys { core.isOf(it, walk) }.mapValues { it.value.size } }
    }
}

private suspend fun Core.isOf(
    observation: EntityId,
    walk: EntityId,
): Boolean {
    var isSo = false
    failure { isSo = phone().showWalkOf(observation).walk == walk }
    return isSo
}

/** What to do with photos that did not get in: try again, hand them to another app, or remove them. */
@Composable
internal fun UntakenPhotos(
    photos: List<Untaken>,
    on: (ObservationEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    StatusLine(say("camera-untaken", "count" to photos.size), Icons.Warning, tone = Tone.Held)
    val reasons = photos.mapNotNull { it.why }.map(say::explain)
    (reasons + say("camera-untaken-explained")).distinct().forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
    BigButton(say("phone-again"), Icons.Again, { on(ObservationEvent.GiveAgain) })
    BigButton(say("camera-untaken-share"), Icons.Share, { on(ObservationEvent.ShareUntaken) }, rank = ButtonRank.Secondary)
    BigButton(say("camera-untaken-remove", "count" to photos.size), Icons.Remove, {
        on(ObservationEvent.RemoveUntaken)
    }, rank = ButtonRank.Danger)
}

/** Leads to where photos that did not get in are decided on. */
@Composable
fun UntakenElsewhere(
    photos: Map<EntityId, Int>,
    onOpen: (EntityId) -> Unit,
) = photos.forEach { (of, count) ->
    val say = LocalSay.current
    StatusLine(say("camera-untaken", "count" to count), Icons.Warning, tone = Tone.Held)
    BigButton(say("camera-untaken-open"), Icons.Camera, { onOpen(of) }, rank = ButtonRank.Secondary)
}

/** Hands photos to whatever app takes them. */
internal fun Context.share(files: List<File>) {
    val uris = files.map { nameForOthers(it) }
    val send = Intent(Intent.ACTION_SEND_MULTIPLE).setType("image/jpeg")
    send.putParcelableArrayListExtra(Intent.EXTRA_STREAM, ArrayList<Uri>(uris))
    handOver(send)
}
