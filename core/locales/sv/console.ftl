# The console: planning walks, people, settings.

console-people = Personer
console-settings = Inställningar
console-account = Konto
console-save = Spara
console-cancel = Avbryt
console-faults = Något behöver rättas innan det kan sparas

## Inställningar

console-settings-explained = Det här syns för alla som använder servern: i sidhuvudet, på sidan som deltagare ser innan de börjar, och i deras telefoner.
console-section-municipality = Kommunen
console-section-contact = Kontakt
console-section-contact-explained = Vart deltagare vänder sig med frågor. Det står sist i integritetsinformationen.
console-section-retention = Gallring
console-section-retention-explained = Servern raderar inget av sig själv än. Tiden står i integritetsinformationen, och ni ansvarar för att den följs.
console-section-notice = Integritetsinformation
console-section-notice-explained = Alla som deltar får läsa den innan de börjar. Lämna fälten tomma för att visa vår text. Den fylls i med uppgifterna på den här sidan.
console-section-languages = Språk
console-section-languages-explained = Svenska finns alltid. Utan engelska försvinner knappen för att byta språk.
console-section-crest = Kommunvapen
console-section-basemap = Bakgrundskarta
console-section-basemap-explained = Kartan under vandringarna. Utan den visas bara det som har antecknats, på tom bakgrund.

console-field-municipality = Kommunens namn
console-field-municipality-hint = Som det ska stå i sidhuvudet, till exempel Ljusdals kommun.
console-field-contact_text = Vem man vänder sig till
console-field-contact_text-hint = Till exempel enhet, öppettider och hur man når dataskyddsombudet.
console-field-contact_email = E-post
console-field-contact_phone = Telefon
console-field-contact_web = Webbsida
console-field-contact_web-hint = Hela adressen, med https:// först.
console-field-retention_days = Antal dagar efter vandringen
console-field-retention_days-hint = Lämna tomt om inget är beslutat.
console-field-retention_decision = Beslutets beteckning
console-field-retention_decision-hint = Till exempel diarienummer och datum.
console-field-notice_sv = Egen text på svenska
console-field-notice_sv-hint = Skriv vem som ansvarar, varför, med vilket lagstöd, hur länge, att det som skickas blir allmän handling och vilka rättigheter man har.
console-field-notice_en = Egen text på engelska
console-field-english = Visa sidorna också på engelska
console-field-crest = Välj en bild
console-field-crest-hint = PNG eller JPEG, högst 2 MB och 4 096 bildpunkter på längden. Bilden ritas om, så inget annat i filen följer med.
console-field-attribution = Vem kartan kommer från
console-field-attribution-hint = Visas på kartan, till exempel © OpenStreetMaps bidragsgivare.
console-field-basemap = Välj en karta
console-field-basemap-hint = En PMTiles-fil av version 3, högst 4 GB. Den gamla kartan är kvar tills den nya är hel. Lämna tomt för att bara ändra vem kartan kommer från.

console-notice-shown = Så lyder texten som visas nu
console-notice-ours = Så lyder vår text, som inte visas
console-crest-alt = Kommunvapnet som det visas nu
console-crest-none = Inget kommunvapen. I sidhuvudet visas en lykta.
console-crest-send = Använd bilden
console-crest-remove = Ta bort kommunvapnet
console-basemap-none = Det finns ingen bakgrundskarta.
console-basemap-size = Storlek
console-basemap-megabytes = { $megabytes } MB
console-basemap-added = Tillagd
console-basemap-bounds = Täcker
console-basemap-corners = { $south }° till { $north }° nord och { $west }° till { $east }° öst
console-basemap-overruled = Servern är startad med en annan uppgift om vem kartan kommer från. Den visas i stället, tills servern startas utan den.
console-basemap-send = Spara kartan
console-basemap-remove = Ta bort bakgrundskartan
console-basemap-remove-explained = Vandringarna visas sedan på tom bakgrund. Telefoner som redan har hämtat kartan har den kvar.
console-basemap-remove-sure = Ja, ta bort kartan

