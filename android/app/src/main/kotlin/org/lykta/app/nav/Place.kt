package org.lykta.app.nav

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.snapshots.SnapshotStateList

/** A screen of the app, and what it is about. */
data class Place(
    val screen: Screen,
    val about: String = "",
)

/** The screens. */
enum class Screen {
    WALKS,
    JOIN,
    SCAN,
    SHORT_CODE,
    NOTICE,
    WALK,
    RECORDING,
    OBSERVATION,
    PLACE,
    PHOTO,
    REVIEW,
    ATTENDANCE,
    CONDITIONS,
    INVITE,
    SYNC,
    SETTINGS,
    ERASING,
    STATEMENT,
    LICENCES,
    LICENCE,
}

/** Where the person is, and the way back. */
class Way(
    private val places: SnapshotStateList<Place>,
) {
    /** The screen that is shown. */
    val here: Place get() = places.last()

    /** Whether there is a way back within the app. */
    val canGoBack: Boolean get() = places.size > 1

    /** Goes to a screen. */
    fun to(
        screen: Screen,
        about: String = "",
    ) {
        places.add(Place(screen, about))
    }

    /** Goes to a screen in the place of this one. */
    fun instead(
        screen: Screen,
        about: String = "",
    ) {
        places[places.lastIndex] = Place(screen, about)
    }

    /** Goes back. */
    fun back() {
        if (canGoBack) places.removeAt(places.lastIndex)
    }

    /** A name of its own for each screen that was gone to and not left. */
    internal val names: List<String> get() = places.mapIndexed { depth, place -> "$depth/${place.screen}/${place.about}" }

    internal fun saved() = places.flatMap { listOf(it.screen.name, it.about) }
}

/** The way, kept when the system takes the app from memory. */
@Composable
fun rememberWay(start: List<Place>): Way =
    rememberSaveable(
        saver =
            listSaver(save = { it.saved() }, restore = { saved ->
                Way(saved.chunked(2).map { (screen, about) -> Place(Screen.valueOf(screen), about) }.toMutableStateList())
            }),
    ) { Way(start.toMutableStateList()) }

/** Shows the screen where the person is; those on the way back keep what they had, such as how far they were scrolled. */
@Composable
fun Way.Show(screen: @Composable (Place) -> Unit) {
    val holder = rememberSaveableStateHolder()
    val names = names
    val kept = remember { mutableListOf<String>() }
    holder.SaveableStateProvider(names.last()) { screen(here) }
    LaunchedEffect(names) {
        (kept - names.toSet()).forEach(holder::removeState)
        kept.clear()
        kept += names
    }
}

private fun List<Place>.toMutableStateList() = mutableStateListOf(*toTypedArray())
