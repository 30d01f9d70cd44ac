package org.lykta.app.join.scan

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Matrix
import android.graphics.Paint
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.padding
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.lykta.app.ScreenTest
import org.lykta.app.invite.EXAMPLE_INVITATION
import org.lykta.app.invite.InviteScreen
import org.lykta.app.join.PARTICIPANT_LINK
import kotlin.random.Random

/** The code as the leader's phone shows it, seen by the camera of another. */
class CodeReaderTest : ScreenTest() {
    private lateinit var shown: Bitmap

    @Before
    fun aLeaderShowsTheCode() {
        rule.setContent {
            Column(Modifier.padding(16.dp)) { InviteScreen(listOf(EXAMPLE_INVITATION.copy(link = PARTICIPANT_LINK)), nowMs = 0) {} }
        }
        shown = rule.onNodeWithContentDescription("invite-picture").captureToImage().asAndroidBitmap()
    }

    @Test
    fun readsItWhateverTheRowStride() {
        assertEquals(PARTICIPANT_LINK, readCode(frameOf(shown)))
    }

    @Test
    fun readsItTurned() {
        var frame = seen()
        repeat(4) {
            assertEquals("after $it quarter turns", PARTICIPANT_LINK, readCode(frame))
            frame = frame.turned()
        }
        listOf(10f, 30f, 45f, 200f).forEach { assertEquals("at $it degrees", PARTICIPANT_LINK, readCode(seen(it))) }
    }

    @Test
    fun readsItInTheDarkAndAmongNoise() {
        assertEquals(PARTICIPANT_LINK, readCode(seen(10f).darkAndNoisy()))
        assertEquals(PARTICIPANT_LINK, readCode(seen(10f).turned().darkAndNoisy()))
    }

    @Test
    fun readsItFromAfar() {
        assertEquals(PARTICIPANT_LINK, readCode(seen(5f, share = 0.3f)))
    }

    @Test
    fun readsItLightOnDark() {
        val seen = seen()
        assertEquals(PARTICIPANT_LINK, readCode(frame(seen.width, seen.height) { x, y -> 255 - seen.at(x, y) }))
    }

    @Test
    fun findsNothingWhereNothingIs() {
        val random = Random(1)
        assertNull(readCode(frame(WIDTH, HEIGHT) { _, _ -> 0 }))
        assertNull(readCode(frame(WIDTH, HEIGHT) { x, y -> (x + y) / 8 }))
        assertNull(readCode(frame(WIDTH, HEIGHT) { _, _ -> random.nextInt(256) }))
    }

    @Test
    fun doesNotReadACodeOfWhichAPartIsMissing() {
        val seen = seen()
        assertNull(readCode(frame(seen.width, seen.height) { x, y -> if (x < WIDTH / 2) 90 else seen.at(x, y) }))
    }

    /** The phone with the code before a grey street, so large that it takes [share] of the frame's height. */
    private fun seen(
        degrees: Float = 0f,
        share: Float = 0.65f,
    ): Frame {
        val street = Bitmap.createBitmap(WIDTH, HEIGHT, Bitmap.Config.ARGB_8888)
        val scale = HEIGHT * share / shown.height
        val place =
            Matrix().apply {
                setTranslate(-shown.width / 2f, -shown.height / 2f)
                postScale(scale, scale)
                postRotate(degrees)
                postTranslate(WIDTH / 2f, HEIGHT / 2f)
            }
        Canvas(street).apply {
            drawColor(Color.GRAY)
            drawBitmap(shown, place, Paint(Paint.FILTER_BITMAP_FLAG))
        }
        return frameOf(street)
    }

    private companion object {
        const val WIDTH = 1_280
        const val HEIGHT = 960
    }
}