console-done-saved = Inställningarna är sparade.
console-done-crest = Kommunvapnet är sparat.
console-done-crest_removed = Kommunvapnet är borttaget.
console-done-basemap = Bakgrundskartan är sparad.
console-done-basemap_removed = Bakgrundskartan är borttagen.

console-fault-too_long = Texten är för lång. Den får ha högst { $longest } tecken.
console-fault-municipality = Skriv kommunens namn.
console-fault-email = Adressen är inte hel. Skriv som namn@kommun.se.
console-fault-phone = Skriv bara siffror, mellanslag och tecknen + - ( ) /.
console-fault-web = Skriv hela adressen, med https:// först.
console-fault-notice_sv = Skriv texten också på svenska, eller ta bort den engelska.
console-fault-notice_en = Skriv texten också på engelska, eller visa inte sidorna på engelska.
console-fault-days = Skriv ett helt antal dagar, från 1 till 36525.
console-fault-decision = Skriv vilket beslut tiden följer av.
console-fault-no_file = Välj en fil först.
console-fault-crest_large = Filen är för stor. Den får ha högst 2 MB.
console-fault-crest_format = Det är varken en PNG- eller en JPEG-bild. Spara bilden i något av dem och försök igen.
console-fault-crest_pixels = Bilden har för många bildpunkter. Minska den till högst 4 096 på längden.
console-fault-crest_broken = Bilden är skadad. Spara den på nytt och försök igen.
console-fault-attribution = Skriv vem kartan kommer från. Det måste stå på kartan.
console-fault-basemap_large = Kartan är för stor. Den får ha högst 4 GB.
console-fault-basemap_format = Det är ingen PMTiles-fil av version 3. Fråga den som gjorde kartan.
console-fault-basemap_busy = En annan karta håller på att tas emot. Vänta tills den är klar.

## Integritetsinformation

console-notice-responsible = Vem som ansvarar: { $municipality } är personuppgiftsansvarig för det som antecknas på vandringen.
console-notice-responsible_unnamed = Vem som ansvarar: Kommunen som ordnar vandringen är personuppgiftsansvarig för det som antecknas.
console-notice-why = Varför: Kommunen vill veta var människor känner sig trygga och otrygga, för att kunna göra platserna bättre. Du kan delta utan namn, e-post eller telefonnummer. Din telefon får ett slumpat nummer som bara gäller den här vandringen. Det du skriver, foton du tar och platserna som hör till kan ändå berätta något om dig eller andra. Skriv därför inte namn, och undvik att fotografera människor.
console-notice-ground = Lagstöd: Uppgifterna behövs för en uppgift av allmänt intresse (artikel 6.1 e i dataskyddsförordningen).
console-notice-public = Allmän handling: Det du skickar blir en allmän handling hos kommunen. Den som begär ut den kan få läsa den, om uppgifterna inte omfattas av sekretess.
console-notice-kept = Hur länge: Uppgifterna sparas i { $days } dagar efter vandringen och raderas sedan, enligt kommunens beslut { $decision }.
console-notice-kept_undecided = Hur länge: Kommunen har inte angett hur länge uppgifterna sparas. Fråga kommunen.
console-notice-rights = Dina rättigheter: Du kan begära att få veta vilka uppgifter som finns om dig, få fel rättade, invända mot hur uppgifterna används och be att de raderas. Ibland måste kommunen ändå spara dem enligt lag. Är du missnöjd kan du klaga hos Integritetsskyddsmyndigheten, imy.se.
console-notice-contact = Kontakt:
console-notice-contact_unknown = Kontakt: Vänd dig till kommunen som ordnar vandringen.

## Personer

