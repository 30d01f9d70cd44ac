package org.lykta.app.observation

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Color
import android.net.Uri
import androidx.activity.compose.LocalActivityResultRegistryOwner
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.app.CoreTest
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.app.photo.photoAddress
import org.lykta.bindings.ObservationEdit
import org.lykta.bindings.Phone
import org.lykta.core.Category
import org.lykta.core.EntityId
import org.lykta.core.ObservationKind
import org.lykta.core.When
import org.robolectric.annotation.Config
import java.io.File

@Config(qualifiers = "sv-w360dp-h3000dp-xhdpi")
class ObservationRouteTest : CoreTest() {
    private var picked = emptyList<File>()

    /** The gallery of a phone whose owner picks [picked]. */
    private val gallery = otherApps { picked.map { Uri.fromFile(it) } }

    private fun open(observation: EntityId) =
        show { CompositionLocalProvider(LocalActivityResultRegistryOwner provides gallery) { ObservationRoute(observation, way) } }

    private fun write(
        field: String,
        text: String,
    ) {
        sees(field)
        rule.onNode(hasText(field).and(hasSetTextAction())).performScrollTo().performTextInput(text)
    }

    @Test
    fun whatIsToldIsKept() {
        val id = observed()
        asked { sync(walk) }
        open(id)
        presses("Belysning")
        presses("Kvällstid")
        presses("Ganska otryggt")
        presses("Stopp 2, Gångtunneln")
        presses("Jag skriver ner vad någon annan sa")
        waitFor("everything") { read(id).let { it.forAnother && it.stop != null && it.feeling == 1L } }
        assertEquals(listOf(Category.LIGHTING), read(id).categories)
        assertEquals(listOf(When.EVENING), read(id).`when`)
    }

    @Test
    fun everyChoiceIsUnchosenByChoosingItAgain() {
        val id = observed()
        asked { sync(walk) }
        val choices = listOf("Belysning", "Kvällstid", "Ganska otryggt", "Stopp 2, Gångtunneln", "Jag skriver ner vad någon annan sa")
        open(id)
        choices.forEach { presses(it) }
        waitFor("everything") { read(id).let { it.forAnother && it.stop != null && it.feeling == 1L && it.categories.size == 1 } }
        rule.waitForIdle()
        choices.forEach { presses(it) }
        waitFor("nothing") { read(id).let { !it.forAnother && it.stop == null && it.feeling == null && it.categories.isEmpty() } }
        assertEquals(emptyList<When>(), read(id).`when`)
        // What kind it is stays: without a kind there is no observation.
        presses("Otrygg")
        rule.waitForIdle()
        assertEquals(ObservationKind.UNSAFE, read(id).kind)
    }

    @Test
    fun whatIsWrittenIsKeptWhenTheScreenIsLeftAtOnce() {
        val id = observed()
        open(id)
        write("Vad sägs?", "mörkt vid bron")
        write("Vad skulle göra det bättre?", "en lampa")
        leave()
        waitFor("the words") { read(id).let { it.words == "mörkt vid bron" && it.suggestion == "en lampa" } }
    }

    @Test
    fun aSpaceAfterADictatedWordStaysUntilTheNextAndIsNotKept() {
        val id = observed()
        open(id)
        write("Vad sägs?", " mörkt  vid ")
        waitFor("the words") { read(id).words == "mörkt vid" }
        sees(" mörkt  vid ")
        write("Vad sägs?", "bron")
        waitFor("more words") { read(id).words == "mörkt vid bron" }
        asked { editObservation(id, ObservationEdit(words = "ljust igen")) }
        sees("ljust igen")
        leave()
        assertEquals("ljust igen", read(id).words)
    }

    @Test
    fun aSpaceAloneOverwritesNothingThatAnotherSaid() {
        val id = observed()
        asked { editObservation(id, ObservationEdit(words = "mörkt")) }
        open(id)
        sees("mörkt")
        write("Vad sägs?", " ")
        rule.mainClock.advanceTimeBy(2_000)
        asked { editObservation(id, ObservationEdit(words = "ljust igen")) }
        sees("ljust igen")
        leave()
        assertEquals("ljust igen", read(id).words)
    }

