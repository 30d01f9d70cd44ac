package org.lykta.app.join

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.bindings.ApiException
import org.lykta.bindings.LinkView
import org.lykta.core.Role

@Composable
private fun Shown(state: JoinState) = Page(LocalSay.current("join-title"), {}) { JoinScreen(state) {} }

private val LINK = LinkView("walk", "Kvällsvandring i Hagsätra", Role.PARTICIPANT, "https://lykta.exempel.se")
private val SCANNED = JoinState(text = "https://lykta.exempel.se/join#AbC", isGiven = true, found = LINK)

@Preview
@Composable
internal fun JoinWays() = Shown(JoinState())

@Preview
@Composable
internal fun JoinPasted() = Shown(SCANNED.copy(isGiven = false))

@Preview
@Composable
internal fun JoinWrong() = Shown(JoinState(text = "https://exempel.se/hej"))

@Preview
@Composable
internal fun JoinFound() = Shown(SCANNED)

@Preview
@Composable
internal fun JoinFoundUnnamed() = Shown(SCANNED.copy(found = LINK.copy(walkName = "")))

@Preview
@Composable
internal fun JoinKnown() = Shown(SCANNED.copy(knownAs = Role.PARTICIPANT))

@Preview
@Composable
internal fun JoinKnownOtherwise() = Shown(SCANNED.copy(knownAs = Role.LEADER))

@Preview
@Composable
internal fun JoinWhileRecordingAnother() = Shown(SCANNED.copy(recorded = Recorded.ANOTHER))

@Preview
@Composable
internal fun JoinWhileRecordingThis() = Shown(SCANNED.copy(knownAs = Role.LEADER, recorded = Recorded.THIS_WALK))

@Preview
@Composable
internal fun JoinFailed() = Shown(SCANNED.copy(failed = ApiException.StorageFull()))
