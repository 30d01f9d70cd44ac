package org.lykta.app.join.scan

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.join.politely
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone

/** How far the scanner has come. */
enum class Stage { ASKS, REFUSED, REFUSED_FOR_GOOD, LOOKS, NO_CAMERA, FAILED }

/** What the scanner's screen shows; without a lamp [isLit] is null. */
data class ScanState(
    val stage: Stage,
    val isForeign: Boolean = false,
    val isLit: Boolean? = null,
)

/** What a person does on it. */
sealed interface ScanEvent {
    data object Allow : ScanEvent

    data object Settings : ScanEvent

    data class Light(
        val isOn: Boolean,
    ) : ScanEvent

    data object Retry : ScanEvent

    data object TypeCode : ScanEvent

    data object Paste : ScanEvent
}

/** What the camera sees in [preview], or why it sees nothing; the other ways in stand below in any case. */
@Composable
fun ScanScreen(
    state: ScanState,
    on: (ScanEvent) -> Unit,
    preview: @Composable (Modifier) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    when (state.stage) {
        Stage.LOOKS -> Looking(state, on, preview)
        Stage.ASKS, Stage.REFUSED -> Asking(state.stage == Stage.REFUSED) { on(ScanEvent.Allow) }
        Stage.REFUSED_FOR_GOOD -> Told("scan-refused_for_good", "camera-settings", Icons.Settings) { on(ScanEvent.Settings) }
        Stage.FAILED -> Told("scan-failed", "phone-again", Icons.Again) { on(ScanEvent.Retry) }
        Stage.NO_CAMERA -> StatusLine(say("scan-no_camera"), Icons.Warning, tone = Tone.Held)
    }
    PartTitle(say("join-other"))
    BigButton(say("join-code"), Icons.Pen, { on(ScanEvent.TypeCode) }, rank = ButtonRank.Secondary)
    BigButton(say("join-paste"), Icons.Paste, { on(ScanEvent.Paste) }, rank = ButtonRank.Secondary)
}

@Composable
private fun Looking(
    state: ScanState,
    on: (ScanEvent) -> Unit,
    preview: @Composable (Modifier) -> Unit,
) {
    val say = LocalSay.current
    if (state.isForeign) {
        StatusLine(say("scan-foreign"), Icons.Warning, politely(), Tone.Wait)
    } else {
        StatusLine(say("scan-aim"), Icons.Scan)
    }
    Seen(preview)
    state.isLit?.let { isLit ->
        val words = say(if (isLit) "scan-light_off" else "scan-light_on")
        BigButton(words, Icons.Torch, { on(ScanEvent.Light(!isLit)) }, rank = ButtonRank.Secondary)
    }
}

/** A square that leaves room for the words also when the phone lies on its side. */
@Composable
private fun Seen(preview: @Composable (Modifier) -> Unit) =
    Box(Modifier.fillMaxWidth(), Alignment.Center) {
        val description = LocalSay.current("scan-preview")
        val square =
            Modifier
                .heightIn(max = (LocalConfiguration.current.screenHeightDp * 0.6f).dp)
                .aspectRatio(1f)
                .clip(MaterialTheme.shapes.medium)
                .background(Color.Black)
                .semantics {
                    contentDescription = description
                    role = Role.Image
                }
        Box(square.clipToBounds()) {
            preview(Modifier.matchParentSize())
            Canvas(Modifier.matchParentSize()) { drawCorners() }
        }
    }

/** White in black, so that it is seen on whatever the camera sees. */
private fun DrawScope.drawCorners() {
    val corners = corners(size.minDimension * 0.12f, size.minDimension * 0.18f)
    listOf(Color.Black to 9.dp, Color.White to 5.dp).forEach { (colour, width) ->
        drawPath(corners, colour, style = Stroke(width.toPx(), cap = StrokeCap.Round, join = StrokeJoin.Round))
    }
}

private fun DrawScope.corners(
    inset: Float,
    length: Float,
) = Path().apply {
    for (across in listOf(1f, -1f)) {
        for (down in listOf(1f, -1f)) {
            val corner = Offset(if (across > 0) inset else size.width - inset, if (down > 0) inset else size.height - inset)
            moveTo(corner.x + across * length, corner.y)
            lineTo(corner.x, corner.y)
            lineTo(corner.x, corner.y + down * length)
        }
    }
}

@Composable
private fun Asking(
    isRefused: Boolean,
    onAllow: () -> Unit,
) {
    val say = LocalSay.current
    if (isRefused) StatusLine(say("camera-refused"), Icons.Warning, politely(), Tone.Held)
    Text(say("scan-why"), style = MaterialTheme.typography.bodyLarge)
    BigButton(say("scan-allow"), Icons.Camera, onAllow)
}

@Composable
private fun Told(
    what: String,
    mend: String,
    icon: ImageVector,
    onMend: () -> Unit,
) {
    val say = LocalSay.current
    StatusLine(say(what), Icons.Warning, politely(), Tone.Held)
    BigButton(say(mend), icon, onMend)
}
