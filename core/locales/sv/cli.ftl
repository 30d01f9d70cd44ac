# Kommandot lykta i en terminal.

cli-joined = Med på ”{ $walk }” som { $role }.
cli-joined_again = Redan med på ”{ $walk }”, nu som { $role }. Allt som är antecknat är kvar.
cli-recorded = Sparat på den här datorn. Skicka med: lykta sync
cli-synced = { $count ->
    [0] Synkat: inget nytt att skicka
    [one] Synkat: 1 uppgift synlig
   *[other] Synkat: { $count } uppgifter synliga
}
cli-synced_pulled = { $count ->
    [0] Inget nytt att hämta
    [one] 1 uppgift hämtad
   *[other] { $count } uppgifter hämtade
}
cli-items = Uppgifter
cli-photos = Foton
cli-photo_count = { $count ->
    [one] ett foto
   *[other] { $count } foton
}
cli-also_said = Också sagt
cli-yes = ja
cli-no = nej
cli-bytes_left = { $megabytes } MB foton finns bara här.
cli-photo_refused = Fotot { $id } gick inte att skicka och är kvar här. Fråga samordnaren. ({ $why })
cli-walk_cancelled = Vandringen är inställd. Det som ni ändå antecknar tas emot som vanligt.
cli-to_sync = Skicka det som bara finns här med: lykta sync
cli-recording_open = Ett spår spelas in eller blev avbrutet. Samma kommando som började det fortsätter.
cli-other_walk = På ”{ $walk }” finns uppgifter som inte är skickade: lykta --walk { $id } sync
cli-nothing_recorded = Inget är antecknat än.
cli-nothing = inget
cli-history = Historik
cli-photo_prepared = Foto sparat: { $width } × { $height } bildpunkter, utan plats och andra dolda uppgifter.
cli-blurred = Det markerade är borta ur fotot, också här.
cli-track_imported = Spår sparat: { $fixes ->
    [one] en position
   *[other] { $fixes } positioner
}, { $gaps ->
    [0] inga avbrott
    [one] ett avbrott
   *[other] { $gaps } avbrott
}.
cli-track_holds = { $fixes ->
    [one] en position
   *[other] { $fixes } positioner
}, { $gaps ->
    [0] inga avbrott
    [one] ett avbrott
   *[other] { $gaps } avbrott
}
cli-live_first_track = Filen har flera spår. Bara det första spelas in.
cli-rescue_written = Allt som är antecknat här på vandringen ligger nu också i { $file }.
cli-rescue_missing = { $count ->
    [one] Ett foto saknas på den här datorn och är inte med.
   *[other] { $count } foton saknas på den här datorn och är inte med.
}
cli-exported = Skrev { $file }.
cli-store_unreadable = Mappen med uppgifter går inte att läsa. En kopia är lagd åt sidan: { $file }
cli-walk_started = Vandringen har börjat.
cli-walk_ended = Vandringen är slut. Skicka med: lykta sync
cli-all_visible = Allt som antecknats här är framme och synligt.
cli-all_visible_but_erased = Allt är framme och synligt, utom det som kommunen har raderat.
cli-withdrawn = Återtaget.

## Förloppet

cli-bar_photos = Foton görs i ordning
cli-bar_tracks = Spår sparas
cli-bar_fixes = Positioner
cli-bar_items = Uppgifter
cli-bar_photo_bytes = Foton skickas
cli-bar_fetched = Foton hämtas
cli-bar_basemap = Kartan hämtas

## Vad en GPX-fil inte kunde säga

cli-skipped_point = { $count } punkter utan position är utelämnade.
cli-skipped_elevation = { $count } höjder går inte att läsa och är utelämnade.
cli-skipped_time = { $count } tider går inte att läsa och är utelämnade.
cli-skipped_time_zone = { $count } tider saknar tidszon och är lästa som UTC.
cli-skipped_misplaced = { $count } delar står där GPX inte har dem och är utelämnade.
cli-skipped_entity = { $count } okända tecken i namn är kvar som de står.
cli-skipped_encoding = Filen är inte UTF-8 och är läst som Latin-1.
cli-skipped_damaged_rest = Resten av filen är skadad och är inte med.
cli-skipped_missing_end = Filens slut saknas. Allt fram till dess är med.
cli-skipped_made_up_time = { $count } punkter saknar tid. Deras tider är uträknade efter gångtakt och säger inte när någon var där.

cli-gpx_too_large = Filen är för stor. Exportera en kortare del av spåret.
cli-gpx_too_deep = Filen är inte GPX. Välj en annan fil.
cli-gpx_not_gpx = Filen är inte GPX. Välj en fil som slutar på .gpx.
cli-gpx_document_type = Filen har en dokumenttyp, vilket GPX inte får ha. Exportera den på nytt.
cli-gpx_no_points = Filen har inga punkter. Se efter att spåret spelades in.
cli-gpx_damaged = Filen är skadad före sin första punkt. Exportera den på nytt.

## Fält

