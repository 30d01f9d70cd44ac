package org.lykta.app.join.code

import android.content.Context

/** The server that a walk was last joined at, as one types it; empty before the first. */
internal fun Context.rememberedAddress(): String = memory().getString(ADDRESS, null).orEmpty()

/** Keeps the server for the next time that somebody types a code. */
internal fun Context.rememberAddress(server: String) = memory().edit().putString(ADDRESS, server.removePrefix("https://")).apply()

private fun Context.memory() = getSharedPreferences("join", Context.MODE_PRIVATE)

private const val ADDRESS = "address"
