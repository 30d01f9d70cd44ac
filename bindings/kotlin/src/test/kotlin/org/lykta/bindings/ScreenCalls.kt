package org.lykta.bindings

import kotlinx.coroutines.runBlocking
import org.junit.runner.Description
import org.junit.runners.model.Statement
import org.lykta.core.AttendanceCategory
import org.lykta.testing.TestServer
import java.io.File
import java.util.Locale

private const val OBSERVATIONS = 500
private const val FIXES = 7_200
private const val WARM_UP = 200
private const val TIMES = 500

/** Measures each call that a screen makes, and prints one JSON object. */
fun main() {
    val server = TestServer()
    val folder =
        kotlin.io.path
            .createTempDirectory("lykta-calls")
            .toFile()
    val measuring =
        object : Statement() {
            override fun evaluate() = runBlocking { println(ScreenCalls(folder, server.leaderLink).measure()) }
        }
    try {
        server.apply(measuring, Description.EMPTY).evaluate()
    } finally {
        folder.deleteRecursively()
    }
}

/** A phone with [OBSERVATIONS] observations and a track of two hours. */
private class ScreenCalls(
    private val folder: File,
    private val link: String,
) {
    private val taken = sortedMapOf<String, List<Long>>()
    private lateinit var phone: Phone
    private lateinit var walk: String

    suspend fun measure(): String {
        phone = Phone.open(File(folder, "phone").path, null)
        walk = phone.join(link)
        phone.sync(walk)
        val ids = List(OBSERVATIONS) { phone.newId().also { id -> phone.recordObservation(walk, id, draft("mörkt vid bron, nr $it")) } }
        phone.recordAttendance(walk, listOf(AttendanceCount(AttendanceCategory.RESIDENT, 7u)))
        phone.addPhoto(ids.first(), phone.newId(), PhotoDraft(cameraPhoto(folder).path))
        reads(ids)
        writes(ids)
        records()
        phone.close()
        return json()
    }

    private suspend fun reads(ids: List<String>) {
        val photo =
            phone
                .showObservation(ids.first())
                .photos
                .single()
                .file!!
        times("list_walks") { check(phone.listWalks().size == 1) }
        times("show_walk") { check(phone.showWalk(walk).hasPackage) }
        times("list_observations (50)") { check(phone.listObservations(walk, 50u).size == 50) }
        times("list_observations (all)") { check(phone.listObservations(walk, 1_000u).size == OBSERVATIONS) }
        times("show_observation") { phone.showObservation(ids[it % OBSERVATIONS]) }
        times("status") { check(phone.status(walk).ops.onPhone > 0uL) }
        times("attendance") { check(phone.attendance(walk).size == 1) }
        times("list_invitations") { check(phone.listInvitations(walk).isNotEmpty()) }
        times("photo_path") { check(phone.photoPath(photo, true) != null) }
        Words.of("sv").use { words -> times("words.say") { check(words.say("phone-save").isNotEmpty()) } }
    }

    private suspend fun writes(ids: List<String>) {
        // What is edited is chosen anew each time, so that no observation's history grows long.
        times("edit_observation") { phone.editObservation(ids[it % OBSERVATIONS], ObservationEdit(words = "mörkt, ändrat $it")) }
        times("record_observation") { phone.recordObservation(walk, phone.newId(), draft("mörkt")) }
    }

    private suspend fun records() {
        val track = phone.newId()
        val recording = phone.recordTrack(walk, track)
        val beganAt = System.currentTimeMillis() - 1_000L * FIXES
        times("Recording.fix", FIXES - WARM_UP) { recording.fix(fix(it, beganAt)) }
        check(recording.end().items >= FIXES.toULong()) { "the track has too few positions" }
        recording.close()
        times("track_lines (2 h)", 100) { check(phone.trackLines(track).sumOf { line -> line.size } > FIXES / 2) }
    }

    private suspend fun times(
        name: String,
        count: Int = TIMES,
        call: suspend (Int) -> Unit,
    ) {
        repeat(WARM_UP) { call(it) }
        taken[name] =
            List(count) {
                val before = System.nanoTime()
                call(WARM_UP + it)
                System.nanoTime() - before
            }.sorted()
    }

    private fun json(): String {
        val calls =
            taken.map { (name, times) ->
                """"$name": {"median_us": ${us(times, 50)}, "p99_us": ${us(times, 99)}, "times": ${times.size}}"""
            }
        return """{"observations": $OBSERVATIONS, "calls": {${calls.joinToString()}}}"""
    }

    private fun us(
        times: List<Long>,
        percent: Int,
    ) = "%.1f".format(Locale.ROOT, times[(times.size - 1) * percent / 100] / 1_000.0)
}
