package org.lykta.app.place

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.ui.map.MapPoint

/** Runs where the screens do: the core tells changes to one loader's classes only, and its words load it. */
class WhereaboutsTest : ScreenTest() {
    private val say = LANGUAGES.first()
    private val square = MapPoint(59.33, 18.07)
    private val tunnel = square.moved(northM = 300f, eastM = 0f)
    private val landmarks = listOf(Landmark("torget", square), Landmark("tunneln", tunnel))

    private fun told(
        from: MapPoint,
        northM: Float,
        eastM: Float,
    ) = say.whereabouts(from.moved(northM, eastM), landmarks)

    @Test
    fun aPlaceIsToldFromTheNearestLandmark() {
        assertEquals("Korset är 40 meter norr om torget.", told(square, 40f, 0f))
        assertEquals("Korset är 40 meter söder om tunneln.", told(tunnel, -40f, 0f))
    }

    @Test
    fun directionsGoRound() {
        assertEquals("Korset är 14 meter nordost om torget.", told(square, 10f, 10f))
        assertEquals("Korset är 20 meter väster om torget.", told(square, 0f, -20f))
        assertEquals("Korset är 14 meter nordväst om torget.", told(square, 10f, -10f))
    }

    @Test
    fun whatIsNearHasNoDirection() = assertEquals("Korset är vid torget.", told(square, 2f, 1f))

    @Test
    fun withoutLandmarksNothingIsTold() = assertNull(say.whereabouts(square, emptyList()))
}
