package org.lykta.app.photo

import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class PhotoScreenTest : ScreenTest() {
    @Test
    fun plain() = rule.draw("screen-photo", languages = LANGUAGES) { PhotoPlainPreview() }

    @Test
    fun rubbing() = rule.draw("screen-photo-rubbing", languages = LANGUAGES) { PhotoRubbingPreview() }

    @Test
    fun cells() = rule.draw("screen-photo-cells", languages = LANGUAGES) { PhotoCellsPreview() }

    @Test
    fun blurred() = rule.draw("screen-photo-blurred", languages = LANGUAGES) { PhotoBlurredPreview() }

    @Test
    fun alreadySent() = rule.draw("screen-photo-already-sent", languages = LANGUAGES) { PhotoAlreadySentPreview() }

    @Test
    fun refused() = rule.draw("screen-photo-refused", languages = LANGUAGES) { PhotoRefusedPreview() }

    @Test
    fun erased() = rule.draw("screen-photo-erased", languages = LANGUAGES) { PhotoErasedPreview() }
}
