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
