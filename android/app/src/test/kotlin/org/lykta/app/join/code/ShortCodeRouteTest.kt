package org.lykta.app.join.code

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performTextReplacement
import kotlinx.coroutines.runBlocking
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.lykta.app.join.WayInTest
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.bindings.InvitationView
import org.lykta.bindings.Phone
import org.lykta.core.Role
import org.lykta.testing.TestServer

/** A leader reads address and code aloud, and somebody else types them. */
class ShortCodeRouteTest : WayInTest() {
    @get:Rule(order = -2)
    val server = TestServer()

    @get:Rule(order = -1)
    val folder = TemporaryFolder()

    private lateinit var invitation: InvitationView

    @Before
    fun aLeaderInvites() =
        runBlocking {
            val leader = Phone.open(folder.newFolder("leader").path, null)
            val walk = leader.join(server.leaderLink)
            leader.sync(walk)
            invitation = leader.listInvitations(walk).single { it.role == Role.PARTICIPANT }
        }

    @Test
    fun theCodeLeadsToTheWalk() {
        types(code = "0000-0000")
        sees("Ingen vandring har den koden.")
        writes("Kod", invitation.short!!.lowercase())
        presses("Hitta vandringen")
        sees("Du går med på Kvällsvandring som deltagare.")
        presses("Gå med")
        sees("Jag har läst – börja")
    }

    @Test
    fun withoutANetworkItSaysSoAndTheAddressIsKept() {
        server.link.cutAfterBytes = 0
        types(code = invitation.short!!)
        sees("Servern svarar inte.")
        server.link.cutAfterBytes = null
        presses("Hitta vandringen")
        sees("Du går med på Kvällsvandring som deltagare.")
    }

    @Test
    fun anAddressThatIsNoneIsTold() {
        types(code = invitation.short!!, address = "inte en adress")
        sees("Adressen är inte rätt skriven.")
    }

    @Test
    fun theServerOfTheLastWalkIsThereAlready() {
        app.rememberAddress("https://lykta.exempel.se")
        show(Place(Screen.SHORT_CODE), camera = null)
        waitFor("the address") { isOnScreen("lykta.exempel.se") }
        rule.onNode(hasText("lykta.exempel.se").and(hasSetTextAction())).assertExists()
    }

    private fun types(
        code: String,
        address: String = server.link.url,
    ) {
        show(Place(Screen.SHORT_CODE), camera = null)
        sees("Hitta vandringen")
        writes("Adress", address)
        writes("Kod", code)
        presses("Hitta vandringen")
    }

    private fun writes(
        field: String,
        text: String,
    ) = rule.onNode(hasText(field).and(hasSetTextAction())).performTextReplacement(text)
}
