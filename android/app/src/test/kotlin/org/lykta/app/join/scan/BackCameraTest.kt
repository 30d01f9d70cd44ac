package org.lykta.app.join.scan

import android.Manifest
import android.app.Application
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowCameraCharacteristics
import org.robolectric.shadows.ShadowCameraManager
import org.robolectric.util.ReflectionHelpers
import java.util.concurrent.atomic.AtomicInteger

/** The camera of the system, as far as there is one here: it opens, is lit, is taken away and is given back. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35], application = Application::class)
class BackCameraTest {
    private val app = RuntimeEnvironment.getApplication()
    private val cameras = app.getSystemService(CameraManager::class.java)!!
    private val failures = AtomicInteger()

    @Before
    fun isPermitted() {
        shadowOf(app).grantPermissions(Manifest.permission.CAMERA)
    }

    @Test
    fun thereMayBeNone() = assertNull(backCamera(app))

    @Test
    fun takesTheOneThatLooksAway() {
        add("0", CameraMetadata.LENS_FACING_FRONT, hasTorch = false, degrees = 270)
        add("1", CameraMetadata.LENS_FACING_BACK, hasTorch = true, degrees = 90)
        val camera = backCamera(app)!!
        assertTrue(camera.hasTorch)
        assertEquals(Sight(640, 480, 90), camera.sight)
    }

    @Test
    fun takesAnotherRatherThanNone() {
        add("0", CameraMetadata.LENS_FACING_FRONT, hasTorch = false, degrees = 270)
        assertFalse(backCamera(app)!!.hasTorch)
    }

    @Test
    fun opensIsLitAndIsGivenBack() {
        add("1", CameraMetadata.LENS_FACING_BACK, hasTorch = true, degrees = 90)
        val camera = opened()
        camera.light(true)
        camera.light(false)
        assertFalse(isClosed(device()!!))
        camera.close()
        waitFor { isClosed(device()!!) }
        assertEquals(0, failures.get())
    }

    @Test
    fun isGivenBackAlsoWhenItWasStillBeingOpened() {
        add("1", CameraMetadata.LENS_FACING_BACK, hasTorch = true, degrees = 90)
        val camera = backCamera(app)!!
        camera.open(SurfaceTexture(0), {}, { failures.incrementAndGet() })
        camera.close()
        waitFor { device()?.let(::isClosed) == true }
        assertEquals(0, failures.get())
    }

    @Test
    fun opensOnceMoreAfterItWasGivenBack() {
        add("1", CameraMetadata.LENS_FACING_BACK, hasTorch = true, degrees = 90)
        val camera = opened()
        val first = device()!!
        camera.close()
        camera.open(SurfaceTexture(0), {}, { failures.incrementAndGet() })
        waitFor { device() !== first && isClosed(first) }
        camera.close()
        waitFor { isClosed(device()!!) }
        assertEquals(0, failures.get())
    }

    @Test
    fun tellsThatAnotherAppTookIt() {
        add("1", CameraMetadata.LENS_FACING_BACK, hasTorch = true, degrees = 90)
        opened()
        shadowOf(cameras).triggerDisconnect()
        waitFor { failures.get() == 1 && isClosed(device()!!) }
    }

    private fun opened(): Camera {
        val camera = backCamera(app)!!
        camera.open(SurfaceTexture(0), {}, { failures.incrementAndGet() })
        waitFor { device() != null }
        return camera
    }

    private fun device(): CameraDevice? = ReflectionHelpers.getStaticField(ShadowCameraManager::class.java, "lastDevice")

    private fun isClosed(device: CameraDevice): Boolean = ReflectionHelpers.getField(Shadow.extract(device), "closed")

    /** The camera has a thread of its own. */
    private fun waitFor(isSo: () -> Boolean) {
        val end = System.nanoTime() + 10_000_000_000
        while (!isSo()) {
            check(System.nanoTime() < end) { "waited in vain" }
            Thread.yield()
        }
    }

    private fun add(
        id: String,
        facing: Int,
        hasTorch: Boolean,
        degrees: Int,
    ) {
        val about = ShadowCameraCharacteristics.newCameraCharacteristics()
        shadowOf(about).apply {
            set(CameraCharacteristics.LENS_FACING, facing)
            set(CameraCharacteristics.FLASH_INFO_AVAILABLE, hasTorch)
            set(CameraCharacteristics.SENSOR_ORIENTATION, degrees)
        }
        shadowOf(cameras).addCamera(id, about)
    }
}
