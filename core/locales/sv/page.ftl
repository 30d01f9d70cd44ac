# Serverns sidor.

page-title = Lykta
page-skip_to_content = Hoppa till innehållet
page-menu = Meny
page-other_language = In English
page-to_start = Till startsidan
page-yes = Ja
page-no = Nej
page-all = Alla
page-sum = Summa
page-unknown = uppgift saknas

## Inloggning

page-sign_in = Logga in
page-sign_in-explained = Här loggar kommunens samordnare in. Du som går med på en vandring använder i stället länken eller koden från samtalsledaren.
page-user_name = Användarnamn
page-password = Lösenord
page-sign_out = Logga ut
page-signed_in_as = Inloggad som { $name }
page-failed = Det gick inte
page-sign_in_failed = Användarnamnet eller lösenordet stämmer inte. Försök igen.
page-sign_in_too_often = För många försök. Vänta { $seconds ->
    [one] en sekund
   *[other] { $seconds } sekunder
} och försök igen.
page-signed_out = Du är utloggad.
page-session_ended = Du har varit borta länge och behöver logga in igen.

## Vandringar

page-walks = Vandringar
page-all_walks = Alla vandringar
page-walk = Vandring
page-no_walks = Det finns inga vandringar än.
page-group_count = { $count ->
    [0] Inga grupper
    [one] En grupp
   *[other] { $count } grupper
}
page-observation_count = { $count ->
    [0] inga iakttagelser
    [one] en iakttagelse
   *[other] { $count } iakttagelser
}

## Tider

page-time_format = %H.%M
page-date = { $weekday } { $day } { $month } { $year }
page-weekday-1 = måndag
page-weekday-2 = tisdag
page-weekday-3 = onsdag
page-weekday-4 = torsdag
page-weekday-5 = fredag
page-weekday-6 = lördag
page-weekday-7 = söndag
page-month-1 = januari
page-month-2 = februari
page-month-3 = mars
page-month-4 = april
page-month-5 = maj
page-month-6 = juni
page-month-7 = juli
page-month-8 = augusti
page-month-9 = september
page-month-10 = oktober
page-month-11 = november
page-month-12 = december
page-minutes = { $minutes } min
page-hours_and_minutes = { $hours } tim { $minutes } min

## En vandrings sida

page-purpose = Syfte
page-group = Grupp
page-group_number = Grupp { $number }
page-whole_walk = Hela vandringen
page-figure_observations = { $count ->
    [one] iakttagelse
   *[other] iakttagelser
}
page-figure_photos = { $count ->
    [one] foto
   *[other] foton
}
page-figure_photos_on_phones = { $count ->
    [one] foto kvar på en telefon
   *[other] foton kvar på telefoner
}
page-figure_coverage = av området passerat
page-figure_people = { $count ->
    [one] person
   *[other] personer
}
page-in_groups = { $count ->
    [one] i en grupp
   *[other] i { $count } grupper
}
page-figure_held = { $count ->
    [one] uppgift väntar på en person
   *[other] uppgifter väntar på en person
}
page-percent = { $percent } %
page-observations = Iakttagelser
page-oldest_first = Äldst först
page-newest_first = Nyast först
page-order = Ordning
page-search = Sök i det som sagts
page-choose_shown = Välj vilka som visas
page-only_those = Bara de som
page-with_photos = har foton
page-unsettled = säger olika saker
page-with_held = väntar på en person
page-show = Visa
page-show_whole = Visa hela texten
page-show_less = Visa mindre
page-show_all = Visa alla
page-shown_all = { $count ->
    [one] En iakttagelse
   *[other] { $count } iakttagelser
}
page-shown_of = { $shown } av { $count ->
    [one] en iakttagelse
   *[other] { $count } iakttagelser
} visas
page-shown_page = { $from }–{ $to } av { $count } iakttagelser
page-shown_of_page = { $from }–{ $to } av { $shown } visas, av { $count } iakttagelser
page-none_match = Ingen iakttagelse stämmer med det du har valt.
page-pages = Sidor
page-page = Sida { $page }
page-previous_page = Föregående sida
page-next_page = Nästa sida
page-new_observations = { $count ->
    [one] En ny iakttagelse
   *[other] { $count } nya iakttagelser
}
page-no_observations = Inga iakttagelser har kommit in än.
page-withdrawn_count = { $count ->
    [one] En iakttagelse är återkallad och visas inte.
   *[other] { $count } iakttagelser är återkallade och visas inte.
}
page-remarks = Om vandringen själv

