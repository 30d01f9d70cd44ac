package org.lykta.app.ui.map

import android.content.Context
import android.view.View
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.viewinterop.AndroidView
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.LifecycleEventObserver
import androidx.lifecycle.LifecycleOwner
import androidx.lifecycle.compose.LocalLifecycleOwner
import org.lykta.app.ui.LocalPalette

/** A view of tiles from a file. What draws them runs only on a device. */
interface Tiles {
    /** What is seen. */
    val view: View

    /** Pixels of the screen in one of the tiles' own. */
    val pixelRatio: Float

    /** Draws with this style from now on. */
    fun style(json: String)

    /** Looks at a point, north up. */
    fun look(
        at: MapPoint,
        zoom: Double,
    )

    /** The screen came to the front or left it: the same steps as an activity's. */
    fun follow(event: Lifecycle.Event)
}

/** The base map under the walk; the plain ground where there is none, or where tiles cannot be drawn. */
class TiledGround(
    private val open: (Context) -> Tiles?,
) : MapGround {
    @Composable
    override fun Draw(
        content: MapContent,
        view: Viewport?,
        modifier: Modifier,
    ) {
        val basemap = content.basemap
        val context = LocalContext.current
        // Not made before it is seen: a screen without a base map never starts what draws one.
        val tiles = if (basemap == null || view == null) null else remember(context) { open(context)?.let(::Followed) }
        if (basemap == null || view == null || tiles == null) return PlainGround.Draw(content, view, modifier)
        val dark = LocalPalette.current.isDark
        val lifecycle = LocalLifecycleOwner.current.lifecycle
        DisposableEffect(tiles, lifecycle) {
            lifecycle.addObserver(tiles)
            onDispose {
                lifecycle.removeObserver(tiles)
                tiles.end()
            }
        }
        AndroidView({ tiles.view }, modifier) { tiles.show(basemap, dark, view) }
    }
}

/** Tiles that are told only what is new to them, and that are put away whole. */
private class Followed(
    private val tiles: Tiles,
) : LifecycleEventObserver {
    private var shown: Pair<String, Boolean>? = null
    private var looks: Viewport? = null
    private var state = Lifecycle.State.INITIALIZED

    val view = tiles.view

    fun show(
        basemap: Basemap,
        dark: Boolean,
        view: Viewport,
    ) {
        val style = basemap.path to dark
        if (shown != style) tiles.style(basemapStyle(basemap.path, dark))
        shown = style
        if (looks != view) tiles.look(view.centre, view.zoom(tiles.pixelRatio))
        looks = view
    }

    override fun onStateChanged(
        source: LifecycleOwner,
        event: Lifecycle.Event,
    ) = step(event)

    fun end() {
        // From wherever it was, down each step.
        while (state > Lifecycle.State.DESTROYED) step(Lifecycle.Event.downFrom(state) ?: Lifecycle.Event.ON_DESTROY)
    }

    private fun step(event: Lifecycle.Event) {
        if (state == Lifecycle.State.DESTROYED) return
        state = event.targetState
        tiles.follow(event)
    }
}
