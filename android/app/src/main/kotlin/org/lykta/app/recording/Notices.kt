package org.lykta.app.recording

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import org.lykta.app.MainActivity
import org.lykta.app.R
import org.lykta.app.core.Say
import org.lykta.bindings.ApiException
import org.lykta.core.EntityId

/** The recording's notifications: what goes on, and loudly when it cannot. */
internal object Notices {
    const val RECORDING_ID = 1
    private const val KILLED_ID = 2
    private const val QUIET = "recording"
    private const val LOUD = "killed"

    /** Opens the channels of what follows; doing it again changes nothing but their names. */
    fun open(
        context: Context,
        say: Say,
    ) {
        val quiet = NotificationChannel(QUIET, say("recording-channel"), NotificationManager.IMPORTANCE_LOW)
        val loud = NotificationChannel(LOUD, say("recording-gap-killed"), NotificationManager.IMPORTANCE_HIGH)
        manager(context).createNotificationChannels(listOf(quiet, loud))
    }

    /** What stands there while a walk is recorded: time, positions and gaps, and the way to end it. */
    fun recording(
        context: Context,
        now: RecordingNow?,
        say: Say,
    ): Notification {
        val text =
            when (val trouble = now?.trouble) {
                null -> now?.let { it.summary(say) } ?: say("recording-searching")
                else -> say("recording-gap-$trouble")
            }
        val walk = now?.walk ?: RecordingService.unended(context)
        return base(context, QUIET)
            .setContentTitle(say("recording-notification"))
            .setContentText(text)
            .setOngoing(true)
            .setUsesChronometer(now != null)
            .setWhen(now?.startedAtMs ?: System.currentTimeMillis())
            .setOnlyAlertOnce(true)
            .apply { walk?.let { addAction(end(context, it, say)) } }
            .build()
    }

    private fun end(
        context: Context,
        walk: EntityId,
        say: Say,
    ): Notification.Action {
        val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
        val end = PendingIntent.getForegroundService(context, 1, RecordingService.endIntent(context, walk), flags)
        return Notification.Action.Builder(null, say("recording-end"), end).build()
    }

    fun update(
        context: Context,
        now: RecordingNow,
        say: Say,
    ) = manager(context).notify(RECORDING_ID, recording(context, now, say))

    /** One tap goes on with the recording. */
    fun tellKilled(
        context: Context,
        say: Say,
    ) = tell(context, say("recording-gap-killed"), say("recording-gap-killed-mend"), say)

    /** It could not begin, and one tap leads to where it is tried again. */
    fun tellRefused(
        context: Context,
        error: ApiException,
        say: Say,
    ) = tell(context, say("recording-refused"), say.explain(error), say)

    private fun tell(
        context: Context,
        what: String,
        mend: String,
        say: Say,
    ) {
        open(context, say)
        val notification =
            base(context, LOUD)
                .setContentTitle(what)
                .setContentText(mend)
                .setStyle(Notification.BigTextStyle().bigText(mend))
                .setCategory(Notification.CATEGORY_ERROR)
                .setAutoCancel(true)
                .build()
        manager(context).notify(KILLED_ID, notification)
    }

    /** What was told of the recording that stopped is so no longer. */
    fun goesOn(context: Context) = manager(context).cancel(KILLED_ID)

    private fun base(
        context: Context,
        channel: String,
    ): Notification.Builder {
        val open = Intent(context, MainActivity::class.java).setAction(MainActivity.RECORDING)
        return Notification
            .Builder(context, channel)
            .setSmallIcon(R.drawable.ic_lantern)
            .setContentIntent(PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE))
    }

    private fun manager(context: Context) = checkNotNull(context.getSystemService(NotificationManager::class.java))
}
