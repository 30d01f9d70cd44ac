# Att vara med i en webbläsare. Läsaren kan vara 13 eller 80 år.

take_part-title = Var med på vandringen
take_part-app_name = Lykta: var med
take_part-invited = Du är inbjuden till en trygghetsvandring
take_part-welcome = Var med på { $walk }
take_part-what = Här berättar du vad du ser och hur det känns när ni går. Det går till kommunen, som använder det för att göra platser tryggare. Du behöver inget konto och du skriver inte vem du är.
take_part-offline = När sidan har öppnats en gång fungerar den också utan nät. Det du sparar skickas när nätet kommer tillbaka.
take_part-when = När: { $when }
take_part-group = Grupp: { $group }
take_part-closed = Vandringens protokoll är stängt. Det du antecknar nu sparas, men någon på kommunen måste godkänna det.
take_part-shut = Koden öppnar inte vandringen längre. Det du antecknar sparas och skickas ändå, men någon på kommunen måste godkänna det. Fråga den som leder vandringen om en ny kod.
take_part-role = Länken är för en person med uppgiften { $role }. I webbläsaren kan du bara anteckna iakttagelser. Spår, stopp, närvaro och andras iakttagelser finns i appen.

## Koden som skrivs

take_part-code = Skriv koden
take_part-code-explained = Koden har åtta tecken och står på lappen eller skärmen som samtalsledaren visar, till exempel K7MP-4Q2X. Har du en länk eller en QR-kod öppnar du den i stället.
take_part-code-label = Kod
take_part-code-send = Fortsätt
take_part-code-wrong = Koden finns inte. Se efter att du har skrivit alla åtta tecken och försök igen.
take_part-code-too_often = För många försök. Vänta { $seconds ->
    [one] en sekund
   *[other] { $seconds } sekunder
} och försök igen.
take_part-code-no_network = Det gick inte att nå servern. Koden kan bara prövas när det finns nät. Försök igen om en stund.
take_part-link-broken = Länken är inte hel. Öppna den igen, skanna QR-koden en gång till eller skriv koden här.
take_part-without_script = Din webbläsare kör inte sidans program (JavaScript). Du kan vara med ändå med koden här nedanför. Då behövs nät hela tiden, och det finns ingen karta.

## Innan den första anteckningen

take_part-notice = Så används det du berättar
take_part-notice-read = Jag har läst – börja
take_part-notice-changed = Texten om hur uppgifterna används har ändrats. Läs den innan du antecknar mer.
take_part-notice-again = Läs hur uppgifterna används

## Formuläret

take_part-record = Anteckna
take_part-record-explained = Välj hur platsen känns. Det räcker. Resten fyller du i om du vill.
take_part-kind = Hur känns det här?
take_part-where = Var?
take_part-where-here = Här där jag står
take_part-where-map = På kartan
take_part-where-words = Med ord
take_part-where-unplaced = Ingen särskild plats
take_part-where-explained = Du kan hoppa över det här.
take_part-position-searching = Söker din position …
take_part-position-found = Positionen är hittad. Den kan vara { $metres } meter fel.
take_part-position-vague = Positionen är osäker och kan vara { $metres } meter fel. Peka gärna på kartan eller skriv var det är.
take_part-position-denied = Webbläsaren får inte använda din position. Peka på kartan eller skriv var det är, eller tillåt position i webbläsarens inställningar.
take_part-position-failed = Positionen gick inte att hitta. Peka på kartan eller skriv var det är.
take_part-position-waits = Väntar på positionen …
take_part-position-again = Sök positionen igen
take_part-map-explained = Flytta kartan så att korset är på platsen och tryck på knappen. Med tangentbord: piltangenterna flyttar kartan, plus och minus zoomar.
take_part-map-mark = Platsen är här
take_part-map-marked = Platsen är utmärkt på kartan. Flytta kartan och tryck igen om det blev fel.
take_part-map-not_marked = Ingen plats är utmärkt än.
take_part-map-failed = Kartan kan inte visas här. Skriv var det är i stället.
take_part-situation = Skriv var det är, eller när det känns så
take_part-situation-hint = Till exempel: gångvägen bakom skolan, eller när jag går hem från sista bussen.
take_part-words = Med dina egna ord
take_part-words-hint = Vad ser du? Vad gör att det känns så? Skriv inget som pekar ut en person.
take_part-photos = Foton
take_part-photos-hint = Plats och uppgifter om telefonen tas bort ur fotot innan det skickas. Fota helst inte människor.
take_part-photos-hint-server = Högst tre foton (JPEG) åt gången. Servern tar bort plats och uppgifter om telefonen innan fotot sparas.
take_part-photos-add = Lägg till foto
take_part-photo-preparing = Fotot görs i ordning …
take_part-photo-added = { $count ->
    [one] Ett foto är med.
   *[other] { $count } foton är med.
}
take_part-photo-number = Foto { $number }
take_part-photo-remove = Ta bort foto { $number }
take_part-photo-failed = Fotot kan inte läsas. Välj ett annat, eller spara utan foto.
take_part-photo-caption = Vad visar foto { $number }?
take_part-photo-hide = Dölj något i foto { $number }
take_part-photo-hidden = Det markerade är borta ur fotot och skickas inte.
take_part-caption = Vad visar fotona?
take_part-caption-hint = Texten gäller alla foton som du skickar nu.
take_part-hide = Dölj något i fotot
take_part-hide-explained = Dra en ruta över ansikten, skyltar och annat som pekar ut någon, eller tryck en gång där rutan ska vara.
take_part-hide-keys = Med tangentbord: piltangenterna flyttar rutan, skift och pil ändrar storleken, Delete tar bort den.
take_part-hide-picture = Fotot som det ser ut nu
take_part-hide-add = Lägg till ruta
take_part-hide-larger = Större ruta
take_part-hide-smaller = Mindre ruta
take_part-hide-remove = Ta bort rutan
take_part-hide-box = Ruta { $number }
take_part-hide-do = Dölj det som är under
take_part-more = Berätta mer
take_part-category = Vad handlar det om?
take_part-feeling = Hur tryggt känns det?
take_part-at_times = När är det så?
take_part-at_times-hint = Välj en eller flera tider, om det inte är likadant jämt.
take_part-suggestion = Vad skulle göra det bättre?
take_part-save = Spara
take_part-send = Skicka
take_part-kind-missing = Välj först hur det känns: tryggt, otryggt eller värt att bevara.
take_part-too_long = Texten är för lång. Korta den och spara igen.
take_part-photos-many = Du kan skicka högst tre foton åt gången. Välj färre.
take_part-photos-large = Fotona är för stora att skicka på en gång. Välj färre eller mindre foton.
take_part-photo-again = Välj fotona igen: webbläsaren kommer inte ihåg dem.
take_part-mend = Det är inte sparat än
take_part-saved = Sparat på telefonen. Det skickas när det finns nät.
take_part-saved-server = Tack! Det har kommit fram och är sparat hos kommunen.
take_part-arrived = Det du har antecknat har kommit fram.

