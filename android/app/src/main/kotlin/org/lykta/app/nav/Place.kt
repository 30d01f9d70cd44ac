package org.lykta.app.nav

import androidx.compose.runtime.Composable
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.saveable.listSaver
import androidx.compose.runtime.saveable.rememberSaveable
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
    INVITE,
    SYNC,
    SETTINGS,
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

private fun List<Place>.toMutableStateList() = mutableStateListOf(*toTypedArray())