## En iakttagelse

page-no_spot = Ingen plats angiven
page-accuracy = Noggrannhet { $metres } m
page-suggestion = Förslag
page-feeling = Hur det känns
page-when = När
page-categories = Vad det handlar om
page-also_said = Också sagt
page-also_said-explained = Allt är kvar tills någon avgör vad som gäller.
page-show_on_map = Visa på kartan
page-history = Historik
page-history-created = Antecknad av { $by }
page-history-changed = Ändrad av { $by }: { $fields }
page-history-held = Väntar på en person, från { $by }: { $fields }
page-history-erased = Innehållet raderat, från { $by }

page-field-kind = Slag
page-field-spot = Var
page-field-category = Kategori
page-field-when = När
page-field-feeling = Hur det känns
page-field-words = Ord
page-field-language = Språk
page-field-suggestion = Förslag
page-field-stop = Stopp
page-field-for_another = Antecknad åt någon annan
page-field-withdrawn = Återkallad
page-field-file = Foto
page-field-taken_at = Tagen
page-field-caption = Bildtext
page-field-count = Närvaro
page-field-name = Namn
page-another_value = ett värde som inte kan visas här

## Foton

page-photos = Foton
page-photo_number = Foto { $number }
page-photo_on_phone = Fotot finns kvar på telefonen och har inte kommit fram än.
page-photos_on_phone = { $count ->
    [one] ett foto kvar på telefonen
   *[other] { $count } foton kvar på telefonen
}
page-photo_being_prepared = Fotot har kommit fram och görs i ordning.
page-photo_two_versions = Fotot har två versioner som inte stämmer överens. Ingen av dem visas.
page-photo_erased = Fotot är raderat.

## Det som väntar

page-held = Väntar på en person
page-held-explained = Uppgifterna är säkert sparade men räknas inte förrän någon har tagit ställning till dem. Välj en för att avgöra den.
page-no_held = Inget väntar.
page-held_more = { $count ->
    [one] En äldre uppgift väntar också.
   *[other] { $count } äldre uppgifter väntar också.
}
page-waiting_count = { $count ->
    [one] En uppgift är mottagen men hör till något som inte har kommit fram än.
   *[other] { $count } uppgifter är mottagna men hör till något som inte har kommit fram än.
}
page-item = Uppgift
page-held-unreadable = Den går inte att läsa. Den är sparad precis som den kom.
page-held-foreign_replica = Den säger sig komma från en annan telefon än den som skickade den.
page-held-same_number_other_bytes = Telefonen har redan skickat något annat med samma löpnummer, troligen för att den har återställts från en säkerhetskopia.
page-held-replica_revoked = Den kom från en telefon som är avstängd från vandringen.
page-held-code_revoked = Den kom efter att koden hade dragits in.
page-held-walk_unknown = Den kom innan vandringen fanns på servern.
page-held-walk_closed = Den kom efter att protokollet hade stängts.
page-held-code_expired = Den kom mer än 30 dagar efter vandringens planerade slut.
page-held-unknown_kind = Den är skriven av en nyare app än vad servern förstår.
page-held-forbidden_field = Den innehåller något som rollen inte får fylla i.
page-held-bad_value = Ett värde i den går inte att förstå.
page-held-second_create = En annan uppgift med samma beteckning kom först.
page-held-out_of_reach = Den gäller något som hör till en annan grupp eller person.
page-held-by_person = Någon valde att vänta med den.

## Spår, närvaro och telefoner

