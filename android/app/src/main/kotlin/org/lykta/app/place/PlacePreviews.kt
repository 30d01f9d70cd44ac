package org.lykta.app.place

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.observation.EXAMPLE_FULL
import org.lykta.app.observation.EXAMPLE_NEW
import org.lykta.app.observation.exampleShown
import org.lykta.app.ui.Page
import org.lykta.app.ui.map.MapContent
import org.lykta.app.walk.EXAMPLE_STOPS
import org.lykta.app.walk.point
import org.lykta.core.Spot

@Preview
@Composable
internal fun PlacePreview() = Placed(EXAMPLE_NEW.spot, "", true)

@Preview
@Composable
internal fun PlaceAtAStopPreview() = Placed(EXAMPLE_FULL.spot, "", true)

@Preview
@Composable
internal fun PlaceInASituationPreview() =
    Spot.Situation("På väg hem från sista bussen", pointOf(EXAMPLE_NEW.spot)).let { Placed(it, it.text, true) }

@Preview
@Composable
internal fun PlaceNowherePreview() = Placed(Spot.Unplaced, "", null)

@Preview
@Composable
internal fun PlaceWithoutMapPreview() =
    Page(LocalSay.current("place-title"), {}) {
        val words = exampleShown(EXAMPLE_NEW).map(LocalSay.current).words
        PlaceScreen(PlaceState(null, MapContent(words), emptyList(), "", null)) {}
    }

@Composable
private fun Placed(
    spot: Spot?,
    situation: String,
    keepsPoint: Boolean?,
) = Page(LocalSay.current("place-title"), {}) {
    val shown = exampleShown(EXAMPLE_NEW.copy(spot = spot))
    PlaceScreen(PlaceState(spot, shown.map(LocalSay.current), shown.stops, situation, keepsPoint)) {}
}

@Preview
@Composable
internal fun PointPreview() =
    Page(LocalSay.current("place-point"), {}, scrolls = false) {
        val say = LocalSay.current
        val landmarks = EXAMPLE_STOPS.map { Landmark(say.stop(it), point(it.point!!)) }
        val at = point(pointOf(EXAMPLE_NEW.spot)!!).moved(northM = 40f, eastM = 0f)
        PointScreen(exampleShown(EXAMPLE_NEW).map(say), landmarks, at, {}, {})
    }
