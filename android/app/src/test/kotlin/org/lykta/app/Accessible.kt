package org.lykta.app

import android.graphics.Bitmap
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.junit4.ComposeContentTestRule
import org.junit.Assert.fail
import kotlin.math.min

/** A finger in a glove: the least side of what is pressed, in dp (Android's accessibility guidance). */
private const val TARGET_DP = 48f

/** Contrast of text, and of large text (WCAG 2.2, 1.4.3). */
private const val TEXT_CONTRAST = 4.5f
private const val LARGE_TEXT_CONTRAST = 3f

/** From 18 pt on text is large, which is 24 CSS pixels or dp. */
private const val LARGE_TEXT_DP = 24f

private val everything = SemanticsMatcher("everything") { true }

/** Fails with everything on the screen that somebody cannot press, hear or read; [picture] is the screen as drawn. */
internal fun ComposeContentTestRule.checkAccessible(
    picture: Bitmap,
    name: String,
) {
    // What reaches below the picture's edge is seen when one scrolls, and looked at in a taller one.
    val merged = onAllNodes(everything).fetchSemanticsNodes().filter { it.isWhollyIn(picture) }
    val single = onAllNodes(everything, useUnmergedTree = true).fetchSemanticsNodes().filter { it.isWhollyIn(picture) }
    val faults =
        merged.filter { it.isPressed }.flatMap { listOfNotNull(tooSmall(it), nameless(it), roleless(it)) } +
            merged.mapNotNull(::pictureless) +
            merged.filter { it.said.isNotEmpty() }.zipWithNext(::backwards).filterNotNull() +
            single.mapNotNull { tooFaint(it, picture) }
    if (faults.isNotEmpty()) fail("$name: ${faults.distinct().joinToString("; ")}")
}

private val SemanticsNode.isPressed get() = config.contains(SemanticsActions.OnClick) && !config.contains(SemanticsProperties.IsDialog)

private val SemanticsNode.said: String
    get() {
        val described = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val texts = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        val typed = listOfNotNull(config.getOrNull(SemanticsProperties.EditableText)?.text)
        return (described + texts + typed).joinToString(" ").trim()
    }

private val SemanticsNode.dp get() = layoutInfo.density.density

private fun tooSmall(node: SemanticsNode): String? {
    val area = node.touchBoundsInRoot
    val side = min(area.width, area.height) / node.dp
    return "only ${side.toInt()} dp: ${node.said}".takeIf { side < TARGET_DP - 0.5f }
}

private fun nameless(node: SemanticsNode) = "pressed, but without words at ${node.boundsInRoot}".takeIf { node.said.isEmpty() }

private fun roleless(node: SemanticsNode): String? {
    val hasRole = node.config.contains(SemanticsProperties.Role) || node.config.contains(SemanticsActions.SetText)
    return "pressed, but not told as a button: ${node.said}".takeUnless { hasRole }
}

private fun pictureless(node: SemanticsNode): String? {
    val isPicture = node.config.getOrNull(SemanticsProperties.Role) == Role.Image
    return "a picture without words at ${node.boundsInRoot}".takeIf { isPicture && node.said.isEmpty() }
}

/** What is heard, or reached by a keyboard, goes down the screen and along its rows, as it is read. */
private fun backwards(
    before: SemanticsNode,
    after: SemanticsNode,
): String? {
    val (from, to) = before.boundsInRoot to after.boundsInRoot
    val isUp = to.bottom <= from.top
    val isSameRow = to.top < from.bottom && from.top < to.bottom
    val isBack = isSameRow && to.right <= from.left
    return "told before it is reached: ${before.said}, then ${after.said}".takeIf { isUp || isBack }
}

/** Text against what it stands on, as drawn: the commonest colour within its bounds and the one farthest from it. */
private fun tooFaint(
    node: SemanticsNode,
    picture: Bitmap,
): String? {
    val text = node.config.getOrNull(SemanticsProperties.Text)?.joinToString(" ") { it.text }
    if (text.isNullOrBlank() || isOff(node)) return null
    val colours = colours(picture, node.boundsInRoot)
    val ground =
        Color(
            colours
                .groupingBy { it }
                .eachCount()
                .maxBy { it.value }
                .key,
        )
    val contrast = colours.distinct().maxOf { contrast(Color(it), ground) }
    // A line of text is a little higher than its letters.
    val isLarge = node.lineHeightPx() / node.dp >= LARGE_TEXT_DP * 1.2f
    val least = if (isLarge) LARGE_TEXT_CONTRAST else TEXT_CONTRAST
    return "contrast of only ${"%.1f".format(contrast)}: $text".takeIf { contrast < least }
}

/** What cannot be pressed now, or lies in something that cannot, may be faint (WCAG 2.2, 1.4.3). */
private fun isOff(node: SemanticsNode): Boolean =
    generateSequence(node) { it.parent }.any { it.config.contains(SemanticsProperties.Disabled) }

private fun SemanticsNode.lineHeightPx(): Float {
    val lines = mutableListOf<androidx.compose.ui.text.TextLayoutResult>()
    config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(lines)
    return lines.firstOrNull()?.let { it.getLineBottom(0) - it.getLineTop(0) } ?: 0f
}

private fun SemanticsNode.isWhollyIn(picture: Bitmap): Boolean {
    val bounds = boundsInRoot
    return bounds.width >= 2 && bounds.height >= size.height - 1 && bounds.right <= picture.width && bounds.bottom <= picture.height
}

private fun colours(
    picture: Bitmap,
    bounds: Rect,
): List<Int> {
    val (width, height) = bounds.width.toInt() to bounds.height.toInt()
    val pixels = IntArray(width * height)
    picture.getPixels(pixels, 0, width, bounds.left.toInt(), bounds.top.toInt(), width, height)
    return pixels.asList()
}

/** The contrast of two colours (WCAG 2.2). */
internal fun contrast(
    one: Color,
    other: Color,
): Float {
    val (darker, lighter) = listOf(one.luminance(), other.luminance()).sorted()
    return (lighter + 0.05f) / (darker + 0.05f)
}
