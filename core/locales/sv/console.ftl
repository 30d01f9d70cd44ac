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
