package org.lykta.app.recording

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.lykta.app.lykta

/**
 * The phone was started again, or the app was replaced by a newer one, while a walk was recorded. The system lets nobody begin
 * to record positions from there, so it is only told, and one tap goes on.
 */
class WokenReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        val isWoken = intent.action == Intent.ACTION_BOOT_COMPLETED || intent.action == Intent.ACTION_MY_PACKAGE_REPLACED
        if (isWoken && RecordingService.unended(context) != null) Notices.tellKilled(context, context.lykta.say)
    }
}
