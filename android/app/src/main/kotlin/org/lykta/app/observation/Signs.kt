package org.lykta.app.observation

import androidx.compose.ui.graphics.vector.ImageVector
import org.lykta.app.ui.icon
import org.lykta.core.Category
import org.lykta.core.When

/** What an observation may be about, as pictures beside the words. */
internal fun signOf(category: Category): ImageVector = categorySigns.getValue(category)

/** When it is so, as pictures. */
internal fun signOf(time: When): ImageVector = timeSigns.getValue(time)

/** A face for each feeling, from 0 to 3. */
internal val FeelingSigns: List<ImageVector> =
    listOf("M8 17.2Q12 12.2 16 17.2", "M8.5 16.4Q12 14 15.5 16.4", "M8.5 15Q12 17.2 15.5 15", "M8 14.2Q12 19.4 16 14.2")
        .map { mouth -> sign("M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19Z", "M8.7 9V9.6M15.3 9V9.6", mouth) }

private val categorySigns =
    mapOf(
        // A bulb.
        Category.LIGHTING to
            sign(
                "M9.3 17.5Q9.3 15.6 7.7 13.9A6 6 0 1 1 16.3 13.9Q14.7 15.6 14.7 17.5Z",
                "M10.3 21H13.7",
                "M12 17.5V12.5L10 10.5",
                "M12 12.5 14 10.5",
            ),
        // A tree.
        Category.VEGETATION to
            sign(
                "M12 21.5V9",
                "M12 14.5 8.8 11.5",
                "M12 12 14.8 9.5",
                "M12 2.5a6.5 6.5 0 0 1 4 11.6Q14 15.2 12 14.5Q10 15.2 8 14.1a6.5 6.5 0 0 1 4-11.6",
                "M8 21.5H16",
            ),
        // A car from the side.
        Category.TRAFFIC to
            sign(
                "M2.5 16.5V12.5L5.5 11.5 8 7.5H15.5L18.5 11.5 21.5 12.5V16.5H19",
                "M14.8 16.5H9.2",
                "M5 16.5H2.5",
                "M7.1 14.4a2.1 2.1 0 1 1 0 4.2a2.1 2.1 0 1 1 0-4.2",
                "M16.9 14.4a2.1 2.1 0 1 1 0 4.2a2.1 2.1 0 1 1 0-4.2",
                "M8.5 11.5H15.5",
            ),
        // A bin that runs over.
        Category.LITTER to
            sign(
                "M5.5 10H18.5L17 21.5H7Z",
                "M4 10H20",
                "M8 7.5 9.5 3.5 12.5 5 11.5 7.5",
                "M15 7.5 16 5 18.5 6",
                "M10.3 13.5 10.6 18",
                "M13.7 13.5 13.4 18",
            ),
        // A spray can.
        Category.GRAFFITI to
            sign(
                "M4.5 11.5Q4.5 9 7 9H10.5Q13 9 13 11.5V21.5H4.5Z",
                "M6.8 9V6H10.7V9",
                "M4.5 15H13",
                "M15 5.5H15.1",
                "M18 3.5H18.1",
                "M18 7.5H18.1",
                "M21 2H21.1",
                "M21 5.5H21.1",
                "M21 9H21.1",
            ),
        // A spanner.
        Category.MAINTENANCE to
            sign("M20.6 6.3A5 5 0 0 1 13.8 12.7L6.6 19.9A1.8 1.8 0 0 1 4 17.3L11.3 10.1A5 5 0 0 1 17.7 3.4L14.6 6.5V9.4H17.5Z"),
        // Somebody alone under the moon.
        Category.ISOLATION to
            sign(
                "M8 9.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6",
                "M5 21.5V17.5Q5 15.3 8 15.3T11 17.5V21.5",
                "M2.5 21.5H21.5",
                "M19.5 3A4.2 4.2 0 1 0 21.4 9.2A4.6 4.6 0 0 1 19.5 3Z",
            ),
        // A loudspeaker.
        Category.NOISE to sign("M3 9.5H6.5L11.5 5V19L6.5 14.5H3Z", "M14.7 9.3Q17 12 14.7 14.7", "M17.7 6.3Q22.4 12 17.7 17.7"),
        // A blow, as comics draw it.
        Category.VIOLENCE to
            sign(
                "M12 2.5 14.2 6.6 18.2 4.6 17.8 9 22 10.5 18.7 13.3 20.8 17.2 16.5 17 15.5 21.3 12 18.6 8.5 21.3 7.5 17 3.2 17.2 5.3 13.3 2 10.5 6.2 9 5.8 4.6 9.8 6.6Z",
                "M12 8.8V12.5",
                "M12 15.4V15.5",
            ),
        // Somebody in a wheelchair.
        Category.ACCESSIBILITY to
            sign(
                "M10 2.5a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 1 1 0-3.2",
                "M10 8.5V14H15.2L18 19.5 20.5 18.5",
                "M10 10.8H14.5",
                "M7.3 11.6A5.2 5.2 0 1 0 14.7 18.2",
            ),
        // A bus from its front.
        Category.TRANSPORT to
            sign(
                "M5 5.5Q5 3 7.5 3H16.5Q19 3 19 5.5V18.5H5Z",
                "M5 6.5H19",
                "M5 13H19",
                "M7.5 18.5V21",
                "M16.5 18.5V21",
                "M8.3 15.8H8.4",
                "M15.7 15.8H15.8",
                "M2.5 8.5V11.5",
                "M21.5 8.5V11.5",
            ),
        // Three dots.
        Category.OTHER to sign("M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19Z", "M7.5 12H7.6", "M12 12H12.1", "M16.5 12H16.6"),
    )

