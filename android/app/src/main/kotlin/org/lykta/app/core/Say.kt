package org.lykta.app.core

import androidx.compose.runtime.staticCompositionLocalOf
import org.lykta.bindings.ApiException
import org.lykta.bindings.WordValue
import org.lykta.bindings.Words

/** Says things in the person's language. */
interface Say {
    /** The language's tag. */
    val tag: String

    /** The words for [key], with texts and numbers put in. */
    operator fun invoke(
        key: String,
        vararg values: Pair<String, Any>,
    ): String

    /** What went wrong and what to do. */
    fun explain(error: ApiException): String
}

/** The core's words. */
class CoreSay(
    val words: Words,
) : Say {
    override val tag = words.tag()

    override fun invoke(
        key: String,
        vararg values: Pair<String, Any>,
    ): String = if (values.isEmpty()) words.say(key) else words.sayWith(key, values.associate { (name, value) -> name to wordValue(value) })

    override fun explain(error: ApiException) = words.explain(error)
}

private fun wordValue(value: Any): WordValue =
    when (value) {
        is Number -> WordValue.Number(value.toDouble())
        else -> WordValue.Text(value.toString())
    }

/** Where no core is, as in a preview, a key stands for its words. */
private object KeysOnly : Say {
    override val tag = "sv"

    override fun invoke(
        key: String,
        vararg values: Pair<String, Any>,
    ) = key

    override fun explain(error: ApiException) = error.toString()
}

/** The words of the app, for the screens below. */
val LocalSay = staticCompositionLocalOf<Say> { KeysOnly }
