package org.lykta.app.sync

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.app.walk.EXAMPLE_EVENING_MS
import org.lykta.bindings.ApiException
import org.lykta.bindings.SentView
import org.lykta.core.HeldItem
import org.lykta.core.HeldReason
import org.lykta.core.ItemStatus
import org.lykta.core.ObservationKind
import org.lykta.core.OpState
import org.lykta.core.PhotoStatus
import org.lykta.core.Progress
import org.lykta.core.RefusedPhoto
import org.lykta.core.Status
import org.lykta.core.Tally

@Composable
private fun Shown(state: SyncState) = Page(LocalSay.current("sync-title"), {}) { SyncScreen(state, {}, {}) {} }

@Composable
private fun Shown(
    sent: SentView,
    progress: Progress,
) = Shown(SyncState(sent, isSending = true, progress = progress))

private fun tally(
    onPhone: Int = 0,
    visible: Int = 0,
    held: Int = 0,
) = Tally(onPhone.toULong(), 0u, visible.toULong(), held.toULong(), 0u)

private fun sent(
    ops: Tally,
    photos: Tally = tally(),
    photoBytes: Long = 0,
    items: List<ItemStatus> = emptyList(),
) = SentView(
    status = Status(ops = ops, photos = photos, photoBytesOnPhone = photoBytes.toULong(), held = emptyList(), refused = emptyList()),
    notVisible = listOf(ops, photos).sumOf { it.onPhone + it.received + it.held },
    items = items,
)

/** Something that was recorded, with a photo when it has come some way. */
private fun item(
    kind: ObservationKind?,
    words: String?,
    state: OpState,
    photo: OpState? = null,
) = ItemStatus(
    id = "item",
    kind = if (kind == null) "track" else "observation",
    observationKind = kind,
    words = words,
    at = EXAMPLE_EVENING_MS + 900_000,
    state = state,
    held = emptyList(),
    bytesOnPhone = if (state == OpState.ON_PHONE) 420uL else 0uL,
    photos = listOfNotNull(photo).map { PhotoStatus("photo", it, 812_000uL, null) },
)

private val ON_PHONE = item(ObservationKind.UNSAFE, "Det är becksvart i tunneln.", OpState.ON_PHONE, OpState.ON_PHONE)
private val PHOTO_WAITS = item(ObservationKind.WORTH_KEEPING, "Kiosken har öppet till elva", OpState.VISIBLE, OpState.ON_PHONE)
private val VISIBLE = listOf(item(null, null, OpState.VISIBLE), item(ObservationKind.SAFE, null, OpState.VISIBLE, OpState.VISIBLE))

internal val WAITING = sent(tally(onPhone = 12), tally(onPhone = 4), 3_100_000, listOf(ON_PHONE, PHOTO_WAITS) + VISIBLE)
private val HALF = sent(tally(visible = 12), tally(onPhone = 4), 3_100_000, listOf(PHOTO_WAITS) + VISIBLE)
internal val DONE = sent(tally(visible = 12), tally(visible = 4), items = VISIBLE)

@Preview
@Composable
internal fun SyncNothing() = Shown(SyncState(sent(tally())))

@Preview
@Composable
internal fun SyncWaits() = Shown(SyncState(WAITING))

@Preview
@Composable
internal fun SyncSendsWords() = Shown(WAITING, Progress.Ops(12u))

@Preview
@Composable
internal fun SyncSendsPhotos() = Shown(HALF, Progress.Photos(900_000u, 3_100_000u))

@Preview
@Composable
internal fun SyncFetches() = Shown(DONE, Progress.Fetched(120u, 480u))

@Preview
@Composable
internal fun SyncFetchesTheMap() = Shown(DONE, Progress.Basemap(1_600_000u, 4_100_000u))

@Preview
@Composable
internal fun SyncFails() = Shown(SyncState(WAITING, failed = ApiException.NoAnswer()))

@Preview
@Composable
internal fun SyncUntaken() = Shown(SyncState(DONE, untaken = mapOf("observation" to 1)))

@Preview
@Composable
internal fun SyncHeld() {
    val held = item(ObservationKind.SAFE, "Bra att kiosken är öppen", OpState.HELD).copy(held = listOf(HeldReason.CODE_EXPIRED))
    val sent = sent(tally(visible = 11, held = 1), items = listOf(held) + VISIBLE)
    Shown(SyncState(sent.copy(status = sent.status.copy(held = listOf(HeldItem(null, HeldReason.CODE_EXPIRED))))))
}

@Preview
@Composable
internal fun SyncRefused() {
    val refused = RefusedPhoto("photo", "the file is gone")
    val photo = item(ObservationKind.UNSAFE, null, OpState.VISIBLE, OpState.ON_PHONE)
    val sent =
        sent(
            tally(visible = 12),
            tally(onPhone = 1),
            items = listOf(photo.copy(photos = photo.photos.map { it.copy(refused = refused.reason) })),
        )
    Shown(SyncState(sent.copy(status = sent.status.copy(refused = listOf(refused)))))
}

@Preview
@Composable
internal fun SyncDone() = Shown(SyncState(DONE))
