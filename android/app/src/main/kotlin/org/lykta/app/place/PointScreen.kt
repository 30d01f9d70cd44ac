package org.lykta.app.place

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.Icons
import org.lykta.app.ui.map.MapButton
import org.lykta.app.ui.map.MapContent
import org.lykta.app.ui.map.MapPoint
import org.lykta.app.ui.map.PointingMap

/** Points out a place: the ground is moved under a cross, by finger or by a button for each direction. */
@Composable
fun ColumnScope.PointScreen(
    map: MapContent,
    landmarks: List<Landmark>,
    at: MapPoint,
    onMove: (MapPoint) -> Unit,
    onHere: () -> Unit,
) {
    val say = LocalSay.current
    val described = map.copy(words = map.words.copy(description = say("place-point-map")))
    PointingMap(described, at, onMove, Modifier.weight(1f).fillMaxWidth().clip(MaterialTheme.shapes.medium))
    Column(verticalArrangement = Arrangement.spacedBy(10.dp)) {
        say.whereabouts(at, landmarks)?.let {
            Text(it, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, style = MaterialTheme.typography.bodyLarge)
        }
        Nudges { north, east -> onMove(at.moved((north * STEP_M).toFloat(), (east * STEP_M).toFloat())) }
        BigButton(say("place-here"), Icons.Check, onHere)
    }
}

@Composable
private fun Nudges(onNudge: (Int, Int) -> Unit) =
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        val say = LocalSay.current
        val each = Modifier.weight(1f).height(56.dp)

        @Composable
        fun nudge(
            icon: ImageVector,
            way: String,
            north: Int,
            east: Int,
        ) = MapButton(icon, say("place-nudge-$way", "metres" to STEP_M), each) { onNudge(north, east) }
        nudge(Icons.West, "west", 0, -1)
        nudge(Icons.North, "north", 1, 0)
        nudge(Icons.South, "south", -1, 0)
        nudge(Icons.East, "east", 0, 1)
    }

private const val STEP_M = 10
