package org.lykta.app.join.scan

import android.graphics.Matrix
import android.graphics.SurfaceTexture
import android.view.TextureView
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.viewinterop.AndroidView
import kotlin.math.max

/** Shows what the camera sees; [onSurface] is told where it may draw, and null once it no longer may. */
@Composable
internal fun CameraPreview(
    sight: Sight,
    onSurface: (SurfaceTexture?) -> Unit,
    modifier: Modifier = Modifier,
) = AndroidView(
    factory = { context -> TextureView(context).apply { surfaceTextureListener = Listener(this, sight, onSurface) } },
    modifier = modifier,
)

private class Listener(
    private val view: TextureView,
    private val sight: Sight,
    private val onSurface: (SurfaceTexture?) -> Unit,
) : TextureView.SurfaceTextureListener {
    override fun onSurfaceTextureAvailable(
        surface: SurfaceTexture,
        width: Int,
        height: Int,
    ) {
        onSurfaceTextureSizeChanged(surface, width, height)
        onSurface(surface)
    }

    override fun onSurfaceTextureSizeChanged(
        surface: SurfaceTexture,
        width: Int,
        height: Int,
    ) = view.setTransform(filling(width.toFloat(), height.toFloat(), sight, quarterTurns = view.display?.rotation ?: 0))

    override fun onSurfaceTextureDestroyed(surface: SurfaceTexture): Boolean {
        onSurface(null)
        return true
    }

    override fun onSurfaceTextureUpdated(surface: SurfaceTexture) = Unit
}

/**
 * Turns what the view would draw so that it stands upright and fills the view without being squeezed. The view draws the
 * picture as it is upright in a phone that is not turned, stretched to its own size; the phone is turned by [quarterTurns].
 */
internal fun filling(
    viewWidth: Float,
    viewHeight: Float,
    sight: Sight,
    quarterTurns: Int,
): Matrix {
    val isAcross = sight.degrees % 180 != 0
    val width = (if (isAcross) sight.height else sight.width).toFloat()
    val height = (if (isAcross) sight.width else sight.height).toFloat()
    val (turnedWidth, turnedHeight) = if (quarterTurns % 2 == 0) width to height else height to width
    val fill = max(viewWidth / turnedWidth, viewHeight / turnedHeight)
    val (x, y) = viewWidth / 2 to viewHeight / 2
    return Matrix().apply {
        setScale(width / viewWidth, height / viewHeight, x, y)
        postRotate(-90f * quarterTurns, x, y)
        postScale(fill, fill, x, y)
    }
}
