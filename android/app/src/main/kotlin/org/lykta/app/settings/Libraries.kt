package org.lykta.app.settings

import org.lykta.bindings.CORE_LIBRARIES

/** Something that others made and that the app has in it. */
data class Library(
    val name: String,
    val licence: String,
)

/** What the app has of others beside its core; [groups] are those whose libraries it covers. */
internal data class Family(
    val library: Library,
    val groups: List<String>,
)

private const val APACHE = "Apache-2.0"

/** A test holds them against what the app is built of. */
internal val FAMILIES =
    listOf(
        Family(Library("AndroidX, Jetpack Compose", APACHE), listOf("androidx")),
        Family(
            Library("Kotlin, kotlinx.coroutines, kotlinx.serialization", APACHE),
            listOf("org.jetbrains.kotlin", "org.jetbrains.kotlinx"),
        ),
        Family(Library("JNA", "$APACHE OR LGPL-2.1-or-later"), listOf("net.java.dev.jna")),
        Family(Library("ZXing", APACHE), listOf("com.google.zxing")),
        Family(Library("MapLibre Native", "BSD-2-Clause"), listOf("org.maplibre")),
    )

/** The libraries in the core, as the build wrote them down. */
internal fun coreLibraries(): List<Library> =
    CORE_LIBRARIES.trim().lines().map { line -> line.split('|').let { (name, licence) -> Library(name, licence) } }
