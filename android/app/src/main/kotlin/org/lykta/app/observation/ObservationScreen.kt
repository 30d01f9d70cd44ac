package org.lykta.app.observation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.KindSymbol
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.app.walk.kindOf
import org.lykta.bindings.ObservationEdit
import org.lykta.core.Category
import org.lykta.core.ObservationKind
import org.lykta.core.ObservationView
import org.lykta.core.OpState
import org.lykta.core.Spot
import org.lykta.core.When
import kotlin.math.roundToInt

/** What a person has written and what may not be in the core yet. */
data class Written(
    val words: String,
    val suggestion: String,
)

/** What a person does with an observation. */
sealed interface ObservationEvent {
    data class Edit(
        val edit: ObservationEdit,
    ) : ObservationEvent

    data class Write(
        val written: Written,
    ) : ObservationEvent

    data object TakePhoto : ObservationEvent

    data object PickPhoto : ObservationEvent

    data object Withdraw : ObservationEvent
}

/** One observation: everything may be told, nothing must. */
@Composable
fun ObservationScreen(
    observation: ObservationView,
    written: Written,
    photos: @Composable () -> Unit,
    on: (ObservationEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    StateLine(observation)
    Choices(ObservationKind.entries, setOfNotNull(observation.kind), { say("kind-${it.name.lowercase()}") }, { KindSymbol(kindOf(it)) }) {
        on(ObservationEvent.Edit(ObservationEdit(kind = it)))
    }
    Field("observation-words", written.words, say("observation-words-hint")) { on(ObservationEvent.Write(written.copy(words = it))) }
    PartTitle(say("observation-category"))
    Choices(Category.entries, observation.categories.toSet(), { say("category-${it.name.lowercase()}") }) { on(toggle(observation, it)) }
    PartTitle(say("observation-photos"))
    photos()
    BigButton(say("observation-take_photo"), Icons.Camera, { on(ObservationEvent.TakePhoto) })
    BigButton(say("observation-pick_photo"), Icons.Plus, { on(ObservationEvent.PickPhoto) }, rank = ButtonRank.Secondary)
    PartTitle(say("observation-feeling"))
    val feelings = (0L..3L).toList()
    Choices(feelings, setOfNotNull(observation.feeling), { say("feeling-$it") }) {
        on(ObservationEvent.Edit(ObservationEdit(feeling = it.toInt().toUByte())))
    }
    PartTitle(say("observation-when"))
    Choices(When.entries, observation.`when`.toSet(), { say("when-${it.name.lowercase()}") }) { on(toggle(observation, it)) }
    Field("observation-suggestion", written.suggestion, null) { on(ObservationEvent.Write(written.copy(suggestion = it))) }
    PartTitle(say("observation-where"))
    Where(observation.spot)
    BigButton(say("observation-withdraw"), Icons.Remove, { on(ObservationEvent.Withdraw) }, rank = ButtonRank.Danger)
}

private fun toggle(
    observation: ObservationView,
    category: Category,
): ObservationEvent {
    val isIn = category in observation.categories
    val only = listOf(category)
    return ObservationEvent.Edit(if (isIn) ObservationEdit(categoriesOut = only) else ObservationEdit(categoriesIn = only))
}

private fun toggle(
    observation: ObservationView,
    time: When,
): ObservationEvent {
    val only = listOf(time)
    return ObservationEvent.Edit(if (time in observation.`when`) ObservationEdit(whenOut = only) else ObservationEdit(whenIn = only))
}

@Composable
private fun StateLine(observation: ObservationView) {
    val say = LocalSay.current
    if (observation.state == OpState.ON_PHONE) return StatusLine(say("observation-saved"), Icons.Phone, tone = Tone.Wait)
    val tone = if (observation.state == OpState.VISIBLE) Tone.Good else Tone.Wait
    StatusLine(say("receipt-${observation.state.name.lowercase()}").capitalised(), Icons.Check, tone = tone)
}

@Composable
private fun Where(spot: Spot?) {
    val say = LocalSay.current
    val text =
        when (spot) {
            is Spot.Place -> spot.accuracyM?.let { say("observation-where-gnss", "metres" to it.roundToInt()) } ?: say("spot-place")
            is Spot.Situation -> spot.text
            is Spot.Unplaced -> say("spot-unplaced")
            null -> say("observation-where-none")
        }
    Text(text.capitalised())
}

@Composable
private fun Field(
    label: String,
    value: String,
    hint: String?,
    onValue: (String) -> Unit,
) = OutlinedTextField(
    value,
    onValue,
    Modifier.fillMaxWidth(),
    label = { Text(LocalSay.current(label)) },
    supportingText = hint?.let { { Text(it) } },
    keyboardOptions = KeyboardOptions(capitalization = KeyboardCapitalization.Sentences),
    minLines = 3,
)
