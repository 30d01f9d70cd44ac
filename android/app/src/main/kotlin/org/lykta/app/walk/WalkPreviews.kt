package org.lykta.app.walk

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.ui.Page
import org.lykta.bindings.BasemapView
import org.lykta.bindings.WalkView
import org.lykta.core.Role

@Composable
private fun Shown(walk: WalkView) = Page(LocalSay.current("noun-walk").capitalised(), {}) { WalkScreen(walk, {}, {}) }

@Preview
@Composable
internal fun WalkPlanned() = Shown(EXAMPLE_WALK)

@Preview
@Composable
internal fun WalkUnderWay() = Shown(EXAMPLE_WALK.copy(startedAt = EXAMPLE_EVENING_MS))

@Preview
@Composable
internal fun WalkEnded() = Shown(EXAMPLE_WALK.copy(startedAt = EXAMPLE_EVENING_MS, endedAt = EXAMPLE_EVENING_MS + 7_200_000))

@Preview
@Composable
internal fun WalkCancelled() = Shown(EXAMPLE_WALK.copy(cancelledAt = EXAMPLE_EVENING_MS))

@Preview
@Composable
internal fun WalkBeforeItsMap() = Shown(EXAMPLE_WALK.copy(basemap = BasemapView(null, 4_100_000u, "© OpenStreetMap contributors")))

@Preview
@Composable
internal fun WalkOfAParticipant() = Shown(EXAMPLE_WALK.copy(role = Role.PARTICIPANT))

@Preview
@Composable
internal fun WalkOfACoordinator() =
    Shown(EXAMPLE_WALK.copy(role = Role.COORDINATOR, group = null, groups = listOf(EXAMPLE_GROUP, EXAMPLE_OTHER_GROUP)))

@Preview
@Composable
internal fun WalkWithoutNetwork() =
    Shown(
        EXAMPLE_WALK.copy(
            role = Role.PARTICIPANT,
            hasPackage = false,
            area = emptyList(),
            groups = emptyList(),
            purpose = null,
            plannedStart = null,
            light = null,
        ),
    )
