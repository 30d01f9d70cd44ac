package org.lykta.app.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Reading
import org.lykta.app.core.megabytes
import org.lykta.app.core.reading
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.observation.Choices
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle
import org.lykta.core.Storage

/** The languages by their own names. */
private val LANGUAGES = mapOf("sv" to "svenska", "en" to "English")

/** Language, and what the app does with what it is told. */
@Composable
fun SettingsRoute(
    onLanguage: (String) -> Unit,
    way: Way,
) {
    val storage by LocalCore.current.reading(null) { it.storage() }
    Page(LocalSay.current("settings-title"), way::back) {
        SettingsScreen((storage as? Reading.Is)?.value, onLanguage) { way.to(it) }
    }
}

/** The settings as they stand. */
@Composable
fun SettingsScreen(
    storage: Storage?,
    onLanguage: (String) -> Unit,
    onGo: (Screen) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    PartTitle(say("settings-language"))
    Choices(LANGUAGES.keys.toList(), setOf(say.tag), { LANGUAGES.getValue(it) }, onChoice = onLanguage)
    storage?.let { Room(it) }
    Part("privacy")
    BigButton(say("settings-erase"), Icons.List, { onGo(Screen.ERASING) }, rank = ButtonRank.Secondary)
    Part("accessibility")
    BigButton(say("accessibility-title"), Icons.List, { onGo(Screen.STATEMENT) }, rank = ButtonRank.Secondary)
    Part("licences")
    BigButton(say("settings-licences"), Icons.List, { onGo(Screen.LICENCES) }, rank = ButtonRank.Secondary)
}

@Composable
private fun Part(name: String) {
    val say = LocalSay.current
    PartTitle(say("settings-$name"))
    Text(say("settings-$name-explained"), style = MaterialTheme.typography.bodyLarge)
}

@Composable
private fun Room(storage: Storage) {
    val say = LocalSay.current
    PartTitle(say("settings-storage"))
    val parts = listOf("words" to storage.databaseBytes, "own" to storage.ownPhotoBytes, "others" to storage.otherPhotoBytes)
    parts.forEach { (part, bytes) ->
        Text(say("settings-storage-$part", "mb" to megabytes(bytes)), style = MaterialTheme.typography.bodyLarge)
    }
    Text(say("settings-storage-explained"), style = MaterialTheme.typography.bodyMedium)
}
