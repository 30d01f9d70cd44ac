package org.lykta.bindings

import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO

/** A camera's file, by its path. */
class PhotoTest : PhoneStory() {
    @Test
    fun isReadFromItsPathAndShownFromAnother() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val (id, photo) = List(2) { phone.newId() }
            phone.recordObservation(walk, id, draft())
            val camera = cameraPhoto(folder.root)
            List(2) { async { phone.addPhoto(id, photo, PhotoDraft(camera.path)) } }.awaitAll()
            assertTrue(camera.delete())

            val hash =
                phone
                    .showObservation(id)
                    .photos
                    .single()
                    .file!!
            val whole = picture(phone.photoPath(hash, false)!!)
            val thumbnail = picture(phone.photoPath(hash, true)!!)
            assertTrue(thumbnail.width < whole.width)
            assertEquals(whole.width.toDouble() / whole.height, thumbnail.width.toDouble() / thumbnail.height, 0.02)
            assertNull(phone.photoPath("0".repeat(hash.length), false))
        }

    private fun picture(path: String): BufferedImage = ImageIO.read(File(path))
}
