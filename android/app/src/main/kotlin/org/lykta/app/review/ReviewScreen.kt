package org.lykta.app.review

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.core.capitalised
import org.lykta.app.core.reading
import org.lykta.app.core.timeOfDay
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.EmptyState
import org.lykta.app.ui.Icons
import org.lykta.app.ui.KindSymbol
import org.lykta.app.ui.LocalPalette
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.app.ui.map.MapContent
import org.lykta.app.ui.map.WalkMap
import org.lykta.app.walk.kindOf
import org.lykta.app.walk.mapOf
import org.lykta.bindings.GroupView
import org.lykta.core.EntityId
import org.lykta.core.ObservationView

/** Everything that was noted on a walk, gone through by the group before it parts. */
@Composable
fun ReviewRoute(
    walk: EntityId,
    way: Way,
) {
    val say = LocalSay.current
    val read by LocalCore.current.reading(walk) { phone ->
        val observations = phone.listObservations(walk, MOST_SHOWN)
        val view = phone.showWalk(walk)
        val walked = phone.walked(walk)
        Review(observations, mapOf(view, say, observations, walked.lines, walked), view.groups.takeIf { view.group == null }.orEmpty())
    }
    Page(say("review-title"), way::back) {
        Read(read) { review -> ReviewScreen(review) { way.to(Screen.OBSERVATION, it) } }
    }
}

/** What there is to go through; whoever carries the whole walk sees it group by group. */
data class Review(
    val observations: List<ObservationView>,
    val map: MapContent,
    val groups: List<GroupView> = emptyList(),
)

/** The map and, below it, the same as a list. */
@Composable
fun ReviewScreen(
    review: Review,
    onOpen: (EntityId) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    if (review.observations.isEmpty()) return@Column EmptyState(say("review-empty"), say("review-empty-explained"), Icons.List)
    if (review.map.points().isNotEmpty()) {
        WalkMap(
            review.map,
            Modifier.fillMaxWidth().height(220.dp),
        ) { tap -> tap.observationId?.let(onOpen) }
    }
    val byGroup = review.observations.groupBy { it.group }
    byGroup.forEach { (group, observations) ->
        review.groups.firstOrNull { it.id == group }?.let { PartTitle(it.name) }
        observations.forEach { Item(it) { onOpen(it.id) } }
    }
}

@Composable
private fun Item(
    observation: ObservationView,
    onOpen: () -> Unit,
) {
    val say = LocalSay.current
    val card = Modifier.fillMaxWidth().semantics { role = Role.Button }
    Card(onOpen, card, colors = CardDefaults.cardColors(containerColor = LocalPalette.current.surface)) {
        Row(Modifier.padding(16.dp), Arrangement.spacedBy(12.dp), Alignment.CenterVertically) {
            observation.kind?.let { KindSymbol(kindOf(it), size = 36.dp) }
            Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp)) {
                Text(headline(observation, say), style = MaterialTheme.typography.titleMedium)
                val words = observation.words?.takeIf { it.isNotBlank() } ?: say("review-no_words")
                Text(words, style = MaterialTheme.typography.bodyLarge, maxLines = 3, overflow = TextOverflow.Ellipsis)
                if (observation.unsettled) StatusLine(say("review-unsettled"), Icons.Warning, tone = Tone.Wait)
            }
        }
    }
}

private fun headline(
    observation: ObservationView,
    say: Say,
): String {
    val kind = observation.kind?.let { say("kind-${it.name.lowercase()}").capitalised() }
    val categories = observation.categories.joinToString { say("category-${it.name.lowercase()}") }.takeIf { it.isNotEmpty() }
    return listOfNotNull(say.timeOfDay(observation.at), kind, categories).joinToString(" · ")
}

private const val MOST_SHOWN = 1_000u
