package org.lykta.app.join.scan

import android.content.Context
import android.graphics.SurfaceTexture
import androidx.compose.runtime.staticCompositionLocalOf

/** The pictures of a camera: their size, and by how much they are turned against the phone held as it was built to be. */
data class Sight(
    val width: Int,
    val height: Int,
    val degrees: Int,
)

/** A camera that codes are scanned with. */
interface Camera {
    /** Its pictures. */
    val sight: Sight

    /** Whether there is a lamp beside it. */
    val hasTorch: Boolean

    /** Shows what it sees, and hands on frames on a thread of its own, until [close] or [onFailure]. */
    fun open(
        preview: SurfaceTexture,
        onFrame: (Frame) -> Unit,
        onFailure: () -> Unit,
    )

    /** Puts the lamp on or off while it is open. */
    fun light(isOn: Boolean)

    /** Gives the camera back to the phone. */
    fun close()
}

/** Finds the phone's camera; null where there is none. */
val LocalCamera = staticCompositionLocalOf<(Context) -> Camera?> { ::backCamera }
