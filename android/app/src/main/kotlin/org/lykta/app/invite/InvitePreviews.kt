package org.lykta.app.invite

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.bindings.InvitationView
import org.lykta.core.Role

@Composable
private fun Shown(
    vararg invitations: InvitationView,
    nowMs: Long = EXAMPLE_HEARD_AT_MS + 60_000,
) = Page(LocalSay.current("invite-title"), {}) { InviteScreen(invitations.asList(), nowMs) {} }

/** A little before eight of a November evening. */
private const val EXAMPLE_HEARD_AT_MS = 1_795_027_320_000L

internal val EXAMPLE_INVITATION =
    InvitationView(
        group = "group",
        groupName = "Norra gruppen",
        role = Role.PARTICIPANT,
        link = "https://lykta.exempel.se/join#AbCdEfGhIjKlMnOpQrStUvWxYz0123456789&n=Kv%C3%A4llsvandring&l=sv&f=1",
        short = "AB12-CD34",
        address = "lykta.exempel.se",
        joined = 7u,
        heardAt = EXAMPLE_HEARD_AT_MS,
    )

@Preview
@Composable
internal fun InviteParticipants() =
    Shown(EXAMPLE_INVITATION, EXAMPLE_INVITATION.copy(role = Role.NOTE_TAKER), EXAMPLE_INVITATION.copy(role = Role.PHOTOGRAPHER))

@Preview
@Composable
internal fun InviteHeardYesterday() = Shown(EXAMPLE_INVITATION, nowMs = EXAMPLE_HEARD_AT_MS + 86_400_000)

@Preview
@Composable
internal fun InviteWithoutShortCode() = Shown(EXAMPLE_INVITATION.copy(short = null, joined = null, heardAt = null))

@Preview
@Composable
internal fun InviteNobody() = Shown()
