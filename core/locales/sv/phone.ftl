# Appen i telefonen. Läsaren går i mörker med handskar på. Korta ord, stora saker först.

phone-loading = Läser …
phone-back = Tillbaka
phone-go_on = Fortsätt
phone-save = Spara
phone-cancel = Avbryt
phone-again = Försök igen
phone-undo = Ångra
phone-close = Stäng

## Mina vandringar

walks-title = Mina vandringar
walks-empty = Du är inte med på någon vandring än.
walks-empty-explained = Skanna QR-koden som samtalsledaren visar, eller öppna länken som du har fått.
walks-join = Gå med på en vandring
walks-not_visible = { $count ->
    [0] Allt har kommit fram.
    [one] En sak har inte kommit fram än.
   *[other] { $count } saker har inte kommit fram än.
}
walks-settings = Inställningar
walks-cancelled = Vandringen är inställd.

## Gå med

join-title = Gå med
join-explained = Skanna QR-koden som samtalsledaren visar. Det går utan nät.
join-scan = Skanna QR-koden
join-code = Skriv in en kod
join-paste = Klistra in en länk
join-other = Andra sätt att gå med
join-link = Länk
join-found = Du går med på { $walk } som { $role }.
join-found_unnamed = Du går med på en vandring som { $role }.
join-known = Du är redan med på { $walk } som { $role }. Det du har antecknat är kvar.
join-otherwise = Går du med igen blir du { $role } i stället.
join-recording = Inspelningen av den andra vandringen fortsätter.
join-recording_this = Den här vandringen spelas in på din telefon. Avsluta inspelningen innan du går med igen.
join-go = Gå med
join-go_again = Gå med igen
join-wrong = Det här är ingen länk till en vandring. Den börjar med https:// och innehåller /join#.

scan-title = Skanna QR-koden
scan-why = Appen behöver kameran för att läsa QR-koden. Ingen bild sparas och ingen bild skickas.
scan-allow = Tillåt kameran
scan-aim = Håll QR-koden innanför hörnen.
scan-preview = Kamerans bild
scan-foreign = Det här är ingen kod till en vandring. Rikta kameran mot en annan kod.
scan-light_on = Tänd lampan
scan-light_off = Släck lampan
scan-refused_for_good = Kameran är avstängd för appen. Slå på den i telefonens inställningar, eller gå med på ett annat sätt.
scan-no_camera = Telefonen har ingen kamera som appen kan använda. Gå med på ett annat sätt.
scan-failed = Kameran går inte att använda just nu. Stäng andra appar som använder den och försök igen.
camera-none = Ingen kamera svarar
camera-none-explained = Telefonen har ingen app som tar foton. Du kan välja ett foto som redan är taget: öppna iakttagelsen och tryck på Välj foton.
camera-untaken = { $count ->
    [one] Ett foto som du tog kom inte in i appen.
   *[other] { $count } foton som du tog kom inte in i appen.
}
camera-untaken-explained = Det du tog finns kvar på telefonen. Försök igen, dela det till en annan app eller ta bort det.
camera-untaken-share = Dela
camera-untaken-remove = { $count ->
    [one] Ta bort fotot
   *[other] Ta bort fotona
}
camera-untaken-remove-ask = { $count ->
    [one] Ta bort fotot?
   *[other] Ta bort fotona?
}
camera-untaken-remove-explained = Det finns ingen annanstans.
camera-untaken-open = Visa iakttagelsen
camera-refused = Appen får inte använda kameran.
camera-refused-explained = Slå på kameran i telefonens inställningar för appen. Du kan också välja ett foto som redan är taget.
camera-settings = Öppna inställningarna

code-title = Skriv in en kod
code-explained = Adressen och koden står på skylten, eller så läser samtalsledaren upp dem. Telefonen måste ha nät.
code-address = Adress
code-address-hint = Till exempel lykta.exempel.se
code-code = Kod
code-code-hint = Åtta tecken, till exempel AB12-CD34
code-find = Hitta vandringen
code-searching = Letar efter vandringen …
code-no_answer = Servern svarar inte. Se efter att adressen är rätt och att telefonen har nät. Utan nät kan du skanna QR-koden.
code-bad_address = Adressen är inte rätt skriven. Den ser ut så här: lykta.exempel.se
code-server = Adressen svarar, men kan inte ta emot koden. Se efter att den är rätt och försök igen.
code-too_often = Du har provat för många koder. Vänta { $minutes ->
    [one] en minut
   *[other] { $minutes } minuter
} och försök igen. Du kan skanna QR-koden under tiden.

