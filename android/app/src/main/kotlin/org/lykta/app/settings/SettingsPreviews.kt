package org.lykta.app.settings

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.core.Storage

@Composable
private fun Shown(storage: Storage?) = Page(LocalSay.current("settings-title"), {}) { SettingsScreen(storage, {}) {} }

@Preview
@Composable
internal fun SettingsPlain() = Shown(Storage(412_000uL, 3_800_000uL, 21_000_000uL))

@Preview
@Composable
internal fun SettingsUnread() = Shown(null)

@Preview
@Composable
internal fun Erasing() = Page(LocalSay.current("settings-erase"), {}) { ErasingScreen() }

@Preview
@Composable
internal fun Statement() = Page(LocalSay.current("accessibility-title"), {}) { StatementScreen {} }

private val BLAKE =
    Library("blake3 1.8.7", "CC0-1.0 OR Apache-2.0 OR Apache-2.0 WITH LLVM-exception", "https://github.com/BLAKE3-team/BLAKE3")
private val UNIFFI = Library("uniffi 0.32.2", "MPL-2.0", "https://github.com/mozilla/uniffi-rs")

@Preview
@Composable
internal fun Licences() =
    Page(LocalSay.current("settings-licences"), {}) { LicencesScreen(FAMILIES.map { it.library }, listOf(BLAKE, UNIFFI)) {} }

@Preview
@Composable
internal fun Licence() =
    ShownLicence(BLAKE.copy(authors = listOf("The authors"), texts = listOf("Here stands the licence, as it lies with the part.")))

@Preview
@Composable
internal fun LicenceElsewhere() = ShownLicence(UNIFFI)

@Composable
private fun ShownLicence(library: Library) = Page(LocalSay.current("licence-title"), {}) { LicenceScreen(library) {} }
