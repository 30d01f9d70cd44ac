package org.lykta.app.walk

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.core.moment
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.core.timeOfDay
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.app.ui.map.WalkMap
import org.lykta.bindings.GroupView
import org.lykta.bindings.WalkView
import org.lykta.core.EntityId
import org.lykta.core.Role

/** A walk: where, when and with whom, and everything that one does with it. */
@Composable
fun WalkRoute(
    walk: EntityId,
    way: Way,
) {
    val acts = rememberActs()
    val view by LocalCore.current.reading(walk) { it.showWalk(walk) }
    Page(LocalSay.current("noun-walk").capitalised(), way::back) {
        Read(view) { shown ->
            acts.failed?.let { StatusLine(LocalSay.current.explain(it), Icons.Warning, tone = Tone.Held) }
            WalkScreen(
                shown,
                onStart = {
                    acts {
                        phone().startWalk(walk)
                        withContext(Dispatchers.Main) { way.to(Screen.RECORDING, walk) }
                    }
                },
                onGo = { way.to(it, walk) },
            )
        }
    }
}

/** The walk as it stands. */
@Composable
fun WalkScreen(
    walk: WalkView,
    onStart: () -> Unit,
    onGo: (Screen) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    Facts(walk)
    if (leads(walk.role)) Begin(walk, onStart, onGo) else BigButton(say("walk-record"), Icons.Plus, { onGo(Screen.RECORDING) })
    BigButton(say("walk-review"), Icons.List, { onGo(Screen.REVIEW) }, rank = ButtonRank.Secondary)
    BigButton(say("walk-sync"), Icons.Again, { onGo(Screen.SYNC) }, rank = ButtonRank.Secondary)
    if (leads(walk.role)) {
        BigButton(say("walk-attendance"), Icons.Person, { onGo(Screen.ATTENDANCE) }, rank = ButtonRank.Secondary)
        BigButton(say("walk-conditions"), Icons.Pen, { onGo(Screen.CONDITIONS) }, rank = ButtonRank.Secondary)
        BigButton(say("walk-invite"), Icons.Phone, { onGo(Screen.INVITE) }, rank = ButtonRank.Secondary)
        PartTitle(say("walk-guide"))
        for (number in 1..4) Text("$number. ${say("walk-guide-$number")}", style = MaterialTheme.typography.bodyLarge)
    }
    BigButton(say("notice-title"), Icons.List, { onGo(Screen.NOTICE) }, rank = ButtonRank.Secondary)
}

/** Whether one with this role leads a group's walk and records its track. */
internal fun leads(role: Role) = role == Role.LEADER

@Composable
private fun Begin(
    walk: WalkView,
    onStart: () -> Unit,
    onGo: (Screen) -> Unit,
) {
    val say = LocalSay.current
    // Whoever walks all the same may, but is not asked to.
    val rank = if (walk.cancelledAt == null) ButtonRank.Primary else ButtonRank.Secondary
    when {
        walk.startedAt == null -> BigButton(say("walk-start"), Icons.Lantern, onStart, rank = rank)
        walk.endedAt == null -> BigButton(say("walk-go_on"), Icons.Lantern, { onGo(Screen.RECORDING) })
        else -> BigButton(say("walk-record"), Icons.Plus, { onGo(Screen.RECORDING) })
    }
}

@Composable
private fun Facts(walk: WalkView) {
    val say = LocalSay.current
    Text(walk.name, style = MaterialTheme.typography.headlineSmall)
    if (walk.cancelledAt != null) StatusLine(say("walks-cancelled"), Icons.Warning, tone = Tone.Held)
    walk.purpose?.let { Text(it, style = MaterialTheme.typography.bodyLarge) }
    val end = walk.plannedEnd
    walk.plannedStart?.let { start ->
        val text = if (end == null) say.moment(start) else say("walk-when", "start" to say.moment(start), "end" to say.timeOfDay(end))
        Text(text, style = MaterialTheme.typography.bodyLarge)
    }
    walk.light?.let { Text(say("walk-light", "light" to say("light-${it.name.lowercase()}")), style = MaterialTheme.typography.bodyLarge) }
    val own = walk.groups.firstOrNull { it.id == walk.group }
    own?.let { Text(say("walk-group", "group" to it.name), style = MaterialTheme.typography.bodyLarge) }
    own?.joined?.let { Text(say("walk-joined", "count" to it.toLong()), style = MaterialTheme.typography.bodyLarge) }
    if (!walk.hasPackage) StatusLine(say("walk-no_package"), Icons.Clock, tone = Tone.Wait)
    if (walk.group == null) Groups(walk.groups)
    val map = mapOf(walk, say)
    if (map.points().isNotEmpty()) WalkMap(map, Modifier.fillMaxWidth().height(260.dp))
    if (walk.basemap != null && map.basemap == null) StatusLine(say("walk-no_basemap"), Icons.Clock, tone = Tone.Wait)
}

/** Who carries the whole walk sees how each group stands. */
@Composable
private fun Groups(groups: List<GroupView>) {
    val say = LocalSay.current
    if (groups.isNotEmpty()) PartTitle(say("walk-groups"))
    groups.forEach { group ->
        val joined = group.joined?.let { say("walk-joined", "count" to it.toLong()) }
        Text(listOfNotNull(group.name, joined).joinToString(": "), style = MaterialTheme.typography.bodyLarge)
    }
}