notice-title = Så används det du berättar
notice-accept = Jag har läst – börja

## Vandringen

walk-when = { $start } till { $end }
walk-light = Ljus: { $light }
walk-groups = Grupper
walk-joined = { $count ->
    [0] Ingen telefon är med än
    [one] En telefon är med
   *[other] { $count } telefoner är med
}
walk-group = Grupp: { $group }
walk-no_package = Väg och grupper kommer när telefonen har nät. Du kan anteckna redan nu.
walk-no_basemap = Kartan under vandringen hämtas när telefonen har nät.
walk-start = Börja gå
walk-go_on = Tillbaka till inspelningen
walk-record = Anteckna
walk-attendance = Vilka är med?
walk-conditions = Ljus, väder och annat
walk-review = Gå igenom
walk-invite = Bjud in
walk-sync = Skicka och se vad som kommit fram
walk-guide = Kom ihåg
walk-guide-1 = Berätta hur det går till: vi går vägen, stannar och pratar. Alla får säga vad de känner.
walk-guide-2 = Anteckna orden som de sägs. Skriv aldrig vem som sa dem.
walk-guide-3 = Fråga också vad som är bra och värt att bevara.
walk-guide-4 = Gå igenom allt tillsammans innan ni skiljs åt.

## Inspelningen

recording-title = Inspelning
recording-beats = Spåret spelas in. { $fixes ->
    [one] En position
   *[other] { $fixes } positioner
}, { $gaps ->
    [0] inga avbrott
    [one] ett avbrott
   *[other] { $gaps } avbrott
}.
recording-searching = Söker telefonens position …
recording-covered = { $percent } procent av området är gått
recording-overdue = Spåret är avslutat: vandringen skulle ha slutat för mer än en halvtimme sedan.
recording-refused = Spåret spelas inte in.
recording-over = Inget spår spelas in. Det som är inspelat finns kvar.
recording-again = Spela in mer av vandringen
recording-elapsed = { $minutes ->
    [one] En minut
   *[other] { $minutes } minuter
}
recording-gap-paused = Pausat: spåret spelas inte in.
recording-gap-paused-mend = Tryck på Fortsätt när ni går vidare.
recording-gap-no_permission = Spåret spelas inte in: appen får inte använda telefonens position.
recording-gap-no_permission-mend = Tryck här och tillåt exakt position.
recording-gap-no_fix = Spåret spelas inte in: telefonen hittar inte sin position.
recording-gap-no_fix-mend = Se efter att plats är påslagen, och gå ut under öppen himmel.
recording-gap-outside_area = Spåret vilar: ni är utanför området. Det fortsätter av sig självt när ni är tillbaka.
recording-gap-outside_area-mend = Gå tillbaka till området, eller avsluta vandringen.
recording-gap-killed = Telefonen stängde appen. Spåret spelas inte in.
recording-gap-killed-mend = Tryck här för att fortsätta. Avbrottet står i spåret.
recording-gap-location_off = Spåret spelas inte in: plats är avstängd i telefonen.
recording-gap-location_off-mend = Tryck här och slå på plats.
recording-permission-why = Appen behöver din exakta position för att spåra vägen ni går. Den används bara medan vandringen spelas in.
recording-permission-ask = Tillåt position
recording-safe = Tryggt
recording-unsafe = Otryggt
recording-worth_keeping = Bevara
recording-photo = Foto
recording-photo-ask = Vad visar fotot?
recording-photo_of = Ta foto av det
recording-pause = Pausa
recording-unpause = Fortsätt
recording-end = Avsluta
recording-end-ask = Avsluta vandringen?
recording-end-ask-explained = Spåret avslutas. Ni kan anteckna och ändra också efteråt.
recording-end-no = Gå vidare
recording-next_stop = Nästa stopp: { $stop }
recording-reached = Vi är här
recording-noted = Antecknat: { $kind }. Fyll i mer nu eller senare.
recording-notification = Vandringen spelas in
recording-notification-open = Tryck här för att öppna vandringen.
recording-channel = Inspelning av vandringen

warning-storage_full = Telefonen är full. Foton kan inte sparas. Ta bort något annat från telefonen nu.
warning-battery_empty = Batteriet är nästan slut. Ladda nu, eller låt en annan telefon spela in.
warning-power_saver = Batterisparläget är på och kan stoppa spåret. Stäng av det under vandringen.
warning-battery_low = Batteriet räcker kanske inte. Ladda om du kan.
warning-storage_low = Det är ont om plats i telefonen. Foton kan snart inte sparas.

