package org.lykta.app.ui.map

import org.json.JSONArray
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.lykta.app.ScreenTest

class BasemapStyleTest : ScreenTest() {
    private val style = JSONObject(basemapStyle("/data/user/0/org.lykta.app/files/basemaps/a.pmtiles", dark = false))
    private val layers = style.getJSONArray("layers").objects()

    @Test
    fun theOnlyAddressInItIsTheFile() {
        val addresses = Regex("[a-z]+://").findAll(style.toString().replace("\\/", "/")).map { it.value }
        assertEquals(listOf("pmtiles://", "file://"), addresses.toList())
        assertEquals(
            "pmtiles://file:///data/user/0/org.lykta.app/files/basemaps/a.pmtiles",
            style.getJSONObject("sources").getJSONObject("basemap").getString("url"),
        )
        assertTrue("letters would be fetched", layers.none { it.getString("type") == "symbol" })
    }

    @Test
    fun roadsAreDrawnByTheirClassAndWiderTheNearerOneLooks() {
        val main = layers.single { it.getString("id") == "road-main" }
        assertEquals("""["==",["get","class"],"main"]""", main.getJSONArray("filter").toString())
        val width = main.getJSONObject("paint").getJSONArray("line-width")
        assertEquals("""["interpolate",["linear"],["zoom"],12,1.4,15,5.4,18,19]""", width.toString())
    }

    @Test
    fun everyLayerReadsTheTilesAndNightLooksOtherThanDay() {
        assertEquals("background", layers.first().getString("type"))
        assertTrue(layers.drop(1).all { it.getString("source") == "basemap" && it.has("source-layer") })
        assertNotEquals(style.toString(), basemapStyle("/data/user/0/org.lykta.app/files/basemaps/a.pmtiles", dark = true))
    }

    private fun JSONArray.objects() = (0 until length()).map(::getJSONObject)
}
