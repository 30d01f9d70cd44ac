package org.lykta.testing

import org.junit.rules.ExternalResource
import org.junit.rules.TemporaryFolder
import java.io.File
import java.time.Instant
import java.util.concurrent.TimeUnit

/** A real server of its own folder, with a walk that is under way. */
class TestServer : ExternalResource() {
    private val folder = TemporaryFolder()
    private lateinit var process: Process

    /** What lies between the phones and it. */
    lateinit var link: BrokenLink
        private set

    /** The link of the walk's leader. */
    lateinit var leaderLink: String
        private set

    override fun before() {
        folder.create()
        process = lyktaServer("serve").redirectErrorStream(false).start()
        val said = process.inputStream.bufferedReader().readLine()
        link = BrokenLink(said.substringAfterLast(':').trim().toInt())
        leaderLink = plan()
    }

    override fun after() {
        link.close()
        process.destroy()
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly()
        folder.delete()
    }

    /** Plans a walk; answers the link of its leader. */
    fun plan(): String {
        val area = File(folder.root, "area.geojson").apply { writeText(AREA) }
        val route = File(folder.root, "route.geojson").apply { writeText(ROUTE) }
        val now = Instant.now()
        val planned =
            lyktaServer(
                *arrayOf("walk", "create", "--name", "Kvällsvandring", "--area", area.path, "--route", route.path),
                *arrayOf("--starts", "${now.minusSeconds(60)}", "--ends", "${now.plusSeconds(7_200)}"),
            ).start()
        val said = planned.inputStream.bufferedReader().readText()
        check(planned.waitFor() == 0) { planned.errorStream.bufferedReader().readText() }
        val fragment = checkNotNull(Regex("^leader.*(#\\S+)", RegexOption.MULTILINE).find(said)).groupValues[1]
        return "${link.url}/join$fragment"
    }

    private fun lyktaServer(vararg arguments: String): ProcessBuilder {
        val program = File(System.getProperty("jna.library.path"), "lykta-server")
        val builder = ProcessBuilder(listOf(program.path) + arguments)
        builder.environment() +=
            mapOf("LYKTA_DATA" to File(folder.root, "data").path, "LYKTA_LISTEN" to "127.0.0.1:0", "LYKTA_LOG" to "warn")
        return builder.redirectError(File(folder.root, "server.log"))
    }

    private companion object {
        const val AREA =
            """{"type": "Polygon", "coordinates": [[[24.92, 60.16], [24.96, 60.16], [24.96, 60.18], [24.92, 60.18], [24.92, 60.16]]]}"""

        /** A route with two stops. */
        const val ROUTE =
            """{"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "Norra gruppen", "group": 1},
             "geometry": {"type": "LineString", "coordinates": [[24.935, 60.168], [24.940, 60.170], [24.944, 60.172]]}},
            {"type": "Feature", "properties": {"name": "Torget", "group": 1},
             "geometry": {"type": "Point", "coordinates": [24.935, 60.168]}},
            {"type": "Feature", "properties": {"name": "Gångtunneln", "group": 1},
             "geometry": {"type": "Point", "coordinates": [24.940, 60.170]}}]}"""
    }
}