console-people-explained = De som får logga in här. Deltagare behöver inget konto.
console-all_people = Alla personer
console-add_person = Lägg till en person
console-you = du
console-last_signed_in = Senast inloggad
console-never_signed_in = Aldrig
console-role-coordinator = Samordnare
console-role-coordinator-explained = Planerar vandringar, följer dem och läser allt som kommer in.
console-role-administrator = Administratör
console-role-administrator-explained = Gör det som samordnare gör, och ändrar dessutom inställningar och personer.
console-section-person = Personen
console-section-password = Första lösenordet
console-section-new_password = Nytt lösenord
console-section-new_password-explained = Personen loggas ut överallt.
console-field-person_name = Användarnamn
console-field-person_name-hint = Så loggar personen in. Namnet står vid det personen gör i vandringarna.
console-field-role = Vad personen får göra
console-field-first_password = Lösenord
console-field-first_password-hint = Minst 12 tecken. Lämna tomt, så väljer servern ett och visar det en gång.
console-field-new_password = Nytt lösenord
console-field-new_password-hint = Minst 12 tecken. Flera ord är lätta att minnas.
console-field-old_password = Nuvarande lösenord
console-field-same_password = Nytt lösenord en gång till
console-change_role = Ändra
console-set_password = Ge nytt lösenord
console-remove = Ta bort personen
console-remove_person = Ta bort { $name }?
console-remove_person-explained = Personen loggas ut överallt och kan inte logga in igen. Det personen har gjort i vandringarna är kvar.
console-remove_sure = Ja, ta bort
console-person_added = Personen är tillagd
console-password_changed = Lösenordet är bytt
console-password_once = Lösenordet visas bara nu. Ge det till personen på ett säkert sätt, och be personen byta det under Konto.
console-noted = Jag har antecknat det
console-done-person_added = Personen är tillagd.
console-done-role_changed = Personens roll är ändrad.
console-done-password_changed = Lösenordet är bytt, och personen är utloggad överallt.
console-done-person_removed = Personen är borttagen.
console-fault-person_name = Skriv ett namn med 1 till { $longest } tecken.
console-fault-name_taken = Det finns redan någon som heter så. Välj ett annat namn.
console-fault-password = Ett lösenord har { $shortest } till { $longest } tecken. Flera ord är lätta att minnas.
console-fault-last_administrator = Det här är den sista administratören. Gör någon annan till administratör först.

## Konto

console-change_password = Byt lösenord
console-sessions = Där du är inloggad
console-sessions-explained = Känner du inte igen något? Logga ut överallt och byt lösenord.
console-this_browser = Den här webbläsaren
console-unknown_browser = Okänd webbläsare
console-since = Sedan
console-sign_out_everywhere = Logga ut överallt
console-signed_out_everywhere = Du är utloggad överallt.
console-done-own_password = Lösenordet är bytt. Du är utloggad överallt utom här.
console-fault-old_password = Det nuvarande lösenordet stämmer inte.
console-fault-same_password = De två nya lösenorden är inte lika. Skriv dem igen.

## Att planera en vandring

plan-nav = Vandringens sidor
plan-nav-walk = Vandring
plan-nav-plan = Plan
plan-nav-codes = Koder
plan-new_walk = Ny vandring
plan-first_walk = Skapa den första vandringen
plan-first_walk-explained = Börja med namn, tid och område. Grupperna och deras vägar lägger du till efteråt.
plan-new_walk-explained = Börja med namn, tid och område. När vandringen är skapad lägger du till grupperna.
plan-make_walk = Skapa vandringen
plan-cancel_form = Avbryt
plan-save = Spara
plan-saved = Sparat.
plan-back = Tillbaka till planen
plan-do_nothing = Nej, gör ingenting
plan-the_walk = Vandringen
plan-about = Om vandringen
plan-when = När
plan-name = Namn
plan-name-hint = Det som står på affischen och i telefonerna, till exempel ”Kvällsvandring i Gloet”.
plan-occasion = Sorts vandring
plan-purpose = Syfte
plan-purpose-hint = Frivilligt. En eller två meningar som alla som går med får läsa.
plan-date = Dag
plan-from = Från
plan-to = Till
plan-ends_on = Slutar en annan dag
plan-ends_on-hint = Fyll bara i om vandringen går över midnatt.
plan-light = Ljus
plan-light-unknown = Vet inte än

