package org.lykta.app.conditions

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.core.GroupNotes
import org.lykta.core.Light

@Composable
private fun Shown(notes: GroupNotes) = Page(LocalSay.current("conditions-title"), {}) { ConditionsScreen(notes) {} }

@Preview
@Composable
internal fun ConditionsUntold() = Shown(GroupNotes(null, null, null))

@Preview
@Composable
internal fun ConditionsTold() =
    LocalSay.current.let { say ->
        val weather = "4 °C, ${say("conditions-weather-rain")}, ${say("conditions-weather-wind")}"
        Shown(GroupNotes(Light.DARK, weather, "Vi vände vid bron: gångtunneln var avstängd."))
    }
