package org.lykta.app.recording

import android.Manifest
import android.annotation.SuppressLint
import android.content.Context
import android.content.pm.PackageManager
import android.location.LocationListener
import android.location.LocationManager
import android.os.BatteryManager
import android.os.PowerManager
import android.os.StatFs
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import org.lykta.bindings.deviceWarnings
import org.lykta.core.DeviceState
import org.lykta.core.Warning

/** Whether the app may use the phone's exact position. */
internal fun Context.mayLocate() = checkSelfPermission(Manifest.permission.ACCESS_FINE_LOCATION) == PackageManager.PERMISSION_GRANTED

/** Where the phone is while the screen is shown, for those who record no track. */
@SuppressLint("MissingPermission")
@Composable
internal fun rememberPosition(isWanted: Boolean): Position? {
    val context = LocalContext.current
    var position by remember { mutableStateOf<Position?>(null) }
    DisposableEffect(isWanted) {
        val locations = context.getSystemService(LocationManager::class.java)
        val listener = LocationListener { position = it.position() }
        if (isWanted && locations != null && LocationManager.GPS_PROVIDER in locations.allProviders) {
            locations.requestLocationUpdates(LocationManager.GPS_PROVIDER, 1_000L, 0f, listener)
        }
        onDispose { locations?.removeUpdates(listener) }
    }
    return position
}

/** What to warn of, looked at anew with each [minute]. */
@Composable
internal fun rememberWarnings(minute: Long): List<Warning> {
    val context = LocalContext.current
    return remember(minute) { deviceWarnings(context.deviceState()) }
}

private fun Context.deviceState(): DeviceState {
    val battery = getSystemService(BatteryManager::class.java)
    val percent = battery?.getIntProperty(BatteryManager.BATTERY_PROPERTY_CAPACITY) ?: -1
    return DeviceState(
        batteryPercent = percent.takeIf { it in 1..100 }?.toUByte(),
        isCharging = battery?.isCharging ?: false,
        freeBytes = StatFs(filesDir.path).availableBytes.toULong(),
        savesPower = getSystemService(PowerManager::class.java)?.isPowerSaveMode ?: false,
    )
}
