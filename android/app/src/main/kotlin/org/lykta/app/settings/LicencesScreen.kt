package org.lykta.app.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.nav.Way
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle

/** Under which licences the app and its parts may be used. */
@Composable
fun LicencesRoute(way: Way) =
    Page(LocalSay.current("settings-licences"), way::back) {
        LicencesScreen(remember { FAMILIES.map { it.library } }, remember { coreLibraries() })
    }

/** What the app has of others. */
@Composable
fun LicencesScreen(
    android: List<Library>,
    core: List<Library>,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    Text(say("settings-licences-explained"), style = MaterialTheme.typography.bodyLarge)
    Text(say("licences-explained"), style = MaterialTheme.typography.bodyLarge)
    PartTitle(say("licences-android"))
    android.forEach { Line(it) }
    PartTitle(say("licences-core"))
    core.forEach { Line(it) }
}

@Composable
private fun Line(library: Library) =
    Column(Modifier.fillMaxWidth().semantics(mergeDescendants = true) {}) {
        Text(library.name, style = MaterialTheme.typography.titleSmall)
        Text(library.licence, style = MaterialTheme.typography.bodyMedium)
    }
