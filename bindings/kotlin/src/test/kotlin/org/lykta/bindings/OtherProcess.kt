package org.lykta.bindings

import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import java.io.File

/** Another process that has a phone's folder open: it records, and kills itself without ending anything. */
class OtherProcess private constructor(
    private val process: Process,
) {
    fun goesOnAndIsKilled() {
        process.outputStream.use { it.write('\n'.code) }
        assertEquals(KILLED, process.waitFor())
    }

    companion object {
        const val KILLED = 9

        /** It has the folder open and waits. */
        fun start(
            folder: File,
            walk: String,
            track: String,
            fixes: Int,
            observations: Int,
        ): OtherProcess {
            val java = File(System.getProperty("java.home"), "bin/java").path
            val library = "-Djna.library.path=${System.getProperty("jna.library.path")}"
            val told = listOf(folder.path, walk, track, "$fixes", "$observations")
            val command = listOf(java, library, "-cp", System.getProperty("java.class.path"), MAIN) + told
            val process = ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
            check(process.inputStream.bufferedReader().readLine() == "open") { "the other process did not start" }
            return OtherProcess(process)
        }

        private const val MAIN = "org.lykta.bindings.OtherProcessKt"
    }
}

fun main(arguments: Array<String>) {
    val (folder, walk, track, fixes, observations) = arguments
    runBlocking {
        val phone = Phone.open(folder, null)
        println("open")
        readln()
        if (fixes.toInt() > 0) {
            val recording = phone.recordTrack(walk, track)
            repeat(fixes.toInt()) { recording.fix(fix(it)) }
        }
        repeat(observations.toInt()) { phone.recordObservation(walk, phone.newId(), draft("de")) }
    }
    Runtime.getRuntime().halt(OtherProcess.KILLED)
}
