package org.lykta.app.ui

import android.Manifest
import android.app.Activity
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.provider.Settings
import androidx.activity.compose.LocalActivity
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.lykta.app.core.LocalSay

/** What the person has said to the app's use of the camera; [REFUSED_FOR_GOOD] is changed in the system's settings alone. */
enum class Consent { NOT_ASKED, GRANTED, REFUSED, REFUSED_FOR_GOOD }

/** The permission to use the camera: how it stands, and how to ask for it. */
class CameraPermission(
    val consent: Consent,
    val ask: () -> Unit,
)

/** The permission as it stands, looked at anew whenever the app comes back. */
@Composable
fun rememberCameraPermission(onAnswer: (Boolean) -> Unit = {}): CameraPermission {
    val context = LocalContext.current
    val activity = LocalActivity.current
    var consent by rememberSaveable { mutableStateOf(Consent.NOT_ASKED.now(context)) }
    val launcher =
        rememberLauncherForActivityResult(ActivityResultContracts.RequestPermission()) { isGranted ->
            consent = answered(isGranted, activity)
            onAnswer(isGranted)
        }
    LifecycleResumeEffect(context) {
        consent = consent.now(context)
        onPauseOrDispose {}
    }
    return CameraPermission(consent) { launcher.launch(Manifest.permission.CAMERA) }
}

/** Does what needs the camera, but asks for it first where it must; a refusal is told, with the way to the settings. */
@Composable
fun rememberWithCamera(): (() -> Unit) -> Unit {
    val context = LocalContext.current
    var waiting by remember { mutableStateOf<(() -> Unit)?>(null) }
    var isRefused by rememberSaveable { mutableStateOf(false) }
    val permission =
        rememberCameraPermission { isGranted ->
            if (isGranted) waiting?.invoke() else isRefused = true
            waiting = null
        }
    if (isRefused) CameraRefused { isRefused = false }
    return { work ->
        if (context.mayUseCamera()) {
            work()
        } else {
            waiting = work
            permission.ask()
        }
    }
}

/** Opens what the system lets the person decide about this app. */
fun Context.openAppSettings() =
    startActivity(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", packageName, null)))

private fun Consent.now(context: Context): Consent =
    when {
        context.mayUseCamera() -> Consent.GRANTED
        this == Consent.GRANTED -> Consent.NOT_ASKED
        else -> this
    }

private fun answered(
    isGranted: Boolean,
    activity: Activity?,
): Consent =
    when {
        isGranted -> Consent.GRANTED
        activity?.shouldShowRequestPermissionRationale(Manifest.permission.CAMERA) == true -> Consent.REFUSED
        else -> Consent.REFUSED_FOR_GOOD
    }

private fun Context.mayUseCamera() = checkSelfPermission(Manifest.permission.CAMERA) == PackageManager.PERMISSION_GRANTED

@Composable
private fun CameraRefused(onClose: () -> Unit) {
    val say = LocalSay.current
    val context = LocalContext.current
    AlertDialog(
        onDismissRequest = onClose,
        title = { Text(say("camera-refused")) },
        text = { Text(say("camera-refused-explained")) },
        confirmButton = {
            TextButton({
                onClose()
                context.openAppSettings()
            }) { Text(say("camera-settings")) }
        },
        dismissButton = { TextButton(onClose) { Text(say("phone-cancel")) } },
    )
}
