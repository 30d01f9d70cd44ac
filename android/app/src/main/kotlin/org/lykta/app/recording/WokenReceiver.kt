package org.lykta.app.recording

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import kotlinx.coroutines.launch
import org.lykta.app.LyktaApp
import org.lykta.app.core.failure
import org.lykta.app.lykta

/**
 * The phone was started again, or the app was replaced by a newer one, while a walk was recorded. The system lets nobody begin
 * to record positions from there, so it is only told, and one tap goes on. Of a walk that should be over by now nothing is told.
 */
class WokenReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val isWoken = intent.action == Intent.ACTION_BOOT_COMPLETED || intent.action == Intent.ACTION_MY_PACKAGE_REPLACED
        if (isWoken && RecordingService.unended(context) != null) tell(context.lykta)
    }

    private fun tell(app: LyktaApp) {
        val answer = goAsync()
        app.core.scope.launch {
            var goesOn = true
            // Where the core cannot say, it is told: better once too often than never.
            failure { goesOn = RecordingService.unended(app)?.let { Session.goesOn(app.core.phone(), it) } ?: false }
            // The person may have gone on with it meanwhile.
            if (goesOn && app.recorder.now.value == null) Notices.tellKilled(app, app.say)
            answer.finish()
        }
    }
}
