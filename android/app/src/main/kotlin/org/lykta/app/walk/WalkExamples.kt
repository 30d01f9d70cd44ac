package org.lykta.app.walk

import org.lykta.bindings.GroupView
import org.lykta.bindings.StopView
import org.lykta.bindings.WalkView
import org.lykta.core.LatLon
import org.lykta.core.Light
import org.lykta.core.Role
import org.lykta.core.TrackState
import org.lykta.core.Walked

/** Eight in the evening of a November day. */
internal const val EXAMPLE_EVENING_MS = 1_795_028_400_000L

/** A point so many steps north and east of the square: ten metres each to the north, sixteen to the east. */
internal fun exampleNear(
    north: Int,
    east: Int,
) = LatLon(60.1699 + north * 1e-4, 24.9384 + east * 3e-4)

internal val EXAMPLE_STOPS =
    listOf(
        StopView("1", 1u, "Torget", exampleNear(-6, -6), EXAMPLE_EVENING_MS),
        StopView("2", 2u, "Gångtunneln", exampleNear(4, 4), reachedAt = null),
    )

internal val EXAMPLE_GROUP =
    GroupView(
        id = "group",
        name = "Norra gruppen",
        route = listOf(exampleNear(-6, -6), exampleNear(0, -2), exampleNear(4, 4), exampleNear(8, 6)),
        stops = EXAMPLE_STOPS,
        joined = 7u,
    )

/** A walk before it starts, as its leader's phone knows it. */
internal val EXAMPLE_WALK =
    WalkView(
        walk = "walk",
        name = "Kvällsvandring i Hagsätra",
        role = Role.LEADER,
        group = EXAMPLE_GROUP.id,
        hasPackage = true,
        purpose = "Vägen från torget till skolan, efter mörkrets inbrott.",
        plannedStart = EXAMPLE_EVENING_MS,
        plannedEnd = EXAMPLE_EVENING_MS + 7_200_000,
        light = Light.DARK,
        cancelledAt = null,
        area = listOf(exampleNear(-10, -10), exampleNear(-10, 12), exampleNear(12, 12), exampleNear(12, -10)),
        groups = listOf(EXAMPLE_GROUP),
        startedAt = null,
        endedAt = null,
        noticeAcceptedAt = EXAMPLE_EVENING_MS,
        notVisible = 3u,
        track = TrackState.NOT_BEGUN,
    )

/** Another group of the same walk, whose route is not drawn yet. */
internal val EXAMPLE_OTHER_GROUP =
    EXAMPLE_GROUP.copy(
        id = "other",
        name = "Södra gruppen",
        route = emptyList(),
        stops = emptyList(),
        joined = 1u,
    )

/** Where the group has been. */
internal val EXAMPLE_WALKED =
    Walked(
        lines = listOf(listOf(exampleNear(-6, -6), exampleNear(-2, -3)), listOf(exampleNear(0, -2), exampleNear(2, 1))),
        share = 0.34,
        covered =
            listOf(-6 to -6, -5 to -5, -4 to -4, -3 to -4, -2 to -3, 0 to -2, 1 to 0, 2 to 1)
                .map { (north, east) -> exampleNear(north, east) },
        cellM = 25.0,
    )
