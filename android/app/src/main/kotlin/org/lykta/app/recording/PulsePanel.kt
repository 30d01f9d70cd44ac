package org.lykta.app.recording

import androidx.compose.animation.core.Animatable
import androidx.compose.animation.core.tween
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.scale
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.ErrorPanel
import org.lykta.app.ui.Icons
import org.lykta.app.ui.LocalPalette
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.core.StopReason

/** Whether the track is really being recorded: it beats with each position, or says why not and what to do. */
@Composable
internal fun PulsePanel(
    state: RecordingState,
    on: (RecordingEvent) -> Unit,
) {
    val say = LocalSay.current
    val now = state.now
    val mend = { on(RecordingEvent.Mend) }
    when {
        !state.isPermitted -> {
            ErrorPanel(say("recording-gap-no_permission"), say("recording-permission-why"), say("recording-permission-ask"), mend)
        }

        now?.failure != null -> {
            StatusLine(say.explain(now.failure), Icons.Warning, tone = Tone.Held)
        }

        now == null && state.refused != null -> {
            StatusLine(say.explain(state.refused), Icons.Warning, tone = Tone.Held)
            BigButton(say("phone-again"), Icons.Again, { on(RecordingEvent.Again) })
        }

        state.isOver -> {
            StatusLine(say(endOf(now)), Icons.Check)
            BigButton(say("recording-again"), Icons.Lantern, { on(RecordingEvent.Again) }, rank = ButtonRank.Secondary)
        }

        now == null -> {
            StatusLine(say("recording-searching"), Icons.Clock, tone = Tone.Wait)
        }

        now.trouble != null -> {
            Trouble(now.trouble!!, on)
        }

        now.fixes == 0L -> {
            StatusLine(say("recording-searching"), Icons.Clock, tone = Tone.Wait)
        }

        else -> {
            Beating(now, state.minutes)
        }
    }
}

/** How a track that is over ended, by the name of its words. */
private fun endOf(now: RecordingNow?) = if (now?.pulse?.stopped == StopReason.OVERDUE) "recording-overdue" else "recording-over"

/** A pause is what the person wants; anything else is told as what it is. */
@Composable
private fun Trouble(
    trouble: String,
    on: (RecordingEvent) -> Unit,
) {
    val say = LocalSay.current
    val what = say("recording-gap-$trouble")
    val mend = say("recording-gap-$trouble-mend")
    when (trouble) {
        "paused", "outside_area" -> {
            StatusLine("$what $mend", Icons.Pause, tone = Tone.Wait)
        }

        "location_off" -> {
            StatusLine(what, Icons.Warning, tone = Tone.Held)
            BigButton(mend, Icons.Settings, { on(RecordingEvent.Mend) })
        }

        else -> {
            StatusLine("$what $mend", Icons.Warning, tone = Tone.Held)
        }
    }
}

@Composable
private fun Beating(
    now: RecordingNow,
    minutes: Long,
) {
    val say = LocalSay.current
    val palette = LocalPalette.current
    val size = remember { Animatable(1f) }
    LaunchedEffect(now.fixes) {
        size.snapTo(1.5f)
        size.animateTo(1f, tween(durationMillis = 700))
    }
    val text = "${say("recording-elapsed", "minutes" to minutes)}. ${now.summary(say)}"
    Row(
        Modifier
            .fillMaxWidth()
            .background(palette.goodGround, RoundedCornerShape(14.dp))
            .padding(16.dp)
            .semantics(mergeDescendants = true) {},
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Box(Modifier.size(20.dp).scale(size.value).background(palette.good, CircleShape))
        Spacer(Modifier.width(16.dp))
        Text(text, color = palette.good, style = MaterialTheme.typography.titleMedium)
    }
}
