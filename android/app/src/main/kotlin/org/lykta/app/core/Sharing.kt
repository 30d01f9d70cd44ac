package org.lykta.app.core

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import androidx.core.content.FileProvider
import java.io.File

/** The name by which another app may have a file of this one. */
fun Context.nameForOthers(file: File): Uri = FileProvider.getUriForFile(this, "$packageName.files", file)

/** Hands files that [send] names to whatever app the person chooses. */
fun Context.handOver(send: Intent) = startActivity(Intent.createChooser(send.addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION), null))

/** Opens an address in whatever browser there is; without one nothing happens, so it stands on the screen as well. */
fun Context.browse(address: String) {
    try {
        startActivity(Intent(Intent.ACTION_VIEW, Uri.parse(address)))
    } catch (_: ActivityNotFoundException) {
        // There is no browser.
    }
}
