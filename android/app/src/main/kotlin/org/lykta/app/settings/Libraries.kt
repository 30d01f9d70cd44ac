package org.lykta.app.settings

import org.json.JSONArray
import org.json.JSONObject

/** Something that others made and that the app has in it. */
data class Library(
    val name: String,
    val licence: String,
    /** Where its source is, for a browser. */
    val source: String?,
    val authors: List<String> = emptyList(),
    /** The texts of its licence; none where they lie with its source alone. */
    val texts: List<String> = emptyList(),
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
        Family(
            Library("AndroidX, Jetpack Compose", APACHE, "https://github.com/androidx/androidx", listOf("The Android Open Source Project")),
            listOf("androidx"),
        ),
        Family(
            Library(
                "Kotlin, kotlinx.coroutines, kotlinx.serialization",
                APACHE,
                "https://github.com/JetBrains/kotlin",
                listOf("JetBrains s.r.o."),
            ),
            listOf("org.jetbrains.kotlin", "org.jetbrains.kotlinx"),
        ),
        Family(Library("JNA", "$APACHE OR LGPL-2.1-or-later", "https://github.com/java-native-access/jna"), listOf("net.java.dev.jna")),
        Family(Library("ZXing", APACHE, "https://github.com/zxing/zxing", listOf("ZXing authors")), listOf("com.google.zxing")),
        Family(
            Library(
                "MapLibre Native",
                "BSD-2-Clause",
                "https://github.com/maplibre/maplibre-native/blob/main/LICENSE.md",
                listOf("MapLibre contributors"),
            ),
            listOf("org.maplibre"),
        ),
    )

/** Everything that the app has of others, as the build wrote it down. */
internal class Libraries private constructor(
    /** Beside the core. */
    val android: List<Library>,
    /** In the core. */
    val core: List<Library>,
) {
    /** The one of this name. */
    fun named(name: String): Library? = (android + core).firstOrNull { it.name == name }

    companion object {
        private const val WRITTEN_DOWN = "/org/lykta/bindings/licences.json"

        /** As large as a short book: not to be read where a screen is drawn. */
        val ALL: Libraries by lazy {
            val read = checkNotNull(Libraries::class.java.getResourceAsStream(WRITTEN_DOWN)) { "the build writes $WRITTEN_DOWN" }
            of(JSONObject(read.use { it.readBytes().decodeToString() }))
        }

        private fun of(written: JSONObject): Libraries {
            val texts = written.getJSONArray("texts").all(JSONArray::getString)
            val core =
                written.getJSONArray("libraries").all(JSONArray::getJSONObject).map {
                    Library(
                        name = "${it.getString("name")} ${it.getString("version")}",
                        licence = it.getString("licence"),
                        source = if (it.isNull("source")) null else it.getString("source"),
                        authors = it.getJSONArray("authors").all(JSONArray::getString),
                        texts = it.getJSONArray("texts").all(JSONArray::getInt).map(texts::get),
                    )
                }
            // The same words as in the core's own.
            val apache = texts.filter { APACHE_BEGINS.containsMatchIn(it) }.minBy { it.length }
            val chosen = { library: Library ->
                if (library.texts.isEmpty() && APACHE in library.licence) library.copy(texts = listOf(apache)) else library
            }
            return Libraries(FAMILIES.map { chosen(it.library) }, core.map(chosen))
        }

        private val APACHE_BEGINS = Regex("""^\s*Apache License\s+Version 2\.0, January 2004""")
    }
}

private fun <T> JSONArray.all(read: JSONArray.(Int) -> T): List<T> = (0 until length()).map { read(it) }
