package org.lykta.app.photo

import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.observation.EXAMPLE_PHOTO
import org.lykta.app.observation.Picture
import org.lykta.app.observation.examplePicture
import org.lykta.app.ui.Page
import org.lykta.bindings.ApiException
import org.lykta.bindings.BlurArea
import org.lykta.core.OpState

private val VISIBLE = EXAMPLE_PHOTO.copy(fileState = OpState.VISIBLE, state = OpState.VISIBLE)

private val MARKS = listOf(BlurArea(0.46, 0.38, 0.11, 0.14), BlurArea(0.71, 0.69, 0.17, 0.1))

@Preview
@Composable
internal fun PhotoPlainPreview() = Photographed { PhotoState(EXAMPLE_PHOTO, it, "Tunneln mot torget") }

@Preview
@Composable
internal fun PhotoRubbingPreview() = Photographed("photo-mark") { PhotoState(EXAMPLE_PHOTO, it, "", MARKS) }

@Preview
@Composable
internal fun PhotoCellsPreview() =
    Photographed("photo-mark") { PhotoState(VISIBLE, it, "", listOf(BlurArea(1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3))) }

@Preview
@Composable
internal fun PhotoBlurredPreview() = Photographed { PhotoState(EXAMPLE_PHOTO, it, "", blurred = Blurred.BEFORE_SENT) }

@Preview
@Composable
internal fun PhotoAlreadySentPreview() =
    Photographed { PhotoState(VISIBLE.copy(fileState = OpState.ON_PHONE), it, "", blurred = Blurred.AFTER_SENT) }

@Preview
@Composable
internal fun PhotoRefusedPreview() =
    Photographed { PhotoState(EXAMPLE_PHOTO.copy(fileState = OpState.HELD), it, "", failed = ApiException.BadPhoto("broken")) }

@Preview
@Composable
internal fun PhotoErasedPreview() =
    Photographed { PhotoState(EXAMPLE_PHOTO.copy(file = null, fileState = OpState.ERASED), Picture.Erased, "") }

@Composable
private fun Photographed(
    title: String = "photo-title",
    state: (Picture) -> PhotoState,
) = Page(LocalSay.current(title), {}) {
    val picture = remember { Picture.Here(examplePicture()) }
    PhotoScreen(state(picture)) {}
}
