package org.lykta.app.settings

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Reading
import org.lykta.app.core.browse
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.Read

/** Under which licences the app and its parts may be used. */
@Composable
fun LicencesRoute(way: Way) =
    Page(LocalSay.current("settings-licences"), way::back) {
        ReadLibraries { LicencesScreen(it.android, it.core) { name -> way.to(Screen.LICENCE, name) } }
    }

/** The licence of one part. */
@Composable
fun LicenceRoute(
    name: String,
    way: Way,
) {
    val context = LocalContext.current
    Page(LocalSay.current("licence-title"), way::back) {
        ReadLibraries { all -> all.named(name)?.let { LicenceScreen(it, context::browse) } }
    }
}

@Composable
private fun ReadLibraries(content: @Composable (Libraries) -> Unit) {
    val read by produceState<Reading<Libraries>>(Reading.Loading) { value = Reading.Is(withContext(Dispatchers.Default) { Libraries.ALL }) }
    Read(read) { content(it) }
}

/** What the app has of others. */
@Composable
fun LicencesScreen(
    android: List<Library>,
    core: List<Library>,
    onOpen: (String) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    Text(say("settings-licences-explained"), style = MaterialTheme.typography.bodyLarge)
    Text(say("licences-explained"), style = MaterialTheme.typography.bodyLarge)
    PartTitle(say("licences-android"))
    android.forEach { Line(it, onOpen) }
    PartTitle(say("licences-core"))
    core.forEach { Line(it, onOpen) }
}

@Composable
private fun Line(
    library: Library,
    onOpen: (String) -> Unit,
) = Column(
    Modifier.fillMaxWidth().clickable(role = Role.Button) { onOpen(library.name) }.heightIn(min = 52.dp),
    Arrangement.Center,
) {
    Text(library.name, style = MaterialTheme.typography.titleSmall)
    Text(library.licence, style = MaterialTheme.typography.bodyMedium)
}

/** Who made a part, and its licence's words as they lie with it. */
@Composable
fun LicenceScreen(
    library: Library,
    onSource: (String) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
    val say = LocalSay.current
    Text(library.name, style = MaterialTheme.typography.headlineSmall)
    Text(library.licence, style = MaterialTheme.typography.bodyLarge)
    if (library.authors.isNotEmpty()) {
        Text(say("licence-by", "authors" to library.authors.joinToString(", ")), style = MaterialTheme.typography.bodyLarge)
    }
    library.source?.let { source ->
        val where = if (library.texts.isEmpty()) say("licence-elsewhere", "source" to source) else source
        Text(where, style = MaterialTheme.typography.bodyLarge)
        BigButton(say("licence-source"), Icons.Share, { onSource(source) }, rank = ButtonRank.Secondary)
    }
    library.texts.forEach { Text(it, style = MaterialTheme.typography.bodyMedium) }
}
