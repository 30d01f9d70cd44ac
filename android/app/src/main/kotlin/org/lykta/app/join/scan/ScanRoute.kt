package org.lykta.app.join.scan

import android.graphics.SurfaceTexture
import android.view.HapticFeedbackConstants
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalView
import androidx.lifecycle.compose.LifecycleResumeEffect
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import org.lykta.app.core.LocalSay
import org.lykta.app.join.copiedText
import org.lykta.app.join.linkIn
import org.lykta.app.join.paste
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.Consent
import org.lykta.app.ui.Page
import org.lykta.app.ui.openAppSettings
import org.lykta.app.ui.rememberCameraPermission

/** Joining a walk by scanning its code, without network. */
@Composable
fun ScanRoute(way: Way) {
    val context = LocalContext.current
    val find = LocalCamera.current
    val scope = rememberCoroutineScope()
    val view = LocalView.current
    val permission = rememberCameraPermission()
    val scan =
        remember {
            find(context)?.let { camera ->
                Scan(camera, scope) { link ->
                    // Compose's own stays still on phones with a plain motor.
                    view.performHapticFeedback(HapticFeedbackConstants.LONG_PRESS)
                    way.instead(Screen.JOIN, link)
                }
            }
        }
    val state = ScanState(stage(permission.consent, scan), scan?.isForeign ?: false, scan?.isLit)
    Page(LocalSay.current("scan-title"), way::back) {
        ScanScreen(
            state,
            on = { event ->
                when (event) {
                    ScanEvent.Allow -> permission.ask()
                    ScanEvent.Settings -> context.openAppSettings()
                    is ScanEvent.Light -> scan?.light(event.isOn)
                    ScanEvent.Retry -> scan?.retry()
                    ScanEvent.TypeCode -> way.instead(Screen.SHORT_CODE)
                    ScanEvent.Paste -> way.paste(context.copiedText())
                }
            },
            preview = { modifier ->
                var surface by remember { mutableStateOf<SurfaceTexture?>(null) }
                scan?.let { CameraPreview(it.camera.sight, { on -> surface = on }, modifier) }
                LifecycleResumeEffect(surface) {
                    surface?.let { scan?.begin(it) }
                    onPauseOrDispose { scan?.end() }
                }
            },
        )
    }
}

private fun stage(
    consent: Consent,
    scan: Scan?,
) = when {
    scan == null -> Stage.NO_CAMERA
    consent == Consent.NOT_ASKED -> Stage.ASKS
    consent == Consent.REFUSED -> Stage.REFUSED
    consent == Consent.REFUSED_FOR_GOOD -> Stage.REFUSED_FOR_GOOD
    scan.hasFailed -> Stage.FAILED
    else -> Stage.LOOKS
}

/** A scan under way: what the camera has shown so far, up to the first link to a walk. */
private class Scan(
    val camera: Camera,
    private val scope: CoroutineScope,
    private val onLink: (String) -> Unit,
) {
    private var isDone = false

    /** Whether the last code was none to a walk. */
    var isForeign by mutableStateOf(false)
        private set

    /** Whether the lamp is on; null without one. */
    var isLit by mutableStateOf(if (camera.hasTorch) false else null)
        private set

    /** Whether the camera could not be used. */
    var hasFailed by mutableStateOf(false)
        private set

    fun begin(preview: SurfaceTexture) {
        if (isDone) return
        camera.open(
            preview,
            onFrame = { frame -> readCode(frame)?.let { text -> scope.launch { saw(text) } } },
            onFailure = { scope.launch { hasFailed = true } },
        )
    }

    fun end() {
        camera.close()
        if (camera.hasTorch) isLit = false
    }

    fun light(isOn: Boolean) {
        camera.light(isOn)
        isLit = isOn
    }

    /** The preview comes back, and with it a new beginning. */
    fun retry() {
        hasFailed = false
    }

    private fun saw(text: String) {
        if (isDone) return
        val link = linkIn(text)
        isForeign = link == null
        if (link == null) return
        isDone = true
        camera.close()
        onLink(link.text)
    }
}
