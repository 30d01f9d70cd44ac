package org.lykta.app.sync

import android.content.Context
import android.content.Intent
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import kotlinx.coroutines.launch
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.failure
import org.lykta.app.core.handOver
import org.lykta.app.core.nameForOthers
import org.lykta.app.core.reading
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.observation.rememberUntakenOf
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.bindings.ApiException
import org.lykta.core.EntityId
import java.io.File

/** Sending what was recorded, and seeing how far it has come. */
@Composable
fun SyncRoute(
    walk: EntityId,
    way: Way,
) {
    val core = LocalCore.current
    val context = LocalContext.current
    val scope = rememberCoroutineScope()
    val sent by core.reading(walk) { it.sent(walk) }
    val progress by core.progress.collectAsStateWithLifecycle()
    val untaken by rememberUntakenOf(walk)
    var isSending by remember { mutableStateOf(false) }
    var failed by remember { mutableStateOf<ApiException?>(null) }
    Page(LocalSay.current("sync-title"), way::back) {
        Read(sent) {
            SyncScreen(
                SyncState(it, isSending, progress[walk], failed, untaken),
                onSend = {
                    isSending = true
                    core.scope.launch {
                        failed = failure { core.phone().sync(walk) }
                        isSending = false
                    }
                },
                onRescue = {
                    scope.launch {
                        val file = File(context.cacheDir, "rescue").apply { mkdirs() }.resolve("lykta-$walk.tar")
                        failed = failure { core.phone().writeRescueArchive(walk, file.path) }
                        if (failed == null) share(context, file)
                    }
                },
                onOpen = { observation -> way.to(Screen.OBSERVATION, observation) },
            )
        }
    }
}

private fun share(
    context: Context,
    file: File,
) {
    val uri = context.nameForOthers(file)
    val send = Intent(Intent.ACTION_SEND).setType("application/x-tar").putExtra(Intent.EXTRA_STREAM, uri)
    context.handOver(send)
}
