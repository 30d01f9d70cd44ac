package org.lykta.app.join.scan

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.padding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.tooling.preview.Preview
import androidx.compose.ui.unit.dp
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.app.ui.QrPictureExample

@Composable
private fun Shown(state: ScanState) =
    Page(LocalSay.current("scan-title"), {}) {
        ScanScreen(state, {}) { modifier ->
            Box(modifier.background(Color(0xFF4A5056)).padding(56.dp), Alignment.Center) { QrPictureExample() }
        }
    }

@Preview
@Composable
internal fun ScanAsks() = Shown(ScanState(Stage.ASKS))

@Preview
@Composable
internal fun ScanRefused() = Shown(ScanState(Stage.REFUSED))

@Preview
@Composable
internal fun ScanRefusedForGood() = Shown(ScanState(Stage.REFUSED_FOR_GOOD))

@Preview
@Composable
internal fun ScanLooks() = Shown(ScanState(Stage.LOOKS, isLit = false))

@Preview
@Composable
internal fun ScanForeign() = Shown(ScanState(Stage.LOOKS, isForeign = true, isLit = true))

@Preview
@Composable
internal fun ScanWithoutCamera() = Shown(ScanState(Stage.NO_CAMERA))

@Preview
@Composable
internal fun ScanFailed() = Shown(ScanState(Stage.FAILED))
