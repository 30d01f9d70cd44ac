package org.lykta.app.conditions

import org.junit.Assert.assertEquals
import org.junit.Test
import org.lykta.app.LANGUAGES
import org.lykta.app.ScreenTest
import org.lykta.app.draw
import org.robolectric.annotation.Config

@Config(qualifiers = "sv-w360dp-h1500dp-xhdpi")
class ConditionsScreenTest : ScreenTest() {
    @Test fun untold() = rule.draw("screen-conditions-untold", languages = LANGUAGES) { ConditionsUntold() }

    @Test fun told() = rule.draw("screen-conditions", languages = LANGUAGES) { ConditionsTold() }

    @Test
    fun aTapPutsAWordInOrTakesItOut() {
        assertEquals("regn", "".toggled("regn"))
        assertEquals("4 °C, regn", "4 °C".toggled("regn"))
        assertEquals("4 °C, blåst", "4 °C,regn , blåst".toggled("regn"))
        assertEquals("", "Regn".toggled("regn"))
        assertEquals("Kallt, snö", "Kallt, Regn, snö".toggled("regn"))
    }
}
