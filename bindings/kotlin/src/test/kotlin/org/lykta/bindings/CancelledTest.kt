package org.lykta.bindings

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.core.OpState
import org.lykta.core.Progress
import java.util.concurrent.CountDownLatch

/** A screen goes away in the midst of a call, and the call is made again. */
class CancelledTest : PhoneStory() {
    @Test
    fun anObservationWhoseScreenIsGoneIsRecordedOnce() =
        story {
            val told = Channel<String>(Channel.UNLIMITED)
            val phone = open(observer = Listener { told.trySend(it) })
            val walk = phone.join(server.leaderLink)
            told.receive()
            val before = phone.status(walk).ops.onPhone
            val id = phone.newId()

            val screen = launch(start = CoroutineStart.UNDISPATCHED) { phone.recordObservation(walk, id, draft("mörkt")) }
            screen.cancelAndJoin()
            assertTrue(screen.isCancelled)

            assertEquals(walk, told.receive())
            assertEquals("mörkt", phone.showObservation(id).words)
            phone.recordObservation(walk, id, draft("mörkt"))
            assertEquals(listOf(id), phone.listObservations(walk, 10u).map { it.id })
            assertEquals(before + 1uL, phone.status(walk).ops.onPhone)
        }

    @Test
    fun tapsThatAreAllCutShortAndRepeatedAreThereOnce() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val before = phone.status(walk).ops.onPhone
            val ids = List(40) { phone.newId() }

            val screens =
                ids.map { launch(start = CoroutineStart.UNDISPATCHED) { phone.recordObservation(walk, it, draft()) } }
            screens.forEach { it.cancel() }
            screens.forEach { it.join() }
            assertTrue(screens.all { it.isCancelled })

            ids.map { launch { phone.recordObservation(walk, it, draft()) } }.forEach { it.join() }
            assertEquals(ids.sorted(), phone.listObservations(walk, 1_000u).map { it.id }.sorted())
            assertEquals(before + ids.size.toULong(), phone.status(walk).ops.onPhone)
        }

    @Test
    fun aSyncThatIsCancelledAmongItsPhotosGoesOnAnotherTime() =
        story {
            val midway = CompletableDeferred<Unit>()
            val gone = CountDownLatch(1)
            val phone =
                open(
                    observer =
                        Listener(onProgress = {
                            if (it is Progress.Photos && it.done < it.total && midway.complete(Unit)) gone.await()
                        }),
                )
            val walk = phone.join(server.leaderLink)
            val id = phone.newId()
            phone.recordObservation(walk, id, draft("tre bilder"))
            repeat(3) { phone.addPhoto(id, phone.newId(), PhotoDraft(cameraPhoto(folder.root).path, caption = "bild $it")) }
            val recorded = phone.status(walk)

            val screen = launch(Dispatchers.IO) { phone.sync(walk) }
            midway.await()
            screen.cancel()
            gone.countDown()
            screen.join()
            assertTrue(screen.isCancelled)
            assertTrue("it was over already", phone.status(walk).photos.onPhone > 0uL)

            val sent = phone.sync(walk)
            assertEquals(recorded.ops.onPhone, sent.ops.visible)
            assertEquals(recorded.photos.onPhone, sent.photos.visible)
            val other = open("other")
            other.join(server.leaderLink)
            other.sync(walk)
            val arrived = other.listObservations(walk, 1_000u).filter { it.words == "tre bilder" }.single()
            assertEquals(id, arrived.id)
            assertEquals(listOf("bild 0", "bild 1", "bild 2"), arrived.photos.mapNotNull { it.caption }.sorted())
            assertTrue(arrived.photos.all { it.fileState == OpState.VISIBLE })
        }
}
