package org.lykta.app.ui

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.tooling.preview.Preview
import androidx.compose.ui.unit.dp

/** Says what happened, what to do now, and offers to do it. */
@Composable
fun ErrorPanel(
    whatHappened: String,
    whatToDo: String,
    action: String,
    onAction: () -> Unit,
    modifier: Modifier = Modifier,
) {
    val palette = LocalPalette.current
    Surface(
        modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Assertive },
        shape = MaterialTheme.shapes.medium,
        color = palette.heldGround,
        contentColor = palette.ink,
        border = BorderStroke(1.dp, palette.held),
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(12.dp)) {
            Row(horizontalArrangement = Arrangement.spacedBy(12.dp)) {
                Icon(Icons.Warning, contentDescription = null, modifier = Modifier.size(28.dp), tint = palette.held)
                Text(whatHappened, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
            }
            Text(whatToDo, style = MaterialTheme.typography.bodyLarge)
            BigButton(action, Icons.Again, onAction)
        }
    }
}

/** Says that a list has nothing in it yet, and what fills it. */
@Composable
fun EmptyState(
    nothingYet: String,
    whatFillsIt: String,
    icon: ImageVector,
    modifier: Modifier = Modifier,
) = Quiet(icon, modifier) {
    Text(nothingYet, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleLarge, textAlign = TextAlign.Center)
    Text(whatFillsIt, style = MaterialTheme.typography.bodyLarge, textAlign = TextAlign.Center)
}

/** Says what is being waited for and how far it has come, where that is known. */
@Composable
fun LoadingState(
    waitingFor: String,
    modifier: Modifier = Modifier,
    progress: Float? = null,
) = Quiet(Icons.Clock, modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }) {
    Text(waitingFor, style = MaterialTheme.typography.titleMedium, textAlign = TextAlign.Center)
    val bar = Modifier.fillMaxWidth().height(10.dp)
    val palette = LocalPalette.current
    if (progress == null) {
        LinearProgressIndicator(bar, palette.accent, palette.line, StrokeCap.Round)
    } else {
        LinearProgressIndicator({ progress }, bar, palette.accent, palette.line, StrokeCap.Round)
    }
}

@Composable
private fun Quiet(
    icon: ImageVector,
    modifier: Modifier,
    words: @Composable () -> Unit,
) = Column(
    modifier.fillMaxWidth().padding(horizontal = 24.dp, vertical = 32.dp),
    verticalArrangement = Arrangement.spacedBy(14.dp),
    horizontalAlignment = Alignment.CenterHorizontally,
) {
    Icon(icon, contentDescription = null, modifier = Modifier.size(48.dp), tint = LocalPalette.current.inkSoft)
    words()
}

@Preview
@Composable
internal fun ErrorPanelExample() =
    ErrorPanel(
        "Det går inte att nå kommunens server",
        "Allt finns kvar på telefonen. Försök igen när du har nät.",
        "Försök igen",
        {},
        Modifier.padding(16.dp),
    )

@Preview
@Composable
internal fun EmptyStateExample() = EmptyState("Inga iakttagelser ännu", "Det som du antecknar under vandringen hamnar här.", Icons.Lantern)

@Preview
@Composable
internal fun LoadingStates() =
    Column {
        LoadingState("Hämtar vandringen")
        LoadingState("Skickar foto 3 av 9", progress = 0.3f)
    }
