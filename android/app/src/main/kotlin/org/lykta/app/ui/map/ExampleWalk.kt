package org.lykta.app.ui.map

import org.lykta.app.ui.Kind

/** A walk of some 800 m with a gap in its track, for previews. */
internal val EXAMPLE_WALK =
    MapContent(
        words = MapWords("Karta över vandringen: 3 stopp, 4 iakttagelser", "Zooma in", "Zooma ut", "Visa hela vandringen"),
        area = points("59.3868 17.9282", "59.3868 17.9398", "59.3912 17.9410", "59.3922 17.9330", "59.3908 17.9276"),
        routes = listOf(points("59.3880 17.9300", "59.3886 17.9330", "59.3898 17.9338", "59.3902 17.9366", "59.3890 17.9380")),
        covered = Covered(points("59.3880 17.9301", "59.3882 17.9306", "59.3884 17.9316", "59.3886 17.9326", "59.3892 17.9333"), 45.0),
        trackSegments =
            listOf(
                points("59.3880 17.9301", "59.3882 17.9312", "59.3885 17.9326", "59.3889 17.9333", "59.3895 17.9335"),
                points("59.3899 17.9345", "59.3901 17.9356", "59.3901 17.9366", "59.3897 17.9371"),
            ),
        stops =
            listOf(
                MapStop(MapPoint(59.3880, 17.9300), 1),
                MapStop(MapPoint(59.3898, 17.9338), 2),
                MapStop(MapPoint(59.3890, 17.9380), 3),
            ),
        observations =
            listOf(
                MapObservation("a", MapPoint(59.3884, 17.9316), Kind.UNSAFE),
                MapObservation("b", MapPoint(59.3892, 17.9326), Kind.SAFE),
                MapObservation("c", MapPoint(59.3904, 17.9354), Kind.WORTH_KEEPING),
                MapObservation("d", MapPoint(59.3906, 17.9374), Kind.UNSAFE),
            ),
        ownPosition = OwnPosition(MapPoint(59.3897, 17.9371), accuracyM = 45.0),
    )

private fun points(vararg latLon: String) =
    latLon.map { text -> text.split(' ').let { (lat, lon) -> MapPoint(lat.toDouble(), lon.toDouble()) } }
