package org.lykta.app.join.code

import androidx.compose.runtime.Composable
import androidx.compose.ui.tooling.preview.Preview
import org.lykta.app.core.LocalSay
import org.lykta.app.ui.Page
import org.lykta.bindings.ApiException

@Composable
private fun Shown(state: ShortCodeState) = Page(LocalSay.current("code-title"), {}) { ShortCodeScreen(state) {} }

private val TYPED = ShortCodeState("lykta.exempel.se", "AB12-CD34")

@Preview
@Composable
internal fun ShortCodeEmpty() = Shown(ShortCodeState())

@Preview
@Composable
internal fun ShortCodeTyped() = Shown(TYPED)

@Preview
@Composable
internal fun ShortCodeSearches() = Shown(TYPED.copy(isSearching = true))

@Preview
@Composable
internal fun ShortCodeWrong() = Shown(TYPED.copy(failed = ApiException.WrongCode()))

@Preview
@Composable
internal fun ShortCodeWithoutNetwork() = Shown(TYPED.copy(failed = ApiException.NoAnswer()))

@Preview
@Composable
internal fun ShortCodeBadAddress() = Shown(TYPED.copy(address = "anslagstavlan!", failed = ApiException.NotALink()))

@Preview
@Composable
internal fun ShortCodeTooOften() = Shown(TYPED.copy(failed = ApiException.TooOften(90u)))
