package org.lykta.bindings

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.junit.Assert.assertEquals
import org.junit.Test

/** Several coroutines call one phone at once. */
class TogetherTest : PhoneStory() {
    @Test
    fun whatSeveralRecordAndEditAtOnceIsAllThere() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val ids =
                withContext(Dispatchers.Default) {
                    List(SCREENS) { screen -> async { recordSome(phone, walk, screen) } }.awaitAll().flatten()
                }
            val listed = phone.listObservations(walk, 1_000u)
            assertEquals(ids.toMap(), listed.associate { it.id to it.words })
            assertEquals(ids.size, listed.size)
        }

    private suspend fun recordSome(
        phone: Phone,
        walk: String,
        screen: Int,
    ) = List(EACH) { number ->
        val id = phone.newId()
        val words = "skärm $screen, nr $number"
        phone.recordObservation(walk, id, draft("utkast"))
        phone.editObservation(id, ObservationEdit(words = words))
        assertEquals(words, phone.showObservation(id).words)
        id to words
    }

    @Test
    fun severalThatSyncAtOnceSendEverythingOnce() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val ids = List(EACH) { phone.newId().also { id -> phone.recordObservation(walk, id, draft()) } }
            val ops = phone.status(walk).ops.onPhone
            withContext(Dispatchers.Default) { repeat(3) { launch { phone.sync(walk) } } }
            val sent = phone.status(walk).ops
            assertEquals(0uL, sent.onPhone)
            assertEquals(ops, sent.visible)
            val other = open("other")
            other.join(server.leaderLink)
            other.sync(walk)
            assertEquals(
                ids.sorted(),
                other
                    .listObservations(walk, 1_000u)
                    .map { it.id }
                    .filter(ids::contains)
                    .sorted(),
            )
        }

    private companion object {
        const val SCREENS = 8
        const val EACH = 15
    }
}
