package org.lykta.bindings

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.core.Progress
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReference

/** Who is told what changed. */
class ObserverTest : PhoneStory() {
    @Test
    fun isToldOnAThreadOfTheCores() =
        story {
            val threads = ConcurrentLinkedQueue<Thread>()
            val phone = open(observer = Listener { threads += Thread.currentThread() })
            val walk = phone.join(server.leaderLink)
            phone.recordObservation(walk, phone.newId(), draft())
            assertEquals(2, threads.size)
            threads.forEach { assertNotEquals(Thread.currentThread(), it) }
        }

    @Test
    fun mayReadAgainAtOnce() =
        story {
            val seen = Channel<Int>(Channel.UNLIMITED)
            val phone = AtomicReference<Phone>()
            val reader =
                Listener { walk -> runBlocking { seen.send(phone.get().listObservations(walk, 10u).size) } }
            phone.set(open(observer = reader))
            val walk = phone.get().join(server.leaderLink)
            phone.get().recordObservation(walk, phone.get().newId(), draft())
            assertEquals(listOf(0, 1), listOf(seen.receive(), seen.receive()))
        }

    @Test
    fun thatThrowsDoesNoHarm() =
        story {
            val told = AtomicInteger()
            val progressed = ConcurrentLinkedQueue<Progress>()
            val phone =
                open(
                    observer =
                        Listener(
                            onProgress = {
                                progressed += it
                                throw ShellException.Failed()
                            },
                            onChange = {
                                told.incrementAndGet()
                                error("the screen is gone")
                            },
                        ),
                )
            val walk = phone.join(server.leaderLink)
            val id = phone.newId()
            phone.recordObservation(walk, id, draft("mörkt"))
            phone.editObservation(id, ObservationEdit(words = "mörkt vid bron"))
            val sent = phone.sync(walk)
            assertEquals(0uL, sent.ops.onPhone)
            assertEquals("mörkt vid bron", phone.showObservation(id).words)
            assertEquals(4, told.get())
            assertTrue(progressed.isNotEmpty())
        }
}
