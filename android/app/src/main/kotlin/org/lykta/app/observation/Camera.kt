package org.lykta.app.observation

import android.content.Context
import android.net.Uri
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.core.content.FileProvider
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.Core
import org.lykta.app.core.failure
import org.lykta.app.ui.rememberWithCamera
import org.lykta.bindings.ApiException
import org.lykta.bindings.PhotoDraft
import org.lykta.core.EntityId
import java.io.File
import java.io.IOException
import java.util.UUID

/** Has the phone's camera take a photo for an observation; what it wrote is found again after the app died meanwhile. */
@Composable
fun rememberCamera(onTaken: (EntityId, PhotoDraft) -> Unit): (EntityId) -> Unit {
    val context = LocalContext.current
    val withCamera = rememberWithCamera()
    var parent by rememberSaveable { mutableStateOf<EntityId?>(null) }
    var path by rememberSaveable { mutableStateOf<String?>(null) }
    val launcher =
        rememberLauncherForActivityResult(ActivityResultContracts.TakePicture()) { isTaken ->
            val (of, file) = parent to path
            if (isTaken && of != null && file != null) onTaken(of, PhotoDraft(file, takenAt = System.currentTimeMillis()))
        }
    return { of ->
        withCamera {
            val file = newPhoto(context)
            parent = of
            path = file.path
            launcher.launch(FileProvider.getUriForFile(context, "${context.packageName}.files", file))
        }
    }
}

/** Lets the person choose photos that were taken before. */
@Composable
fun rememberPicker(onPicked: (List<Uri>) -> Unit): () -> Unit {
    val launcher =
        rememberLauncherForActivityResult(ActivityResultContracts.PickMultipleVisualMedia()) { if (it.isNotEmpty()) onPicked(it) }
    return { launcher.launch(PickVisualMediaRequest(ActivityResultContracts.PickVisualMedia.ImageOnly)) }
}

/** Gives a photo to the core; the camera's own file, with its metadata, goes only when the core has it. */
suspend fun Core.addPhoto(
    parent: EntityId,
    photo: PhotoDraft,
) {
    phone().addPhoto(parent, phone().newId(), photo)
    File(photo.path).delete()
}

/** Gives copies of photos that were picked to the core, and answers why it did not take some. */
internal suspend fun Core.addPicked(
    context: Context,
    parent: EntityId,
    picked: List<Uri>,
): List<ApiException> = picked.mapNotNull { uri -> failure { addPicked(context, parent, uri) } }

private suspend fun Core.addPicked(
    context: Context,
    parent: EntityId,
    uri: Uri,
) {
    val copy = newPhoto(context)
    try {
        withContext(Dispatchers.IO) {
            copy(context, uri, copy)
            asJpeg(copy)
        }
        addPhoto(parent, PhotoDraft(copy.path))
    } finally {
        copy.delete()
    }
}

private fun copy(
    context: Context,
    from: Uri,
    to: File,
) = try {
    val opened = context.contentResolver.openInputStream(from) ?: throw ApiException.File()
    opened.use { input -> to.outputStream().use { input.copyTo(it) } }
} catch (_: IOException) {
    throw ApiException.File()
}

private fun newPhoto(context: Context): File {
    val folder = File(context.filesDir, "camera").apply { mkdirs() }
    return File(folder, "${UUID.randomUUID()}.jpg")
}
