package org.lykta.app.observation

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Untaken
import org.lykta.app.core.capitalised
import org.lykta.app.place.PlaceMap
import org.lykta.app.place.pointOf
import org.lykta.app.place.spot
import org.lykta.app.place.stop
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.KindSymbol
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.app.ui.map.MapContent
import org.lykta.app.walk.kindOf
import org.lykta.bindings.ApiException
import org.lykta.bindings.ObservationEdit
import org.lykta.bindings.StopView
import org.lykta.core.Category
import org.lykta.core.Clearable
import org.lykta.core.Disputed
import org.lykta.core.EntityId
import org.lykta.core.ObservationKind
import org.lykta.core.ObservationView
import org.lykta.core.OpState
import org.lykta.core.When

/** What a person has written and what may not be in the core yet. */
data class Written(
    val words: String,
    val suggestion: String,
)

/** What the screen of an observation shows. */
data class ObservationState(
    val observation: ObservationView,
    val written: Written,
    val map: MapContent,
    val stops: List<StopView>,
    val failed: ApiException? = null,
    /** Why photos that were picked were not taken in. */
    val refusedPhotos: List<ApiException> = emptyList(),
    /** What the camera took and what did not get in. */
    val untaken: List<Untaken> = emptyList(),
)

/** What a person does with an observation. */
sealed interface ObservationEvent {
    data class Edit(
        val edit: ObservationEdit,
    ) : ObservationEvent

    data class Write(
        val written: Written,
    ) : ObservationEvent

    data object ChangePlace : ObservationEvent

    data object TakePhoto : ObservationEvent

    data object PickPhotos : ObservationEvent

    data object GiveAgain : ObservationEvent

    data object ShareUntaken : ObservationEvent

    data object RemoveUntaken : ObservationEvent

    data class OpenPhoto(
        val photo: EntityId,
    ) : ObservationEvent

    /** Settles a field by what was said of it, by its place among that. */
    data class Settle(
        val disputed: Disputed,
        val chosen: Int,
    ) : ObservationEvent

    data object Withdraw : ObservationEvent
}

