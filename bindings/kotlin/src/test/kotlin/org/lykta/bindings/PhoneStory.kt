package org.lykta.bindings

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.After
import org.junit.ClassRule
import org.junit.Rule
import org.junit.rules.TemporaryFolder
import org.lykta.core.EntityId
import org.lykta.core.Progress
import org.lykta.testing.TestServer
import java.io.File
import kotlin.time.Duration.Companion.minutes

/** What phones do on one walk of a real server. */
abstract class PhoneStory {
    @get:Rule
    val folder = TemporaryFolder()

    private val opened = mutableListOf<Phone>()

    @After
    fun closeAll() = opened.forEach(Phone::close)

    protected fun folderOf(name: String) = File(folder.root, name)

    protected suspend fun open(
        name: String = "phone",
        observer: Observer? = null,
    ): Phone = Phone.open(folderOf(name).path, observer).also(opened::add)

    /** What hangs fails. */
    protected fun story(told: suspend CoroutineScope.() -> Unit) = runBlocking { withTimeout(1.minutes, told) }

    companion object {
        @ClassRule
        @JvmField
        val server = TestServer()
    }
}

/** Hands on what it is told. */
class Listener(
    private val onProgress: (Progress) -> Unit = {},
    private val onChange: (EntityId) -> Unit = {},
) : Observer {
    override fun changed(walk: EntityId) = onChange(walk)

    override fun progressed(
        walk: EntityId,
        progress: Progress,
    ) = onProgress(progress)
}

/** What a call threw; anything else fails the test. */
inline fun <reified E : Throwable> failure(call: () -> Unit): E {
    val thrown = runCatching(call).exceptionOrNull()
    return thrown as? E ?: throw AssertionError("${E::class.simpleName} was to be thrown, not $thrown", thrown)
}
