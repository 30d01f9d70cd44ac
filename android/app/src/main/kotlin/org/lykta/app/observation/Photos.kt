package org.lykta.app.observation

import androidx.compose.foundation.Image
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.decoded
import org.lykta.app.core.failure
import org.lykta.app.ui.LocalPalette
import org.lykta.core.EntityId
import org.lykta.core.PhotoView

/** A photo's picture, as far as this phone has it. */
sealed interface Picture {
    data object Loading : Picture

    data object NotHere : Picture

    data object Erased : Picture

    data class Here(
        val pixels: ImageBitmap,
    ) : Picture
}

/** What is said in the place of a picture; nothing while it is read. */
internal fun Picture.instead(): String? =
    when (this) {
        Picture.NotHere -> "photo-not_here"
        Picture.Erased -> "photo-erased"
        else -> null
    }

/** The photos of an observation, small; each opens. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Photos(
    photos: List<PhotoView>,
    pictureOf: @Composable (String) -> Picture,
    onOpen: (EntityId) -> Unit,
) = FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
    val say = LocalSay.current
    photos.forEachIndexed { index, photo ->
        val picture = photo.file?.let { pictureOf(it) } ?: Picture.Erased
        val caption = photo.caption?.takeIf { it.isNotBlank() }
        val name = say("observation-photo_number", "number" to index + 1)
        Thumbnail(picture, listOfNotNull(name, caption, picture.instead()?.let { say(it) }).joinToString(". ")) { onOpen(photo.id) }
    }
}

@Composable
private fun Thumbnail(
    picture: Picture,
    description: String,
    onOpen: () -> Unit,
) {
    val palette = LocalPalette.current
    val frame =
        Modifier
            .size(124.dp)
            .clip(MaterialTheme.shapes.small)
            .background(palette.raised)
            .border(1.dp, palette.lineStrong, MaterialTheme.shapes.small)
            .clickable(role = Role.Button, onClick = onOpen)
            .semantics { contentDescription = description }
    Box(frame, Alignment.Center) {
        if (picture is Picture.Here) Image(picture.pixels, null, Modifier.fillMaxSize(), contentScale = ContentScale.Crop)
        picture.instead()?.let {
            Text(
                LocalSay.current(it),
                Modifier.padding(8.dp).clearAndSetSemantics {},
                style = MaterialTheme.typography.labelSmall,
                textAlign = TextAlign.Center,
            )
        }
    }
}

/** The picture of a file of the core's: small, or with as many pixels as a screen shows. */
@Composable
internal fun rememberPicture(
    file: String,
    thumbnail: Boolean,
): Picture {
    val core = LocalCore.current
    val picture by produceState<Picture>(Picture.Loading, file, thumbnail) {
        failure {
            val path = core.phone().photoPath(file, thumbnail)
            val pixels = withContext(Dispatchers.IO) { path?.let { decoded(it, SCREEN_PX) } }
            value = pixels?.let { Picture.Here(it.asImageBitmap()) } ?: Picture.NotHere
        }?.let { value = Picture.NotHere }
    }
    return picture
}

private const val SCREEN_PX = 1_024
