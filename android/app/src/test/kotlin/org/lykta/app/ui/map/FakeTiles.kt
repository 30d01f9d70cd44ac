package org.lykta.app.ui.map

import android.content.Context
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.view.View
import androidx.lifecycle.Lifecycle
import kotlin.math.PI
import kotlin.math.asinh
import kotlin.math.pow
import kotlin.math.tan

/** Lines of a grid in degrees, drawn from MapLibre's own count of zoom and from nothing that the app reckons. */
internal class FakeTiles(
    context: Context,
) : Tiles {
    val styles = mutableListOf<String>()
    val events = mutableListOf<Lifecycle.Event>()
    var looks = 0
        private set
    private var centre = MapPoint(0.0, 0.0)
    private var zoom = 0.0

    override val pixelRatio = context.resources.displayMetrics.density
    override val view: View =
        object : View(context) {
            override fun onDraw(canvas: Canvas) = grid(canvas, width, height)
        }

    override fun style(json: String) {
        styles += json
    }

    override fun look(
        at: MapPoint,
        zoom: Double,
    ) {
        looks++
        centre = at
        this.zoom = zoom
        view.invalidate()
    }

    override fun follow(event: Lifecycle.Event) {
        events += event
    }

    /** Where a point lies from the middle of the view, in pixels: a world of 512 · 2^zoom of MapLibre's own (EPSG:3857). */
    fun fromTheMiddle(point: MapPoint): Pair<Double, Double> {
        val world = 512 * 2.0.pow(zoom) * pixelRatio

        fun across(lon: Double) = (lon + 180) / 360 * world

        fun down(lat: Double) = (1 - asinh(tan(lat * PI / 180)) / PI) / 2 * world
        return across(point.lon) - across(centre.lon) to down(point.lat) - down(centre.lat)
    }

    private fun grid(
        canvas: Canvas,
        width: Int,
        height: Int,
    ) {
        canvas.drawColor(Color.rgb(233, 238, 226))
        val line = Paint().apply { color = Color.rgb(140, 150, 140) }
        for (step in -60..60) {
            val (x, y) = fromTheMiddle(MapPoint(round(centre.lat) + step * GRID, round(centre.lon) + step * GRID))
            canvas.drawLine((width / 2 + x).toFloat(), 0f, (width / 2 + x).toFloat(), height.toFloat(), line)
            canvas.drawLine(0f, (height / 2 + y).toFloat(), width.toFloat(), (height / 2 + y).toFloat(), line)
        }
    }

    private fun round(degrees: Double) = kotlin.math.round(degrees / GRID) * GRID

    companion object {
        const val GRID = 0.001
    }
}
