package org.lykta.app.observation

import org.lykta.core.ObservationDraft
import org.lykta.core.ObservationKind
import org.lykta.core.Spot

/** An observation as one tap makes it; the rest is told later. */
fun draft(
    kind: ObservationKind,
    spot: Spot?,
) = ObservationDraft(
    kind = kind,
    spot = spot,
    categories = emptyList(),
    `when` = emptyList(),
    feeling = null,
    words = null,
    suggestion = null,
    stop = null,
    forAnother = false,
)
