package org.lykta.app.sync

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import android.os.PersistableBundle
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.lykta.app.core.Core
import org.lykta.app.core.failure
import org.lykta.app.lykta
import org.lykta.core.EntityId

/** Sends what waits when there is a network, also after the app was closed; the core says when to try again. */
class SyncJob : JobService() {
    private var work: Job? = null

    override fun onStartJob(parameters: JobParameters): Boolean {
        val walk = parameters.extras.getString(WALK) ?: return false
        val core = lykta.core
        work =
            core.scope.launch {
                // The core notes what fails; what waits is asked for below.
                failure { core.phone().sync(walk) }
                jobFinished(parameters, false)
                plan(this@SyncJob, core, walk)
            }
        return true
    }

    override fun onStopJob(parameters: JobParameters): Boolean {
        work?.cancel()
        return true
    }

    companion object {
        private const val WALK = "walk"

        /** Plans a sync of a walk unless one is planned or under way: another plan would end it. */
        suspend fun whenPossible(
            context: Context,
            core: Core,
            walk: EntityId,
        ) {
            if (context.getSystemService(JobScheduler::class.java)?.getPendingJob(walk.hashCode()) == null) plan(context, core, walk)
        }

        /** The same for all walks, as after a restart of the phone. */
        suspend fun whenPossible(
            context: Context,
            core: Core,
        ) = core.phone().listWalks().forEach { whenPossible(context, core, it.walk) }

        /** While something is not visible yet; not before the core's own backoff allows it. */
        private suspend fun plan(
            context: Context,
            core: Core,
            walk: EntityId,
        ) {
            val phone = core.phone()
            if (phone.showWalk(walk).notVisible == 0uL) return
            val waitMs = (phone.nextSyncAt(walk) - System.currentTimeMillis()).coerceAtLeast(0)
            val job =
                JobInfo
                    .Builder(walk.hashCode(), ComponentName(context, SyncJob::class.java))
                    .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                    .setMinimumLatency(waitMs)
                    .setExtras(PersistableBundle().apply { putString(WALK, walk) })
                    .build()
            context.getSystemService(JobScheduler::class.java)?.schedule(job)
        }
    }
}
