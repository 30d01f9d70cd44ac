package org.lykta.app.photo

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.observation.Picture
import org.lykta.app.observation.WritingField
import org.lykta.app.observation.instead
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.Icons
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.ApiException
import org.lykta.bindings.BlurArea
import org.lykta.core.OpState
import org.lykta.core.PhotoView

/** What blurring came to. */
enum class Blurred { BEFORE_SENT, AFTER_SENT }

/** What the screen of a photo shows. */
data class PhotoState(
    val photo: PhotoView,
    val picture: Picture,
    val caption: String,
    /** What is marked to be blurred, the latest last; none while nobody marks. */
    val marks: List<BlurArea>? = null,
    val blurred: Blurred? = null,
    val failed: ApiException? = null,
)

/** What a person does with a photo. */
sealed interface PhotoEvent {
    data class Write(
        val caption: String,
    ) : PhotoEvent

    data object BeginMarking : PhotoEvent

    data object EndMarking : PhotoEvent

    data class Mark(
        val area: BlurArea,
    ) : PhotoEvent

    data class Unmark(
        val area: BlurArea,
    ) : PhotoEvent

    data object Blur : PhotoEvent

    data object Withdraw : PhotoEvent
}

/** One photo, large: its caption, and what of it shall not be recognised. */
@Composable
fun PhotoScreen(
    state: PhotoState,
    on: (PhotoEvent) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    state.failed?.let { StatusLine(LocalSay.current.explain(it), Icons.Warning, tone = Tone.Held) }
    val marks = state.marks
    if (marks != null && state.picture is Picture.Here) Marking(state.picture, state.photo, marks, on) else Looking(state, on)
}

@Composable
private fun Looking(
    state: PhotoState,
    on: (PhotoEvent) -> Unit,
) {
    val say = LocalSay.current
    state.blurred?.let { Outcome(it) }
    when (val picture = state.picture) {
        is Picture.Here -> MarkedPicture(picture.pixels, state.caption.ifBlank { say("photo-title") }, emptyList())
        else -> picture.instead()?.let { StatusLine(say(it), Icons.Camera) }
    }
    HowFar(state.photo)
    if (state.picture is Picture.Here) BigButton(say("photo-mark"), Icons.Blur, { on(PhotoEvent.BeginMarking) })
    WritingField(say("photo-caption"), state.caption, say("observation-words-hint"), lines = 2) { on(PhotoEvent.Write(it)) }
    BigButton(say("photo-withdraw"), Icons.Remove, { on(PhotoEvent.Withdraw) }, rank = ButtonRank.Danger)
}

@Composable
private fun Outcome(blurred: Blurred) {
    val say = LocalSay.current
    val told = Modifier.semantics { liveRegion = LiveRegionMode.Polite }
    when (blurred) {
        Blurred.BEFORE_SENT -> StatusLine(say("photo-blurred"), Icons.Check, told, Tone.Good)
        Blurred.AFTER_SENT -> StatusLine(say("photo-blur_after_sent-explained"), Icons.Warning, told, Tone.Wait)
    }
}

/** How far the photo has come, and its caption where that is another thing. */
@Composable
private fun HowFar(photo: PhotoView) {
    val say = LocalSay.current
    val state = say("receipt-${photo.fileState.name.lowercase()}").capitalised()
    when (photo.fileState) {
        OpState.ON_PHONE -> StatusLine(state, Icons.Phone, tone = Tone.Wait)

        OpState.RECEIVED -> StatusLine(state, Icons.Clock, tone = Tone.Wait)

        OpState.VISIBLE -> StatusLine(state, Icons.Check, tone = Tone.Good)

        OpState.HELD -> StatusLine(state, Icons.Person, tone = Tone.Held)

        // The picture's place says so already.
        OpState.ERASED -> Unit
    }
    if (photo.state == photo.fileState) return
    val words = say("receipt-${photo.state.name.lowercase()}")
    Text("${say("photo-caption")}: $words", style = MaterialTheme.typography.bodyLarge)
}

@Composable
private fun Marking(
    picture: Picture.Here,
    photo: PhotoView,
    marks: List<BlurArea>,
    on: (PhotoEvent) -> Unit,
) {
    val say = LocalSay.current
    Text(say("photo-mark-explained"), style = MaterialTheme.typography.bodyLarge)
    MarkedPicture(picture.pixels, say("photo-mark-picture"), marks) { on(PhotoEvent.Mark(it)) }
    val wasSent = photo.fileState != OpState.ON_PHONE
    val warning = if (wasSent) "photo-blur_after_sent-explained" else "photo-blur-for_ever"
    StatusLine(say(warning), Icons.Warning, tone = Tone.Wait)
    val count = say("photo-marks", "count" to marks.size)
    Text(count, Modifier.semantics { liveRegion = LiveRegionMode.Polite }, style = MaterialTheme.typography.bodyLarge)
    BigButton(say("photo-blur"), Icons.Blur, { on(PhotoEvent.Blur) }, enabled = marks.isNotEmpty())
    BigButton(
        say("photo-mark-undo"),
        Icons.Undo,
        { marks.lastOrNull()?.let { on(PhotoEvent.Unmark(it)) } },
        rank = ButtonRank.Secondary,
        enabled = marks.isNotEmpty(),
    )
    BigButton(say("phone-cancel"), Icons.Back, { on(PhotoEvent.EndMarking) }, rank = ButtonRank.Secondary)
    PartTitle(say("photo-cells"))
    Text(say("photo-cells-explained"), style = MaterialTheme.typography.bodyLarge)
    Cells(marks, picture.pixels.width.toFloat() / picture.pixels.height) { area, isMarked ->
        on(if (isMarked) PhotoEvent.Mark(area) else PhotoEvent.Unmark(area))
    }
}
