package org.lykta.app

import android.content.Intent
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.BackHandler
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import org.lykta.app.attendance.AttendanceRoute
import org.lykta.app.conditions.ConditionsRoute
import org.lykta.app.core.LocalCore
import org.lykta.app.core.LocalSay
import org.lykta.app.invite.InviteRoute
import org.lykta.app.join.JoinRoute
import org.lykta.app.join.NoticeRoute
import org.lykta.app.join.code.ShortCodeRoute
import org.lykta.app.join.scan.ScanRoute
import org.lykta.app.nav.Place
import org.lykta.app.nav.Screen
import org.lykta.app.nav.Show
import org.lykta.app.nav.Way
import org.lykta.app.nav.rememberWay
import org.lykta.app.observation.ObservationRoute
import org.lykta.app.photo.PhotoRoute
import org.lykta.app.place.PlaceRoute
import org.lykta.app.recording.RecordingRoute
import org.lykta.app.recording.RecordingService
import org.lykta.app.review.ReviewRoute
import org.lykta.app.settings.ErasingRoute
import org.lykta.app.settings.LicenceRoute
import org.lykta.app.settings.LicencesRoute
import org.lykta.app.settings.SettingsRoute
import org.lykta.app.settings.StatementRoute
import org.lykta.app.sync.SyncRoute
import org.lykta.app.ui.LyktaTheme
import org.lykta.app.ui.map.LocalMapGround
import org.lykta.app.ui.map.TiledGround
import org.lykta.app.ui.map.mapLibreTiles
import org.lykta.app.walk.WalkRoute
import org.lykta.app.walks.WalksRoute

/** The one activity: shows the screen that the person has gone to. */
class MainActivity : ComponentActivity() {
    private var asked by mutableStateOf<Place?>(null)

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        if (savedInstanceState == null) asked = placeOf(intent)
        setContent { LyktaContent(lykta, asked) { asked = null } }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        asked = placeOf(intent)
    }

    /** Where a link or a notification wants to go. */
    private fun placeOf(intent: Intent): Place? {
        // The list of recent apps hands over once more what the app was once opened with.
        val isAgain = intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0
        val link = intent.takeIf { it.action == Intent.ACTION_VIEW && !isAgain }?.dataString
        val recorded =
            lykta.recorder.now.value
                ?.walk ?: RecordingService.unended(this)
        return when {
            link != null -> Place(Screen.JOIN, link)
            intent.action == RECORDING && recorded != null -> Place(Screen.RECORDING, recorded)
            else -> null
        }
    }

    companion object {
        /** Opens the recording under way. */
        const val RECORDING = "org.lykta.app.RECORDING"
    }
}

private val GROUND = TiledGround(::mapLibreTiles)

/** The app's content, from its theme down. */
@Composable
fun LyktaContent(
    app: LyktaApp,
    asked: Place?,
    onGone: () -> Unit,
) = CompositionLocalProvider(LocalCore provides app.core, LocalSay provides app.say, LocalMapGround provides GROUND) {
    LyktaTheme {
        val way = rememberWay(listOf(Place(Screen.WALKS)))
        LaunchedEffect(asked) {
            if (asked != null) {
                if (asked != way.here) way.to(asked.screen, asked.about)
                onGone()
            }
        }
        BackHandler(way.canGoBack) { way.back() }
        Surface(color = MaterialTheme.colorScheme.background) { way.Show { Here(it, way, app) } }
    }
}

@Composable
private fun Here(
    place: Place,
    way: Way,
    app: LyktaApp,
) {
    val about = place.about
    when (place.screen) {
        Screen.WALKS -> WalksRoute(way)
        Screen.JOIN -> JoinRoute(about, way)
        Screen.SCAN -> ScanRoute(way)
        Screen.SHORT_CODE -> ShortCodeRoute(way)
        Screen.NOTICE -> NoticeRoute(about, way)
        Screen.WALK -> WalkRoute(about, way)
        Screen.RECORDING -> RecordingRoute(about, way)
        Screen.OBSERVATION -> ObservationRoute(about, way)
        Screen.PLACE -> PlaceRoute(about, way)
        Screen.PHOTO -> PhotoRoute(about, way)
        Screen.REVIEW -> ReviewRoute(about, way)
        Screen.ATTENDANCE -> AttendanceRoute(about, way)
        Screen.CONDITIONS -> ConditionsRoute(about, way)
        Screen.INVITE -> InviteRoute(about, way)
        Screen.SYNC -> SyncRoute(about, way)
        Screen.SETTINGS -> SettingsRoute(app::speak, way)
        Screen.ERASING -> ErasingRoute(way)
        Screen.STATEMENT -> StatementRoute(way)
        Screen.LICENCES -> LicencesRoute(way)
        Screen.LICENCE -> LicenceRoute(about, way)
    }
}
