package org.lykta.app.photo

import androidx.activity.compose.BackHandler
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.nav.Way
import org.lykta.app.observation.Ask
import org.lykta.app.observation.Picture
import org.lykta.app.observation.rememberPicture
import org.lykta.app.observation.rememberWriting
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.BlurArea
import org.lykta.core.EntityId
import org.lykta.core.PhotoView

/** What the screen of a photo is about: the photo, and the observation that it belongs to. */
fun photoAddress(
    observation: EntityId,
    photo: EntityId,
) = "$observation/$photo"

/** One photo, large. */
@Composable
fun PhotoRoute(
    address: String,
    way: Way,
) {
    val say = LocalSay.current
    val (observation, id) = address.split('/')
    val photo by LocalCore.current.reading(null, address) { phone ->
        phone.showObservation(observation).photos.firstOrNull { it.id == id }
    }
    var marks by rememberSaveable(stateSaver = MarksSaver) { mutableStateOf<List<BlurArea>?>(null) }

    fun back() {
        if (marks == null) way.back() else marks = null
    }
    BackHandler(marks != null, ::back)
    Page(say(if (marks == null) "photo-title" else "photo-mark"), ::back) {
        Read(photo) { shown ->
            if (shown == null) {
                StatusLine(say("error-not_found"), Icons.Warning, tone = Tone.Held)
            } else {
                Photo(shown, marks, { marks = it }, way)
            }
        }
    }
}

@Composable
private fun Photo(
    photo: PhotoView,
    marks: List<BlurArea>?,
    onMarks: (List<BlurArea>?) -> Unit,
    way: Way,
) {
    val say = LocalSay.current
    val acts = rememberActs()
    var blurred by rememberSaveable { mutableStateOf<Blurred?>(null) }
    var asksToWithdraw by rememberSaveable { mutableStateOf(false) }
    var isLeaving by remember { mutableStateOf(false) }

    val caption =
        rememberWriting(photo.caption.orEmpty()) { written -> if (!isLeaving) acts { phone().captionPhoto(photo.id, written) } }
    val picture = photo.file?.let { rememberPicture(it, thumbnail = false) } ?: Picture.Erased
    PhotoScreen(PhotoState(photo, picture, caption.text, marks, blurred, acts.failed)) { event ->
        when (event) {
            is PhotoEvent.Write -> {
                caption.write(event.caption)
            }

            PhotoEvent.BeginMarking -> {
                blurred = null
                onMarks(emptyList())
            }

            PhotoEvent.EndMarking -> {
                onMarks(null)
            }

            is PhotoEvent.Mark -> {
                onMarks(marks.orEmpty() + event.area)
            }

            is PhotoEvent.Unmark -> {
                onMarks(marks.orEmpty() - event.area)
            }

            PhotoEvent.Blur -> {
                acts {
                    val wasSent = phone().blurPhoto(photo.id, marks.orEmpty())
                    blurred = if (wasSent) Blurred.AFTER_SENT else Blurred.BEFORE_SENT
                }
                onMarks(null)
            }

            PhotoEvent.Withdraw -> {
                asksToWithdraw = true
            }
        }
    }
    if (asksToWithdraw) {
        Ask(say("photo-withdraw-ask"), say("observation-withdraw-explained"), say("photo-withdraw"), { asksToWithdraw = false }) {
            isLeaving = true
            acts { phone().withdraw(photo.id) }
            way.back()
        }
    }
}

/** Marks outlive a turn of the phone: four numbers each, after one that says whether somebody marks. */
private val MarksSaver =
    listSaver<List<BlurArea>?, Double>(
        save = { marks ->
            marks?.let { listOf(0.0) + it.flatMap { area -> listOf(area.left, area.top, area.width, area.height) } }.orEmpty()
        },
        restore = { saved -> saved.drop(1).chunked(4).map { (left, top, width, height) -> BlurArea(left, top, width, height) } },
    )
