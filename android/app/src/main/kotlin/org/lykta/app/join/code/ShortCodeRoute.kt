package org.lykta.app.join.code

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import kotlinx.coroutines.launch
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.failure
import org.lykta.app.join.copiedText
import org.lykta.app.join.paste
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.ui.Page
import org.lykta.bindings.ApiException

/** Joining a walk by a code that is short enough to type; this needs a network. */
@Composable
fun ShortCodeRoute(way: Way) {
    val context = LocalContext.current
    val core = LocalCore.current
    // Who leaves the screen no longer waits for the answer.
    val scope = rememberCoroutineScope()
    var address by rememberSaveable { mutableStateOf(context.rememberedAddress()) }
    var code by rememberSaveable { mutableStateOf("") }
    var isSearching by remember { mutableStateOf(false) }
    var failed by remember { mutableStateOf<ApiException?>(null) }

    fun find() =
        scope.launch {
            isSearching = true
            failed = failure { way.instead(Screen.JOIN, core.phone().findLink(address, code)) }
            isSearching = false
        }
    Page(LocalSay.current("code-title"), way::back) {
        ShortCodeScreen(ShortCodeState(address, code, isSearching, failed)) { event ->
            when (event) {
                is ShortCodeEvent.Address -> address = event.text
                is ShortCodeEvent.Code -> code = event.text
                ShortCodeEvent.Find -> if (!isSearching) find()
                ShortCodeEvent.Scan -> way.instead(Screen.SCAN)
                ShortCodeEvent.Paste -> way.paste(context.copiedText())
            }
        }
    }
}
