package org.lykta.app.join.scan

import android.graphics.RectF
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Where a square view puts what the camera sees. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35])
class PreviewTest {
    private fun placed(
        degrees: Int,
        quarterTurns: Int,
    ) = RectF(0f, 0f, SIDE, SIDE).also { filling(SIDE, SIDE, Sight(1_280, 960, degrees), quarterTurns).mapRect(it) }

    @Test
    fun anUprightPhoneShowsAnUprightPictureThatFillsTheView() {
        listOf(90, 270).forEach { degrees ->
            val place = placed(degrees, quarterTurns = 0)
            assertEquals(SIDE, place.width(), 0.1f)
            assertEquals(800f, place.height(), 0.1f)
            assertEquals(SIDE / 2, place.centerY(), 0.1f)
        }
    }

    @Test
    fun aPhoneOnItsSideShowsABroadOne() {
        listOf(1, 3).forEach { turns ->
            val place = placed(degrees = 90, quarterTurns = turns)
            assertEquals(800f, place.width(), 0.1f)
            assertEquals(SIDE, place.height(), 0.1f)
        }
    }

    @Test
    fun aTabletThatIsBroadByItselfToo() {
        assertEquals(800f, placed(degrees = 0, quarterTurns = 0).width(), 0.1f)
    }

    @Test
    fun theUpperEdgeComesToTheSideThatIsUpWhenThePhoneIsTurned() {
        val top = floatArrayOf(SIDE / 2, 0f)
        filling(SIDE, SIDE, Sight(1_280, 960, 90), quarterTurns = 1).mapPoints(top)
        assertTrue(top[0] <= 0f)
        assertEquals(SIDE / 2, top[1], 0.1f)
    }

    private companion object {
        const val SIDE = 600f
    }
}
