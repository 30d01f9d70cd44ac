package org.lykta.app

import org.lykta.app.recording.Position
import org.lykta.app.recording.RecordingNow
import org.lykta.bindings.GroupView
import org.lykta.bindings.SentView
import org.lykta.bindings.StopView
import org.lykta.bindings.WalkView
import org.lykta.core.Category
import org.lykta.core.HeldReason
import org.lykta.core.ItemStatus
import org.lykta.core.LatLon
import org.lykta.core.Light
import org.lykta.core.ObservationKind
import org.lykta.core.ObservationView
import org.lykta.core.OpState
import org.lykta.core.PhotoStatus
import org.lykta.core.PlaceSource
import org.lykta.core.Pulse
import org.lykta.core.Role
import org.lykta.core.Spot
import org.lykta.core.Status
import org.lykta.core.Tally
import org.lykta.core.Walked
import org.lykta.core.When

/** Eight in the evening of a November day. */
internal const val EVENING_MS = 1_795_028_400_000L

internal val HERE = LatLon(60.1699, 24.9384)

private fun near(
    north: Int,
    east: Int,
) = LatLon(HERE.lat + north * 1e-4, HERE.lon + east * 2e-4)

/** A walk as a leader's phone knows it. */
internal fun walk(
    role: Role = Role.LEADER,
    startedAt: Long? = null,
    notVisible: Int = 3,
) = WalkView(
    walk = "walk",
    name = "Kvällsvandring i Hagsätra",
    role = role,
    group = "group",
    hasPackage = true,
    purpose = "Vägen från torget till skolan, efter mörkrets inbrott.",
    plannedStart = EVENING_MS,
    plannedEnd = EVENING_MS + 7_200_000,
    light = Light.DARK,
    cancelledAt = null,
    area = listOf(near(-10, -10), near(-10, 12), near(12, 12), near(12, -10)),
    groups =
        listOf(
            GroupView(
                id = "group",
                name = "Norra gruppen",
                route = listOf(near(-6, -6), near(0, -2), near(4, 4), near(8, 6)),
                stops = listOf(StopView("1", 1u, "Torget", near(-6, -6), EVENING_MS), StopView("2", 2u, "Gångtunneln", near(4, 4), null)),
                joined = 7u,
            ),
        ),
    startedAt = startedAt,
    endedAt = null,
    noticeAcceptedAt = EVENING_MS,
    notVisible = notVisible.toULong(),
)

/** An observation in a list. */
internal fun observation(
    id: String,
    kind: ObservationKind,
    words: String?,
    categories: List<Category> = emptyList(),
    unsettled: Boolean = false,
    place: Int = 0,
) = ObservationView(
    id = id,
    kind = kind,
    at = EVENING_MS + 600_000,
    group = "group",
    spot = Spot.Place(near(place, place), 6.0, PlaceSource.GNSS),
    categories = categories,
    `when` = if (categories.isEmpty()) emptyList() else listOf(When.EVENING),
    feeling = if (categories.isEmpty()) null else 1L,
    words = words,
    suggestion = null,
    stop = null,
    forAnother = false,
    unsettled = unsettled,
    disputed = emptyList(),
    own = true,
    state = OpState.ON_PHONE,
    held = emptyList(),
    photos = emptyList(),
)

internal val OBSERVATIONS =
    listOf(
        observation(
            "a",
            ObservationKind.UNSAFE,
            "Det är becksvart i tunneln och man ser inte om någon står där.",
            listOf(Category.LIGHTING, Category.ISOLATION),
            place = 4,
        ),
        observation("b", ObservationKind.WORTH_KEEPING, "Kiosken har öppet till elva, då vågar man gå här.", place = 1, unsettled = true),
        observation("c", ObservationKind.SAFE, null, place = -4),
    )

/** A recording that goes well. */
internal fun recordingNow(pulse: Pulse = Pulse(1_840u, 2u, null, null)) =
    RecordingNow(
        walk = "walk",
        track = "track",
        startedAtMs = EVENING_MS,
        pulse = pulse,
        position = Position(near(2, 1), 6.0, EVENING_MS),
        line = listOf(listOf(near(-6, -6), near(-2, -3)), listOf(near(0, -2), near(2, 1))),
    )

/** How far something has come. */
internal fun sent(
    ops: Tally,
    photos: Tally = tally(),
    bytes: Long = 0,
    items: List<ItemStatus> = emptyList(),
) = SentView(
    status = Status(ops = ops, photos = photos, photoBytesOnPhone = bytes.toULong(), held = emptyList(), refused = emptyList()),
    notVisible = listOf(ops, photos).sumOf { it.onPhone + it.received + it.held },
    items = items,
)

/** Something that was recorded, with a photo when it has come some way. */
internal fun item(
    kind: ObservationKind?,
    words: String?,
    state: OpState,
    photo: OpState? = null,
    held: List<HeldReason> = emptyList(),
) = ItemStatus(
    id = "item",
    kind = if (kind == null) "track" else "observation",
    observationKind = kind,
    words = words,
    at = EVENING_MS + 900_000,
    state = state,
    held = held,
    bytesOnPhone = if (state == OpState.ON_PHONE) 420uL else 0uL,
    photos = listOfNotNull(photo).map { PhotoStatus("photo", it, 812_000uL, null) },
)

/** Where the group has been. */
internal val WALKED =
    Walked(
        lines = listOf(listOf(near(-6, -6), near(-2, -3)), listOf(near(0, -2), near(2, 1))),
        share = 0.34,
        covered = listOf(near(-6, -6), near(-5, -5), near(-4, -4), near(-3, -4), near(-2, -3), near(0, -2), near(1, 0), near(2, 1)),
        cellM = 25.0,
    )

/** Counts of each state. */
internal fun tally(
    onPhone: Int = 0,
    received: Int = 0,
    visible: Int = 0,
    held: Int = 0,
) = Tally(onPhone.toULong(), received.toULong(), visible.toULong(), held.toULong(), 0u)
