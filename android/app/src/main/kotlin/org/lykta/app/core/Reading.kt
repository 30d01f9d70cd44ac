package org.lykta.app.core

import androidx.compose.runtime.Composable
import androidx.compose.runtime.State
import androidx.compose.runtime.produceState
import androidx.compose.runtime.staticCompositionLocalOf
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.onStart
import org.lykta.bindings.ApiException
import org.lykta.bindings.Phone
import org.lykta.core.EntityId

/** The app's core, for the screens below. */
val LocalCore = staticCompositionLocalOf<Core> { error("a screen that reads the core stands in the app's content") }

/** What a screen has read of the core so far. */
sealed interface Reading<out T> {
    data object Loading : Reading<Nothing>

    data class Failed(
        val error: ApiException,
    ) : Reading<Nothing>

    data class Is<T>(
        val value: T,
    ) : Reading<T>
}

/** Why something was not done; null when it was. */
suspend fun failure(work: suspend () -> Unit): ApiException? =
    try {
        work()
        null
    } catch (error: ApiException) {
        error
    }

/** Reads the core, and again whenever [walk] changed, or any walk when it is null. */
@Composable
fun <T> Core.reading(
    walk: EntityId?,
    vararg keys: Any?,
    read: suspend (Phone) -> T,
): State<Reading<T>> =
    produceState<Reading<T>>(Reading.Loading, walk, *keys) {
        changes
            .onStart { emit(walk ?: "") }
            .filter { walk == null || it == walk }
            .collect {
                value =
                    try {
                        Reading.Is(read(phone()))
                    } catch (error: ApiException) {
                        Reading.Failed(error)
                    }
            }
    }