plan-area = Område
plan-which_area = Vilket område?
plan-which_area-hint = Välj samma område som förra gången, så hör vandringen till samma trygghetsplan.
plan-new_area = Ett nytt område
plan-new_area-hint = Fälten nedan gäller bara ett nytt område.
plan-area_name = Områdets namn
plan-area_name-hint = Lämna tomt om namnet står i filen.
plan-area_file = Gränsen från en fil
plan-area_file-hint = Frivilligt. En GeoJSON-fil med en polygon. Den går före det som är ritat.
plan-area_without_name = Område utan namn
plan-area_shared = { $count ->
    [one] En vandring går i det här området. Ändringen syns på den.
   *[other] { $count } vandringar delar det här området. Ändringen syns på alla.
}
plan-name_and_outline = Namn och gräns
plan-has_outline = Gränsen är ritad
plan-no_outline = Ingen gräns är ritad. Då räknas ingen täckning ut.

plan-groups = Grupper
plan-no_groups = Det finns inga grupper än. Utan grupp finns det inga koder att dela ut.
plan-add_group = Lägg till en grupp
plan-remove_group = Ta bort gruppen
plan-remove_group-ask = Ta bort gruppen?
plan-remove_group-1 = Ingen har gått med i gruppen och inget är antecknat i den. Den försvinner ur planen.
plan-remove_group-2 = Koderna på gruppens blad slutar gälla, även på blad som redan är utskrivna. Du kan ta tillbaka gruppen, men då får den nya koder.
plan-removed_groups = Borttagna grupper
plan-group_back = Ta tillbaka gruppen
plan-group_back-ask = Ta tillbaka gruppen?
plan-group_back-1 = Gruppen kommer tillbaka med sin väg och sina stopp.
plan-group_back-2 = Den får nya koder. Skriv ut bladet på nytt.
plan-group_used = Ändra gruppen
plan-group_used-ask = Gruppen kan inte tas bort
plan-group_used-1 = Någon har redan gått med i gruppen eller antecknat något i den.
plan-group_used-2 = Inget som är antecknat får försvinna. Du kan ändra gruppens namn, väg och stopp i stället.
plan-new_group = Ny grupp
plan-the_group = Gruppen
plan-group_name-hint = Till exempel ”Norra delen”. Lämna tomt om namnet står i filen.
plan-route_and_stops = Väg och stopp
plan-stops = Stopp
plan-no_stops = Inga stopp är utsatta.
plan-stop_name = Stopp { $number }, namn
plan-remove_stop = Ta bort stoppet
plan-stop_count = { $count ->
    [0] inga stopp
    [one] ett stopp
   *[other] { $count } stopp
}
plan-has_route = Vägen är ritad
plan-no_route = Ingen väg är ritad
plan-route_file = Väg och stopp från en fil
plan-route_file-hint = Frivilligt. GPX eller GeoJSON. Filens väg och stopp ersätter dem som står här.
plan-route_file_new-hint = Frivilligt. GPX, eller GeoJSON med en linje per grupp. Har filen flera linjer skapas en grupp av varje.
plan-has_begun = Vandringen har börjat. Telefonerna får den nya vägen först när de synkroniserar.

plan-draw_needs_script = Kartan behöver JavaScript. Utan det går det bra att ladda upp en fil nedan.
plan-draw_outline-hint = Tryck på kartan för att sätta ut områdets hörn. Dra i ett hörn för att flytta det. Med tangentbord: flytta kartan med piltangenterna tills korset pekar rätt och välj ”Lägg till vid korset”.
plan-draw_route-hint = Tryck på kartan för att sätta ut vägen punkt för punkt. Dra i en punkt för att flytta den. Med tangentbord: flytta kartan med piltangenterna tills korset pekar rätt och välj ”Lägg till vid korset”.
plan-tap = Ett tryck på kartan lägger till
plan-tap-point = en punkt på vägen
plan-tap-stop = ett stopp
plan-add_here = Lägg till vid korset
plan-undo = Ångra
plan-clear = Ta bort alla punkter
plan-points_outline = Områdets hörn som lista
plan-points_route = Vägens punkter som lista
plan-label-point = Punkt { $number } ({ $place })
plan-label-stop = Stopp { $number }
plan-label-stop_name = Stopp { $number }, namn
plan-label-go_to = Visa { $what } på kartan
plan-label-move_here = Flytta { $what } till korset
plan-label-insert = Ny punkt efter { $what }
plan-label-remove = Ta bort { $what }
plan-label-show = Visa
plan-label-move = Flytta
plan-label-between = Ny punkt efter
plan-label-take_away = Ta bort
plan-label-added = { $what } är tillagd.
plan-label-moved = { $what } är flyttad.
plan-label-removed = { $what } är borttagen.
plan-label-undone = Ändringen är ångrad.
plan-label-length = { $count } punkter, { $metres } m