private val timeSigns =
    mapOf(
        When.DAY to
            sign(
                "M12 7.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z",
                "M12 2V4",
                "M12 20V22",
                "M2 12H4",
                "M20 12H22",
                "M5 5 6.4 6.4",
                "M17.6 17.6 19 19",
                "M5 19 6.4 17.6",
                "M17.6 6.4 19 5",
            ),
        When.EVENING to sign("M2.5 17H21.5", "M6 17a6 6 0 0 1 12 0", "M12 5V8", "M4.2 9.2 6.3 11.3", "M19.8 9.2 17.7 11.3", "M6.5 21H17.5"),
        When.NIGHT to sign("M15.5 3.5A9 9 0 1 0 20.5 16A8 8 0 0 1 15.5 3.5Z"),
        When.SPRING to sign("M12 21.5V11", "M12 15Q4.5 15 4.5 8Q12 8 12 15Z", "M12 11Q12 4 19.5 4Q19.5 11 12 11Z"),
        When.SUMMER to
            sign(
                "M12 9.3a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4Z",
                "M12 9.3Q9 5.5 12 2.5Q15 5.5 12 9.3",
                "M12 14.7Q9 18.5 12 21.5Q15 18.5 12 14.7",
                "M9.3 12Q5.5 9 2.5 12Q5.5 15 9.3 12",
                "M14.7 12Q18.5 9 21.5 12Q18.5 15 14.7 12",
            ),
        When.AUTUMN to sign("M4 20 12.5 11.5", "M7 17Q4 8.5 10 5.5T20.5 3.5Q21 10 18.5 14.5T7 17Z", "M12.5 11.5V7.5", "M12.5 11.5H16.5"),
        When.WINTER to
            sign("M12 2.5V21.5", "M3.8 7.25 20.2 16.75", "M3.8 16.75 20.2 7.25", "M9.5 4 12 6.5 14.5 4", "M9.5 20 12 17.5 14.5 20"),
    )

private fun sign(vararg strokes: String): ImageVector = icon("sign", strokes.joinToString(""), stroke = 1.7f)
