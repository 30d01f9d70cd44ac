package org.lykta.app

import android.os.Looper
import androidx.compose.ui.test.junit4.ComposeContentTestRule
import org.robolectric.Shadows.shadowOf

/** The core and the app's services work on threads of their own: their answers are waited for, not timed. */
internal fun ComposeContentTestRule.waitFor(
    what: String,
    timeoutMs: Long = 20_000,
    isSo: () -> Boolean,
) = try {
    waitUntil(timeoutMillis = timeoutMs) {
        shadowOf(Looper.getMainLooper()).idle()
        isSo()
    }
} catch (late: Throwable) {
    throw AssertionError("waited in vain for $what", late)
}
