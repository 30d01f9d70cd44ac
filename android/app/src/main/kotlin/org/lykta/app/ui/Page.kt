package org.lykta.app.ui

import androidx.compose.foundation.ScrollState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.runtime.snapshotFlow
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.withTimeoutOrNull
import org.lykta.app.core.LocalSay
import kotlin.math.min

/** A screen's frame: the way back, its title, and below it what it shows. */
@Composable
fun Page(
    title: String,
    onBack: (() -> Unit)?,
    scrolls: Boolean = true,
    content: @Composable ColumnScope.() -> Unit,
) = Column(Modifier.fillMaxSize().safeDrawingPadding()) {
    TitleBar(title, onBack)
    val scroll = if (scrolls) Modifier.verticalScroll(rememberPlaceInPage()) else Modifier
    Column(
        Modifier
            .weight(1f)
            .then(scroll)
            .padding(horizontal = 16.dp)
            .padding(bottom = 24.dp),
        verticalArrangement = Arrangement.spacedBy(16.dp),
        content = content,
    )
}

/** How far the page is scrolled; on the way back it is so again as soon as what it shows has been read. */
@Composable
private fun rememberPlaceInPage(): ScrollState {
    val scroll = rememberScrollState()
    // What is still being read is short, and a short page forgets.
    val wanted = remember { scroll.value }
    if (wanted > 0) {
        LaunchedEffect(scroll) {
            withTimeoutOrNull(READ_WITHIN_MS) {
                snapshotFlow { scroll.maxValue }.filter { it != Int.MAX_VALUE }.first { max ->
                    scroll.scrollTo(min(wanted, max))
                    max >= wanted
                }
            }
        }
    }
    return scroll
}

@Composable
private fun TitleBar(
    title: String,
    onBack: (() -> Unit)?,
) = Row(Modifier.padding(horizontal = 4.dp, vertical = 8.dp), verticalAlignment = Alignment.CenterVertically) {
    if (onBack != null) {
        IconButton(onBack, Modifier.size(56.dp)) { Icon(Icons.Back, LocalSay.current("phone-back"), Modifier.size(28.dp)) }
    }
    Text(
        title,
        Modifier.padding(start = if (onBack == null) 12.dp else 4.dp, end = 12.dp).semantics { heading() },
        style = MaterialTheme.typography.headlineSmall,
    )
}

/** The heading of a part of a screen. */
@Composable
fun PartTitle(text: String) = Text(text, Modifier.padding(top = 8.dp).semantics { heading() }, style = MaterialTheme.typography.titleMedium)

private const val READ_WITHIN_MS = 3_000L
