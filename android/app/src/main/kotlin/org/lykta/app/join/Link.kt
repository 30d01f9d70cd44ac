package org.lykta.app.join

import android.content.ClipboardManager
import android.content.Context
import org.lykta.bindings.ApiException
import org.lykta.bindings.LinkView
import org.lykta.bindings.readLink

/** A join link, and what it says. */
data class JoinLink(
    val text: String,
    val view: LinkView,
)

/** The join link in what was scanned, tapped or pasted, be it a whole message. */
internal fun linkIn(text: String): JoinLink? = text.split(Regex("\\s+")).firstNotNullOfOrNull(::read)

private fun read(word: String): JoinLink? =
    try {
        JoinLink(word, readLink(word))
    } catch (_: ApiException.NotALink) {
        null
    }

/** What somebody has copied; empty when that is no text. */
internal fun Context.copiedText(): String {
    val copied = getSystemService(ClipboardManager::class.java)?.primaryClip
    return copied
        ?.getItemAt(0)
        ?.coerceToText(this)
        ?.toString()
        .orEmpty()
        .trim()
}
