package org.lykta.app.recording

import android.Manifest
import android.content.Intent
import android.os.Build
import android.provider.Settings
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.material3.AlertDialog
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableLongStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import org.lykta.app.core.Core
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.core.reading
import org.lykta.app.core.rememberActs
import org.lykta.app.lykta
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Way
import org.lykta.app.observation.draft
import org.lykta.app.observation.rememberCamera
import org.lykta.app.observation.rememberUntakenOf
import org.lykta.app.ui.Page
import org.lykta.app.ui.Read
import org.lykta.app.walk.leads
import org.lykta.app.walk.mapOf
import org.lykta.bindings.WalkView
import org.lykta.core.EntityId
import org.lykta.core.ObservationKind
import org.lykta.core.ObservationView
import org.lykta.core.TrackState
import org.lykta.core.Walked
import kotlin.math.roundToInt

private class Shown(
    val walk: WalkView,
    val observations: List<ObservationView>,
    val walked: Walked,
)

/** Recording a walk: for its leader with a track, for others what they notice. */
@Composable
fun RecordingRoute(
    walk: EntityId,
    way: Way,
) {
    val minute = rememberClock() / 60_000
    val shown by LocalCore.current.reading(
        walk,
        minute,
    ) { Shown(it.showWalk(walk), it.listObservations(walk, MOST_MARKERS), it.walked(walk)) }
    Page(LocalSay.current("recording-title"), way::back) {
        Read(shown) { Recording(it, way) }
    }
}

@Composable
private fun Recording(
    shown: Shown,
    way: Way,
) {
    val context = LocalContext.current
    val core = LocalCore.current
    val say = LocalSay.current
    val acts = rememberActs()
    val walk = shown.walk.walk
    val recorder = context.lykta.recorder
    val now by recorder.now.collectAsStateWithLifecycle()
    val clock = rememberClock()
    var isPermitted by remember { mutableStateOf(context.mayLocate()) }
    var noted by rememberSaveable { mutableStateOf<Pair<EntityId, ObservationKind>?>(null) }
    var asksToEnd by rememberSaveable { mutableStateOf(false) }
    var asksForKind by rememberSaveable { mutableStateOf(false) }
    val records = leads(shown.walk.role) && shown.walk.endedAt == null
    val own = rememberPosition(!records && isPermitted)
    val recorded = now?.takeIf { it.walk == walk }
    val position = recorded?.position ?: own
    val refused by recorder.refused.collectAsStateWithLifecycle()
    val isOver = if (recorded == null) shown.walk.track == TrackState.OVER else recorded.isStopped
    // What follows is called long after it was made.
    val isOverNow by rememberUpdatedState(isOver)
    val ask =
        rememberLauncherForActivityResult(ActivityResultContracts.RequestMultiplePermissions()) {
            isPermitted = context.mayLocate()
            if (records && isPermitted && !isOverNow) RecordingService.begin(context, walk)
        }
    // Each time that one comes here: the system may have stopped it meanwhile, or let it use the position again.
    LifecycleResumeEffect(records, walk) {
        isPermitted = context.mayLocate()
        if (records && isPermitted && !isOverNow) RecordingService.begin(context, walk)
        onPauseOrDispose {}
    }

    suspend fun Core.note(kind: ObservationKind): EntityId {
        val id = phone().newId()
        phone().recordObservation(walk, id, draft(kind, position?.spot(System.currentTimeMillis())))
        noted = id to kind
        return id
    }
    val camera = rememberCamera()
    val untaken by rememberUntakenOf(walk)
    val group = shown.walk.groups.firstOrNull { it.id == shown.walk.group }
    val nextStop = group?.stops.orEmpty().firstOrNull { it.reachedAt == null }
    RecordingScreen(
        RecordingState(
            records = records,
            now = recorded,
            isPermitted = isPermitted || !records,
            minutes = recorded?.let { (clock - it.startedAtMs) / 60_000 } ?: 0,
            map = mapOf(shown.walk, say, shown.observations, recorded?.line.orEmpty(), shown.walked, position?.own()),
            nextStop = nextStop?.takeIf { records },
            warnings = if (records) rememberWarnings(clock / 60_000) else emptyList(),
            noted = noted?.second,
            coveredPercent =
                shown.walked.share
                    ?.takeIf { records }
                    ?.let { (it * 100).roundToInt() },
            failed = acts.failed,
            isOver = isOver,
            refused = refused,
            untaken = untaken,
        ),
    ) { event ->
        when (event) {
            is RecordingEvent.Note -> {
                acts { note(event.kind) }
            }

            RecordingEvent.Photo -> {
                asksForKind = true
            }

            RecordingEvent.PhotoOfNoted -> {
                noted?.let { camera(it.first) }
            }

            RecordingEvent.Open -> {
                noted?.let { way.to(Screen.OBSERVATION, it.first) }
            }

            is RecordingEvent.OpenOther -> {
                way.to(Screen.OBSERVATION, event.observation)
            }

            RecordingEvent.Undo -> {
                acts {
                    noted?.let { (id, _) ->
                        phone().withdraw(id)
                        darkroom.remove(id)
                    }
                    noted = null
                }
            }

            RecordingEvent.Again -> {
                RecordingService.begin(context, walk)
            }

            RecordingEvent.Mend -> {
                if (isPermitted) context.startActivity(Intent(Settings.ACTION_LOCATION_SOURCE_SETTINGS)) else ask.launch(wanted())
            }

            RecordingEvent.Pause -> {
                RecordingService.pause(context, walk)
            }

            RecordingEvent.Unpause -> {
                RecordingService.unpause(context, walk)
            }

            RecordingEvent.End -> {
                asksToEnd = true
            }

            RecordingEvent.Reached -> {
                nextStop?.let { stop -> acts { phone().reachStop(walk, stop.id) } }
            }
        }
    }
    if (asksForKind) {
        AskForKind(onNo = { asksForKind = false }) { kind ->
            asksForKind = false
            acts {
                val id = note(kind)
                withContext(Dispatchers.Main) { camera(id) }
            }
        }
    }
    if (asksToEnd) {
        AskToEnd(onNo = { asksToEnd = false }) {
            asksToEnd = false
            val mayServe = isPermitted || recorder.isRecording(walk)
            if (mayServe) RecordingService.end(context, walk) else acts { RecordingService.endWithout(context, phone(), walk) }
            way.back()
        }
    }
}

