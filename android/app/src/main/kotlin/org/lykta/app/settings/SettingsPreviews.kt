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

@Preview
@Composable
internal fun Licences() =
    Page(LocalSay.current("settings-licences"), {}) {
        val some =
            listOf(Library("blake3 1.8.7", "CC0-1.0 OR Apache-2.0 OR Apache-2.0 WITH LLVM-exception"), Library("uniffi 0.32.2", "MPL-2.0"))
        LicencesScreen(FAMILIES.map { it.library }, some)
    }
