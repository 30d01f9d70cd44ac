package org.lykta.app

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.app.ui.LyktaTheme

/** What checks the screens finds what it should. */
class AccessibleTest : ScreenTest() {
    @Test
    fun whatIsToldOutOfItsOrderIsFound() {
        val fault =
            faultOf {
                Box(Modifier.size(200.dp)) {
                    Text("below", Modifier.align(Alignment.BottomStart))
                    Text("above", Modifier.align(Alignment.TopStart))
                }
            }
        assertTrue(fault, "told before it is reached: below, then above" in fault)
    }

    @Test
    fun whatIsToldAsItStandsIsNot() {
        rule.setContent { LyktaTheme { Column { listOf("above", "below").forEach { Text(it) } } } }
        rule.checkAccessible(rule.onRoot().captureToImage().asAndroidBitmap(), "in order")
    }

    private fun faultOf(content: @Composable () -> Unit): String {
        rule.setContent { LyktaTheme { content() } }
        val picture = rule.onRoot().captureToImage().asAndroidBitmap()
        return assertThrows(AssertionError::class.java) { rule.checkAccessible(picture, "out of order") }.message.orEmpty()
    }
}
