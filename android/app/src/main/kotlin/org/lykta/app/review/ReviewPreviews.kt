package org.lykta.app.review

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.observation.EXAMPLE_OBSERVATIONS
import org.lykta.app.ui.Page
import org.lykta.app.walk.EXAMPLE_GROUP
import org.lykta.app.walk.EXAMPLE_OTHER_GROUP
import org.lykta.app.walk.EXAMPLE_WALK
import org.lykta.app.walk.EXAMPLE_WALKED
import org.lykta.app.walk.mapOf
import org.lykta.bindings.GroupView
import org.lykta.core.ObservationView
import org.lykta.core.Spot

@Composable
private fun Shown(
    observations: List<ObservationView>,
    groups: List<GroupView> = emptyList(),
) = Page(LocalSay.current("review-title"), {}) {
    val map = mapOf(EXAMPLE_WALK, LocalSay.current, observations, EXAMPLE_WALKED.lines, EXAMPLE_WALKED)
    ReviewScreen(Review(observations, map, groups)) {}
}

@Preview
@Composable
internal fun ReviewEmpty() = Shown(emptyList())

@Preview
@Composable
internal fun ReviewOfAGroup() = Shown(EXAMPLE_OBSERVATIONS)

@Preview
@Composable
internal fun ReviewOfTheWholeWalk() =
    Shown(
        EXAMPLE_OBSERVATIONS + EXAMPLE_OBSERVATIONS.map { it.copy(id = "other-${it.id}", group = EXAMPLE_OTHER_GROUP.id) },
        listOf(EXAMPLE_GROUP, EXAMPLE_OTHER_GROUP),
    )

@Preview
@Composable
internal fun ReviewWithoutMap() =
    Page(LocalSay.current("review-title"), {}) {
        val nowhere = EXAMPLE_OBSERVATIONS.map { it.copy(spot = Spot.Unplaced) }
        val unknown = EXAMPLE_WALK.copy(area = emptyList(), groups = emptyList())
        ReviewScreen(Review(nowhere, mapOf(unknown, LocalSay.current, nowhere))) {}
    }
