package org.lykta.app.join

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.CoreSay
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.core.EntityId

/** How what is recorded is used, to be read before anything is. */
@Composable
fun NoticeRoute(
    walk: EntityId,
    way: Way,
) {
    val core = LocalCore.current
    val say = LocalSay.current
    val acts = rememberActs()
    val notice by core.reading(walk, say.tag) { phone ->
        val text = if (say is CoreSay) phone.notice(walk, say.words) else ""
        Notice(text, isAccepted = phone.showWalk(walk).noticeAcceptedAt != null)
    }
    Page(say("notice-title"), way::back) {
        Read(notice) { read ->
            read.text.split("\n\n").forEach { Text(it, style = MaterialTheme.typography.bodyLarge) }
            acts.failed?.let { StatusLine(say.explain(it), Icons.Warning, tone = Tone.Held) }
            if (!read.isAccepted) {
                BigButton(say("notice-accept"), Icons.Check, {
                    acts {
                        phone().acceptNotice(walk)
                        withContext(Dispatchers.Main) { way.instead(Screen.WALK, walk) }
                    }
                })
            }
        }
    }
}

/** The words, and whether the person has been here before. */
private class Notice(
    val text: String,
    val isAccepted: Boolean,
)
