package org.lykta.app.observation

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.core.capitalised
import org.lykta.app.core.moment
import org.lykta.app.place.spot
import org.lykta.app.place.stop
import org.lykta.app.ui.LocalPalette
import org.lykta.bindings.StopView
import org.lykta.core.Disputed
import org.lykta.core.Said
import org.lykta.core.SaidValue

/** What was said differently, for a person to choose what shall stand. */
@Composable
internal fun Disputes(
    disputed: List<Disputed>,
    stops: List<StopView>,
    onSettle: (Disputed, Int) -> Unit,
) = Column(
    Modifier
        .fillMaxWidth()
        .clip(MaterialTheme.shapes.medium)
        .background(LocalPalette.current.waitGround)
        .padding(14.dp),
    Arrangement.spacedBy(10.dp),
) {
    val say = LocalSay.current
    Text(say("observation-disputed"), Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
    Text(say("observation-disputed-explained"), style = MaterialTheme.typography.bodyLarge)
    disputed.forEach { field ->
        Text(say.field(field.field), Modifier.semantics { heading() }, style = MaterialTheme.typography.titleSmall)
        Column(Modifier.selectableGroup(), Arrangement.spacedBy(8.dp)) {
            field.said.forEachIndexed { index, said -> SaidLine(field.field, said, index == 0, stops) { onSettle(field, index) } }
        }
    }
}

@Composable
private fun SaidLine(
    field: String,
    said: Said,
    isShown: Boolean,
    stops: List<StopView>,
    onChoice: () -> Unit,
) {
    val say = LocalSay.current
    val palette = LocalPalette.current
    val shape = MaterialTheme.shapes.small
    Row(
        Modifier
            .fillMaxWidth()
            .heightIn(min = 56.dp)
            .clip(shape)
            .background(palette.surface)
            .border(2.dp, if (isShown) palette.accent else palette.lineStrong, shape)
            .selectable(isShown, role = Role.RadioButton, onClick = onChoice)
            .padding(12.dp),
        Arrangement.spacedBy(12.dp),
        Alignment.CenterVertically,
    ) {
        Tick(isShown)
        Column(Modifier.weight(1f)) {
            Text(say.said(field, said.value, stops).capitalised(), style = MaterialTheme.typography.bodyLarge)
            val shown = say("observation-said_shown").takeIf { isShown }
            Text(listOfNotNull(shown, say.moment(said.at)).joinToString(" · "), style = MaterialTheme.typography.bodySmall)
        }
    }
}

private fun Say.field(field: String): String {
    val (name, item) = field.split('/').let { it.first() to it.getOrNull(1) }
    val title = FIELDS[name]?.let { this(it) } ?: name
    return if (item == null) title else "$title ${this("$name-$item").capitalised()}"
}

private fun Say.said(
    field: String,
    value: SaidValue,
    stops: List<StopView>,
): String =
    when (value) {
        is SaidValue.Text -> if (field == "kind") this("kind-${value.text}") else value.text
        is SaidValue.Number -> if (field == "feeling") this("feeling-${value.number}") else value.number.toString()
        is SaidValue.YesNo -> this(if (value.isSo) "observation-said_yes" else "observation-said_no")
        is SaidValue.Place -> spot(value.spot, stops)
        is SaidValue.Item -> stops.firstOrNull { it.id == value.id }?.let { stop(it) } ?: this("observation-said_unknown")
        is SaidValue.Nothing -> this("observation-said_nothing")
        is SaidValue.Unknown -> this("observation-said_unknown")
    }

/** What a field is called where it is asked for. */
private val FIELDS =
    mapOf(
        "kind" to "observation-kind",
        "spot" to "observation-where",
        "words" to "observation-words",
        "suggestion" to "observation-suggestion",
        "feeling" to "observation-feeling",
        "category" to "observation-category",
        "when" to "observation-when",
        "stop" to "observation-stop",
        "for_another" to "observation-for_another",
        "withdrawn" to "observation-withdraw",
    )
