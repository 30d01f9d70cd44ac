package org.lykta.app.sync

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.lykta.app.ui.Page
import org.lykta.bindings.SentView
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class SyncScreenTest : ScreenTest() {
    private var sent = 0
    private var rescued = 0

    private fun draw(
        name: String,
        content: @Composable () -> Unit,
    ) = rule.draw("screen-sync-$name", languages = LANGUAGES, content = content)

    @Test fun nothing() = draw("nothing") { SyncNothing() }

    @Test fun waits() = draw("waits") { SyncWaits() }

    @Test fun sendsWords() = draw("sends-words") { SyncSendsWords() }

    @Test fun sendsPhotos() = draw("sends") { SyncSendsPhotos() }

    @Test fun fetches() = draw("fetches") { SyncFetches() }

    @Test fun fetchesTheMap() = draw("fetches-map") { SyncFetchesTheMap() }

    @Test fun fails() = draw("fails") { SyncFails() }

    @Test fun untaken() = draw("untaken") { SyncUntaken() }

    @Test fun held() = draw("held") { SyncHeld() }

    @Test fun refused() = draw("refused") { SyncRefused() }

    @Test fun done() = draw("done") { SyncDone() }

    @Test
    fun whatWaitsIsSentOrSharedAsAFile() {
        show(WAITING)
        listOf("sync-now", "sync-rescue").forEach { rule.onNodeWithText(it).performScrollTo().performClick() }
        assertEquals(1 to 1, sent to rescued)
        rule.onNodeWithText("sync-all_visible").assertDoesNotExist()
    }

    @Test
    fun whatHasArrivedNeedsNoRescue() {
        show(DONE)
        rule.onNodeWithText("sync-all_visible").assertExists()
        rule.onNodeWithText("sync-rescue").assertDoesNotExist()
    }

    @Test
    fun aLongListIsAskedFor() {
        val many = List(21) { DONE.items.first().copy(id = "$it", words = "nr $it") }
        show(DONE.copy(items = many))
        rule.onNodeWithText("nr 20", substring = true).assertDoesNotExist()
        rule.onNodeWithText("sync-each-more").performScrollTo().performClick()
        rule.onNodeWithText("nr 20", substring = true).assertExists()
    }

    private fun show(what: SentView) = rule.setContent { Page("", null) { SyncScreen(SyncState(what), { sent++ }, { rescued++ }) {} } }
}
