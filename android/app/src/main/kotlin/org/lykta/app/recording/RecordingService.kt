package org.lykta.app.recording

import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.location.Location
import android.location.LocationListener
import android.location.LocationManager
import android.os.Bundle
import android.os.IBinder
import androidx.core.app.ServiceCompat
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.lykta.app.lykta
import org.lykta.bindings.ApiException
import org.lykta.bindings.Phone
import org.lykta.core.EntityId

/** Owns the recording of a walk: it outlives the screens, and goes on with the same track after a restart. */
class RecordingService :
    Service(),
    LocationListener {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Main.immediate)
    private val events = Channel<Event>(Channel.UNLIMITED)
    private var session: Session? = null
    private var isListening = false
    private var failure: ApiException? = null

    // The last start that was answered: only as of it may the service stop, or what came since would be lost.
    private var answered = 0

    private sealed interface Event {
        class Fix(
            val location: Location,
        ) : Event

        class Order(
            val action: String?,
            val walk: EntityId,
            val startId: Int,
        ) : Event

        /** The system started what it had ended. */
        class Restart(
            val walk: EntityId,
            val startId: Int,
        ) : Event

        data object Tick : Event
    }

    override fun onBind(intent: Intent?): IBinder? = null

    override fun onCreate() {
        super.onCreate()
        Notices.open(this, lykta.say)
        scope.launch { for (event in events) take(event) }
        scope.launch {
            while (true) {
                delay(TICK_MS)
                events.send(Event.Tick)
            }
        }
    }

    override fun onStartCommand(
        intent: Intent?,
        flags: Int,
        startId: Int,
    ): Int {
        val walk = intent?.getStringExtra(WALK) ?: remembered()
        // Also what cannot begin now is remembered, for the tap that begins it.
        if (walk != null && intent?.action != END) remember(walk)
        // Whoever records already is there, and could not come again without the permission.
        val isForward = session != null || comesForward()
        if (walk == null || !isForward) {
            stopSelf()
            return START_NOT_STICKY
        }
        events.trySend(if (intent == null) Event.Restart(walk, startId) else Event.Order(intent.action, walk, startId))
        return START_STICKY
    }

    /** The system may forbid a start from the background: then a notification says so, loudly. */
    private fun comesForward(): Boolean =
        try {
            val notification = Notices.recording(this, lykta.recorder.now.value, lykta.say)
            ServiceCompat.startForeground(this, Notices.RECORDING_ID, notification, ServiceInfo.FOREGROUND_SERVICE_TYPE_LOCATION)
            Notices.goesOn(this)
            true
        } catch (_: RuntimeException) {
            Notices.tellKilled(this, lykta.say)
            false
        }

    private suspend fun take(event: Event) {
        try {
            when (event) {
                is Event.Fix -> session?.fix(event.location)
                is Event.Tick -> session?.tick(isPermitted(), isLocationOn())
                is Event.Order -> order(event)
                is Event.Restart -> restart(event)
            }
            failure = null
        } catch (error: ApiException) {
            // What could not be written down is tried again with the next position; what could not begin is not.
            failure = error
            if (session == null) refuse(error)
        }
        show()
    }

    private fun refuse(error: ApiException) {
        lykta.recorder.refuse(error)
        Notices.tellRefused(this, error, lykta.say)
        stopSelf(answered)
    }

    /** An order may be the first thing after a restart: the track is gone on with, then the order is done. */
    private suspend fun order(order: Event.Order) {
        answered = order.startId
        if (order.action == END) return end(order.walk)
        begin(order.walk)
        when (order.action) {
            PAUSE -> session?.pause()
            UNPAUSE -> session?.unpause()
        }
    }

    /** It may have taken hours: nobody is followed home. */
    private suspend fun restart(event: Event.Restart) {
        answered = event.startId
        if (Session.goesOn(lykta.core.phone(), event.walk)) begin(event.walk) else stopSelf(answered)
    }

    private suspend fun begin(walk: EntityId) {
        if (session?.walk != walk) {
            // One walk is recorded at a time.
            session?.endTrack()
            session = Session.begin(lykta.core.phone(), walk, now())
        }
        session?.tick(isPermitted(), isLocationOn())
    }

    /** Here alone a walk ends that is recorded or about to be: one after another, so that no track is ended by two. */
    private suspend fun end(walk: EntityId) {
        val ending = session?.takeIf { it.walk == walk }
        if (ending == null) {
            Session.end(lykta.core.phone(), walk)
        } else {
            ending.end()
            session = null
        }
        if (remembered() == walk) remember(null)
        if (session == null) {
            lykta.recorder.tell(null)
            stopSelf(answered)
        }
    }

    private fun show() {
        val shown = session?.now?.copy(failure = failure) ?: return
        lykta.recorder.tell(shown)
        if (shown.isStopped) {
            session = null
            if (remembered() == shown.walk) remember(null)
            stopSelf(answered)
        } else {
            listen()
            Notices.update(this, shown, lykta.say)
        }
    }

    private fun listen() {
        if (isListening || !isPermitted()) return
        val locations = getSystemService(LocationManager::class.java) ?: return
        if (locations.allProviders.contains(LocationManager.GPS_PROVIDER)) {
            locations.requestLocationUpdates(LocationManager.GPS_PROVIDER, FIX_EVERY_MS, 0f, this)
            isListening = true
        }
    }

    override fun onLocationChanged(location: Location) {
        events.trySend(Event.Fix(location))
    }

    // Before Android 11 these have no body of their own, and a call of one would end the app.
    override fun onProviderEnabled(provider: String) = Unit

    override fun onProviderDisabled(provider: String) = Unit

    @Deprecated("Only old systems call it")
    override fun onStatusChanged(
        provider: String?,
        status: Int,
        extras: Bundle?,
    ) = Unit

    private fun isPermitted(): Boolean {
        val granted = mayLocate()
        // What was withdrawn has to be asked for anew once it is granted again.
        if (!granted) isListening = false
        return granted
    }

    private fun isLocationOn() = getSystemService(LocationManager::class.java)?.isProviderEnabled(LocationManager.GPS_PROVIDER) ?: false

    private fun remembered() = unended(this)

    private fun remember(walk: EntityId?) = remember(this, walk)

    private fun now() = System.currentTimeMillis()

    override fun onDestroy() {
        getSystemService(LocationManager::class.java)?.removeUpdates(this)
        if (session != null) lykta.recorder.tell(null)
        scope.cancel()
        super.onDestroy()
    }

    companion object {
        private const val WALK = "walk"
        private const val PAUSE = "org.lykta.app.PAUSE"
        private const val UNPAUSE = "org.lykta.app.UNPAUSE"
        private const val END = "org.lykta.app.END"
        private const val TICK_MS = 5_000L
        private const val FIX_EVERY_MS = 1_000L

        /** Begins to record a walk, or goes on with it. */
        fun begin(
            context: Context,
            walk: EntityId,
        ) = start(context, intent(context, null).putExtra(WALK, walk), walk)

        /** The walk whose recording was begun and not ended, whether it goes on or not. */
        fun unended(context: Context): EntityId? = memory(context).getString(WALK, null)

        private fun remember(
            context: Context,
            walk: EntityId?,
        ) = memory(context).edit().putString(WALK, walk).apply()

        private fun memory(context: Context) = context.getSharedPreferences("recording", Context.MODE_PRIVATE)

        /** From the background the system may refuse even the start: then the person is told, and one tap begins it. */
        private fun start(
            context: Context,
            intent: Intent,
            walk: EntityId?,
        ) {
            try {
                context.startForegroundService(intent)
            } catch (_: IllegalStateException) {
                if (walk != null) remember(context, walk)
                Notices.tellKilled(context, context.lykta.say)
            }
        }

        /** Rests until [unpause]. */
        fun pause(
            context: Context,
            walk: EntityId,
        ) = tell(context, walk, PAUSE)

        /** Goes on after a pause. */
        fun unpause(
            context: Context,
            walk: EntityId,
        ) = tell(context, walk, UNPAUSE)

        /** Ends the track and the group's walk. */
        fun end(
            context: Context,
            walk: EntityId,
        ) = tell(context, walk, END)

        /** Ends a walk of which no track is being recorded and none may be. */
        internal suspend fun endWithout(
            context: Context,
            phone: Phone,
            walk: EntityId,
        ) {
            Session.end(phone, walk)
            if (unended(context) == walk) remember(context, null)
            Notices.goesOn(context)
        }

        internal fun endIntent(
            context: Context,
            walk: EntityId,
        ) = intent(context, END).putExtra(WALK, walk)

        private fun tell(
            context: Context,
            walk: EntityId,
            action: String,
        ) {
            val order = intent(context, action).putExtra(WALK, walk)
            val isRecorded = context.lykta.recorder.isRecording(walk)
            if (isRecorded) context.startService(order) else start(context, order, walk)
        }

        private fun intent(
            context: Context,
            action: String?,
        ) = Intent(context, RecordingService::class.java).setAction(action)
    }
}
