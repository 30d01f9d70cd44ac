package org.lykta.app

import android.app.Application
import android.content.Context
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.launch
import org.lykta.app.core.Core
import org.lykta.app.core.CoreSay
import org.lykta.app.core.Say
import org.lykta.app.core.failure
import org.lykta.app.recording.Recorder
import org.lykta.app.sync.SyncJob
import org.lykta.bindings.Words
import java.io.File
import java.util.Locale

/** The app: one core, one recorder, and the person's language. */
class LyktaApp : Application() {
    /** The core. */
    val core by lazy { Core(File(filesDir, "lykta")) }

    /** What is being recorded. */
    val recorder = Recorder()

    override fun onCreate() {
        super.onCreate()
        core.scope.launch {
            // What fails here is told by the screen that reads the same.
            failure { SyncJob.whenPossible(this@LyktaApp, core) }
            core.changes.collectLatest { walk ->
                delay(SETTLED_AFTER_MS)
                failure { SyncJob.whenPossible(this@LyktaApp, core, walk) }
            }
        }
    }

    private var words by mutableStateOf<Say?>(null)

    /** The words of the language that was chosen, else of the phone's. */
    val say: Say get() = words ?: CoreSay(Words.of(language())).also { words = it }

    /** Speaks another language from now on. */
    fun speak(tag: String) {
        settings().edit().putString(LANGUAGE, tag).apply()
        words = CoreSay(Words.of(tag))
    }

    private fun language() = settings().getString(LANGUAGE, null) ?: Locale.getDefault().toLanguageTag()

    private fun settings() = getSharedPreferences("settings", Context.MODE_PRIVATE)

    private companion object {
        const val LANGUAGE = "language"

        /** Several things are told in a row: one plan is enough for them. */
        const val SETTLED_AFTER_MS = 3_000L
    }
}

/** The app that a screen or a service belongs to. */
val Context.lykta: LyktaApp get() = applicationContext as LyktaApp