## En iakttagelse

observation-title = Iakttagelse
observation-saved = Sparat på telefonen
observation-where = Var
observation-where-gnss = Telefonens position, { $metres } meter fel
observation-where-none = Ingen plats är antecknad
observation-category = Vad handlar det om?
observation-words = Vad sägs?
observation-words-hint = Skriv orden som de sägs. Skriv inget som pekar ut en person.
observation-feeling = Hur tryggt känns det?
observation-when = När är det så?
observation-suggestion = Vad skulle göra det bättre?
observation-photos = Foton
observation-photo_number = Foto { $number }
observation-take_photo = Ta ett foto
observation-pick_photo = Välj foton
observation-photos_refused = { $count ->
    [one] Ett foto kom inte med.
   *[other] { $count } foton kom inte med.
}
observation-where-change = Ändra platsen
observation-stop = Vid vilket stopp sades det?
observation-for_another = Jag skriver ner vad någon annan sa
observation-kind = Tryggt eller otryggt?
observation-disputed = Olika saker har sagts – vad ska stå?
observation-disputed-explained = Tryck på det som ska stå. Det andra finns kvar i historiken.
observation-said_shown = Står nu
observation-said_yes = ja
observation-said_no = nej
observation-said_nothing = inget
observation-said_unknown = något som appen inte kan visa
observation-withdraw = Ta bort
observation-withdraw-ask = Ta bort iakttagelsen?
observation-withdraw-explained = Det som har skickats visas inte längre för andra.

## Var det är

place-title = Var är det?
place-map = Karta över platsen, norr uppåt. Platsen står också i ord.
place-no_map = Kartan kommer när telefonen har nät. Du kan skriva var det är redan nu.
place-point = Peka ut på kartan
place-point-map = Karta, norr uppåt. Korset i mitten pekar ut platsen. Flytta det med pilarna nedanför, eller gå tillbaka och välj ett stopp.
place-here = Här är det
place-nudge-north = { $metres } meter norrut
place-nudge-east = { $metres } meter österut
place-nudge-south = { $metres } meter söderut
place-nudge-west = { $metres } meter västerut
place-cross = Korset är { $metres } meter { $direction } { $from }.
place-cross-at = Korset är vid { $from }.
place-before = platsen som är antecknad
place-direction-north = norr om
place-direction-north_east = nordost om
place-direction-east = öster om
place-direction-south_east = sydost om
place-direction-south = söder om
place-direction-south_west = sydväst om
place-direction-west = väster om
place-direction-north_west = nordväst om
place-stops = Vid ett stopp
place-stop = stopp { $number }
place-stop_named = stopp { $number }, { $name }
place-situation = Någonstans längs vägen
place-situation-words = Vilken situation?
place-situation-hint = Till exempel: på väg hem från sista bussen.
place-situation-keep_point = Visa också platsen på kartan
place-nowhere = Ingen plats
place-done = Klart

## Gå igenom

review-title = Gå igenom
review-empty = Inget är antecknat än.
review-empty-explained = Tryck på Tryggt, Otryggt eller Bevara under vandringen.
review-unsettled = Olika saker har sagts
review-also_said = Också sagt
review-list = Lista
review-map = Karta
review-no_words = Inga ord än

## Närvaro

attendance-title = Vilka är med?
attendance-explained = Räkna personer i varje grupp. Skriv inga namn.
attendance-more = En till: { $category }
attendance-fewer = En färre: { $category }
attendance-total = { $count ->
    [one] En person
   *[other] { $count } personer
}

## Ljus, väder och annat

conditions-title = Ljus, väder och annat
conditions-explained = Det här kommer med i protokollet. Fyll i det som är till hjälp.
conditions-light = Hur ljust är det?
conditions-weather = Hur är vädret?
conditions-weather-dry = uppehåll
conditions-weather-rain = regn
conditions-weather-snow = snö
conditions-weather-slippery = halt
conditions-weather-wind = blåst
conditions-weather-fog = dimma
conditions-weather-words = Vädret med era ord
conditions-remarks = Annat om vandringen
conditions-remarks-hint = Till exempel att ni gick en annan väg. Skriv inga namn.

## Bjud in