plan-end_makes_codes = Ändrar du när vandringen slutar får varje grupp nya koder. Skriv i så fall ut bladen på nytt. Blad som redan är utskrivna fungerar, men bara till 30 dagar efter den tidigare sluttiden.
plan-unsettled = Någon annan har skrivit något annat
plan-unsettled-explained = Det som står i fälten gäller när du sparar.
plan-changed_meanwhile = Någon annan ändrade det här medan du skrev
plan-changed_meanwhile-explained = Inget är sparat än. Det du skrev står kvar nedan. Öppna sidan i en ny flik för att se vad som gäller nu. Sparar du igen ersätter det du skrev.

plan-wrong = Det här behöver rättas
plan-wrong-name_missing = Skriv ett namn.
plan-wrong-too_long = Texten får ha högst { $most } tecken. Korta den.
plan-wrong-choice = Välj ett av alternativen.
plan-wrong-date = Skriv en dag mellan år 2000 och 2199.
plan-wrong-time = Skriv ett klockslag, till exempel 18.30.
plan-wrong-clock_gap = Det klockslaget finns inte den dagen, för klockan ställs fram. Välj ett annat.
plan-wrong-end_before_start = Vandringen måste sluta efter att den har börjat. Går den över midnatt, fyll i ”Slutar en annan dag”.

plan-file_too_large = Filen är för stor. Den får vara högst 16 MB.
plan-bad-geojson = Filen gick inte att läsa som GeoJSON. Välj en annan fil.
plan-bad-gpx = Filen gick inte att läsa som GPX. Välj en annan fil.
plan-bad-document_type = Filen innehåller en dokumenttyp, och det har inte GPX. Exportera filen på nytt.
plan-bad-no_way = Filen har varken en väg eller ett spår. Välj en annan fil.
plan-bad-no_polygon = Filen har ingen polygon. Rita områdets gräns som en polygon.
plan-bad-no_line = Filen har ingen linje. Rita gruppens väg som en linje.
plan-bad-not_on_earth = En punkt ligger inte på jorden. I GeoJSON står longituden först.
plan-bad-too_wide = Det är mer än 50 km från ena änden till den andra. Kontrollera att punkterna stämmer.
plan-bad-too_few = En gräns behöver minst tre punkter och en väg minst två.
plan-bad-too_many = En gräns eller en väg får ha högst { $most } punkter. Förenkla den.
plan-bad-too_many_stops = En grupp får ha högst { $most } stopp.
plan-bad-too_many_groups = En fil får ha högst { $most } grupper. Dela upp den.
plan-bad-several_groups = Filen har flera linjer. Här behövs en fil med en enda väg.

## Koder

