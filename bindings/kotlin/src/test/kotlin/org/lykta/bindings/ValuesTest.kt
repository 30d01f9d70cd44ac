package org.lykta.bindings

import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.core.DeviceState
import org.lykta.core.Warning

/** What crosses, and comes back as it was. */
class ValuesTest : PhoneStory() {
    @Test
    fun wordsOfAllKindsReachAnotherPhone() =
        story {
            val phone = open("Åsas telefon 📱")
            val walk = phone.join(server.leaderLink)
            val recorded = WORDS.associateBy { phone.newId() }
            recorded.forEach { (id, words) -> phone.recordObservation(walk, id, draft(words)) }
            assertEquals(recorded, phone.words(walk, recorded.keys))
            phone.sync(walk)
            val other = open("other")
            other.join(server.leaderLink)
            other.sync(walk)
            assertEquals(recorded, other.words(walk, recorded.keys))
        }

    @Test
    fun whatStandsInAFieldIsHeldAgainstWhatIsKept() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val id = phone.newId()
            val written = " mörkt\tvid  bron \r\n"
            phone.recordObservation(walk, id, draft(written))
            assertEquals(asSaid(written), phone.showObservation(id).words)
            assertEquals("mörkt vid bron", asSaid(written))
        }

    private suspend fun Phone.words(
        walk: String,
        ids: Set<String>,
    ) = listObservations(walk, 1_000u).filter { it.id in ids }.associate { it.id to it.words }

    @Test
    fun momentsOf64BitsComeBack() =
        story {
            val phone = open()
            val walk = phone.join(server.leaderLink)
            val id = phone.newId()
            phone.recordObservation(walk, id, draft())
            val jpeg = cameraPhoto(folder.root).path
            val moments = MOMENTS.associateBy { phone.newId() }
            moments.forEach { (photo, at) -> phone.addPhoto(id, photo, PhotoDraft(jpeg, takenAt = at)) }
            assertEquals(moments, phone.showObservation(id).photos.associate { it.id to it.takenAt })
        }

    @Test
    fun sizesOf64BitsAreNotCutShort() {
        assertEquals(emptyList<Warning>(), deviceWarnings(device(ULong.MAX_VALUE)))
        assertEquals(emptyList<Warning>(), deviceWarnings(device(1uL shl 63)))
        assertEquals(emptyList<Warning>(), deviceWarnings(device(1uL shl 32)))
        assertEquals(listOf(Warning.STORAGE_FULL), deviceWarnings(device(0uL)))
    }

    private fun device(freeBytes: ULong) = DeviceState(batteryPercent = 80u, isCharging = false, freeBytes = freeBytes, savesPower = false)

    private companion object {
        val WORDS =
            listOf(
                "Mörkt vid ån, osäkert på Björkvägen – säger Åke",
                "🌉 👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
                "e\u0301 och é, \u200Fسلام\u200F, 你好",
                "en\nrad till med \"citat\" och \\",
            )
        val MOMENTS = listOf(Long.MIN_VALUE, -1, (1L shl 32) + 1, (1L shl 53) + 1, Long.MAX_VALUE)
    }
}
