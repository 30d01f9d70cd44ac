package org.lykta.app.settings

import android.content.Intent
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.Page
import org.lykta.app.waitFor
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h2400dp-xhdpi")
class SettingsScreenTest : ScreenTest() {
    @Test fun plain() = rule.draw("screen-settings", languages = LANGUAGES) { SettingsPlain() }

    @Test fun unread() = rule.draw("screen-settings-unread", languages = LANGUAGES) { SettingsUnread() }

    @Test fun erasing() = rule.draw("screen-settings-erasing", languages = LANGUAGES) { Erasing() }

    @Test fun statement() = rule.draw("screen-settings-statement", languages = LANGUAGES) { Statement() }

    @Test fun licence() = rule.draw("screen-settings-licence", languages = LANGUAGES) { Licence() }

    @Test fun licenceElsewhere() = rule.draw("screen-settings-licence-elsewhere", languages = LANGUAGES) { LicenceElsewhere() }

    @Test fun licences() = rule.draw("screen-settings-licences", languages = LANGUAGES) { Licences() }

    @Test
    fun itLeadsToErasingTheStatementAndTheLicences() {
        val went = mutableListOf<Screen>()
        rule.setContent { Page("", null) { SettingsScreen(null, {}) { went += it } } }
        listOf("settings-erase", "accessibility-title", "settings-licences").forEach {
            rule.onNode(hasText(it).and(hasClickAction())).performScrollTo().performClick()
        }
        assertEquals(listOf(Screen.ERASING, Screen.STATEMENT, Screen.LICENCES), went)
    }

    @Test
    fun aComplaintOpensTheAuthoritysPage() {
        rule.setContent { StatementRoute(Way(mutableStateListOf(Place(Screen.STATEMENT)))) }
        rule.onNodeWithText("accessibility-complain-open").performScrollTo().performClick()
        val opened = shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity
        assertEquals(Intent.ACTION_VIEW to "https://www.digg.se/tdosanmalan", opened.action to opened.dataString)
    }

    @Test
    fun aPartIsReadAndItsSourceOpened() {
        val way = Way(mutableStateListOf(Place(Screen.LICENCES)))
        rule.setContent { if (way.here.screen == Screen.LICENCES) LicencesRoute(way) else LicenceRoute(way.here.about, way) }
        rule.waitFor("the parts") { rule.onAllNodes(hasText("ZXing")).fetchSemanticsNodes().isNotEmpty() }
        rule.onNodeWithText("ZXing").performScrollTo().performClick()
        rule.waitFor(
            "its licence",
        ) { rule.onAllNodes(hasText("Version 2.0, January 2004", substring = true)).fetchSemanticsNodes().isNotEmpty() }
        rule.onNodeWithText("licence-source").performScrollTo().performClick()
        assertEquals("https://github.com/zxing/zxing", shadowOf(RuntimeEnvironment.getApplication()).nextStartedActivity.dataString)
    }

    @Test
    fun aLanguageIsChosenByItsOwnName() {
        val spoken = mutableListOf<String>()
        rule.setContent { SettingsScreen(null, { spoken += it }) {} }
        rule.onNodeWithText("English").performClick()
        assertEquals(listOf("en"), spoken)
    }
}
