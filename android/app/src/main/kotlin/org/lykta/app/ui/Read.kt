package org.lykta.app.ui

import androidx.compose.runtime.Composable
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Reading

/** Shows what was read; while there is nothing yet it says so, and when it failed, why. */
@Composable
fun <T> Read(
    reading: Reading<T>,
    content: @Composable (T) -> Unit,
) {
    val say = LocalSay.current
    when (reading) {
        Reading.Loading -> LoadingState(say("phone-loading"))
        is Reading.Failed -> StatusLine(say.explain(reading.error), Icons.Warning, tone = Tone.Held)
        is Reading.Is -> content(reading.value)
    }
}
