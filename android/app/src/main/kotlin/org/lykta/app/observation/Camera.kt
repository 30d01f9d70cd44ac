package org.lykta.app.observation

import android.content.ActivityNotFoundException
import android.content.Context
import android.net.Uri
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.PickVisualMediaRequest
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.Core
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.asJpeg
import org.lykta.app.core.failure
import org.lykta.app.core.nameForOthers
import org.lykta.app.ui.rememberWithCamera
import org.lykta.bindings.ApiException
import org.lykta.bindings.PhotoDraft
import org.lykta.core.EntityId
import java.io.File
import java.io.IOException
import java.util.UUID

/** Has the phone's camera take a photo for an observation; what it wrote is found again after the app died meanwhile. */
@Composable
fun rememberCamera(): (EntityId) -> Unit {
    val context = LocalContext.current
    val darkroom = LocalCore.current.darkroom
    val withCamera = rememberWithCamera()
    var parent by rememberSaveable { mutableStateOf<EntityId?>(null) }
    var path by rememberSaveable { mutableStateOf<String?>(null) }
    var isMissing by rememberSaveable { mutableStateOf(false) }
    val launcher =
        rememberLauncherForActivityResult(ActivityResultContracts.TakePicture()) { isTaken ->
            val (of, file) = parent to path?.let { File(it) }
            if (of != null && file != null) {
                if (isTaken) {
                    darkroom.give(of, file)
                } else {
                    darkroom.leave(file)
                }
            }
        }
    if (isMissing) NoCamera { isMissing = false }
    return { of ->
        withCamera {
            val file = darkroom.newFile(of)
            parent = of
            path = file.path
            try {
                launcher.launch(context.nameForOthers(file))
            } catch (_: ActivityNotFoundException) {
                isMissing = true
            }
        }
    }
}

@Composable
private fun NoCamera(onClose: () -> Unit) {
    val say = LocalSay.current
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(say("camera-none")) },
        text = { Text(say("camera-none-explained")) },
        confirmButton = { TextButton(onClose) { Text(say("phone-close")) } },
    )
}

/** Lets the person choose photos that were taken before. */
@Composable
fun rememberPicker(onPicked: (List<Uri>) -> Unit): () -> Unit {
    val launcher =
        rememberLauncherForActivityResult(ActivityResultContracts.PickMultipleVisualMedia()) { if (it.isNotEmpty()) onPicked(it) }
    return { launcher.launch(PickVisualMediaRequest(ActivityResultContracts.PickVisualMedia.ImageOnly)) }
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
    val copy = File(context.cacheDir, "picked").apply { mkdirs() }.resolve("${UUID.randomUUID()}.jpg")
    try {
        withContext(Dispatchers.IO) {
            copy(context, uri, copy)
            asJpeg(copy)
        }
        phone().addPhoto(parent, phone().newId(), PhotoDraft(copy.path))
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
