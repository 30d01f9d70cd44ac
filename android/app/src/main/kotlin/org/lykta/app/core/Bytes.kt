package org.lykta.app.core

import kotlin.math.ceil

/** Megabytes with one decimal, as much as there is and no less. */
fun megabytes(bytes: ULong): Double = ceil(bytes.toDouble() / 1e5) / 10.0

/** Kilobytes, the same. */
fun kilobytes(bytes: ULong): Double = ceil(bytes.toDouble() / 1e2) / 10.0