## Det jag har antecknat

take_part-mine = Det jag har antecknat
take_part-mine-none = Du har inte antecknat något än.
take_part-all_arrived = Allt du har antecknat har kommit fram.
take_part-waiting = { $count ->
    [one] En anteckning finns bara på den här telefonen.
   *[other] { $count } anteckningar finns bara på den här telefonen.
}
take_part-waiting-photos = { $count ->
    [one] Ett foto ({ $size }) väntar på att skickas.
   *[other] { $count } foton ({ $size }) väntar på att skickas.
}
take_part-waits-for_network = Inget nät just nu. Det skickas av sig självt när nätet kommer tillbaka, så länge sidan är öppen.
take_part-waits-for_server = Servern går inte att nå just nu. Ett nytt försök görs av sig självt.
take_part-sending = Skickar …
take_part-send-now = Försök skicka nu
take_part-no_words = Utan ord
take_part-change = Ändra texten
take_part-change-save = Spara ändringen
take_part-change-cancel = Avbryt
take_part-changed = Ändringen är sparad på telefonen.
take_part-withdraw = Ta tillbaka
take_part-withdraw-sure = Ta tillbaka anteckningen? Har den redan skickats försvinner den ur kommunens listor, men den kan finnas kvar i historiken.
take_part-withdrawn = Anteckningen är tillbakatagen.
take_part-photo_count = { $count ->
    [one] Ett foto
   *[other] { $count } foton
}
take_part-photo-gone = Webbläsaren har rensat bort ett foto som inte hann skickas. Ta det igen om du kan.
take_part-photo-refused = Servern kan inte ta emot ett av fotona. Det ligger kvar här. Visa det för samtalsledaren, eller ta fotot igen.

## Vad webbläsaren kan lova

take_part-may_be_cleared = Den här webbläsaren kan rensa det som inte har skickats, till exempel i privat läge eller när minnet tar slut. Låt sidan vara öppen tills allt har kommit fram.
take_part-nothing_kept = Den här webbläsaren kan inte spara något, kanske för att den är i privat läge. Öppna länken i ett vanligt fönster, eller skriv koden här. Då sparas allt direkt på servern.
take_part-not_saved = Det gick inte att spara: webbläsaren säger att det inte finns plats. Det du har skrivit står kvar. Gör plats på telefonen eller ta bort ett foto, och försök igen.
take_part-failed = Något gick fel på sidan. Det du har sparat finns kvar. Ladda om sidan och försök igen.
take_part-language-offline = Språket kan bytas när det finns nät.

## Lämna

take_part-leave = Lämna vandringen på den här enheten
take_part-leave-sure = Lämna vandringen? Det du har skickat finns kvar hos kommunen, men du ser det inte längre här.
take_part-leave-unsent = Allt har inte skickats än. Om du lämnar nu försvinner det som bara finns på telefonen, och ingen kan ta fram det igen.
take_part-leave-yes = Ja, lämna
take_part-leave-no = Nej, stanna
take_part-left = Du har lämnat vandringen på den här enheten.
take_part-left-server = Du har lämnat vandringen i den här webbläsaren. Det du skickade finns kvar hos kommunen.
