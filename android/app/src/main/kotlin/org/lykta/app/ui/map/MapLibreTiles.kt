package org.lykta.app.ui.map

import android.content.Context
import android.util.Log
import android.view.View
import androidx.lifecycle.Lifecycle
import org.maplibre.android.MapLibre
import org.maplibre.android.camera.CameraPosition
import org.maplibre.android.geometry.LatLng
import org.maplibre.android.maps.MapLibreMap
import org.maplibre.android.maps.MapLibreMapOptions
import org.maplibre.android.maps.MapView
import org.maplibre.android.maps.Style

/** Tiles drawn by MapLibre; null on a phone that cannot. */
internal fun mapLibreTiles(context: Context): Tiles? =
    try {
        MapLibreTiles(context)
    } catch (failure: LinkageError) {
        // Its native library suits no processor but those it was built for.
        null.also { Log.w("Lykta", "no map is drawn", failure) }
    } catch (failure: RuntimeException) {
        null.also { Log.w("Lykta", "no map is drawn", failure) }
    }

/** MapLibre's map without network, fingers, logo and words of its own. This file alone knows MapLibre. */
private class MapLibreTiles(
    context: Context,
) : Tiles {
    private var map: MapLibreMap? = null
    private var style: Style.Builder? = null
    private var camera: CameraPosition? = null

    override val view: MapView

    init {
        MapLibre.getInstance(context)
        // Everything is on the phone.
        MapLibre.setConnected(false)
        view = MapView(context, options(context))
        view.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS
        view.getMapAsync(::begin)
    }

    override val pixelRatio get() = view.pixelRatio

    override fun style(json: String) {
        style = Style.Builder().fromJson(json).also { map?.setStyle(it) }
    }

    override fun look(
        at: MapPoint,
        zoom: Double,
    ) {
        val position =
            CameraPosition
                .Builder()
                .target(LatLng(at.lat, at.lon))
                .zoom(zoom)
                .build()
        camera = position
        map?.cameraPosition = position
    }

    override fun follow(event: Lifecycle.Event) =
        when (event) {
            Lifecycle.Event.ON_CREATE -> view.onCreate(null)
            Lifecycle.Event.ON_START -> view.onStart()
            Lifecycle.Event.ON_RESUME -> view.onResume()
            Lifecycle.Event.ON_PAUSE -> view.onPause()
            Lifecycle.Event.ON_STOP -> view.onStop()
            Lifecycle.Event.ON_DESTROY -> view.onDestroy()
            Lifecycle.Event.ON_ANY -> Unit
        }

    private fun begin(ready: MapLibreMap) {
        ready.uiSettings.setAllGesturesEnabled(false)
        map = ready
        camera?.let { ready.cameraPosition = it }
        style?.let(ready::setStyle)
    }
}

// A texture scrolls and is clipped with the page that it is on; a surface of its own is not.
private fun options(context: Context) =
    MapLibreMapOptions
        .createFromAttributes(context)
        .textureMode(true)
        .logoEnabled(false)
        .attributionEnabled(false)
        .compassEnabled(false)
