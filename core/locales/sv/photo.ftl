# Foton: vad som kan gå fel och vad den som fotograferar ska veta.

photo-not_jpeg = Filen är inget JPEG-foto. Ta fotot igen med kameran, eller spara bilden som JPEG.
photo-too_large = Fotot har för många bildpunkter. Välj en mindre bildstorlek i kameran och ta det igen.
photo-unsupported = Fotot är sparat på ett ovanligt sätt som inte kan läsas. Spara det som vanlig JPEG.
photo-broken = Fotot är skadat och går inte att läsa. Ta det igen.
photo-region_outside = Området som ska göras suddigt ligger utanför fotot. Markera det igen.
photo-nothing_to_blur = Inget är markerat. Markera minst ett område som ska göras suddigt.

photo-blur = Gör suddigt
photo-blur-explained = Markera ansikten och registreringsskyltar. Det som är under försvinner ur fotot och kan inte tas fram igen.
photo-blur_after_sent-explained = Fotot är redan skickat. Den suddiga versionen ersätter det för alla. Kommunen behåller den gamla stängd så länge reglerna kräver.
photo-no_metadata = Plats, tid och uppgifter om telefonen tas bort ur fotot innan det skickas.
photo-caption = Bildtext
photo-two_versions = Fotot har två versioner som inte stämmer överens och är därför inte offentligt.

## Ett foto i telefonen

photo-title = Foto
photo-mark = Gör något suddigt
photo-mark-explained = Dra med fingret över ansikten och registreringsskyltar. Du kan markera flera ställen.
photo-mark-picture = Fotot att dra på. Utan finger: använd rutorna längre ner.
photo-mark-undo = Ångra det senaste
photo-marks = { $count ->
    [0] Inget är markerat än.
    [one] Ett ställe är markerat.
   *[other] { $count } ställen är markerade.
}
photo-blur-for_ever = Det som är under försvinner ur fotot och kan inte tas fram igen.
photo-blurred = Det är suddigt nu. Det som var under är borta.
photo-cells = Markera utan att dra
photo-cells-explained = Rutorna är fotots nio delar. Tryck på dem som ska bli suddiga.
photo-cell-1 = Uppe till vänster
photo-cell-2 = Uppe i mitten
photo-cell-3 = Uppe till höger
photo-cell-4 = Till vänster i mitten
photo-cell-5 = Mitt i fotot
photo-cell-6 = Till höger i mitten
photo-cell-7 = Nere till vänster
photo-cell-8 = Nere i mitten
photo-cell-9 = Nere till höger
photo-withdraw = Ta bort fotot
photo-withdraw-ask = Ta bort fotot?
photo-not_here = Fotot finns inte på den här telefonen.
photo-erased = Fotot är raderat.
