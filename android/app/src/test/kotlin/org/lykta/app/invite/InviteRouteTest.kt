package org.lykta.app.invite

import android.content.Intent
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performClick
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.lykta.app.join.WayInTest
import org.lykta.app.join.linkIn
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.core.Role
import org.lykta.testing.TestServer
import org.robolectric.Shadows.shadowOf

/** A leader whose phone has had network once. */
class InviteRouteTest : WayInTest() {
    @get:Rule(order = -2)
    val server = TestServer()

    private val brightness
        get() = rule.activity.window.attributes.screenBrightness

    @Test
    fun invitesOnABrightScreenAndHandsTheLinkOn() {
        val walk =
            runBlocking {
                val phone = app.core.phone()
                phone.join(server.leaderLink).also { phone.sync(it) }
            }
        val before = brightness
        show(Place(Screen.INVITE, walk), camera = null)
        sees("telefon är med, hört ")
        sees("Utan kamera")
        assertEquals(1f, brightness)
        presses("Dela länken")
        val sent = shadowOf(rule.activity).nextStartedActivity.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java)!!
        assertEquals(Intent.ACTION_SEND, sent.action)
        val link = linkIn(sent.getStringExtra(Intent.EXTRA_TEXT)!!)
        assertEquals(Role.PARTICIPANT, link?.view?.role)
        assertEquals("Kvällsvandring", link?.view?.walkName)
        rule.onNodeWithContentDescription("Tillbaka").performClick()
        sees("Mina vandringar")
        assertEquals(before, brightness)
    }
}
