package org.lykta.app.recording

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Icons
import org.lykta.app.ui.KindSymbol
import org.lykta.app.ui.LocalPalette
import org.lykta.app.walk.kindOf
import org.lykta.core.ObservationKind

/** The three kinds and the camera: one tap keeps kind, time and place. */
@Composable
internal fun KindButtons(on: (RecordingEvent) -> Unit) = KindKeys({ on(RecordingEvent.Note(it)) }) { on(RecordingEvent.Photo) }

/** A large key for each kind, and one for the camera where a photo may come first. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun KindKeys(
    onKind: (ObservationKind) -> Unit,
    onPhoto: (() -> Unit)? = null,
) = FlowRow(
    Modifier.fillMaxWidth(),
    horizontalArrangement = Arrangement.spacedBy(12.dp),
    verticalArrangement = Arrangement.spacedBy(12.dp),
    maxItemsInEachRow = 2,
) {
    val say = LocalSay.current
    ObservationKind.entries.forEach { kind ->
        LargeKey(say("recording-${kind.name.lowercase()}"), Modifier.weight(1f), { onKind(kind) }) {
            KindSymbol(kindOf(kind), size = 44.dp)
        }
    }
    if (onPhoto != null) {
        LargeKey(say("recording-photo"), Modifier.weight(1f), onPhoto) {
            Icon(Icons.Camera, contentDescription = null, modifier = Modifier.size(44.dp))
        }
    }
}

@Composable
private fun LargeKey(
    text: String,
    modifier: Modifier,
    onClick: () -> Unit,
    sign: @Composable () -> Unit,
) = Surface(
    onClick = onClick,
    modifier = modifier.widthIn(min = 120.dp).heightIn(min = 112.dp).semantics { role = Role.Button },
    shape = MaterialTheme.shapes.medium,
    color = LocalPalette.current.surface,
    border = BorderStroke(2.dp, LocalPalette.current.lineStrong),
) {
    Column(
        Modifier.padding(12.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp, Alignment.CenterVertically),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        sign()
        Text(text, style = MaterialTheme.typography.titleMedium, maxLines = 1)
    }
}
