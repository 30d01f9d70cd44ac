package org.lykta.app

import android.Manifest
import android.location.Location
import android.location.LocationManager
import android.os.SystemClock
import kotlinx.coroutines.runBlocking
import org.lykta.app.join.LEADER_LINK
import org.lykta.core.EntityId
import org.robolectric.Shadows.shadowOf

private val LyktaApp.locations get() = getSystemService(LocationManager::class.java)!!

/** The app may use the position, and the phone looks for it. */
internal fun LyktaApp.mayLocate() {
    shadowOf(this).grantPermissions(Manifest.permission.ACCESS_FINE_LOCATION)
    shadowOf(locations).setProviderEnabled(LocationManager.GPS_PROVIDER, true)
}

/** A leader has joined a walk and may record it. */
internal fun LyktaApp.startsAWalk(link: String = LEADER_LINK): EntityId {
    mayLocate()
    return runBlocking {
        val phone = core.phone()
        phone.join(link).also {
            phone.acceptNotice(it)
            phone.startWalk(it)
        }
    }
}

/** The phone finds where it is, so many seconds up a street. */
internal fun LyktaApp.isLocated(second: Int) {
    val location =
        Location(LocationManager.GPS_PROVIDER).apply {
            latitude = 60.17 + second * 1e-5
            longitude = 24.94
            accuracy = 5f
            time = System.currentTimeMillis() + second * 1_000L
            elapsedRealtimeNanos = SystemClock.elapsedRealtimeNanos() + second * 1_000_000_000L
        }
    shadowOf(locations).simulateLocation(location)
}
