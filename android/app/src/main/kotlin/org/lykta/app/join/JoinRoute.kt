package org.lykta.app.join

import android.content.Context
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Reading
import org.lykta.app.core.Say
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.join.code.rememberAddress
import org.lykta.app.lykta
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.Page
import org.lykta.bindings.Phone
import org.lykta.core.EntityId
import org.lykta.core.Role

/** Joining a walk by its link, without network; [given] is what was scanned, tapped or pasted elsewhere. */
@Composable
fun JoinRoute(
    given: String,
    way: Way,
) {
    val context = LocalContext.current
    val acts = rememberActs()
    var text by rememberSaveable { mutableStateOf(given) }
    val link = remember(text) { linkIn(text) }
    val walk = link?.view?.walk
    val walks by LocalCore.current.reading(null) { it.listWalks() }
    val recording by context.lykta.recorder.now
        .collectAsStateWithLifecycle()
    val known = (walks as? Reading.Is)?.value?.firstOrNull { it.walk == walk }
    val state =
        JoinState(
            text = text,
            isGiven = remember(given) { linkIn(given) != null },
            found = link?.view,
            knownAs = known?.role,
            recorded = recorded(recording?.walk, walk),
            failed = acts.failed,
        )
    Page(LocalSay.current("join-title"), way::back) {
        JoinScreen(state) { event ->
            when (event) {
                JoinEvent.Scan -> {
                    way.to(Screen.SCAN)
                }

                JoinEvent.TypeCode -> {
                    way.to(Screen.SHORT_CODE)
                }

                JoinEvent.Paste -> {
                    text = context.copiedText()
                }

                is JoinEvent.Write -> {
                    text = event.text
                }

                JoinEvent.GoToRecording -> {
                    walk?.let { way.instead(Screen.RECORDING, it) }
                }

                JoinEvent.Join -> {
                    link?.let { acts { way.join(it, phone(), context) } }
                }
            }
        }
    }
}

private suspend fun Way.join(
    link: JoinLink,
    phone: Phone,
    context: Context,
) {
    val walk = phone.join(link.text)
    context.rememberAddress(link.view.server)
    val isNoticeRead = phone.showWalk(walk).noticeAcceptedAt != null
    withContext(Dispatchers.Main) { instead(if (isNoticeRead) Screen.WALK else Screen.NOTICE, walk) }
}

private fun recorded(
    recording: EntityId?,
    walk: EntityId?,
) = when (recording) {
    null -> Recorded.NOTHING
    walk -> Recorded.THIS_WALK
    else -> Recorded.ANOTHER
}

/** Goes to the pasted link from another way in; back to the ways when nothing was copied. */
internal fun Way.paste(text: String) = if (text.isEmpty()) back() else instead(Screen.JOIN, text)

/** A role in the person's words. */
internal fun Say.role(role: Role) = this("role-${role.name.lowercase()}")
