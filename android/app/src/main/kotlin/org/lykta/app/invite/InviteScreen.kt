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
import androidx.compose.ui.platform.LocalView
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.core.capitalised
import org.lykta.app.core.moment
import org.lykta.app.core.timeOfDay
import org.lykta.app.join.role
import org.lykta.app.observation.Choices
import org.lykta.app.ui.BigButton
import org.lykta.app.ui.ButtonRank
import org.lykta.app.ui.EmptyState
import org.lykta.app.ui.Icons
import org.lykta.app.ui.PartTitle
import org.lykta.app.ui.QrPicture
import org.lykta.app.ui.StatusLine
import org.lykta.bindings.InvitationView
import org.lykta.bindings.qrCode
import org.lykta.core.Timestamp
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId

/** One invitation as a code to scan and as a code to read aloud, and the others to choose from. */
@Composable
fun InviteScreen(
    invitations: List<InvitationView>,
    nowMs: Timestamp,
    onShare: (InvitationView) -> Unit,
) = Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
    val say = LocalSay.current
    if (invitations.isEmpty()) return@Column EmptyState(say("invite-empty"), say("invite-none"), Icons.Phone)
    var chosen by rememberSaveable { mutableIntStateOf(0) }
    val invitation = invitations[chosen.coerceAtMost(invitations.lastIndex)]
    Bright()
    Code(invitation)
    invitation.joined?.let { StatusLine(say.joined(it, invitation.heardAt, nowMs), Icons.Person) }
    invitation.short?.let { ReadAloud(invitation.address, it) }
    BigButton(say("invite-share"), Icons.Share, { onShare(invitation) }, rank = ButtonRank.Secondary)
    if (invitations.size > 1) {
        PartTitle(say("invite-whom"))
        Choices(invitations.indices.toList(), setOf(chosen), { say.named(invitations[it]) }) { chosen = it }
    }
}

@Composable
private fun Code(invitation: InvitationView) {
    val say = LocalSay.current
    val code = remember(invitation.link) { qrCode(invitation.link) }
    val description = say("invite-picture", "role" to say.role(invitation.role))
    Text(say.named(invitation), style = MaterialTheme.typography.titleLarge)
    QrPicture(code.size.toInt(), code.modules, description, Modifier.fillMaxWidth())
    Text(say("invite-explained"), style = MaterialTheme.typography.bodyLarge)
}

/** For whoever has no camera, or stands too far away. */
@Composable
private fun ReadAloud(
    address: String,
    short: String,
) {
    val say = LocalSay.current
    PartTitle(say("invite-aloud"))
    Text(say("invite-aloud-explained"), style = MaterialTheme.typography.bodyLarge)
    // A long address is broken at its dots.
    Large(say("code-address"), address.replace(".", ".\u200B"), address, MaterialTheme.typography.headlineSmall)
    val letters = MaterialTheme.typography.headlineLarge.copy(fontFamily = FontFamily.Monospace)
    Large(say("code-code"), short, short.toList().joinToString(" "), letters)
}

/** Large letters; a screen reader says the code letter by letter. */
@Composable
private fun Large(
    name: String,
    text: String,
    spoken: String,
    style: TextStyle,
) = Column(Modifier.semantics(mergeDescendants = true) { contentDescription = "$name: $spoken" }) {
    Text(name, style = MaterialTheme.typography.labelMedium)
    Text(text, style = style.copy(lineBreak = LineBreak.Simple, hyphens = Hyphens.None))
}

private fun Say.named(invitation: InvitationView) = "${role(invitation.role).capitalised()} · ${invitation.groupName}"

private fun Say.joined(
    count: UInt,
    heardAt: Timestamp?,
    nowMs: Timestamp,
): String {
    val phones = this("walk-joined", "count" to count.toLong())
    if (heardAt == null) return phones
    val time = if (day(heardAt) == day(nowMs)) timeOfDay(heardAt) else moment(heardAt)
    return this("invite-heard", "phones" to phones, "time" to time)
}

private fun day(at: Timestamp): LocalDate = Instant.ofEpochMilli(at).atZone(ZoneId.systemDefault()).toLocalDate()

/** The screen is at its brightest while a code is shown: cameras read it in the dark and in the sun. */
@Composable
private fun Bright() {
    val window = LocalActivity.current?.window ?: return
    DisposableEffect(window) {
        val before = window.attributes.screenBrightness
        window.attributes = window.attributes.apply { screenBrightness = 1f }
        onDispose { window.attributes = window.attributes.apply { screenBrightness = before } }
    }
    StaysOn()
}

/** People come one after another. */
@Composable
private fun StaysOn() {
    val view = LocalView.current
    DisposableEffect(view) {
        val before = view.keepScreenOn
        view.keepScreenOn = true
        onDispose { view.keepScreenOn = before }
    }
}
