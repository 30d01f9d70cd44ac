package org.lykta.app.settings

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.nav.Way
import org.lykta.app.ui.Page

private val PARTS = listOf("phone", "municipality", "copies", "law", "app")

/** How one has something erased. */
@Composable
fun ErasingRoute(way: Way) = Page(LocalSay.current("settings-erase"), way::back) { ErasingScreen() }

/** What the app and the municipality can take away, and what they cannot. */
@Composable
fun ErasingScreen() =
    Column(verticalArrangement = Arrangement.spacedBy(16.dp)) {
        val say = LocalSay.current
        PARTS.forEach { Text(say("settings-erase-$it"), style = MaterialTheme.typography.bodyLarge) }
    }
