package org.lykta.app.photo

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipe
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Before
import org.junit.Test
import org.lykta.app.CoreTest
import org.lykta.app.nav.Screen
import org.lykta.bindings.PhotoDraft
import org.lykta.core.EntityId
import java.io.File
import kotlin.math.abs

class PhotoRouteTest : CoreTest() {
    private lateinit var observation: EntityId
    private lateinit var photo: EntityId

    @Before
    fun open() {
        val street = File(System.getenv("LYKTA_SHARED_DATA").orEmpty(), "photos/DSCN0010.jpg")
        assumeTrue("without a real photo there is nothing to blur", street.exists())
        observation = observed()
        photo = asked { newId().also { addPhoto(observation, it, PhotoDraft(street.path)) } }
    }

    private fun shows() = show { PhotoRoute(photoAddress(observation, photo), way) }

    private fun marks() {
        shows()
        presses("Gör något suddigt")
        waitFor("the picture") { rule.onAllNodes(hasContentDescription(TO_DRAG_ON)).fetchSemanticsNodes().isNotEmpty() }
    }

    /** A stroke over the upper left of the middle. */
    private fun rubs() =
        rule.onNodeWithContentDescription(TO_DRAG_ON).performTouchInput {
            swipe(Offset(width * 0.35f, height * 0.35f), Offset(width * 0.6f, height * 0.6f))
        }

    private fun pixels(): Bitmap {
        val file = read(observation).photos.single().file!!
        return BitmapFactory.decodeFile(asked { photoPath(file, false) })
    }

    private fun blurs() {
        rule.onNode(hasText("Gör suddigt").and(hasClickAction())).performScrollTo().performClick()
    }

    @Test
    fun aFingerMakesWhatItRubbedUnrecognisableAndNothingElse() {
        marks()
        val before = pixels()
        rubs()
        sees("Ett ställe är markerat.")
        blurs()
        sees("Det är suddigt nu. Det som var under är borta.")
        val after = pixels()
        assertEquals(before.width, after.width)
        assertTrue(changed(before, after, 0.42f..0.55f) > 0.5)
        assertTrue(changed(before, after, 0.75f..0.95f) < 0.02)
    }

    @Test
    fun nineSquaresDoTheSameWithoutDragging() {
        marks()
        val before = pixels()
        rule.onNodeWithContentDescription("Uppe till vänster").performScrollTo().performClick()
        rule.onNodeWithContentDescription("Mitt i fotot").performScrollTo().performClick()
        sees("2 ställen är markerade.")
        presses("Ångra det senaste")
        sees("Ett ställe är markerat.")
        blurs()
        sees("Det är suddigt nu. Det som var under är borta.")
        val after = pixels()
        assertTrue(changed(before, after, 0.05f..0.28f) > 0.5)
        assertTrue(changed(before, after, 0.40f..0.60f) < 0.02)
    }

    @Test
    fun whatWasSentIsReplacedAndTheScreenSaysSo() {
        asked { sync(walk) }
        marks()
        sees("Fotot är redan skickat.", substring = true)
        rubs()
        blurs()
        waitFor("another file") { asked { photoPath(read(observation).photos.single().file!!, false) } != null }
        sees("Gör något suddigt")
        sees("Fotot är redan skickat.", substring = true)
    }

    @Test
    fun aCaptionIsKeptWhenTheScreenIsLeftAtOnce() {
        shows()
        waitFor("the field") { rule.onAllNodes(hasSetTextAction()).fetchSemanticsNodes().isNotEmpty() }
        rule.onNode(hasSetTextAction()).performScrollTo().performTextInput("trappan")
        leave()
        waitFor("the caption") { read(observation).photos.single().caption == "trappan" }
    }

    @Test
    fun aPhotoIsWithdrawnAfterAQuestion() {
        shows()
        presses("Ta bort fotot")
        sees("Ta bort fotot?")
        assertFalse(read(observation).photos.isEmpty())
        rule.onAllNodes(hasText("Ta bort fotot").and(hasClickAction()))[1].performClick()
        waitFor("it to be gone") { read(observation).photos.isEmpty() }
        assertEquals(Screen.WALKS, way.here.screen)
    }

    /** How much of the square from [part] to [part] of both sides differs by more than a JPEG does when it is written anew. */
    private fun changed(
        before: Bitmap,
        after: Bitmap,
        part: ClosedFloatingPointRange<Float>,
    ): Double {
        val steps = (0..<STEPS).map { part.start + (part.endInclusive - part.start) * it / STEPS }
        val differs =
            steps.sumOf { down ->
                steps.count { across ->
                    val (x, y) = (before.width * across).toInt() to (before.height * down).toInt()
                    difference(before.getPixel(x, y), after.getPixel(x, y)) > 24
                }
            }
        return differs.toDouble() / (STEPS * STEPS)
    }

    private fun difference(
        one: Int,
        other: Int,
    ) = listOf(16, 8, 0).sumOf { abs((one shr it and 0xFF) - (other shr it and 0xFF)) }

    private companion object {
        const val TO_DRAG_ON = "Fotot att dra på. Utan finger: använd rutorna längre ner."
        const val STEPS = 40
    }
}
