package org.lykta.app.observation

import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h3000dp-xhdpi")
class ObservationScreenTest : ScreenTest() {
    @Test
    fun new() = rule.draw("screen-observation-new", languages = LANGUAGES) { ObservationNewPreview() }

    @Test
    fun full() = rule.draw("screen-observation", languages = LANGUAGES) { ObservationFullPreview() }

    @Test
    fun held() = rule.draw("screen-observation-held", languages = LANGUAGES) { ObservationHeldPreview() }

    @Test
    fun untaken() = rule.draw("screen-observation-untaken", languages = LANGUAGES) { ObservationUntakenPreview() }

    @Test
    fun disputed() = rule.draw("screen-observation-disputed", languages = LANGUAGES) { ObservationDisputedPreview() }

    @Test
    fun erasedPhoto() = rule.draw("screen-observation-erased-photo", languages = LANGUAGES) { ObservationErasedPhotoPreview() }
}
