package org.lykta.testing

import java.io.IOException
import java.io.InputStream
import java.io.OutputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import kotlin.concurrent.thread

/** The network between the phone and the server at [port]: whole, gone, or cut after so many bytes were sent. */
class BrokenLink(
    private val port: Int,
) : AutoCloseable {
    private val here = ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())

    /** How many bytes a connection may send before it is cut; 0 for no network at all, null for a whole one. */
    @Volatile
    var cutAfterBytes: Int? = null

    /** How many connections were refused or cut. */
    @Volatile
    var broken = 0
        private set

    /** Where the phone finds the server. */
    val url = "http://127.0.0.1:${here.localPort}"

    init {
        thread(isDaemon = true) {
            while (!here.isClosed) {
                val phone = quietly { here.accept() } ?: break
                thread(isDaemon = true) { quietly { carry(phone) } }
            }
        }
    }

    private fun carry(phone: Socket) =
        phone.use {
            if (cutAfterBytes == 0) return@use breaks()
            Socket(InetAddress.getLoopbackAddress(), port).use { server ->
                val back = thread(isDaemon = true) { quietly { pump(server.getInputStream(), phone.getOutputStream()) { null } } }
                pump(phone.getInputStream(), server.getOutputStream()) { cutAfterBytes }
                server.shutdownOutput()
                back.join()
            }
        }

    /** Hands bytes on until they end or there were more than the limit. */
    private fun pump(
        from: InputStream,
        to: OutputStream,
        limit: () -> Int?,
    ) {
        val buffer = ByteArray(BUFFER)
        var carried = 0
        while (true) {
            val count = from.read(buffer)
            if (count < 0) return
            carried += count
            if (limit()?.let { carried > it } == true) {
                breaks()
                throw IOException("cut")
            }
            to.write(buffer, 0, count)
            to.flush()
        }
    }

    @Synchronized
    private fun breaks() {
        broken++
    }

    override fun close() = here.close()

    private fun <T> quietly(work: () -> T): T? =
        try {
            work()
        } catch (_: IOException) {
            null
        }

    private companion object {
        const val BACKLOG = 50
        const val BUFFER = 4_096
    }
}
