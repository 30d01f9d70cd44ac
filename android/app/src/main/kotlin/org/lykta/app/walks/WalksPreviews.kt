package org.lykta.app.walks

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Reading
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.walk.EXAMPLE_EVENING_MS
import org.lykta.app.walk.EXAMPLE_WALK
import org.lykta.bindings.ApiException
import org.lykta.bindings.WalkView
import org.lykta.core.Role

@Composable
private fun Shown(walks: Reading<List<WalkView>>) =
    Page(LocalSay.current("walks-title"), onBack = null) { Read(walks) { WalksScreen(it) { _, _ -> } } }

@Preview
@Composable
internal fun WalksLoading() = Shown(Reading.Loading)

@Preview
@Composable
internal fun WalksUnreadable() = Shown(Reading.Failed(ApiException.NewerStore()))

@Preview
@Composable
internal fun WalksEmpty() = Shown(Reading.Is(emptyList()))

@Preview
@Composable
internal fun WalksSeveral() =
    Shown(
        Reading.Is(
            listOf(
                EXAMPLE_WALK,
                EXAMPLE_WALK.copy(walk = "visible", role = Role.PARTICIPANT, notVisible = 0u),
                EXAMPLE_WALK.copy(walk = "cancelled", role = Role.NOTE_TAKER, cancelledAt = EXAMPLE_EVENING_MS, notVisible = 1u),
                EXAMPLE_WALK.copy(walk = "unnamed", name = "", plannedStart = null, role = Role.PARTICIPANT, notVisible = 0u),
            ),
        ),
    )