page-tracks = Spår
page-no_tracks = Inget spår har kommit in än.
page-length = Längd
page-metres = { $length } m
page-kilometres = { $length } km
page-walked_time = Tid
page-spare_track = reserv
page-gap = Avbrott
page-gaps = Avbrott
page-gap_line = { $from }–{ $to }: { $reason }
page-gap_line_open = Från { $from }: { $reason }
page-no_gaps = Inga avbrott
page-coverage = Täckning
page-coverage-explained = Täckningen är så stor del av området som någon grupp har passerat på högst 40 meters håll, enligt spåren. Avbrott räknas inte.
page-attendance = Närvaro
page-attendance-explained = Antal per kategori, aldrig med namn. Ett streck betyder att ingen har räknat.
page-no_attendance = Ingen närvaro är antecknad än.
page-attendance_other = andra
page-attendance_differs = Flera har räknat och kommit till olika antal; det största visas. Det gäller
page-category = Kategori
page-phones = Telefoner
page-phone = Telefon
page-phones-explained = Vad varje telefon har kvar att skicka, enligt vad den själv senast sade.
page-no_phones = Ingen telefon har hört av sig än.
page-phones_missing = { $group }: samtalsledaren räknade { $counted ->
    [one] en telefon
   *[other] { $counted } telefoner
}, men { $heard ->
    [0] ingen har hört av sig.
    [one] bara en har hört av sig.
   *[other] bara { $heard } har hört av sig.
} Be de andra öppna appen där det finns nät.
page-phones_all_heard = { $group }: samtalsledaren räknade { $counted ->
    [one] en telefon
   *[other] { $counted } telefoner
}, och så många har hört av sig.
page-phone_first_heard = Först hörd
page-phone_last_heard = Senast hörd
page-phone_holding = Kvar på telefonen
page-phone_holds = { $count ->
    [0] Inget
    [one] En uppgift
   *[other] { $count } uppgifter
}
page-phone_holds_photos = { $count ->
    [one] ett foto
   *[other] { $count } foton
}
page-phone_since = sedan { $at }
page-phone_which = { $count ->
    [one] Vilket foto
   *[other] Vilka foton
}

## Karta

page-map = Karta
page-map-explained = Allt på kartan finns också i listan.
page-map_without_base = Ingen bakgrundskarta är inlagd. Vägar och platser visas ändå.
page-map_needs_script = Kartan behöver JavaScript. Listan visar samma sak.
page-legend = Teckenförklaring
page-filter = Visa på kartan
page-routes = Planerade vägar och stopp
page-map_label-map = Karta över vandringen
page-map_label-gap_time = Kl. { $from } till { $to }
page-map_label-gap_open = Från kl. { $from }
page-map_label-stop = Stopp { $number }: { $name }
page-map_label-zoom_in = Zooma in
page-map_label-zoom_out = Zooma ut
page-map_label-attribution = Kartans källa
page-map_label-close = Stäng
page-map_label-previous = Föregående
page-map_label-next = Nästa
page-map_label-photo_of = Foto { $number } av { $count }
page-map_label-two_fingers = Flytta kartan med två fingrar
page-map_label-scroll_zoom = Håll ned Ctrl eller ⌘ och rulla för att zooma
page-map_label-map_failed = Webbläsaren kan inte rita kartan. Allt som skulle stå på den finns också i listan.
page-map_label-data_failed = Kartans uppgifter kunde inte hämtas. Ladda om sidan för att försöka igen.
page-map_label-basemap_failed = Bakgrundskartan kunde inte läsas. Spår och iakttagelser visas utan den.
page-map_label-cluster = Zooma in till { $count } iakttagelser
page-map_label-live = Sidan uppdateras av sig själv.
page-map_label-live_lost = Ingen kontakt med servern. Inte uppdaterad sedan { $time }. Försöker igen.
page-map_label-live_ended = Du är inte längre inloggad. Inte uppdaterad sedan { $time }. Ladda om sidan och logga in.

## Fel

page-not_found = Sidan finns inte
page-not_found-explained = Länken kan vara gammal eller felskriven. Börja om från startsidan.
page-not_allowed = Du har inte rätt att se sidan
page-not_allowed-explained = Logga in med ett konto som har rätt till den, eller fråga samordnaren.
page-not_understood = Servern förstod inte
page-not_understood-explained = Inget har ändrats. Börja om från startsidan.
page-server_error = Något gick fel på servern
page-server_error-explained = Det som redan är mottaget finns kvar. Försök igen om en stund.
page-disk_full = Servern är full
page-disk_full-explained = Telefonerna behåller det som är antecknat och försöker igen senare. Be den som sköter servern om mer plats.
