package org.lykta.app

import android.graphics.drawable.AdaptiveIconDrawable
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.drawscope.drawIntoCanvas
import androidx.compose.ui.graphics.nativeCanvas
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.unit.dp
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertNotNull
import org.junit.Test

class LauncherIconTest : ScreenTest() {
    @Test
    fun picture() =
        rule.draw("launcher-icon") {
            val icon = LocalContext.current.getDrawable(R.mipmap.ic_launcher)!!
            Canvas(Modifier.size(192.dp)) {
                icon.setBounds(0, 0, size.width.toInt(), size.height.toInt())
                drawIntoCanvas { icon.draw(it.nativeCanvas) }
            }
        }

    @Test
    fun itHasALayerForThemedIcons() {
        val context = ApplicationProvider.getApplicationContext<android.content.Context>()
        assertNotNull((context.getDrawable(R.mipmap.ic_launcher) as AdaptiveIconDrawable).monochrome)
    }
}
