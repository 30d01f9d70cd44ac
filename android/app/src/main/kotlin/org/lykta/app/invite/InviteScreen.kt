package org.lykta.app.invite

import androidx.activity.compose.LocalActivity
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.capitalised
import org.lykta.app.core.reading
import org.lykta.app.nav.Way
import org.lykta.app.observation.Choices
import org.lykta.app.ui.EmptyState
import org.lykta.app.ui.Icons
import org.lykta.app.ui.Page
import org.lykta.app.ui.QrPicture
import org.lykta.app.ui.Read
import org.lykta.bindings.InvitationView
import org.lykta.bindings.qrCode
import org.lykta.core.EntityId

/** The way in, for whoever comes along on the street. */
@Composable
fun InviteRoute(
    walk: EntityId,
    way: Way,
) {
    val invitations by LocalCore.current.reading(walk) { phone -> phone.listInvitations(walk).sortedByDescending { it.role } }
    Bright()
    Page(LocalSay.current("invite-title"), way::back) {
        Read(invitations) { InviteScreen(it) }
    }
}

/** The code of one invitation, drawn as large as the screen is wide. */
@Composable
fun InviteScreen(invitations: List<InvitationView>) =
    Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
        val say = LocalSay.current
        if (invitations.isEmpty()) return@Column EmptyState(say("invite-title"), say("invite-none"), Icons.Phone)
        var chosen by rememberSaveable { mutableIntStateOf(0) }
        val invitation = invitations[chosen.coerceAtMost(invitations.lastIndex)]
        val code = remember(invitation.link) { qrCode(invitation.link) }
        Text(say("invite-explained"), style = MaterialTheme.typography.bodyLarge)
        val role = say("role-${invitation.role.name.lowercase()}")
        QrPicture(code.size.toInt(), code.modules, say("invite-picture", "role" to role), Modifier.fillMaxWidth())
        Text(invitation.groupName, style = MaterialTheme.typography.titleLarge)
        Choices(
            invitations.indices.toList(),
            setOf(chosen),
            { named(invitations[it], say("role-${invitations[it].role.name.lowercase()}")) },
        ) {
            chosen = it
        }
    }

private fun named(
    invitation: InvitationView,
    role: String,
) = "${role.capitalised()} · ${invitation.groupName}"

/** The screen is at its brightest while a code is shown: cameras read it in the dark and in the sun. */
@Composable
private fun Bright() {
    val window = LocalActivity.current?.window ?: return
    DisposableEffect(window) {
        val before = window.attributes.screenBrightness
        window.attributes = window.attributes.apply { screenBrightness = 1f }
        onDispose { window.attributes = window.attributes.apply { screenBrightness = before } }
    }
}