    @Test
    fun whatAnotherSaidMeanwhileIsNotOverwrittenByLooking() {
        val id = observed()
        open(id)
        write("Vad sägs?", "mörkt")
        waitFor("the words") { read(id).words == "mörkt" }
        asked { editObservation(id, ObservationEdit(words = "ljust igen")) }
        sees("ljust igen")
        leave()
        assertEquals("ljust igen", read(id).words)
    }

    @Test
    fun picturesOfEveryFormatArePickedAndWhatIsBrokenIsTold() {
        val id = observed()
        val png = picture("bild.png", Bitmap.CompressFormat.PNG)
        val broken = folder.newFile("trasig.jpg").apply { writeText("no picture") }
        picked = listOf(png, broken, picture("foto.jpg", Bitmap.CompressFormat.JPEG))
        open(id)
        presses("Välj foton")
        sees("Ett foto kom inte med.")
        sees("Filen är inget JPEG-foto. Ta fotot igen med kameran, eller spara bilden som JPEG.")
        val kept = read(id).photos
        assertEquals(2, kept.size)
        assertTrue(picked.all { it.exists() })
        val path = asked { photoPath(kept.first().file!!, false) }
        assertEquals("image/jpeg", BitmapFactory.Options().also { BitmapFactory.decodeFile(path, it) }.outMimeType)
        waitFor("the thumbnail") { rule.onAllNodes(hasContentDescription("Foto 1")).fetchSemanticsNodes().isNotEmpty() }
        rule.onNode(hasContentDescription("Foto 1")).performScrollTo().performClick()
        assertEquals(Place(Screen.PHOTO, photoAddress(id, kept.first().id)), way.here)
    }

    @Test
    fun whatWasSaidDifferentlyIsSettledByChoosing() {
        val id = observed()
        asked {
            editObservation(id, ObservationEdit(words = "lampan är trasig"))
            sync(walk)
        }
        saysElsewhere(id, "lampan är släckt")
        asked {
            editObservation(id, ObservationEdit(words = "lampan blinkar"))
            sync(walk)
            sync(walk)
        }
        assertEquals(1, read(id).disputed.size)
        val other = read(id).let { listOf("Lampan är släckt", "Lampan blinkar").first { said -> said.lowercase() != it.words } }
        open(id)
        sees("Olika saker har sagts – vad ska stå?")
        rule.onNode(hasText(other).and(hasClickAction())).performScrollTo().performClick()
        waitFor("the field to be settled") { read(id).let { it.disputed.isEmpty() && it.words == other.lowercase() } }
        waitFor("the part to go") { rule.onAllNodesWithText("Olika saker har sagts – vad ska stå?").fetchSemanticsNodes().isEmpty() }
    }

    /** Another phone of the group says so, having seen what this one sent. */
    private fun saysElsewhere(
        id: EntityId,
        words: String,
    ) = runBlocking {
        val second = Phone.open(folder.newFolder("second").path, null)
        val there = second.join(server.leaderLink)
        second.sync(there)
        second.editObservation(id, ObservationEdit(words = words))
        second.sync(there)
    }

    @Test
    fun anObservationIsWithdrawnAfterAQuestion() {
        val id = observed()
        open(id)
        presses("Ta bort")
        sees("Ta bort iakttagelsen?")
        rule.onAllNodes(hasText("Ta bort").and(hasClickAction()))[1].performClick()
        waitFor("it to be gone") { asked { listObservations(walk, 10u) }.isEmpty() }
        assertEquals(Screen.WALKS, way.here.screen)
    }

    private fun picture(
        name: String,
        format: Bitmap.CompressFormat,
    ): File {
        val pixels =
            Bitmap.createBitmap(640, 480, Bitmap.Config.ARGB_8888).apply {
                eraseColor(if (name.endsWith("png")) Color.DKGRAY else Color.BLUE)
            }
        return folder.newFile(name).apply { outputStream().use { pixels.compress(format, 90, it) } }
    }
}
