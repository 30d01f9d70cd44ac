package org.lykta.app.core

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.lykta.bindings.ApiException
import org.lykta.bindings.PhotoDraft
import org.lykta.core.EntityId
import java.io.File
import java.util.UUID

/** A photo that was taken and that the core does not have, with the reason where one is known. */
data class Untaken(
    val file: File,
    val why: ApiException?,
)

/** Gives the core what the camera took; a photo that it does not take stays in the observation's folder until somebody decides. */
class Darkroom internal constructor(
    private val folder: File,
    private val core: Core,
) {
    private data class Tries(
        val underWay: Set<File> = emptySet(),
        val refused: Map<File, ApiException> = emptyMap(),
        val count: Int = 0,
    )

    private val tries = MutableStateFlow(Tries())

    /** Where the camera shall write a photo of an observation. Its name is the photo's id: giving it twice is harmless. */
    fun newFile(observation: EntityId): File = folderOf(observation).apply { mkdirs() }.resolve("${UUID.randomUUID()}.jpg")

    /** What was taken and did not get in, by the observation that it belongs to. */
    val untaken: Flow<Map<EntityId, List<Untaken>>> = tries.map { it.left() }.flowOn(Dispatchers.IO)

    private fun Tries.left(): Map<EntityId, List<Untaken>> =
        folder
            .listFiles { it.isDirectory }
            .orEmpty()
            .associate { of -> of.name to photosIn(of).filter { it !in underWay }.map { Untaken(it, refused[it]) } }
            .filterValues { it.isNotEmpty() }

    /** Gives the core a photo of the camera's; nothing happens while it is being given already. */
    fun give(
        observation: EntityId,
        file: File,
    ) {
        if (file in tries.value.underWay) return
        tries.update { it.copy(underWay = it.underWay + file, refused = it.refused - file) }
        core.scope.launch {
            val failed =
                failure {
                    withContext(Dispatchers.IO) { asJpeg(file) }
                    core.phone().addPhoto(observation, idOf(file), PhotoDraft(file.path, takenAt = file.lastModified()))
                    // With its metadata, the camera's own file goes only when the core has the photo.
                    file.delete()
                }
            val refused = failed?.let { mapOf(file to it) }.orEmpty()
            tries.update { Tries(it.underWay - file, it.refused + refused, it.count + 1) }
        }
    }

    /** The camera was left; an empty file is no photo. */
    fun leave(file: File) {
        if (file.length() == 0L) file.delete()
        tries.update { it.copy(count = it.count + 1) }
    }

    /** Removes what somebody does not want any longer. */
    fun remove(photos: List<Untaken>) {
        photos.forEach { it.file.delete() }
        tries.update { now -> now.copy(refused = now.refused - photos.map { it.file }.toSet(), count = now.count + 1) }
    }

    /** Removes what was taken for an observation that goes itself. */
    fun remove(observation: EntityId) = remove(photosIn(folderOf(observation)).map { Untaken(it, null) })

    private fun folderOf(observation: EntityId) = folder.resolve(observation)
}

private fun idOf(file: File): EntityId = file.nameWithoutExtension

private fun photosIn(folder: File): List<File> =
    folder.listFiles { it.extension == "jpg" && it.length() > 0 }.orEmpty().sortedBy { it.lastModified() }
