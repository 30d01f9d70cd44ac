# Kommandot lykta i en terminal.

cli-joined = Med på ”{ $walk }” som { $role }.
cli-not_joined = Du är inte med på någon vandring. Börja med: lykta join LÄNK
cli-already_joined = Den här mappen hör redan till en vandring. Välj en annan mapp.
cli-recorded = Sparat på den här datorn. Skicka med: lykta sync
cli-synced = { $count ->
    [0] Synkat: inget nytt att skicka
    [one] Synkat: 1 uppgift synlig
   *[other] Synkat: { $count } uppgifter synliga
}
cli-synced_received = { $count ->
    [one] 1 uppgift mottagen men inte synlig än
   *[other] { $count } uppgifter mottagna men inte synliga än
}
cli-synced_held = { $count ->
    [one] 1 uppgift väntar på att en person tittar på den
   *[other] { $count } uppgifter väntar på att en person tittar på dem
}
cli-synced_photos = { $count ->
    [one] 1 foto mottaget
   *[other] { $count } foton mottagna
}
cli-synced_pulled = { $count ->
    [one] 1 uppgift hämtad
   *[other] { $count } uppgifter hämtade
}
cli-still_here = { $count ->
    [0] Inget finns bara här
    [one] 1 uppgift finns bara här
   *[other] { $count } uppgifter finns bara här
}
cli-no_network = Servern svarar inte. Allt är kvar här; försök igen när det finns nät.
cli-server_busy = Servern är upptagen. Allt är kvar här; försök igen om { $seconds } sekunder.
cli-code_refused = Servern godtar inte koden. Allt är kvar här. Fråga samordnaren.
cli-protocol_too_old = Servern förstår inte den här versionen. Allt är kvar här. Uppdatera lykta.
cli-nothing_recorded = Inget är antecknat än.
cli-photo_prepared = Foto sparat: { $width } × { $height } bildpunkter, utan plats och andra dolda uppgifter.
cli-track_imported = Spår sparat: { $fixes } positioner, { $gaps ->
    [0] inga avbrott
    [one] ett avbrott
   *[other] { $gaps } avbrott
}.
cli-rescue_written = Allt som inte är skickat ligger nu också i { $file }.
cli-imported = { $count ->
    [0] Inget nytt i arkivet
    [one] 1 uppgift inläst
   *[other] { $count } uppgifter inlästa
}
cli-exported = Skrev { $file }.
cli-bad_link = Länken går inte att läsa. Kopiera hela länken, också det som står efter #.
cli-bad_position = Positionen går inte att läsa. Skriv LAT,LON i decimalgrader, till exempel 59.8586,17.6389.
cli-file_unreadable = Filen { $file } går inte att läsa.
cli-store_unreadable = Mappen med uppgifter går inte att läsa. En kopia är lagd åt sidan: { $file }
cli-walk_started = Vandringen har börjat.
cli-walk_ended = Vandringen är slut. Skicka med: lykta sync
cli-all_visible = Allt som antecknats här är framme och synligt.
cli-invite_none = Vandringens paket är inte hämtat än. Kör lykta sync en gång när det finns nät.
cli-withdrawn = Återtaget.
