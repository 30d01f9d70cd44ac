package org.lykta.app.core

import org.lykta.core.Timestamp
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.util.Locale

/** A moment as people write it where the phone is: day and time. */
fun Say.moment(at: Timestamp): String = format(at, "d MMMM HH:mm")

/** The time of day alone. */
fun Say.timeOfDay(at: Timestamp): String = format(at, "HH:mm")

private fun Say.format(
    at: Timestamp,
    pattern: String,
) = DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(tag)).withZone(ZoneId.systemDefault()).format(Instant.ofEpochMilli(at))

/** A text at the beginning of a line. */
fun String.capitalised(): String = replaceFirstChar { it.uppercase() }
