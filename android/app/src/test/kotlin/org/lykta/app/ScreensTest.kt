package org.lykta.app

import androidx.compose.runtime.Composable
import org.junit.Test
import org.lykta.app.attendance.AttendanceScreen
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.recording.RecordingScreen
import org.lykta.app.recording.RecordingState
import org.lykta.app.review.Review
import org.lykta.app.review.ReviewScreen
import org.lykta.app.settings.SettingsScreen
import org.lykta.app.sync.SyncScreen
import org.lykta.app.sync.SyncState
import org.lykta.app.ui.Page
import org.lykta.app.walk.WalkScreen
import org.lykta.app.walk.mapOf
import org.lykta.app.walks.WalksScreen
import org.lykta.bindings.ApiException
import org.lykta.core.AttendanceCategory
import org.lykta.core.GapReason
import org.lykta.core.HeldItem
import org.lykta.core.HeldReason
import org.lykta.core.ObservationKind
import org.lykta.core.OpState
import org.lykta.core.Progress
import org.lykta.core.Pulse
import org.lykta.core.Role
import org.lykta.core.Storage
import org.lykta.core.Warning
import org.robolectric.annotation.Config

/** Every screen in every state as a picture, in both languages; tall, so that all of it is seen. */
@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class ScreensTest : ScreenTest() {
    private fun draw(
        name: String,
        title: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-$name", languages = LANGUAGES) { Page(LocalSay.current(title).capitalised(), {}) { content() } }

    @Test
    fun walksEmpty() = draw("walks-empty", "walks-title") { WalksScreen(emptyList()) { _, _ -> } }

    @Test
    fun walks() = draw("walks", "walks-title") { WalksScreen(listOf(walk(), walk(Role.PARTICIPANT, notVisible = 0))) { _, _ -> } }

    @Test
    fun walkPlanned() = draw("walk-planned", "noun-walk") { WalkScreen(walk(), {}, {}) }

    @Test
    fun walkWithoutNetwork() =
        draw("walk-without-network", "noun-walk") {
            val unknown =
                walk(
                    Role.PARTICIPANT,
                ).copy(hasPackage = false, area = emptyList(), groups = emptyList(), purpose = null, plannedStart = null)
            WalkScreen(unknown, {}, {})
        }

    private fun drawRecording(
        name: String,
        state: (RecordingState) -> RecordingState,
    ) = draw("recording-$name", "recording-title") {
        val now = recordingNow()
        val map = mapOf(walk(startedAt = EVENING_MS), LocalSay.current, OBSERVATIONS, now.line, WALKED, now.position?.own())
        val stop =
            walk()
                .groups
                .first()
                .stops
                .last()
        RecordingScreen(state(RecordingState(true, now, true, 31, map, stop, coveredPercent = 34))) {}
    }

    @Test
    fun recordingBeats() = drawRecording("beats") { it }

    @Test
    fun recordingNoted() = drawRecording("noted") { it.copy(noted = ObservationKind.UNSAFE) }

    @Test
    fun recordingSilent() =
        drawRecording("silent") {
            it.copy(now = recordingNow(Pulse(900u, 3u, GapReason.NoFix, null)), warnings = listOf(Warning.BATTERY_LOW))
        }

    @Test
    fun recordingPaused() = drawRecording("paused") { it.copy(now = recordingNow(Pulse(900u, 3u, GapReason.Paused, null))) }

    @Test
    fun recordingForbidden() = drawRecording("forbidden") { it.copy(isPermitted = false, now = null) }

    @Test
    fun recordingLocationOff() = drawRecording("location-off") { it.copy(now = recordingNow().copy(isLocationOn = false)) }

    @Test
    fun recordingForAParticipant() = drawRecording("participant") { it.copy(records = false, now = null, nextStop = null) }

    @Test
    fun reviewEmpty() = draw("review-empty", "review-title") { ReviewScreen(Review(emptyList(), mapOf(walk(), LocalSay.current))) {} }

    @Test
    fun review() =
        draw("review", "review-title") {
            ReviewScreen(Review(OBSERVATIONS, mapOf(walk(), LocalSay.current, OBSERVATIONS, WALKED.lines, WALKED))) {}
        }

    @Test
    fun reviewOfTheWholeWalk() =
        draw("review-whole", "review-title") {
            val groups = walk().groups + walk().groups.map { it.copy(id = "other", name = "Södra gruppen") }
            val observations = OBSERVATIONS + OBSERVATIONS.map { it.copy(group = "other") }
            ReviewScreen(Review(observations, mapOf(walk(), LocalSay.current, observations), groups)) {}
        }

    @Test
    fun walkOfACoordinator() =
        draw("walk-coordinator", "noun-walk") {
            val groups =
                walk().groups + walk().groups.map { it.copy(id = "other", name = "Södra gruppen", joined = 1u, route = emptyList()) }
            WalkScreen(walk(Role.COORDINATOR).copy(group = null, groups = groups), {}, {})
        }

    @Test
    fun attendance() =
        draw("attendance", "attendance-title") {
            AttendanceScreen(mapOf(AttendanceCategory.RESIDENT to 9, AttendanceCategory.POLICE to 1)) { _, _ -> }
        }

    @Test
    fun syncNothing() = drawSync("nothing", SyncState(sent(tally())))

    private fun drawSync(
        name: String,
        state: SyncState,
    ) = draw("sync-$name", "sync-title") { SyncScreen(state, {}, {}) }

    @Test
    fun syncWaits() = drawSync("waits", SyncState(sent(tally(onPhone = 12), tally(onPhone = 4), 3_100_000, ITEMS)))

    @Test
    fun syncSends() =
        drawSync(
            "sends",
            SyncState(sent(tally(visible = 12), tally(onPhone = 4), 3_100_000, ITEMS.drop(1)), true, Progress.Photos(900_000u, 3_100_000u)),
        )

    @Test
    fun syncFails() = drawSync("fails", SyncState(sent(tally(onPhone = 12), items = ITEMS.take(1)), failed = ApiException.NoAnswer()))

    @Test
    fun syncHeld() {
        val item = item(ObservationKind.SAFE, "Bra att kiosken är öppen", OpState.HELD, held = listOf(HeldReason.CODE_EXPIRED))
        val sent = sent(tally(visible = 11, held = 1), items = listOf(item) + ITEMS.drop(1))
        val held = listOf(HeldItem(null, HeldReason.CODE_EXPIRED))
        drawSync("held", SyncState(sent.copy(status = sent.status.copy(held = held))))
    }

    @Test
    fun syncDone() = drawSync("done", SyncState(sent(tally(visible = 12), tally(visible = 4), items = ITEMS.drop(2))))

    @Test
    fun settings() = draw("settings", "settings-title") { SettingsScreen(Storage(412_000uL, 3_800_000uL, 21_000_000uL)) {} }

    private companion object {
        val ITEMS =
            listOf(
                item(
                    ObservationKind.UNSAFE,
                    "Det är becksvart i tunneln och man ser inte om någon står där.",
                    OpState.ON_PHONE,
                    OpState.ON_PHONE,
                ),
                item(ObservationKind.WORTH_KEEPING, "Kiosken har öppet till elva", OpState.VISIBLE, OpState.ON_PHONE),
                item(null, null, OpState.VISIBLE),
                item(ObservationKind.SAFE, null, OpState.VISIBLE, OpState.VISIBLE),
            )
    }
}
