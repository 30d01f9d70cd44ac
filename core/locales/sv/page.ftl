# Serverns sidor.

page-title = Lykta
page-skip_to_content = Hoppa till innehållet
page-language = Språk
page-yes = Ja
page-no = Nej
page-save = Spara
page-cancel = Avbryt
page-back = Tillbaka
page-search = Sök
page-show_all = Visa alla
page-download = Ladda ner
page-unknown = uppgift saknas

## Inloggning

page-sign_in = Logga in
page-sign_in-explained = Här loggar kommunens samordnare in. Du som går med på en vandring använder i stället länken eller koden från samtalsledaren.
page-user_name = Användarnamn
page-password = Lösenord
page-sign_out = Logga ut
page-signed_in_as = Inloggad som { $name }
page-sign_in_failed = Användarnamnet eller lösenordet stämmer inte. Försök igen.
page-sign_in_too_often = För många försök. Vänta { $seconds ->
    [one] en sekund
   *[other] { $seconds } sekunder
} och försök igen.
page-signed_out = Du är utloggad.
page-session_ended = Du har varit borta länge och behöver logga in igen.

## Områden och vandringar

page-areas = Områden
page-walks = Vandringar
page-walk = Vandring
page-walk_starts = Börjar
page-walk_ends = Slutar
page-purpose = Syfte
page-weather = Väder
page-light = Ljus
page-groups = Grupper
page-no_walks = Det finns inga vandringar än.
page-no_areas = Det finns inga områden än.

## En vandrings sida

page-routes = Vägar
page-planned_route = Planerad väg
page-walked_route = Gången väg
page-tracks = Spår
page-no_tracks = Inget spår har kommit in än.
page-stops = Stopp
page-observations = Iakttagelser
page-no_observations = Inga iakttagelser har kommit in än.
page-photos = Foton
page-no_photos = Inga foton har kommit in än.
page-attendance = Närvaro
page-no_attendance = Ingen närvaro är antecknad än.
page-held = Väntar på dig
page-held-explained = Uppgifterna nedan är säkert sparade men visas inte förrän du har tagit ställning.
page-no_held = Inget väntar.
page-admit = Godkänn
page-phones = Telefoner
page-phones-explained = Hur mycket varje telefon ännu har kvar att skicka, enligt vad den själv senast sade.
page-no_phones = Ingen telefon har hört av sig än.
page-phone_last_heard = Senast hörd
page-phone_holds = { $count ->
    [0] Inget kvar på telefonen
    [one] En uppgift kvar på telefonen
   *[other] { $count } uppgifter kvar på telefonen
}
page-coverage = Täckning
page-coverage-explained = Så stor del av områdets gator och stråk som någon grupp har gått, enligt spåren. Avbrott räknas inte.
page-coverage_percent = { $percent } procent
page-gap = Avbrott
page-gaps = Avbrott i spåret
page-gap_line = { $from }–{ $to }: { $reason }
page-no_gaps = Spåret har inga avbrott.
page-also_said = Också sagt
page-also_said-explained = Flera har skrivit olika. Allt är kvar tills någon avgör vad som gäller.
page-photo_on_phone = Fotot finns kvar på telefonen och har inte kommit fram än.
page-photo_being_prepared = Fotot har kommit fram och görs i ordning.
page-photo_held = Fotot väntar på att någon tittar på det.
page-accuracy = Noggrannhet { $metres } m
page-observation_count = { $count ->
    [0] Inga iakttagelser
    [one] En iakttagelse
   *[other] { $count } iakttagelser
}
page-photo_count = { $count ->
    [0] Inga foton
    [one] Ett foto
   *[other] { $count } foton
}
page-people_count = { $count ->
    [one] en person
   *[other] { $count } personer
}

## Karta och lista

page-map = Karta
page-list = Lista
page-map-explained = Allt på kartan finns också i listan bredvid.
page-map_without_base = Ingen bakgrundskarta är inlagd. Vägar och platser visas ändå.
page-map_needs_script = Kartan behöver JavaScript. Listan visar samma sak.
page-legend = Teckenförklaring
page-filter = Visa bara

## När en iakttagelse beskrivs

page-what = Vad
page-where = Var
page-when = När
page-feeling = Hur det känns
page-words = Med egna ord
page-suggestion = Förslag
page-categories = Vad det handlar om
page-recorded_at = Antecknad
page-by_role = Av

## Att gå med

page-join = Gå med på vandringen
page-join_code = Kod
page-code_unknown = Koden stämmer inte. Kontrollera den och försök igen, eller fråga samtalsledaren.
page-code_expired = Kodens tid har gått ut. Fråga samtalsledaren eller samordnaren.

## Fel

page-not_found = Sidan finns inte
page-not_found-explained = Länken kan vara gammal eller felskriven. Börja om från startsidan.
page-not_allowed = Du har inte rätt att se sidan
page-not_allowed-explained = Logga in med ett konto som har rätt till den, eller fråga samordnaren.
page-server_error = Något gick fel på servern
page-server_error-explained = Det som redan är mottaget finns kvar. Försök igen om en stund.
page-disk_full = Servern är full
page-disk_full-explained = Det du har antecknat ligger kvar på telefonen, som försöker igen senare.
