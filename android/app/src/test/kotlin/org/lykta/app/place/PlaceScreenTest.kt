package org.lykta.app.place

import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.SMALL_PHONE
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class PlaceScreenTest : ScreenTest() {
    @Test
    fun onTheMap() = rule.draw("screen-place", languages = LANGUAGES) { PlacePreview() }

    @Test
    fun atAStop() = rule.draw("screen-place-stop", languages = LANGUAGES) { PlaceAtAStopPreview() }

    @Test
    fun inASituation() = rule.draw("screen-place-situation", languages = LANGUAGES) { PlaceInASituationPreview() }

    @Test
    fun nowhere() = rule.draw("screen-place-nowhere", languages = LANGUAGES) { PlaceNowherePreview() }

    @Test
    fun withoutMap() = rule.draw("screen-place-without-map", languages = LANGUAGES) { PlaceWithoutMapPreview() }

    @Test
    @Config(qualifiers = SMALL_PHONE)
    fun pointing() = rule.draw("screen-place-pointing", languages = LANGUAGES) { PointPreview() }
}