invite-title = Bjud in
invite-explained = Den som vill vara med skannar koden. Det går utan nät om appen redan finns i telefonen.
invite-empty = Inga inbjudningar än
invite-none = De kommer när telefonen har haft nät en gång.
invite-picture = QR-kod som bjuder in till vandringen som { $role }
invite-heard = { $phones }, hört { $time }
invite-aloud = Utan kamera
invite-aloud-explained = Läs upp adressen och koden. De skrivs i appen eller i webbläsaren.
invite-whom = Vem bjuder du in?
invite-share = Dela länken
invite-share-words = Följ med på trygghetsvandringen { $walk }. Öppna länken så är du med:

## Vad som kommit fram

sync-title = Vad som kommit fram
sync-now = Skicka nu
sync-all_visible = Allt har kommit fram och är synligt.
sync-nothing = Inget är antecknat på den här telefonen än.
sync-sending = Skickar …
sync-sending-ops = Skickar uppgifter: { $left } kvar
sync-sending-photos = Skickar foton: { $done } av { $total } MB
sync-fetching = Hämtar andras foton: { $done } av { $total }
sync-fetching-map = Hämtar kartan: { $done } av { $total } MB
sync-row-ops = Uppgifter
sync-row-photos = Foton
sync-on_phone = Finns bara på telefonen
sync-received = Mottaget
sync-visible = Synligt
sync-held = Väntar på en person
sync-erased = Raderat
sync-bytes = { $mb } MB foton finns bara på telefonen
sync-each = Ett i taget
sync-each-more = Visa allt ({ $count })
sync-part-words = Ord: { $state }
sync-part-words_bytes = Ord: { $state }, { $kb } kB
sync-part-photo = Foto { $number }: { $state }, { $mb } MB
sync-part-refused = Foto { $number } kunde inte skickas. Det ligger kvar på telefonen.
sync-kind-track = Spåret
sync-kind-stop = Ett stopp
sync-kind-attendance = Närvaron
sync-kind-group = Tider, ljus och väder
sync-kind-participant = Att du är med
sync-kind-photo = Ett foto till någon annans iakttagelse
sync-kind-verification = En kontroll av en åtgärd
sync-kind-other = Något annat
sync-held-title = Detta väntar
sync-refused-title = Foton som inte kunde skickas
sync-keep = Ta inte bort appen förrän allt har kommit fram.
sync-rescue = Dela allt som en fil
sync-rescue-explained = Om det inte går att skicka kan du ge filen till kommunen på annat sätt. Den innehåller det du har antecknat och dina foton.

## Inställningar

settings-title = Inställningar
settings-language = Språk
settings-storage = Plats på telefonen
settings-storage-words = Ord och spår: { $mb } MB
settings-storage-own = Dina foton: { $mb } MB
settings-storage-others = Andras foton: { $mb } MB
settings-storage-explained = Ditt eget ligger kvar i 30 dagar efter att det blev synligt. Andras tas bort 30 dagar efter vandringen. Det som inte har kommit fram tas aldrig bort.
settings-privacy = Personuppgifter
settings-privacy-explained = Appen har inget konto. Det du antecknar skickas till kommunen som ordnar vandringen, och samtalsledaren ser det i sin telefon. Hur det används står på vandringens sida, under ”Så används det du berättar”.
settings-erase = Så får du något raderat
settings-erase-phone = I appen: öppna det du har antecknat och tryck på Ta bort. Har det aldrig börjat skickas är det borta. Annars visas det inte längre för andra, men kommunen har det kvar.
settings-erase-municipality = Hos kommunen: be om att få det raderat. Säg vilken vandring det gäller, och ungefär när och vad du antecknade, för kommunen vet inte vem som skrev vad. Kommunen kan radera ord, ett foto, en iakttagelse eller allt från en telefon på en vandring. Då står bara kvar att något har funnits, inte vad det var.
settings-erase-copies = Andra telefoner som har hämtat det tar bort det nästa gång de hämtar. Kommunens säkerhetskopior har det kvar tills kommunen tar bort dem.
settings-erase-law = Det du skickar blir en allmän handling, och ibland måste kommunen spara den enligt lag. Vem du kontaktar, och hur du klagar, står under ”Så används det du berättar”.
settings-erase-app = Tar du bort appen försvinner allt som den har på telefonen, också det som inte har skickats.
settings-accessibility = Tillgänglighet
settings-accessibility-explained = Appen ska gå att använda med skärmläsare, med stor text och utan att se färger. Säg till kommunen om något inte fungerar.
settings-licences = Licenser
settings-licences-explained = Lykta är fri programvara under MIT-licensen.

## Tillgänglighetsredogörelsen, som lagen (2018:1937) om tillgänglighet till digital offentlig service vill ha den

