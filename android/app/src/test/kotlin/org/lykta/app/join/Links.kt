package org.lykta.app.join

/** Links to one walk as a server makes them; only a server knows whether they are genuine. */
internal const val LEADER_LINK =
    "https://lykta.exempel.se/join#AQGiJfpsN3EsvCjmk6UEEpwBoiX6bDd1M4tWqbL5pABPAQHIu1zC9p_C8M3-C3NO4S6cQszgoOW_mvV59Dc" +
        "&n=Kv%C3%A4llsvandring&l=sv&f=1"

internal const val PARTICIPANT_LINK =
    "https://lykta.exempel.se/join#AQGiJfpsN3EsvCjmk6UEEpwBoiX6bDd1M4tWqbL5pABPBAHIu1wWbK04u8kjW4t1Xhj-Q_wkvMKxtANn4mg" +
        "&n=Kv%C3%A4llsvandring&l=sv&f=1"
