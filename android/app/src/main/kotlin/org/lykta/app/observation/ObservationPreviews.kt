package org.lykta.app.observation

import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Untaken
import org.lykta.app.ui.Page
import org.lykta.bindings.ApiException
import org.lykta.core.Disputed
import org.lykta.core.HeldReason
import org.lykta.core.ObservationView
import org.lykta.core.OpState
import org.lykta.core.Said
import org.lykta.core.SaidValue
import org.lykta.core.Spot
import java.io.File

@Preview
@Composable
internal fun ObservationNewPreview() = Observed(EXAMPLE_NEW.copy(spot = null))

@Preview
@Composable
internal fun ObservationFullPreview() = Observed(EXAMPLE_FULL)

@Preview
@Composable
internal fun ObservationHeldPreview() = Observed(EXAMPLE_FULL.copy(state = OpState.HELD, held = listOf(HeldReason.CODE_EXPIRED)))

@Preview
@Composable
internal fun ObservationDisputedPreview() =
    Observed(
        EXAMPLE_FULL.copy(
            unsettled = true,
            disputed =
                listOf(
                    disputed("words", SaidValue.Text(EXAMPLE_FULL.words.orEmpty()), SaidValue.Text("Lampan är trasig igen.")),
                    disputed("feeling", SaidValue.Number(1), SaidValue.Number(2)),
                    disputed("spot", SaidValue.Place(EXAMPLE_FULL.spot!!), SaidValue.Place(Spot.Unplaced)),
                    disputed("category/isolation", SaidValue.YesNo(true), SaidValue.YesNo(false)),
                ),
        ),
    )

@Preview
@Composable
internal fun ObservationErasedPhotoPreview() =
    Observed(
        EXAMPLE_FULL.copy(
            spot = Spot.Situation("På väg hem från sista bussen", null),
            state = OpState.VISIBLE,
            photos = listOf(EXAMPLE_PHOTO.copy(file = null, fileState = OpState.ERASED), EXAMPLE_PHOTO.copy(file = "elsewhere")),
        ),
        refusedPhotos = listOf(ApiException.BadPhoto("broken")),
    )

@Preview
@Composable
internal fun ObservationUntakenPreview() =
    Observed(EXAMPLE_NEW, untaken = listOf(Untaken(File("photo.jpg"), ApiException.StorageFull()), Untaken(File("other.jpg"), null)))

@Composable
private fun Observed(
    observation: ObservationView,
    refusedPhotos: List<ApiException> = emptyList(),
    untaken: List<Untaken> = emptyList(),
) = Page(LocalSay.current("observation-title"), {}) {
    val shown = exampleShown(observation)
    val written = Written(observation.words.orEmpty(), observation.suggestion.orEmpty())
    val map = shown.map(LocalSay.current)
    val state = ObservationState(observation, written, map, shown.stops, refusedPhotos = refusedPhotos, untaken = untaken)
    val picture = remember { Picture.Here(examplePicture()) }
    ObservationScreen(state, { file -> if (file == "elsewhere") Picture.NotHere else picture }) {}
}

private fun disputed(
    field: String,
    vararg values: SaidValue,
) = Disputed(field, values.mapIndexed { index, value -> Said(emptyList(), value, EXAMPLE_FULL.at - index * 300_000) })