accessibility-title = Tillgänglighetsredogörelse
accessibility-who = Vem som svarar för appen
accessibility-who-explained = Appen heter Lykta. Kommunen som ordnar vandringen svarar för att den följer lagen (2018:1937) om tillgänglighet till digital offentlig service.

    De som gör Lykta har skrivit redogörelsen, och den följer med appen. Har kommunen en egen på sin webbplats gäller den.
accessibility-how = Hur tillgänglig appen är
accessibility-how-explained = Appen är delvis förenlig med lagen. Bristerna står nedan.

    Den är byggd för nivå AA i WCAG 2.2: knappar och bilder har ord för skärmläsare, texten går att förstora till 200 procent, inget sägs bara med färg, och det som dras med ett finger går också att göra med knappar.
accessibility-not = Det som inte är tillgängligt
accessibility-not-explained = Ett foto har ingen beskrivning om ingen har skrivit en. Appen säger då bara fotots nummer.

    Har appen ett annat språk än telefonen kan skärmläsaren uttala orden fel. Detsamma gäller det som någon har skrivit på ett annat språk.

    Kartor går inte att utforska med skärmläsare. Lagen kräver det inte, och det som kartan visar står också i ord.

    De som gör Lykta har inte prövat appen med skärmläsare på en telefon, och inte låtit personer med funktionsnedsättning pröva den. Det kan finnas brister som inte står här.
accessibility-without = Om du inte kan använda appen
accessibility-without-explained = Samtalsledaren kan anteckna åt dig. Du kan också öppna samma länk i en webbläsare, eller be kommunen om att få något i en annan form.
accessibility-report = Säg till om brister
accessibility-report-explained = Hittar du en brist, eller behöver du något i en annan form: säg till kommunen som ordnar vandringen. Kontakt står på vandringens sida, under ”Så används det du berättar”.
accessibility-complain = Tillsyn
accessibility-complain-explained = Myndigheten för digital förvaltning, Digg, har tillsyn över lagen. Är du inte nöjd med hur kommunen tar hand om det du har sagt kan du anmäla det till Digg.
accessibility-complain-open = Anmäl till Digg
accessibility-tested = Hur appen har bedömts
accessibility-tested-explained = De som gör Lykta har bedömt version 0.1 själva, i november 2026. Skärmarna har ritats i sina lägen, på svenska och engelska, ljust och mörkt, med text i 100 och 200 procent. Storlek, kontrast och ord för skärmläsare har prövats av ett program. Redogörelsen ändrades senast i november 2026.

## Licenserna

licences-explained = Appen innehåller delar som andra har gjort, var och en med sin licens. Tryck på en del för att läsa den.
licences-android = För Android
licences-core = I kärnan
licence-title = Licens
licence-by = Av { $authors }
licence-elsewhere = Licensens text finns hos källan: { $source }
licence-source = Öppna källan

## När något inte gick

error-not_found = Det finns inte kvar på telefonen. Gå tillbaka och försök igen.
error-not_now = Det går inte att göra just nu. Gå tillbaka och försök igen.
error-storage_full = Telefonen är full. Ta bort något annat från telefonen och försök igen. Det du redan har sparat är kvar.
error-forbidden = Din uppgift på vandringen låter dig inte ändra det här. Be samtalsledaren.
error-bad_value = Texten är för lång eller går inte att spara. Korta den och försök igen.
error-newer_store = En nyare version av appen har använts på telefonen. Uppdatera appen. Inget är borta.
error-not_a_link = Det här är ingen länk till en vandring. Skanna koden igen, eller be om en ny länk.
error-wrong_code = Ingen vandring har den koden. Se efter att alla åtta tecken är rätt.
error-too_often = Du har provat många koder. Vänta en stund och försök igen.
error-no_answer = Servern går inte att nå. Allt är kvar på telefonen och skickas när det finns nät.
error-server = Servern kunde inte ta emot. Allt är kvar på telefonen. Appen försöker igen.
error-file_gone = Ett foto saknas på telefonen. Ta det igen.
error-file = En fil kunde inte läsas eller skrivas. Försök igen.
error-broken = Något gick fel i appen. Det du har sparat är kvar. Starta om appen.

## Kartan

map-walk = Karta över vandringen, norr uppåt. { $observations ->
    [0] Inga iakttagelser
    [one] En iakttagelse
   *[other] { $observations } iakttagelser
}. Allt står också i listan.
map-zoom_in = Visa närmare
map-zoom_out = Visa mer
map-show_all = Visa hela vandringen
