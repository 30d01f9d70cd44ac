package org.lykta.app.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.browse
import org.lykta.app.nav.Way
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.PartTitle

/** Where one complains of accessibility to the authority. */
private const val COMPLAINTS = "https://www.digg.se/tdosanmalan"

private val PARTS = listOf("who", "how", "not", "without", "report", "complain", "tested")

/** How accessible the app is, and whom to tell when it is not. */
@Composable
fun StatementRoute(way: Way) {
    val context = LocalContext.current
    Page(LocalSay.current("accessibility-title"), way::back) { StatementScreen { context.browse(COMPLAINTS) } }
}

/** The statement, as the act on accessibility of digital public services wants it. */
@Composable
fun StatementScreen(onComplain: () -> Unit) =
    Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
        val say = LocalSay.current
        PARTS.forEach { part ->
            PartTitle(say("accessibility-$part"))
            say("accessibility-$part-explained").split("\n\n").forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
            if (part == "complain") {
                Text(COMPLAINTS.removePrefix("https://www."), style = MaterialTheme.typography.bodyLarge)
                BigButton(say("accessibility-complain-open"), Icons.Share, onComplain, rank = ButtonRank.Secondary)
            }
        }
    }
