package org.lykta.app.invite

import android.content.Context
import android.content.Intent
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.core.reading
import org.lykta.app.join.linkIn
import org.lykta.app.nav.Way
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.bindings.InvitationView
import org.lykta.core.EntityId

/** The way in, for whoever comes along on the street. */
@Composable
fun InviteRoute(
    walk: EntityId,
    way: Way,
) {
    val say = LocalSay.current
    val context = LocalContext.current
    val invitations by LocalCore.current.reading(walk) { phone -> phone.listInvitations(walk).sortedByDescending { it.role } }
    Page(say("invite-title"), way::back) {
        Read(invitations) { all -> InviteScreen(all, System.currentTimeMillis()) { context.share(it, say) } }
    }
}

/** Hands the link to another app, which the person chooses. */
private fun Context.share(
    invitation: InvitationView,
    say: Say,
) {
    val walk = linkIn(invitation.link)?.view?.walkName.orEmpty()
    val words = say("invite-share-words", "walk" to walk)
    val sent = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, "$words\n${invitation.link}")
    startActivity(Intent.createChooser(sent, say("invite-share")))
}
