package org.lykta.app.core

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharedFlow
import kotlinx.coroutines.flow.StateFlow
import org.lykta.bindings.Observer
import org.lykta.bindings.Phone
import org.lykta.core.EntityId
import org.lykta.core.Progress
import java.io.File

/** The one core of the app: opened once, whoever asks first, and telling what changed. */
class Core(
    private val folder: File,
    camera: File = folder.resolveSibling("camera"),
) {
    /** What must not end with a screen, such as keeping what somebody has just written. */
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)

    /** What the camera took and the core does not have yet. */
    val darkroom = Darkroom(camera, this)

    private val changed = MutableSharedFlow<EntityId>(extraBufferCapacity = 64, onBufferOverflow = BufferOverflow.DROP_OLDEST)
    private val progressed = MutableStateFlow<Map<EntityId, Progress>>(emptyMap())
    private var opening: Deferred<Phone> = open()

    /** The walks that changed, one after another. */
    val changes: SharedFlow<EntityId> = changed

    /** How far the last sync of each walk has come. */
    val progress: StateFlow<Map<EntityId, Progress>> = progressed

    /** The phone's store; it is opened again when that failed before. */
    suspend fun phone(): Phone {
        val now =
            synchronized(this) {
                if (opening.isCancelled) opening = open()
                opening
            }
        return now.await()
    }

    private fun open(): Deferred<Phone> =
        scope.async(start = CoroutineStart.LAZY) {
            folder.mkdirs()
            Phone.open(folder.path, Told())
        }

    private inner class Told : Observer {
        override fun changed(walk: EntityId) {
            changed.tryEmit(walk)
        }

        override fun progressed(
            walk: EntityId,
            progress: Progress,
        ) {
            progressed.value += walk to progress
        }
    }
}
