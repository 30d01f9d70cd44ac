package org.lykta.app.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.tooling.preview.Preview
import androidx.compose.ui.unit.dp

/** What a status says beside its words: nothing, done, on its way, or needs a person. */
enum class Tone { Plain, Good, Wait, Held }

/** One line about how something stands, with sign and words on the ground of its tone. */
@Composable
fun StatusLine(
    text: String,
    icon: ImageVector,
    modifier: Modifier = Modifier,
    tone: Tone = Tone.Plain,
) {
    val (ink, ground) = LocalPalette.current.coloursOf(tone)
    Row(
        modifier
            .fillMaxWidth()
            .clip(MaterialTheme.shapes.small)
            .background(ground)
            .heightIn(min = 48.dp)
            .padding(horizontal = 14.dp, vertical = 10.dp)
            .semantics(mergeDescendants = true) {},
        verticalAlignment = Alignment.CenterVertically,
        horizontalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Icon(icon, contentDescription = null, modifier = Modifier.size(signSize(24.dp)), tint = ink)
        Text(text, color = ink, style = MaterialTheme.typography.labelMedium)
    }
}

/** The tone's ink and ground. */
internal fun Palette.coloursOf(tone: Tone): Pair<Color, Color> =
    when (tone) {
        Tone.Plain -> ink to surface
        Tone.Good -> good to goodGround
        Tone.Wait -> wait to waitGround
        Tone.Held -> held to heldGround
    }

@Preview
@Composable
internal fun StatusLineStates() =
    Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(10.dp)) {
        StatusLine("Bara på telefonen", Icons.Phone)
        StatusLine("Allt är framme: 14 iakttagelser, 9 foton", Icons.Check, tone = Tone.Good)
        StatusLine("Skickar 3 av 9 foton", Icons.Clock, tone = Tone.Wait)
        StatusLine("2 väntar på en person: kodens tid har gått ut", Icons.Person, tone = Tone.Held)
    }
