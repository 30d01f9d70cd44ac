package org.lykta.bindings

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.lykta.core.GapReason

/** A track, and who else has the phone's folder open. */
class RecordingTest : PhoneStory() {
    @Test
    fun takesPositionsWhileTheClockTicksAndAScreenReads() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            phone.recordTrack(walk, phone.newId()).use { recording ->
                withContext(Dispatchers.Default) {
                    launch { repeat(130) { recording.fix(fix(it)) } }
                    launch { repeat(20) { recording.tick() } }
                    launch { repeat(20) { phone.showWalk(walk) } }
                }
                assertEquals(130uL, recording.tick().items)
            }
        }

    @Test
    fun restsWhilePausedAndSaysSo() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val track = phone.newId()
            phone.recordTrack(walk, track).use { recording ->
                repeat(10) { recording.fix(fix(it)) }
                assertEquals(GapReason.Paused, recording.pause().resting)
                assertEquals(GapReason.Paused, recording.fix(fix(11)).resting)
                assertNull(recording.unpause().resting)
                repeat(10) { recording.fix(fix(20 + it)) }
                assertEquals(1uL, recording.end().gaps)
            }
            assertEquals(listOf(10, 10), phone.trackLines(track).map { it.size })
        }

    @Test
    fun goesOnAfterItsProcessWasKilled() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val track = phone.newId()
            OtherProcess.start(folderOf("phone"), walk, track, fixes = 75, observations = 0).goesOnAndIsKilled()
            assertEquals(listOf(track), phone.openRecordings(walk))
            phone.recordTrack(walk, track).use { recording ->
                val pulse = recording.tick()
                assertEquals(1uL, pulse.gaps)
                assertEquals(76uL, pulse.items)
                repeat(5) { recording.fix(fix(80 + it)) }
                recording.end()
            }
            assertEquals(listOf(75, 5), phone.trackLines(track).map { it.size })
        }

    @Test
    fun twoProcessesWriteIntoOneFolderAtOnce() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val other = OtherProcess.start(folderOf("phone"), walk, phone.newId(), fixes = 0, observations = 30)
            val ours =
                withContext(Dispatchers.IO) {
                    val theirs = async { other.goesOnAndIsKilled() }
                    val ours = List(30) { phone.newId().also { id -> phone.recordObservation(walk, id, draft("vi")) } }
                    theirs.await()
                    ours
                }
            val listed = phone.listObservations(walk, 1_000u)
            assertEquals(ours.sorted(), listed.filter { it.words == "vi" }.map { it.id }.sorted())
            assertEquals(30, listed.count { it.words == "de" })
            assertEquals(60, listed.size)
        }

    @Test
    fun anotherPhoneObjectOnTheFolderSeesAllAtOnce() =
        story {
            val phones = listOf(open(), open())
            val walk = phones.first().join(server.leaderLink)
            val track = phones.first().newId()
            phones.first().recordTrack(walk, track).use { it.fix(fix(0)) }
            assertEquals(listOf(track), phones.last().openRecordings(walk))
            val ids =
                withContext(Dispatchers.Default) {
                    List(20) { n ->
                        async { phones[n % 2].newId().also { phones[n % 2].recordObservation(walk, it, draft()) } }
                    }.awaitAll()
                }
            for (phone in phones) {
                assertEquals(ids.sorted(), phone.listObservations(walk, 1_000u).map { it.id }.sorted())
            }
        }
}
