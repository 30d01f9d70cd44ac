package org.lykta.app.observation

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Canvas
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Paint
import org.lykta.app.walk.EXAMPLE_EVENING_MS
import org.lykta.app.walk.EXAMPLE_WALK
import org.lykta.app.walk.exampleNear
import org.lykta.core.Category
import org.lykta.core.ObservationKind
import org.lykta.core.ObservationView
import org.lykta.core.OpState
import org.lykta.core.PhotoView
import org.lykta.core.PlaceSource
import org.lykta.core.Spot
import org.lykta.core.When

/** An observation as one tap made it. */
internal val EXAMPLE_NEW =
    ObservationView(
        id = "observation",
        kind = ObservationKind.UNSAFE,
        at = EXAMPLE_EVENING_MS,
        group = "group",
        spot = Spot.Place(exampleNear(4, 3), 6.0, PlaceSource.GNSS),
        categories = emptyList(),
        `when` = emptyList(),
        feeling = null,
        words = null,
        suggestion = null,
        stop = null,
        forAnother = false,
        unsettled = false,
        disputed = emptyList(),
        own = true,
        state = OpState.ON_PHONE,
        held = emptyList(),
        photos = emptyList(),
    )

internal val EXAMPLE_PHOTO = PhotoView("photo", "file", "Tunneln mot torget", EXAMPLE_EVENING_MS, OpState.ON_PHONE, OpState.ON_PHONE)

/** The same, told in full. */
internal val EXAMPLE_FULL =
    EXAMPLE_NEW.copy(
        spot = Spot.Place(exampleNear(4, 4), null, PlaceSource.STOP),
        categories = listOf(Category.LIGHTING, Category.ISOLATION),
        `when` = listOf(When.EVENING, When.WINTER),
        feeling = 1,
        words = "Det är becksvart i tunneln och man ser inte om någon står där.",
        suggestion = "En lampa som tål att man slår på den.",
        stop = "2",
        forAnother = true,
        photos = listOf(EXAMPLE_PHOTO, EXAMPLE_PHOTO.copy(id = "another", caption = null)),
    )

/** What a group has noted so far: told in full, told differently, and with one tap. */
internal val EXAMPLE_OBSERVATIONS =
    listOf(
        EXAMPLE_FULL.copy(photos = emptyList(), forAnother = false),
        EXAMPLE_NEW.copy(
            id = "kiosk",
            kind = ObservationKind.WORTH_KEEPING,
            spot = Spot.Place(exampleNear(1, 1), 6.0, PlaceSource.GNSS),
            words = "Kiosken har öppet till elva, då vågar man gå här.",
            unsettled = true,
        ),
        EXAMPLE_NEW.copy(
            id = "safe",
            kind = ObservationKind.SAFE,
            spot = Spot.Place(exampleNear(-4, -4), 6.0, PlaceSource.GNSS),
        ),
    )

internal fun exampleShown(observation: ObservationView) = Shown(observation, EXAMPLE_WALK)

/** A street by night with a lamp, a person and a car, as far as a few rectangles show one. */
internal fun examplePicture() =
    ImageBitmap(WIDTH, HEIGHT).also { picture ->
        with(Canvas(picture)) {
            fill(Rect(0f, 0f, 640f, 300f), 0xFF1B2A3A)
            fill(Rect(0f, 300f, 640f, 480f), 0xFF3A3F45)
            fill(Rect(60f, 60f, 250f, 330f), 0xFF4A3A34)
            fill(Rect(90f, 100f, 130f, 150f), 0xFFE8C66A)
            fill(Rect(500f, 70f, 508f, 340f), 0xFF20262B)
            disc(Offset(504f, 70f), 26f, 0xFFFFE9A8)
            disc(Offset(330f, 215f), 26f, 0xFFC99A7A)
            fill(Rect(300f, 242f, 360f, 360f), 0xFF7A2E2E)
            fill(Rect(410f, 300f, 600f, 380f), 0xFF8FA3B0)
            fill(Rect(470f, 345f, 540f, 365f), 0xFFF5F5F0)
        }
    }

private fun Canvas.fill(
    rect: Rect,
    colour: Long,
) = drawRect(rect, Paint().apply { color = Color(colour) })

private fun Canvas.disc(
    at: Offset,
    radius: Float,
    colour: Long,
) = drawCircle(at, radius, Paint().apply { color = Color(colour) })

private const val WIDTH = 640
private const val HEIGHT = 480
