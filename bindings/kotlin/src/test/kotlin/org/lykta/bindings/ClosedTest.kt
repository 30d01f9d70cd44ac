package org.lykta.bindings

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import java.io.File
import java.nio.file.Files

/** Objects that are closed, and used all the same. */
class ClosedTest : PhoneStory() {
    @Test
    fun aClosedPhoneThrows() =
        story {
            val phone = open()
            phone.close()
            phone.close()
            failure<IllegalStateException> { phone.newId() }
            failure<IllegalStateException> { phone.listWalks() }
            failure<IllegalStateException> { phone.sync("ingen") }
        }

    @Test
    fun closedWordsThrow() {
        val words = Words.of("sv").also { it.use { open -> assertEquals("sv", open.tag()) } }
        failure<IllegalStateException> { words.say("phone-save") }
    }

    @Test
    fun aRecordingOutlivesItsPhoneAndThrowsOnceItIsClosed() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val recording = phone.recordTrack(walk, phone.newId())
            phone.close()
            assertEquals(1uL, recording.fix(fix(0)).items)
            recording.close()
            failure<IllegalStateException> { recording.tick() }
        }

    @Test
    fun aCallUnderWayIsDoneAlthoughThePhoneIsClosed() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val id = phone.newId()
            val call = async(start = CoroutineStart.UNDISPATCHED) { phone.recordObservation(walk, id, draft("mörkt")) }
            phone.close()
            call.await()
            assertEquals("mörkt", open().showObservation(id).words)
        }

    @Test
    fun aClosedPhoneHoldsNoFile() =
        story {
            assumeTrue("open files are told by /proc", File("/proc/self/fd").exists())
            val phone = open()
            phone.join(server.leaderLink)
            assertTrue(heldFiles().isNotEmpty())
            phone.close()
            assertEquals(emptyList<String>(), heldFiles())
        }

    private fun heldFiles() =
        File("/proc/self/fd")
            .listFiles()!!
            .mapNotNull { runCatching { Files.readSymbolicLink(it.toPath()).toString() }.getOrNull() }
            .filter { it.startsWith(folder.root.canonicalPath) }
}
