package org.lykta.app.conditions

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.nav.Way
import org.lykta.app.observation.Choices
import org.lykta.app.observation.WritingField
import org.lykta.app.observation.rememberWriting
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.core.EntityId
import org.lykta.core.GroupNote
import org.lykta.core.GroupNotes
import org.lykta.core.Light

/** The weather that is told by one tap, by the names of its words. */
private val WEATHER = listOf("dry", "rain", "snow", "slippery", "wind", "fog").map { "conditions-weather-$it" }

/** How the group's walk was, for the head of the protocol; kept as it is told. */
@Composable
fun ConditionsRoute(
    walk: EntityId,
    way: Way,
) {
    val notes by LocalCore.current.reading(walk) { it.groupNotes(walk) }
    Page(LocalSay.current("conditions-title"), way::back) {
        Read(notes) { Conditions(walk, it) }
    }
}

@Composable
private fun Conditions(
    walk: EntityId,
    notes: GroupNotes,
) {
    val acts = rememberActs()

    fun note(note: GroupNote) = acts { phone().noteGroup(walk, note) }
    val weather = rememberWriting(notes.weather.orEmpty()) { note(GroupNote.Weather(it)) }
    val remarks = rememberWriting(notes.remarks.orEmpty()) { note(GroupNote.Remarks(it)) }
    acts.failed?.let { StatusLine(LocalSay.current.explain(it), Icons.Warning, tone = Tone.Held) }
    ConditionsScreen(GroupNotes(notes.light, weather.text, remarks.text)) {
        when (it) {
            is GroupNote.Light -> note(it)
            is GroupNote.Weather -> weather.write(it.v1)
            is GroupNote.Remarks -> remarks.write(it.v1)
        }
    }
}

/** Light and weather by taps, and words for what else there is. */
@Composable
fun ConditionsScreen(
    notes: GroupNotes,
    onNote: (GroupNote) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    Text(say("conditions-explained"), style = MaterialTheme.typography.bodyLarge)
    PartTitle(say("conditions-light"))
    Choices(Light.entries, setOfNotNull(notes.light), { say("light-${it.name.lowercase()}") }) {
        onNote(GroupNote.Light(it.takeIf { it != notes.light }))
    }
    PartTitle(say("conditions-weather"))
    val weather = notes.weather.orEmpty()
    val told = weather.parts()
    Choices(
        WEATHER,
        WEATHER
            .filter { word ->
                told.any { it.isThe(say(word)) }
            }.toSet(),
        { say(it) },
    ) { onNote(GroupNote.Weather(weather.toggled(say(it)))) }
    WritingField(say("conditions-weather-words"), weather, lines = 1) { onNote(GroupNote.Weather(it)) }
    WritingField(say("conditions-remarks"), notes.remarks.orEmpty(), say("conditions-remarks-hint")) { onNote(GroupNote.Remarks(it)) }
}

private fun String.parts() = split(',').map { it.trim() }.filter { it.isNotEmpty() }

/** With a word that was not there, or without it. */
internal fun String.toggled(word: String): String {
    val told = parts()
    val others = told.filterNot { it.isThe(word) }
    return (if (others.size < told.size) others else others + word).joinToString(", ")
}

/** A keyboard begins with a large letter. */
private fun String.isThe(word: String) = equals(word, ignoreCase = true)
