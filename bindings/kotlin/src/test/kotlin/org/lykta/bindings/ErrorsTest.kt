package org.lykta.bindings

import com.sun.net.httpserver.HttpServer
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.lykta.core.Role
import java.io.File
import java.io.RandomAccessFile
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.ServerSocket

/** What went wrong arrives as what it is. */
class ErrorsTest : PhoneStory() {
    @Test
    fun whatIsNotHere() =
        story {
            val phone = open()
            failure<ApiException.NotFound> { phone.showWalk(phone.newId()) }
            failure<ApiException.NotFound> { phone.showObservation(phone.newId()) }
        }

    @Test
    fun whatIsNoLinkAndNoCode() =
        story {
            val phone = open()
            failure<ApiException.NotALink> { readLink("https://example.org/") }
            failure<ApiException.NotALink> { phone.join("vandring") }
            failure<ApiException.WrongCode> { phone.findLink(server.leaderLink.substringBefore("/join"), "AAAA-AAAA") }
        }

    @Test
    fun whatDoesNotFitItsField() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val id = phone.newId()
            phone.recordObservation(walk, id, draft("kort"))
            val told = failure<ApiException.BadValue> { phone.editObservation(id, ObservationEdit(words = "å".repeat(10_001))) }
            assertEquals("words", told.field)
            assertTrue(told.expected, "10000" in told.expected.filter(Char::isDigit))
            assertEquals("kort", phone.showObservation(id).words)
        }

    @Test
    fun whatARoleMayNotDo() =
        story {
            val leader = open()
            val walk = leader.join(server.leaderLink)
            leader.sync(walk)
            val invitation = leader.listInvitations(walk).first { it.role == Role.PARTICIPANT }
            val participant = open("participant")
            participant.join(invitation.link)
            val told = failure<ApiException.Forbidden> { participant.startWalk(walk) }
            assertEquals("started_at", told.field)
        }

    @Test
    fun whatCannotBeDoneAnyMore() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val track = phone.newId()
            phone.recordTrack(walk, track).use { it.end() }
            val told = failure<ApiException.NotNow> { phone.recordTrack(walk, track) }
            assertTrue(told.advice, "begin another" in told.advice)
        }

    @Test
    fun photosThatAreNone() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val id = phone.newId()
            phone.recordObservation(walk, id, draft())
            val text = folder.newFile("text.jpg").apply { writeText("ingen bild") }
            val told = failure<ApiException.BadPhoto> { phone.addPhoto(id, phone.newId(), PhotoDraft(text.path)) }
            val said = Words.of("sv").use { it.explain(told) }
            assertTrue(said, said.isNotBlank() && told.reason !in said)
            failure<ApiException.File> { phone.addPhoto(id, phone.newId(), PhotoDraft("/finns/inte.jpg")) }
            assertEquals(0, phone.showObservation(id).photos.size)
        }

    @Test
    fun aPhotoThatIsGoneKeepsNothingElseFromBeingSent() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val (id, photo) = List(2) { phone.newId() }
            phone.recordObservation(walk, id, draft())
            phone.addPhoto(id, photo, PhotoDraft(cameraPhoto(folder.root).path))
            val hash =
                phone
                    .showObservation(id)
                    .photos
                    .single()
                    .file!!
            assertTrue(File(phone.photoPath(hash, false)!!).delete())
            assertEquals(listOf(photo), phone.sync(walk).refused.map { it.photo })
        }

    @Test
    fun aServerThatIsNotThere() =
        story {
            val nobody = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
            val phone = open()
            val walk = phone.join(linkTo(nobody))
            failure<ApiException.NoAnswer> { phone.sync(walk) }
        }

    @Test
    fun aServerThatWantsToBeAskedLater() =
        story {
            val busy = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
            busy.createContext("/") {
                it.responseHeaders["Retry-After"] = "7"
                it.sendResponseHeaders(503, -1)
            }
            busy.start()
            try {
                val phone = open()
                val walk = phone.join(linkTo(busy.address.port))
                val told = failure<ApiException.Server> { phone.sync(walk) }
                assertEquals(503.toUShort(), told.status)
                assertEquals(7u, told.retryAfterS)
            } finally {
                busy.stop(0)
            }
        }

    private fun linkTo(port: Int) = server.leaderLink.replaceBefore("/join", "http://127.0.0.1:$port")

    @Test
    fun noRoomIsLeft() =
        story {
            assumeTrue("a full disk is feigned by /dev/full", File("/dev/full").exists())
            val phone = open()
            val walk = phone.join(server.leaderLink)
            phone.recordObservation(walk, phone.newId(), draft())
            failure<ApiException.StorageFull> { phone.writeRescueArchive(walk, "/dev/full") }
        }

    @Test
    fun aNewerAppWroteTheStore() =
        story {
            open().close()
            val database = folderOf("phone").listFiles()!!.single { it.extension == "sqlite3" }
            RandomAccessFile(database, "rw").use {
                it.seek(USER_VERSION)
                it.writeInt(9_999)
            }
            failure<ApiException.NewerStore> { open() }
        }

    /** Half an emoji, as a field that cuts its text may leave it, and an id that is none: a mistake of the shell. */
    @Test
    fun whatNoShellShouldSayIsThrownAndNothingIsHarmed() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            failure<java.nio.charset.CharacterCodingException> {
                phone.recordObservation(walk, phone.newId(), draft("\uD83D"))
            }
            failure<InternalException> { phone.showWalk("ingen") }
            assertEquals(emptyList<Any>(), phone.listObservations(walk, 10u))
        }

    private companion object {
        /** Where SQLite's header has it. */
        const val USER_VERSION = 60L
    }
}
