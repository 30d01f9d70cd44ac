package org.lykta.app.join.scan

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.ImageFormat
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureRequest
import android.media.Image
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import android.view.Surface
import kotlin.math.abs

/** Pixels that a code across the street is read from, and that an old phone keeps up with. */
private const val GOOD_PIXELS = 1_280 * 960

/** What every camera can do, should it not say. */
private val PLAIN_SIZE = Size(640, 480)

/** The camera that looks away from the person, else any; null where there is none. */
internal fun backCamera(context: Context): Camera? =
    try {
        context.getSystemService(CameraManager::class.java)?.let(::backCamera)
    } catch (_: CameraAccessException) {
        null
    }

private fun backCamera(cameras: CameraManager): Camera? {
    val all = cameras.cameraIdList.map { it to cameras.getCameraCharacteristics(it) }
    val back = all.firstOrNull { (_, about) -> about[CameraCharacteristics.LENS_FACING] == CameraMetadata.LENS_FACING_BACK }
    return (back ?: all.firstOrNull())?.let { (id, about) -> BackCamera(cameras, id, about) }
}

private class BackCamera(
    private val cameras: CameraManager,
    private val id: String,
    private val about: CameraCharacteristics,
) : Camera {
    private var opening: Opening? = null

    override val sight = about.size().let { Sight(it.width, it.height, about[CameraCharacteristics.SENSOR_ORIENTATION] ?: 0) }

    override val hasTorch = about[CameraCharacteristics.FLASH_INFO_AVAILABLE] ?: false

    override fun open(
        preview: SurfaceTexture,
        onFrame: (Frame) -> Unit,
        onFailure: () -> Unit,
    ) {
        close()
        opening = Opening(sight, about.focuses(), preview, onFrame, onFailure).also { it.begin(cameras, id) }
    }

    override fun light(isOn: Boolean) {
        opening?.light(isOn)
    }

    override fun close() {
        opening?.end()
        opening = null
    }
}

/** One use of the camera, from the order to its end; all of it happens on a thread of its own. */
private class Opening(
    private val sight: Sight,
    private val focuses: Boolean,
    private val preview: SurfaceTexture,
    private val onFrame: (Frame) -> Unit,
    private val onFailure: () -> Unit,
) : CameraDevice.StateCallback() {
    private val thread = HandlerThread("camera").apply { start() }
    private val handler = Handler(thread.looper)
    private val frames = ImageReader.newInstance(sight.width, sight.height, ImageFormat.YUV_420_888, 2)
    private var shown: Surface? = null
    private var isAsked = false
    private var device: CameraDevice? = null
    private var session: CameraCaptureSession? = null
    private var isEnding = false
    private var isLit = false

    @SuppressLint("MissingPermission")
    fun begin(
        cameras: CameraManager,
        id: String,
    ) = onThread {
        frames.setOnImageAvailableListener({ reader -> tried { reader.acquireLatestImage()?.use { onFrame(it.brightness()) } } }, handler)
        cameras.openCamera(id, this, handler)
        isAsked = true
    }

    fun light(isOn: Boolean) =
        onThread {
            isLit = isOn
            look()
        }

    /** What is still being opened is closed as soon as it is. */
    fun end() =
        onThread {
            isEnding = true
            if (device != null || !isAsked) release()
        }

    override fun onOpened(camera: CameraDevice) {
        device = camera
        if (isEnding) release() else tried { converse(camera) }
    }

    @Suppress("DEPRECATION") // What comes in its place is not there before Android 9.
    private fun converse(camera: CameraDevice) {
        preview.setDefaultBufferSize(sight.width, sight.height)
        val surface = Surface(preview).also { shown = it }
        camera.createCaptureSession(listOf(surface, frames.surface), Conversation(), handler)
    }

    override fun onDisconnected(camera: CameraDevice) = lose(camera)

    override fun onError(
        camera: CameraDevice,
        error: Int,
    ) = lose(camera)

    private fun lose(camera: CameraDevice) {
        device = camera
        fail()
        isEnding = true
        release()
    }

    private fun look() {
        val session = session ?: return
        val request = session.device.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW)
        listOfNotNull(shown, frames.surface).forEach(request::addTarget)
        if (focuses) request[CaptureRequest.CONTROL_AF_MODE] = CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE
        request[CaptureRequest.FLASH_MODE] = if (isLit) CameraMetadata.FLASH_MODE_TORCH else CameraMetadata.FLASH_MODE_OFF
        session.setRepeatingRequest(request.build(), null, handler)
    }

    private fun release() {
        device?.close()
        frames.close()
        shown?.release()
        thread.quitSafely()
    }

    private fun onThread(work: () -> Unit) {
        handler.post { tried(work) }
    }

    /** The system may take the camera at any time, and each call is where one may hear of it. */
    private fun tried(work: () -> Unit) =
        try {
            work()
        } catch (_: CameraAccessException) {
            fail()
        } catch (_: RuntimeException) {
            fail()
        }

    private fun fail() {
        if (!isEnding) onFailure()
    }

    private inner class Conversation : CameraCaptureSession.StateCallback() {
        override fun onConfigured(session: CameraCaptureSession) {
            this@Opening.session = session
            if (!isEnding) tried { look() }
        }

        override fun onConfigureFailed(session: CameraCaptureSession) = fail()
    }
}

private fun CameraCharacteristics.size(): Size {
    val sizes = this[CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP]?.getOutputSizes(ImageFormat.YUV_420_888).orEmpty()
    return sizes.minByOrNull { abs(it.width * it.height - GOOD_PIXELS) } ?: PLAIN_SIZE
}

private fun CameraCharacteristics.focuses() =
    this[CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES]?.contains(CameraMetadata.CONTROL_AF_MODE_CONTINUOUS_PICTURE) ?: false

/** The first plane of a picture is its brightness. */
private fun Image.brightness(): Frame {
    val plane = planes.first()
    val bytes = ByteArray(plane.buffer.remaining()).also(plane.buffer::get)
    return Frame(bytes, width, height, plane.rowStride)
}