cli-field_kind = Vad
cli-field_spot = Var
cli-field_point = Var
cli-field_category = Handlar om
cli-field_when = När
cli-field_feeling = Hur det känns
cli-field_words = Med egna ord
cli-field_suggestion = Förslag
cli-field_stop = Vid stopp
cli-field_for_another = Antecknat åt någon annan
cli-field_withdrawn = Återtaget
cli-field_caption = Bildtext
cli-field_taken_at = Fotograferat
cli-field_file = Fil
cli-field_name = Namn
cli-field_number = Nummer
cli-field_planned = Planerat
cli-field_reached_at = Framme
cli-field_started_at = Började
cli-field_ended_at = Slutade
cli-field_main = Gruppens huvudspår
cli-field_count = Närvaro
cli-field_light = Ljus
cli-field_weather = Väder
cli-field_remarks = Anmärkningar
cli-field_purpose = Syfte
cli-field_occasion = Tillfälle
cli-field_planned_start = Planerad början
cli-field_planned_end = Planerat slut
cli-field_closed_at = Protokollet stängt
cli-field_cancelled_at = Inställd
cli-field_route = Planerad väg
cli-field_polygon = Områdets gräns
cli-field_language = Språk

cli-takes_text = text på högst { $max } tecken
cli-takes_number = ett helt tal från { $min } till { $max }
cli-takes_bool = ja eller nej
cli-takes_time = en tidpunkt som 2026-11-24T18:00:00+01:00
cli-takes_point = LAT,LON i decimalgrader
cli-takes_spot = LAT,LON i decimalgrader, unplaced, eller en situation i ord
cli-takes_one_of = ett av { $names }
cli-takes_other = inget som kan skrivas här: välj ett av värdena med --keep

## Vad som kan gå fel

cli-failed_bad_link = Länken går inte att läsa. Kopiera hela länken, också det som står efter #.
cli-failed_not_joined = Du är inte med på någon vandring här. Börja med: lykta join LÄNK
cli-failed_interrupted = Avbrutet. Allt är kvar här; lykta sync fortsätter där det slutade.
cli-failed_bad_position = ”{ $text }” är ingen position. Skriv LAT,LON i decimalgrader, till exempel 59.8586,17.6389.
cli-failed_bad_region = ”{ $text }” är ingen del av ett foto. Skriv LEFT,TOP,WIDTH,HEIGHT från 0 till 1, till exempel 0.1,0.2,0.3,0.3.
cli-failed_bad_count = ”{ $text }” är inget antal. Skriv KATEGORI=ANTAL, till exempel resident=12. Kategorierna är resident, municipal_unit, property_owner, association, business, politician, police, rescue_service, field_group och other.
cli-failed_file_unreadable = Filen { $file } går inte att läsa: { $why }
cli-failed_file_unwritable = { $file } går inte att skriva: { $why }
cli-failed_bad_photo = { $file }: { $why } Inget är antecknat.
cli-failed_bad_picture = { $why }
cli-failed_bad_gpx = { $file }: { $why }
cli-failed_no_track = { $file } har inget spår. Vägar och punkter är ingen vandring.
cli-failed_no_certificate = { $file } har inget certifikat i PEM.
cli-failed_bad_speed = Farten är ett tal större än 0.
cli-failed_nothing_to_change = Inget att ändra. Säg vad som ska ändras, till exempel --words TEXT.
cli-failed_no_such_item = { $id } finns inte här. Ett id, dess början eller dess slut (minst fyra tecken) står i lykta list.
cli-failed_several_items = Flera har ett id som börjar eller slutar på { $id }. Skriv mer av det.
cli-failed_no_such_walk = Vandringen { $id } är du inte med på här. De du är med på står i lykta walks.
cli-failed_wrong_kind = Det är { $kind }, inte { $wanted }.
cli-failed_not_withdrawable = { $kind } kan inte återtas.
cli-failed_no_such_field = Det finns inget fält { $field } här. Fälten är { $fields }.
cli-failed_bad_value = { $field } tar { $expected }.
cli-failed_no_such_choice = Det finns inget värde nummer { $number }. Det finns { $count }.
cli-failed_not_own_photo = Fotot är taget på en annan telefon. Bara den kan göra det suddigt.
cli-failed_no_group = En samordnare går inte i någon grupp. Gå med med en samtalsledares länk.
cli-failed_no_package = Vandringens paket är inte hämtat än. Kör lykta sync en gång när det finns nät.
cli-failed_may_not_invite = Du får inte bjuda in { $role }. Fråga samordnaren.
cli-failed_forbidden = Den som är { $role } får inte ändra detta ({ $kind }). Fråga samordnaren.
cli-failed_store = Det gick inte att spara. Inget är ändrat. { $why }
cli-failed_store_full = Det finns ingen plats kvar på enheten. Inget är ändrat. Frigör plats och försök igen.
cli-failed_store_newer = Mappen är gjord av en nyare version. Uppdatera lykta.
cli-failed_no_network = Servern svarar inte. Allt är kvar här; försök igen när det finns nät. ({ $why })
cli-failed_server_busy = Servern är upptagen. Allt är kvar här; försök igen om { $seconds } sekunder.
cli-failed_code_refused = Servern godtar inte koden. Allt är kvar här. Fråga samordnaren.
cli-failed_protocol_too_old = Servern förstår inte den här versionen. Allt är kvar här. Uppdatera lykta.
cli-failed_server = Servern kunde inte ta emot. Allt är kvar här; försök igen senare. ({ $why })
cli-failed_file_gone = Ett fotos fil saknas på den här datorn. Allt annat är kvar.
