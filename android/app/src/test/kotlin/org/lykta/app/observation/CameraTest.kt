package org.lykta.app.observation

import android.Manifest
import android.app.Application
import android.content.ActivityNotFoundException
import android.content.Intent
import android.net.Uri
import androidx.activity.compose.LocalActivityResultRegistryOwner
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.core.content.FileProvider
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.lykta.app.CoreTest
import org.lykta.app.cameraPhoto
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.app.sync.SyncRoute
import org.lykta.core.EntityId
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers
import java.io.File

/** Photos of the phone's camera: none is lost, whatever the camera wrote. */
@Config(qualifiers = "sv-w360dp-h3000dp-xhdpi")
class CameraTest : CoreTest() {
    private val app: Application = RuntimeEnvironment.getApplication()

    /** What the camera writes; null when there is none on the phone. */
    private var written: ByteArray? = cameraPhoto()
    private var isTaken = true

    private val camera =
        otherApps { file ->
            val bytes = written ?: throw ActivityNotFoundException()
            app.contentResolver.openOutputStream(file as Uri)!!.use { it.write(bytes) }
            isTaken
        }

    @Before
    fun permitted() {
        shadowOf(app).grantPermissions(Manifest.permission.CAMERA)
        // It remembers the folders of the app of another test.
        ReflectionHelpers.getStaticField<MutableMap<String, Any>>(FileProvider::class.java, "sCache").clear()
    }

    private fun takes(): EntityId {
        val id = observed()
        show { CompositionLocalProvider(LocalActivityResultRegistryOwner provides camera) { ObservationRoute(id, way) } }
        presses("Ta ett foto")
        return id
    }

    private fun kept(of: EntityId): List<File> =
        photos
            .resolve(of)
            .listFiles()
            .orEmpty()
            .toList()

    @Test
    fun aPhotoIsTakenInAndTheCamerasOwnFileGoes() {
        val id = takes()
        waitFor("the photo") { read(id).photos.size == 1 }
        waitFor("the camera's file to go") { kept(id).isEmpty() }
    }

    @Test
    fun whatTheCoreRefusesIsTriedAgainSharedOrRemoved() {
        written = "no picture".toByteArray()
        val id = takes()
        sees("Ett foto som du tog kom inte in i appen.")
        sees("Filen är inget JPEG-foto. Ta fotot igen med kameran, eller spara bilden som JPEG.")
        presses("Dela")
        val chosen = shadowOf(app).nextStartedActivity.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java)!!
        assertEquals(1, chosen.getParcelableArrayListExtra(Intent.EXTRA_STREAM, Uri::class.java)!!.size)
        kept(id).single().writeBytes(cameraPhoto())
        presses("Försök igen")
        waitFor("the photo") { read(id).photos.size == 1 && kept(id).isEmpty() }
        waitFor("the trouble to go") { rule.onAllNodes(hasText("Försök igen")).fetchSemanticsNodes().isEmpty() }
    }

    @Test
    fun whatIsNotWantedGoesAfterAQuestion() {
        written = "no picture".toByteArray()
        val id = takes()
        presses("Ta bort fotot")
        sees("Det finns ingen annanstans.")
        assertEquals(1, kept(id).size)
        rule.onAllNodes(hasText("Ta bort fotot").and(hasClickAction()))[1].performClick()
        waitFor("it to go") { kept(id).isEmpty() }
    }

    @Test
    fun whatWasTakenBeforeTheAppDiedIsFoundFromTheWalk() {
        val id = observed()
        photos.resolve(id).mkdirs()
        photos.resolve(id).resolve("0191f0c4-0000-7000-8000-000000000001.jpg").writeBytes(cameraPhoto())
        show { SyncRoute(walk, way) }
        presses("Visa iakttagelsen")
        assertEquals(Place(Screen.OBSERVATION, id), way.here)
    }

    @Test
    fun whatACameraSaysItDidNotTakeIsOfferedIfItIsThere() {
        isTaken = false
        val id = takes()
        sees("Ett foto som du tog kom inte in i appen.")
        presses("Försök igen")
        waitFor("the photo") { read(id).photos.size == 1 }
    }

    @Test
    fun nothingIsLeftOfAPhotoThatWasNotTaken() {
        isTaken = false
        written = ByteArray(0)
        val id = takes()
        rule.waitForIdle()
        assertEquals(emptyList<File>(), kept(id))
    }

    @Test
    fun aPhoneWithoutACameraAppSaysSo() {
        written = null
        takes()
        sees("Ingen kamera svarar")
        rule.onNode(hasText("Stäng")).performClick()
        waitFor("the question to go") { rule.onAllNodes(hasText("Ingen kamera svarar")).fetchSemanticsNodes().isEmpty() }
        sees("Ta ett foto")
    }
}