/** A photo belongs to something that was noted, and only a person says what. */
@Composable
private fun AskForKind(
    onNo: () -> Unit,
    onKind: (ObservationKind) -> Unit,
) {
    val say = LocalSay.current
    AlertDialog(
        onDismissRequest = onNo,
        title = { Text(say("recording-photo-ask")) },
        text = { KindKeys(onKind) },
        confirmButton = {},
        dismissButton = { TextButton(onNo) { Text(say("phone-cancel")) } },
    )
}

@Composable
private fun AskToEnd(
    onNo: () -> Unit,
    onYes: () -> Unit,
) {
    val say = LocalSay.current
    AlertDialog(
        onDismissRequest = onNo,
        title = { Text(say("recording-end-ask")) },
        text = { Text(say("recording-end-ask-explained")) },
        confirmButton = { TextButton(onYes) { Text(say("recording-end")) } },
        dismissButton = { TextButton(onNo) { Text(say("recording-end-no")) } },
    )
}

@Composable
private fun rememberClock(): Long {
    var clock by remember { mutableLongStateOf(System.currentTimeMillis()) }
    LaunchedEffect(Unit) {
        while (true) {
            delay(CLOCK_MS)
            clock = System.currentTimeMillis()
        }
    }
    return clock
}

private fun wanted(): Array<String> {
    val notifications =
        if (Build.VERSION.SDK_INT >=
            Build.VERSION_CODES.TIRAMISU
        ) {
            arrayOf(Manifest.permission.POST_NOTIFICATIONS)
        } else {
            arrayOf()
        }
    return arrayOf(Manifest.permission.ACCESS_FINE_LOCATION, Manifest.permission.ACCESS_COARSE_LOCATION) + notifications
}

private const val MOST_MARKERS = 500u
private const val CLOCK_MS = 10_000L
