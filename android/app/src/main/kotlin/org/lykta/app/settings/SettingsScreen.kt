package org.lykta.app.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.nav.Way
import org.lykta.app.observation.Choices
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle

/** The languages by their own names. */
private val LANGUAGES = mapOf("sv" to "svenska", "en" to "English")

/** Language, and what the app does with what it is told. */
@Composable
fun SettingsRoute(
    onLanguage: (String) -> Unit,
    way: Way,
) = Page(LocalSay.current("settings-title"), way::back) { SettingsScreen(onLanguage) }

/** The settings as they stand. */
@Composable
fun SettingsScreen(onLanguage: (String) -> Unit) =
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        val say = LocalSay.current
        PartTitle(say("settings-language"))
        Choices(LANGUAGES.keys.toList(), setOf(say.tag), { LANGUAGES.getValue(it) }, onChoice = onLanguage)
        listOf("privacy", "accessibility", "licences").forEach { part ->
            PartTitle(say("settings-$part"))
            Text(say("settings-$part-explained"), style = MaterialTheme.typography.bodyLarge)
        }
    }
