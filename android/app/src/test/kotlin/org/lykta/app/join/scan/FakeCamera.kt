package org.lykta.app.join.scan

import android.graphics.SurfaceTexture
import kotlin.concurrent.thread

/** A camera that sees what a test shows it. */
internal class FakeCamera(
    override val hasTorch: Boolean = true,
) : Camera {
    override val sight = Sight(1_280, 960, degrees = 90)
    private var onFrame: ((Frame) -> Unit)? = null
    private var onFailure: (() -> Unit)? = null

    val isOpen get() = onFrame != null
    var isLit = false
        private set

    override fun open(
        preview: SurfaceTexture,
        onFrame: (Frame) -> Unit,
        onFailure: () -> Unit,
    ) {
        this.onFrame = onFrame
        this.onFailure = onFailure
    }

    override fun light(isOn: Boolean) {
        isLit = isOn
    }

    override fun close() {
        onFrame = null
        isLit = false
    }

    fun sees(frame: Frame) = thread { onFrame!!(frame) }.join()

    fun fails() = thread { onFailure!!() }.join()
}