/** One observation: everything may be told, nothing must. */
@Composable
fun ObservationScreen(
    state: ObservationState,
    pictureOf: @Composable (String) -> Picture,
    on: (ObservationEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    val observation = state.observation
    StateLines(state)
    if (observation.disputed.isNotEmpty()) {
        Disputes(observation.disputed, state.stops) { disputed, chosen -> on(ObservationEvent.Settle(disputed, chosen)) }
    }
    Kinds(observation, on)
    WritingField(say("observation-words"), state.written.words, say("observation-words-hint")) {
        on(ObservationEvent.Write(state.written.copy(words = it)))
    }
    Where(state, on)
    Categories(observation, on)
    PhotosPart(state, pictureOf, on)
    Feelings(observation, on)
    Times(observation, on)
    WritingField(say("observation-suggestion"), state.written.suggestion) {
        on(ObservationEvent.Write(state.written.copy(suggestion = it)))
    }
    Stops(state, on)
    SwitchLine(say("observation-for_another"), observation.forAnother) { on(ObservationEvent.Edit(ObservationEdit(forAnother = it))) }
    BigButton(say("observation-withdraw"), Icons.Remove, { on(ObservationEvent.Withdraw) }, rank = ButtonRank.Danger)
}

@Composable
private fun StateLines(state: ObservationState) {
    val say = LocalSay.current
    val observation = state.observation
    when (observation.state) {
        OpState.ON_PHONE -> StatusLine(say("observation-saved"), Icons.Phone, tone = Tone.Wait)
        OpState.VISIBLE -> StatusLine(say("receipt-visible").capitalised(), Icons.Check, tone = Tone.Good)
        OpState.HELD -> StatusLine(say("receipt-held").capitalised(), Icons.Person, tone = Tone.Held)
        else -> StatusLine(say("receipt-${observation.state.name.lowercase()}").capitalised(), Icons.Clock, tone = Tone.Wait)
    }
    observation.held.distinct().forEach { Text(say("held-${it.name.lowercase()}"), style = MaterialTheme.typography.bodyLarge) }
    state.failed?.let { StatusLine(say.explain(it), Icons.Warning, tone = Tone.Held) }
}

@Composable
private fun Kinds(
    observation: ObservationView,
    on: (ObservationEvent) -> Unit,
) {
    val say = LocalSay.current
    Choices(
        ObservationKind.entries,
        setOfNotNull(observation.kind),
        { say("kind-${it.name.lowercase()}") },
        { kind, isChosen -> if (isChosen) Tick(true) else KindSymbol(kindOf(kind), size = 26.dp) },
    ) { if (it != observation.kind) on(ObservationEvent.Edit(ObservationEdit(kind = it))) }
}

@Composable
private fun Where(
    state: ObservationState,
    on: (ObservationEvent) -> Unit,
) {
    val say = LocalSay.current
    PartTitle(say("observation-where"))
    Text(say.spot(state.observation.spot, state.stops), style = MaterialTheme.typography.bodyLarge)
    if (pointOf(state.observation.spot) != null) PlaceMap(state.map)
    BigButton(say("observation-where-change"), Icons.Pin, { on(ObservationEvent.ChangePlace) }, rank = ButtonRank.Secondary)
}

@Composable
private fun Categories(
    observation: ObservationView,
    on: (ObservationEvent) -> Unit,
) {
    val say = LocalSay.current
    PartTitle(say("observation-category"))
    Choices(
        Category.entries,
        observation.categories.toSet(),
        { say("category-${it.name.lowercase()}") },
        { category, isChosen -> TickedSign(signOf(category), isChosen) },
    ) {
        on(
            toggled(
                it,
                observation.categories,
                { put -> ObservationEdit(categoriesIn = put) },
                { out -> ObservationEdit(categoriesOut = out) },
            ),
        )
    }
}

@Composable
private fun PhotosPart(
    state: ObservationState,
    pictureOf: @Composable (String) -> Picture,
    on: (ObservationEvent) -> Unit,
) {
    val say = LocalSay.current
    PartTitle(say("observation-photos"))
    if (state.observation.photos.isNotEmpty()) Photos(state.observation.photos, pictureOf) { on(ObservationEvent.OpenPhoto(it)) }
    if (state.refusedPhotos.isNotEmpty()) {
        StatusLine(say("observation-photos_refused", "count" to state.refusedPhotos.size), Icons.Warning, tone = Tone.Held)
        state.refusedPhotos
            .map(say::explain)
            .distinct()
            .forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
    }
    if (state.untaken.isNotEmpty()) UntakenPhotos(state.untaken, on)
    // What did not get in comes first, where there is such.
    val rank = if (state.untaken.isEmpty()) ButtonRank.Primary else ButtonRank.Secondary
    BigButton(say("observation-take_photo"), Icons.Camera, { on(ObservationEvent.TakePhoto) }, rank = rank)
    BigButton(say("observation-pick_photo"), Icons.Plus, { on(ObservationEvent.PickPhotos) }, rank = ButtonRank.Secondary)
}

@Composable
private fun Feelings(
    observation: ObservationView,
    on: (ObservationEvent) -> Unit,
) {
    val say = LocalSay.current
    PartTitle(say("observation-feeling"))
    Choices(
        FeelingSigns.indices.map { it.toLong() },
        setOfNotNull(observation.feeling),
        { say("feeling-$it") },
        { feeling, isChosen -> TickedSign(FeelingSigns[feeling.toInt()], isChosen) },
    ) {
        val edit = if (it == observation.feeling) cleared(Clearable.FEELING) else ObservationEdit(feeling = it.toInt().toUByte())
        on(ObservationEvent.Edit(edit))
    }
}

@Composable
private fun Times(
    observation: ObservationView,
    on: (ObservationEvent) -> Unit,
) {
    val say = LocalSay.current
    PartTitle(say("observation-when"))
    Choices(
        When.entries,
        observation.`when`.toSet(),
        { say("when-${it.name.lowercase()}") },
        { time, isChosen -> TickedSign(signOf(time), isChosen) },
    ) { on(toggled(it, observation.`when`, { put -> ObservationEdit(whenIn = put) }, { out -> ObservationEdit(whenOut = out) })) }
}

@Composable
private fun Stops(
    state: ObservationState,
    on: (ObservationEvent) -> Unit,
) {
    val say = LocalSay.current
    if (state.stops.isEmpty()) return
    PartTitle(say("observation-stop"))
    val chosen = state.stops.filter { it.id == state.observation.stop }.toSet()
    Choices(state.stops, chosen, say::stop) {
        on(ObservationEvent.Edit(if (it in chosen) cleared(Clearable.STOP) else ObservationEdit(stop = it.id)))
    }
}

/** What was chosen by mistake is untold by choosing it again. */
private fun cleared(what: Clearable) = ObservationEdit(cleared = listOf(what))

/** Puts one thing into a set, or takes it out when it is there. */
private fun <T> toggled(
    one: T,
    chosen: List<T>,
    putIn: (List<T>) -> ObservationEdit,
    takeOut: (List<T>) -> ObservationEdit,
) = listOf(one).let { ObservationEvent.Edit(if (one in chosen) takeOut(it) else putIn(it)) }
