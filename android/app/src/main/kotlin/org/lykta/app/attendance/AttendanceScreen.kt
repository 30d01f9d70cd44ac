package org.lykta.app.attendance

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateMapOf
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.nav.Way
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.AttendanceCount
import org.lykta.core.AttendanceCategory
import org.lykta.core.EntityId

/** How many came, counted by category and never by name. */
@Composable
fun AttendanceRoute(
    walk: EntityId,
    way: Way,
) {
    val acts = rememberActs()
    val counted by LocalCore.current.reading(walk) { phone -> phone.attendance(walk).associate { it.category to it.count.toInt() } }
    Page(LocalSay.current("attendance-title"), way::back) {
        acts.failed?.let { StatusLine(LocalSay.current.explain(it), Icons.Warning, tone = Tone.Held) }
        Read(counted) { inCore ->
            val tapped = remember { mutableStateMapOf<AttendanceCategory, Int>() }
            // What could not be kept does not stand there as if it were.
            LaunchedEffect(acts.failed) { if (acts.failed != null) tapped.clear() }
            AttendanceScreen(inCore + tapped) { category, count ->
                tapped[category] = count
                acts { phone().recordAttendance(walk, listOf(AttendanceCount(category, count.toUInt()))) }
            }
        }
    }
}

/** A row a category, with a button for one more and one for one fewer. */
@Composable
fun AttendanceScreen(
    counts: Map<AttendanceCategory, Int>,
    onCount: (AttendanceCategory, Int) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
    val say = LocalSay.current
    Text(say("attendance-explained"), style = MaterialTheme.typography.bodyLarge)
    AttendanceCategory.entries.forEach { category -> Count(category, counts[category] ?: 0) { onCount(category, it) } }
    Text(say("attendance-total", "count" to counts.values.sum()), style = MaterialTheme.typography.titleMedium)
}

@Composable
private fun Count(
    category: AttendanceCategory,
    count: Int,
    onCount: (Int) -> Unit,
) = Row(Modifier.fillMaxWidth(), verticalAlignment = Alignment.CenterVertically) {
    val say = LocalSay.current
    val name = say("attendance-${category.name.lowercase()}")
    Text(name.capitalised(), Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
    Step(Icons.Minus, say("attendance-fewer", "category" to name), count > 0) { onCount(count - 1) }
    val heard = Modifier.widthIn(min = 40.dp).semantics { liveRegion = LiveRegionMode.Polite }
    Text("$count", heard, style = MaterialTheme.typography.titleLarge, textAlign = TextAlign.Center)
    Step(Icons.Plus, say("attendance-more", "category" to name), true) { onCount(count + 1) }
}

@Composable
private fun Step(
    icon: ImageVector,
    words: String,
    isPossible: Boolean,
    onStep: () -> Unit,
) = IconButton(onStep, Modifier.size(56.dp), enabled = isPossible) { Icon(icon, words, Modifier.size(28.dp)) }
