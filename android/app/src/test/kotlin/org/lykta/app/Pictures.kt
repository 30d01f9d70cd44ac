package org.lykta.app

import android.content.res.Configuration
import android.graphics.Bitmap
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.platform.testTag
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.junit4.ComposeContentTestRule
import androidx.compose.ui.test.onNodeWithTag
import androidx.compose.ui.unit.Density
import org.lykta.app.core.CoreSay
import org.lykta.app.core.LocalSay
import org.lykta.app.core.Say
import org.lykta.app.ui.LyktaTheme
import org.lykta.bindings.Words
import java.io.File

/** What Robolectric is told for a picture: a small phone that speaks Swedish, which hyphenation goes by. */
const val SMALL_PHONE = "sv-w360dp-h640dp-xhdpi"

private data class Look(
    val dark: Boolean,
    val fontScale: Float,
    val say: Say?,
) {
    val suffix = listOfNotNull(say?.tag, if (dark) "dark" else "light", if (fontScale > 1f) "200" else null).joinToString("-")
}

/** The languages in which a screen is drawn; a part whose words are given to it needs none. */
val LANGUAGES by lazy { listOf("sv", "en").map { CoreSay(Words.of(it)) } }

private fun looks(languages: List<Say?>) =
    languages.flatMap { say ->
        listOf(1f, 2f).flatMap { scale -> listOf(Look(dark = false, scale, say), Look(dark = true, scale, say)) }
    }

/**
 * Draws [content] in the theme, light and dark, at 100 % and 200 %, saves each picture as `name-look.png`, and checks that
 * it can be pressed, heard and read; [act] may press things before each.
 */
fun ComposeContentTestRule.draw(
    name: String,
    act: () -> Unit = {},
    languages: List<Say?> = listOf(null),
    content: @Composable () -> Unit,
) {
    val looks = looks(languages)
    var look by mutableStateOf(looks.first())
    setContent { key(look) { Framed(look, content) } }
    looks.forEach {
        look = it
        waitForIdle()
        act()
        waitForIdle()
        val picture = onNodeWithTag(FRAME).captureToImage().asAndroidBitmap()
        save(picture, "$name-${it.suffix}")
        checkAccessible(picture, "$name-${it.suffix}")
    }
}

private const val FRAME = "picture"

@Composable
private fun Framed(
    look: Look,
    content: @Composable () -> Unit,
) {
    val night = if (look.dark) Configuration.UI_MODE_NIGHT_YES else Configuration.UI_MODE_NIGHT_NO
    val configuration = Configuration(LocalConfiguration.current).apply { uiMode = night }
    CompositionLocalProvider(
        LocalConfiguration provides configuration,
        LocalDensity provides Density(LocalDensity.current.density, look.fontScale),
        LocalSay provides (look.say ?: LocalSay.current),
    ) {
        LyktaTheme(look.dark) {
            Box(Modifier.testTag(FRAME).fillMaxSize().background(MaterialTheme.colorScheme.background)) { content() }
        }
    }
}

private fun save(
    bitmap: Bitmap,
    name: String,
) {
    val folder = File(System.getProperty("lykta.pictures") ?: "build/pictures").apply { mkdirs() }
    File(folder, "$name.png").outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
}
