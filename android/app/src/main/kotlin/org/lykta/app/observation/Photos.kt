package org.lykta.app.observation

import android.graphics.BitmapFactory
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.produceState
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.core.PhotoView

/** The photos of an observation, small. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Photos(photos: List<PhotoView>) =
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        photos.forEachIndexed { index, photo ->
            val picture = photo.file?.let { rememberThumbnail(it) }
            if (picture != null) {
                Image(
                    picture,
                    photo.caption ?: LocalSay.current("observation-photo_number", "number" to index + 1),
                    Modifier.size(120.dp).clip(RoundedCornerShape(10.dp)),
                    contentScale = ContentScale.Crop,
                )
            }
        }
    }

@Composable
private fun rememberThumbnail(file: String): ImageBitmap? {
    val core = LocalCore.current
    val picture by produceState<ImageBitmap?>(null, file) {
        val path = core.phone().photoPath(file, true)
        value = withContext(Dispatchers.IO) { path?.let(BitmapFactory::decodeFile)?.asImageBitmap() }
    }
    return picture
}
