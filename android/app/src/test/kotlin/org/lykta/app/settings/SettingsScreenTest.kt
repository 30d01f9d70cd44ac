package org.lykta.app.settings

import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class SettingsScreenTest : ScreenTest() {
    @Test fun plain() = rule.draw("screen-settings", languages = LANGUAGES) { SettingsPlain() }

    @Test fun unread() = rule.draw("screen-settings-unread", languages = LANGUAGES) { SettingsUnread() }

    @Test
    fun aLanguageIsChosenByItsOwnName() {
        val spoken = mutableListOf<String>()
        rule.setContent { SettingsScreen(null) { spoken += it } }
        rule.onNodeWithText("English").performClick()
        assertEquals(listOf("en"), spoken)
    }
}