plan-to_codes = Koder att dela ut
plan-codes-explained = Varje grupp har en kod för deltagare och en för den som leder. En kod är inget lösenord: den släpper in i den här vandringen och ingen annanstans.
plan-codes-until = Det som antecknas med koderna tas emot direkt till och med { $date }. Det som kommer senare tas också emot, men du behöver godkänna det.
plan-no_groups_no_codes = Koderna hör till grupper. Lägg till en grupp först.
plan-for_participants = För deltagare
plan-for_participants-explained = Får sättas upp och skickas till alla i gruppen. Den som går med ser bara sina egna iakttagelser.
plan-for_leader = För samtalsledaren
plan-for_leader-explained = Bara för den som leder gruppen: visar allt som gruppen antecknar och får bjuda in fler. Sätt inte upp den.
plan-to_print = Skriv ut
plan-to_screen = Visa på skärm
plan-renew = Byt kod
plan-renew_participant-ask = Byta deltagarnas kod?
plan-renew_leader-ask = Byta samtalsledarens kod?
plan-renew-1 = Gruppen får en ny kod. Skriv ut bladet på nytt.
plan-renew-2 = Den gamla koden slutar gälla. De som har gått med med den kan inte längre läsa något av vandringen eller bjuda in andra.
plan-renew-3 = Det som de redan har skickat finns kvar. Det som de skickar senare tas emot, men räknas först när du har godkänt det.
plan-renew-4 = Koder som en samtalsledare visar från sin egen telefon är andra koder och fortsätter att gälla.
plan-print = Skriv ut bladet
plan-print-hint = Bladet är gjort för ett A4. Skriv ut det härifrån, eller med webbläsarens utskrift.
plan-qr = QR-kod som öppnar vandringen
plan-link = Länken i koden
plan-link-hint = Att skicka till deltagare, till exempel i ett sms.
plan-link_leader-hint = Skicka den bara till den som leder gruppen.
plan-sheet-title = Gå med och berätta vad du ser
plan-sheet-1 = Rikta telefonens kamera mot rutan och öppna länken.
plan-sheet-2 = Eller öppna webbadressen nedan och skriv koden.
plan-sheet-address = Webbadress
plan-sheet-short = Kod
plan-sheet-small = Du behöver varken konto eller namn. Det du skickar blir en allmän handling hos kommunen.
plan-sheet-cancelled = Vandringen är inställd.
plan-sheet-leader_title = Du som leder gruppen
plan-sheet-leader_warning = Bara för samtalsledaren. Sätt inte upp det här bladet.
plan-sheet-leader-1 = Rikta telefonens kamera mot rutan och öppna länken med appen.
plan-sheet-leader-2 = Deltagarna går med genom deltagarnas kod, inte med den här.
plan-sheet-leader_small = Den här koden visar allt som gruppen antecknar och får bjuda in fler. Kommer den bort, be samordnaren att byta kod.

## Ställa in och stänga

plan-life = Ställa in eller stänga
plan-cancel = Ställ in vandringen
plan-cancel-short = om den inte blir av
plan-cancel-ask = Ställa in vandringen?
plan-cancel-done = Vandringen är redan inställd.
plan-cancel-1 = Vandringen visas som inställd här, på bladen och på skärmen.
plan-cancel-2 = Telefoner som har gått med får veta det nästa gång de synkroniserar. Deltagare utan nät behöver du nå på annat sätt.
plan-cancel-3 = Inget som är antecknat försvinner, och det som ändå antecknas tas emot som vanligt. Du kan ångra dig.
plan-reinstate = Ta tillbaka att den är inställd
plan-reinstate-short = om den ändå blir av
plan-reinstate-ask = Ska vandringen bli av ändå?
plan-reinstate-done = Vandringen är inte inställd.
plan-reinstate-1 = Vandringen visas inte längre som inställd.
plan-reinstate-2 = Telefoner som har gått med får veta det nästa gång de synkroniserar.
plan-reinstate-3 = Koderna är desamma som förut.
plan-close = Stäng protokollet
plan-close-short = när allt har kommit in
plan-close-ask = Stänga protokollet?
plan-close-done = Protokollet är redan stängt.
plan-close-1 = Det som har kommit in finns kvar och kan läsas av dem som har gått med.
plan-close-2 = Det som telefoner skickar efter det här tas emot, men räknas först när du har godkänt det.
plan-close-3 = Se först efter på vandringens sida om någon telefon har något kvar att skicka. Du kan öppna protokollet igen.
plan-reopen = Öppna protokollet igen
plan-reopen-short = om mer ska komma in
plan-reopen-ask = Öppna protokollet igen?
plan-reopen-done = Protokollet är redan öppet.
plan-reopen-1 = Det som telefoner skickar från och med nu räknas direkt, om deras koder fortfarande gäller.
plan-reopen-2 = Det som kom medan protokollet var stängt väntar fortfarande på att du godkänner det.
plan-reopen-3 = Du kan stänga det igen när du vill.

plan-too_large = Filen är för stor
plan-too_large-explained = Inget är sparat. Gå tillbaka och välj en mindre fil, högst 16 MB.
