package org.lykta.app.ui

import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** The drawn signs, all of one stroke on a grid of 24; Compose tints them. */
object Icons {
    val Check = icon("check", "M4.5 12.5 10 18 19.5 7")
    val Warning = icon("warning", "M12 3.5 21.5 20H2.5ZM12 9.5V14M12 16.9V17")
    val Clock = icon("clock", "M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18ZM12 7.5V12L15.5 14.5")
    val Person = icon("person", "M12 4a4 4 0 1 1 0 8a4 4 0 1 1 0-8ZM4.5 20.5C4.5 12.5 19.5 12.5 19.5 20.5")
    val Phone = icon("phone", "M7 2.5H17V21.5H7ZM10.5 18.5H13.5")
    val Plus = icon("plus", "M12 4.5V19.5M4.5 12H19.5")
    val Minus = icon("minus", "M4.5 12H19.5")
    val Whole = icon("whole", "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15")
    val Pin =
        icon(
            "pin",
            "M12 21.5C7 15.5 5 12.5 5 9.5a7 7 0 0 1 14 0C19 12.5 17 15.5 12 21.5ZM12 7a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5Z",
        )
    val North = icon("north", "M12 20V4.5M6 10.5 12 4.5 18 10.5")
    val East = icon("east", "M4 12H19.5M13.5 6 19.5 12 13.5 18")
    val South = icon("south", "M12 4V19.5M6 13.5 12 19.5 18 13.5")
    val West = icon("west", "M20 12H4.5M10.5 6 4.5 12 10.5 18")
    val Blur = icon("blur", "M4 4H20V20H4ZM4 9.3H20M4 14.6H20M9.3 4V20M14.6 4V20")
    val Lantern =
        icon(
            "lantern",
            "M9.5 4.5a2.5 2.5 0 0 1 5 0M6 8H18L16.5 4.5H7.5ZM7 8V18H17V8M5.5 21.5H18.5L17 18H7ZM12 11V15",
            stroke = 1.5f,
        )
    val Back = icon("back", "M14.500 5 7.500 12 14.500 19")
    val Pen = icon("pen", "M4 20 5 16 16 5 19 8 8 19ZM14 7 17 10")
    val Undo = icon("undo", "M8 5 4 9 8 13M4 9H14a5.500 5.500 0 0 1 0 11H9")
    val Camera = icon("camera", "M3 7.500H7.500L9 5H15L16.500 7.500H21V19H3ZM12 9.500a3.500 3.500 0 1 1 0 7a3.500 3.500 0 1 1 0-7Z")
    val Pause = icon("pause", "M8.500 5V19M15.500 5V19")
    val Stop = icon("stop", "M6 6H18V18H6Z")
    val List = icon("list", "M8 6H20M8 12H20M8 18H20M4 6H4.100M4 12H4.100M4 18H4.100")
    val Remove = icon("remove", "M5 7H19M9.500 7V4.500H14.500V7M6.500 7 7.500 20H16.500L17.500 7")
    val Share = icon("share", "M12 15V3.500M8 7 12 3.500 16 7M5 12V20.500H19V12")
    val Settings = icon("settings", "M4 7H12M16 7H20M14 5V9M4 17H8M12 17H20M10 15V19")
    val Scan = icon("scan", "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15M3 12H21")
    val Paste = icon("paste", "M8 5H5.500V21H18.500V5H16M8.500 3H15.500V7H8.500ZM9 12H15M9 16H15")
    val Torch = icon("torch", "M7 3H17V7L14.500 10.500V21H9.500V10.500L7 7ZM7 7H17M12 13.500V15")
    val Again = icon("again", "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M17.5 2.5V7H13")
}

/** A sign's size, growing with the text beside it, up to a quarter. */
@Composable
fun signSize(size: Dp): Dp = size * LocalDensity.current.fontScale.coerceIn(1f, 1.25f)

/** Makes a sign of path data on a grid of 24, drawn as a stroke. */
fun icon(
    name: String,
    pathData: String,
    stroke: Float = 2f,
): ImageVector =
    ImageVector
        .Builder(name, defaultWidth = 24.dp, defaultHeight = 24.dp, viewportWidth = 24f, viewportHeight = 24f)
        .addPath(
            pathData = addPathNodes(pathData),
            stroke = SolidColor(Color.Black),
            strokeLineWidth = stroke,
            strokeLineCap = StrokeCap.Round,
            strokeLineJoin = StrokeJoin.Round,
        ).build()
