package org.lykta.app.recording

import android.location.Location
import org.lykta.bindings.FixReading
import org.lykta.bindings.Phone
import org.lykta.bindings.Recording
import org.lykta.core.EntityId
import org.lykta.core.LatLon
import org.lykta.core.Readings
import org.lykta.core.TrackState

/** Points of the line that the screen draws of this session; the core has them all. */
private const val MOST_POINTS = 4_000

/** One recording in the hands of the service: hands on what the system says, and keeps what the screen shows. */
internal class Session private constructor(
    private val phone: Phone,
    private val recording: Recording,
    first: RecordingNow,
) {
    val walk = first.walk
    var now = first
        private set

    suspend fun fix(location: Location) {
        val position = location.position()
        val readings =
            Readings(
                altitudeM = if (location.hasAltitude()) location.altitude else null,
                accuracyM = position.accuracyM,
                speedMps = if (location.hasSpeed()) location.speed.toDouble() else null,
                bearingDeg = if (location.hasBearing()) location.bearing.toDouble() else null,
            )
        val pulse = recording.fix(FixReading(location.time, position.at, readings))
        val isNew = pulse.items > now.pulse.items
        val hasGap = pulse.gaps > now.pulse.gaps
        now =
            now.copy(
                pulse = pulse,
                position = position,
                line = if (isNew) now.line.with(position.at, hasGap) else now.line,
            )
    }

    suspend fun tick(
        isPermitted: Boolean,
        isLocationOn: Boolean,
    ) {
        recording.permit(isPermitted)
        now = now.copy(pulse = recording.tick(), isLocationOn = isLocationOn)
    }

    suspend fun pause() {
        now = now.copy(pulse = recording.pause())
    }

    suspend fun unpause() {
        now = now.copy(pulse = recording.unpause())
    }

    /** The track is whole; the walk goes on. */
    suspend fun endTrack() {
        now = now.copy(pulse = recording.end())
    }

    suspend fun end() {
        endTrack()
        phone.endWalk(walk)
    }

    companion object {
        /** Ends a walk of which no track is being recorded now, with the track that was begun before. */
        suspend fun end(
            phone: Phone,
            walk: EntityId,
        ) {
            phone.openRecordings(walk).forEach { phone.recordTrack(walk, it).end() }
            phone.endWalk(walk)
        }

        /** Whether recording goes on without anybody asking for it. */
        suspend fun goesOn(
            phone: Phone,
            walk: EntityId,
        ) = phone.showWalk(walk).track == TrackState.UNDER_WAY

        /** Begins a track, or goes on with the one that was not ended. */
        suspend fun begin(
            phone: Phone,
            walk: EntityId,
            nowMs: Long,
        ): Session {
            val open = phone.openRecordings(walk).firstOrNull()
            val track = open ?: phone.newId()
            val recording = phone.recordTrack(walk, track)
            val startedAt = phone.showWalk(walk).startedAt ?: nowMs
            val line = if (open == null) emptyList() else phone.trackLines(track)
            return Session(phone, recording, RecordingNow(walk, track, startedAt, recording.tick(), line = line))
        }
    }
}

/** The lines with one more point; across a gap a new line begins. */
internal fun List<List<LatLon>>.with(
    point: LatLon,
    afterGap: Boolean,
): List<List<LatLon>> {
    val last = lastOrNull()
    val all = if (last == null || afterGap) this + listOf(listOf(point)) else dropLast(1) + listOf(last + point)
    // The oldest go first: the screen is about where the group is.
    return if (all.sumOf { it.size } <=
        MOST_POINTS
    ) {
        all
    } else {
        listOf(all.first().drop(MOST_POINTS / 10)).filter { it.isNotEmpty() } + all.drop(1)
    }
}
