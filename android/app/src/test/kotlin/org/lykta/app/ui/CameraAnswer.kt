package org.lykta.app.ui

import android.Manifest
import android.app.Activity
import android.content.pm.PackageManager
import androidx.activity.ComponentActivity
import org.junit.Assert.assertEquals
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers

/** Answers the system's question, which no test sees, whether the app may use the camera. */
internal fun ComponentActivity.answerCamera(
    isGranted: Boolean,
    mayAskAgain: Boolean = true,
) {
    val asked = shadowOf(this).lastRequestedPermission
    assertEquals(listOf(Manifest.permission.CAMERA), asked.requestedPermissions.toList())
    if (isGranted) shadowOf(application).grantPermissions(Manifest.permission.CAMERA)
    shadowOf(packageManager).setShouldShowRequestPermissionRationale(Manifest.permission.CAMERA, mayAskAgain)
    // The system's own dialog would have said that it is closed.
    ReflectionHelpers.setField(Activity::class.java, this, "mHasCurrentPermissionsRequest", false)
    val answer = if (isGranted) PackageManager.PERMISSION_GRANTED else PackageManager.PERMISSION_DENIED
    onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, intArrayOf(answer))
}
