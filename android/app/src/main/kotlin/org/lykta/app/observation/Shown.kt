package org.lykta.app.observation

import org.lykta.app.core.Say
import org.lykta.app.ui.map.MapContent
import org.lykta.app.walk.mapOf
import org.lykta.bindings.Phone
import org.lykta.bindings.StopView
import org.lykta.bindings.WalkView
import org.lykta.core.EntityId
import org.lykta.core.ObservationView

/** An observation, and the walk that it was made on. */
class Shown(
    val observation: ObservationView,
    walk: WalkView,
) {
    private val walk = walk.copy(group = observation.group ?: walk.group)

    /** The stops of its group. */
    val stops: List<StopView> =
        this.walk.groups
            .firstOrNull { it.id == this.walk.group }
            ?.stops
            .orEmpty()

    /** The walk with nothing on it but this observation. */
    fun map(say: Say): MapContent = mapOf(walk, say, listOf(observation))
}

/** Reads an observation with its walk. */
suspend fun Phone.shown(id: EntityId) = Shown(showObservation(id), showWalkOf(id))
