package org.lykta.app.core

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.lykta.bindings.ApiException

/** What a screen has done by the core: it ends with the screen no more than with a call, and a failure is told. */
class Acts(
    private val core: Core,
) {
    /** Why the last one was not done. */
    var failed by mutableStateOf<ApiException?>(null)
        private set

    // One thread begins them, and the lock lets them in as they came: what was tapped last is what stands.
    private val order = Dispatchers.Default.limitedParallelism(1)
    private val turn = Mutex()

    /** Does something, after what was asked for before; what comes after it in [work] is done only when it succeeded. */
    operator fun invoke(work: suspend Core.() -> Unit) {
        core.scope.launch(order) { turn.withLock { failed = failure { core.work() } } }
    }
}

/** The acts of one screen. */
@Composable
fun rememberActs(): Acts {
    val core = LocalCore.current
    return remember(core) { Acts(core) }
}
