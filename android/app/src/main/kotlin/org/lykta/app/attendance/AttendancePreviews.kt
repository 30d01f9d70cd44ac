package org.lykta.app.attendance

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.core.AttendanceCategory

@Composable
private fun Shown(vararg counts: Pair<AttendanceCategory, Int>) =
    Page(LocalSay.current("attendance-title"), {}) { AttendanceScreen(mapOf(*counts)) { _, _ -> } }

@Preview
@Composable
internal fun AttendanceOfNobody() = Shown()

@Preview
@Composable
internal fun AttendanceOfSome() = Shown(AttendanceCategory.RESIDENT to 9, AttendanceCategory.POLICE to 1)

@Preview
@Composable
internal fun AttendanceOfMany() = Shown(*AttendanceCategory.entries.map { it to 188 }.toTypedArray())
