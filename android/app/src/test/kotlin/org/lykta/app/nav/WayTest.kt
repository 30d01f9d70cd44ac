package org.lykta.app.nav

import androidx.compose.runtime.mutableStateListOf
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.assertIsNotDisplayed
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import org.junit.Test
import org.lykta.app.CoreTest
import org.lykta.app.SMALL_PHONE
import org.lykta.app.observation.ObservationRoute
import org.lykta.app.place.PlaceRoute
import org.lykta.app.review.ReviewRoute
import org.robolectric.annotation.Config

@Config(qualifiers = SMALL_PHONE)
class WayTest : CoreTest() {
    @Test
    fun theWayBackLeadsToWhereThePageWasScrolled() {
        val id = observed()
        val places = mutableStateListOf(Place(Screen.REVIEW, walk), Place(Screen.OBSERVATION, id))
        val here = Way(places)
        show {
            here.Show { place ->
                when (place.screen) {
                    Screen.REVIEW -> ReviewRoute(place.about, here)
                    Screen.OBSERVATION -> ObservationRoute(place.about, here)
                    else -> PlaceRoute(place.about, here)
                }
            }
        }
        sees("Vad skulle göra det bättre?")
        rule.onNodeWithText("Vad skulle göra det bättre?").performScrollTo()
        rule.onNodeWithText("Sparat på telefonen").assertIsNotDisplayed()
        here.to(Screen.PLACE, id)
        sees("Var är det?")
        here.back()
        sees("Vad skulle göra det bättre?")
        rule.onNodeWithText("Vad skulle göra det bättre?").assertIsDisplayed()
        // Whoever goes there anew begins at the top.
        here.back()
        waitFor("the list") { rule.onAllNodes(hasText("Gå igenom")).fetchSemanticsNodes().isNotEmpty() }
        here.to(Screen.OBSERVATION, id)
        sees("Sparat på telefonen")
        rule.onNodeWithText("Sparat på telefonen").assertIsDisplayed()
    }
}
