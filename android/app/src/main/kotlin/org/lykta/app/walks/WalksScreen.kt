package org.lykta.app.walks

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.core.moment
import org.lykta.app.core.reading
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.EmptyState
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LocalPalette
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.WalkView

/** All walks that were joined on this phone. */
@Composable
fun WalksRoute(way: Way) {
    val walks by LocalCore.current.reading(null) { it.listWalks() }
    Page(LocalSay.current("walks-title"), onBack = null) {
        Read(walks) { WalksScreen(it, way::to) }
    }
}

/** The list, or what to do while it is empty. */
@Composable
fun WalksScreen(
    walks: List<WalkView>,
    to: (Screen, String) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    if (walks.isEmpty()) EmptyState(say("walks-empty"), say("walks-empty-explained"), Icons.Lantern)
    walks.forEach { walk -> WalkCard(walk) { to(if (walk.noticeAcceptedAt == null) Screen.NOTICE else Screen.WALK, walk.walk) } }
    BigButton(
        say("walks-join"),
        Icons.Plus,
        { to(Screen.JOIN, "") },
        rank = if (walks.isEmpty()) ButtonRank.Primary else ButtonRank.Secondary,
    )
    BigButton(say("walks-settings"), Icons.Settings, { to(Screen.SETTINGS, "") }, rank = ButtonRank.Secondary)
}

@Composable
private fun WalkCard(
    walk: WalkView,
    onOpen: () -> Unit,
) {
    val say = LocalSay.current
    Card(
        onClick = onOpen,
        modifier = Modifier.fillMaxWidth().semantics { role = Role.Button },
        colors = CardDefaults.cardColors(containerColor = LocalPalette.current.surface),
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Text(walk.name.ifEmpty { say("noun-walk").capitalised() }, style = MaterialTheme.typography.titleLarge)
            walk.plannedStart?.let { Text(say.moment(it), style = MaterialTheme.typography.bodyLarge) }
            Text(say("role-${walk.role.name.lowercase()}").capitalised(), style = MaterialTheme.typography.bodyLarge)
            if (walk.cancelledAt != null) StatusLine(say("walks-cancelled"), Icons.Warning, tone = Tone.Held)
            Arrived(walk.notVisible.toLong())
        }
    }
}

@Composable
private fun Arrived(notVisible: Long) {
    val text = LocalSay.current("walks-not_visible", "count" to notVisible)
    if (notVisible == 0L) {
        StatusLine(text, Icons.Check, tone = Tone.Good)
    } else {
        StatusLine(text, Icons.Phone, tone = Tone.Wait)
    }
}
