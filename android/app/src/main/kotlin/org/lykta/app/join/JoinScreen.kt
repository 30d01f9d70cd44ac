package org.lykta.app.join

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.launch
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.StatusLine
import org.lykta.app.ui.Tone
import org.lykta.bindings.ApiException
import org.lykta.bindings.LinkView
import org.lykta.bindings.readLink

/** Joining a walk by its link, without network. */
@Composable
fun JoinRoute(
    given: String,
    way: Way,
) {
    val core = LocalCore.current
    val scope = rememberCoroutineScope()
    var link by rememberSaveable { mutableStateOf(given) }
    var failed by remember { mutableStateOf<ApiException?>(null) }
    Page(LocalSay.current("join-title"), way::back) {
        JoinScreen(
            link = link,
            found = remember(link) { found(link) },
            failed = failed,
            onLink = { link = it },
            onJoin = {
                scope.launch {
                    try {
                        way.instead(Screen.NOTICE, core.phone().join(link))
                    } catch (error: ApiException) {
                        failed = error
                    }
                }
            },
        )
    }
}

private fun found(link: String): LinkView? =
    try {
        readLink(link)
    } catch (_: ApiException.NotALink) {
        null
    }

/** The link, what it opens, and the way in. */
@Composable
fun JoinScreen(
    link: String,
    found: LinkView?,
    failed: ApiException?,
    onLink: (String) -> Unit,
    onJoin: () -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    Text(say("join-explained"), style = MaterialTheme.typography.bodyLarge)
    OutlinedTextField(
        link,
        onLink,
        Modifier.fillMaxWidth(),
        label = { Text(say("join-link")) },
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Uri, autoCorrectEnabled = false),
        isError = found == null && link.isNotBlank(),
        maxLines = 4,
    )
    when {
        failed != null -> StatusLine(say.explain(failed), Icons.Warning, tone = Tone.Held)
        found != null -> Found(found, onJoin)
        link.isNotBlank() -> StatusLine(say("join-wrong"), Icons.Warning, tone = Tone.Held)
    }
}

@Composable
private fun Found(
    found: LinkView,
    onJoin: () -> Unit,
) {
    val say = LocalSay.current
    val role = say("role-${found.role.name.lowercase()}")
    val key = if (found.walkName.isEmpty()) "join-found_unnamed" else "join-found"
    StatusLine(say(key, "walk" to found.walkName, "role" to role), Icons.Check, tone = Tone.Good)
    BigButton(say("join-go"), Icons.Lantern, onJoin)
}
