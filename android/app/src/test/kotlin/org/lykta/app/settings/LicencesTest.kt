package org.lykta.app.settings

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/**
 * The page of licences names what the app is built of. Configured as all others are: another Android beside theirs would load
 * the core once more, and take their observers.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [35])
class LicencesTest {
    private val android =
        generateSequence(
            File("").absoluteFile,
        ) { it.parentFile }.first { it.resolve("gradle/libs.versions.toml").exists() }

    /** The modules that Gradle puts into the app, by the names of its catalogue. */
    private fun shipped(): List<String> {
        val catalogue =
            Regex("""(\S+) = \{ module = "([^"]+)"""")
                .findAll(android.resolve("gradle/libs.versions.toml").readText())
                .associate { it.groupValues[1].replace('-', '.') to it.groupValues[2] }
        return Regex("""^ +implementation\((?:variantOf\()?libs\.([a-z.0-9]+)""", RegexOption.MULTILINE)
            .findAll(android.resolve("app/build.gradle.kts").readText())
            .map { catalogue.getValue(it.groupValues[1]) }
            .toList()
    }

    private fun Family.covers(module: String) = groups.any { module.startsWith("$it:") || module.startsWith("$it.") }

    @Test
    fun everyLibraryOfGradlesIsNamed() {
        assertTrue(shipped().size > 8)
        assertEquals(emptyList<String>(), shipped().filter { module -> FAMILIES.none { it.covers(module) } })
    }

    @Test
    fun nothingIsNamedThatIsNotThere() {
        val all = shipped() + "org.jetbrains.kotlin:kotlin-stdlib"
        assertEquals(emptyList<Family>(), FAMILIES.filter { family -> all.none { family.covers(it) } })
    }

    @Test
    fun theCoreNamesWhatItIsMadeOfWithALicenceEach() {
        val core = Libraries.ALL.core
        assertTrue("${core.size} libraries", core.size > 100)
        assertEquals(emptyList<Library>(), core.filter { it.licence.isBlank() || !it.name.matches(Regex("""\S+ \d\S*""")) })
        assertTrue(core.any { it.name.startsWith("rusqlite ") } && core.none { it.name.startsWith("lykta") })
    }

    @Test
    fun everyPartHasItsWordsOrTellsWhereTheyAre() {
        val all = Libraries.ALL.let { it.android + it.core }
        assertEquals(emptyList<Library>(), all.filter { it.texts.isEmpty() && it.source == null })
        assertTrue(all.count { it.texts.isEmpty() } < all.size / 10)
        assertTrue(all.flatMap { it.texts }.all { it.length > 100 })
        val jna = checkNotNull(Libraries.ALL.named("JNA"))
        assertTrue(
            jna.texts
                .single()
                .trim()
                .startsWith("Apache License"),
        )
    }
}
