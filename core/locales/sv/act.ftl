# Vad en samordnare gör med det som har kommit in.

act-crumbs = Var du är
act-back = Tillbaka
act-cancel = Avbryt
act-save = Spara
act-position = Position
act-ops = { $count ->
    [0] Inget
    [one] En uppgift
   *[other] { $count } uppgifter
}
act-picture = Bild, { $width } × { $height } punkter
act-wrong = Något saknas eller går inte att förstå

## Hur det gick

act-done-settled = Nu är det avgjort. Allt som sades finns kvar i historiken.
act-done-but_more_came = Det är sparat, men under tiden kom ett annat värde in. Inget har skrivits över: båda står kvar tills någon avgör.
act-done-changed = Ändringen är sparad. Det som stod förut finns kvar i historiken.
act-done-nothing_changed = Inget var ändrat, så inget har sparats.
act-done-withdrawn = Nu är den återkallad och visas inte längre i listor och på kartan. Inget är borttaget.
act-done-restored = Nu visas den igen.
act-done-removed = Borttaget för gott. I historiken står att det är raderat, och varför.
act-done-erased = Raderat för gott.
act-done-admitted = Uppgiften är insläppt och räknas nu.
act-done-but_still_held = Uppgiften väntar fortfarande. Nu är skälet ett annat: läs det nedan.
act-done-but_waits_for_more = Uppgiften är insläppt men hör till något som inte har kommit fram än. Den visas när det kommer.
act-done-kept_held = Uppgiften väntar kvar, med ditt skäl.
act-done-corrected = Antecknat på nytt. Uppgiften som väntade finns kvar, med en hänvisning hit.
act-done-phone_admitted = Allt som telefonen har skickat och skickar räknas nu, om rollen får anteckna det.
act-done-phone_held = Allt som telefonen har skickat och skickar väntar nu på en person.
act-done-revoked = Avstängd. Inom fem sekunder läser den inget mer.
act-done-blurred = Sudden är inbrända i en ny version. Den förra visas inte för någon längre.
act-done-but_two_versions = Någon annan ändrade fotot samtidigt. Nu finns två versioner, och ingen av dem visas förrän någon väljer.

## Vad som inte gick att förstå

act-wrong-value = Värdet går inte att skriva här.
act-wrong-too_long = Texten är för lång. Korta den.
act-wrong-number = Skriv ett heltal som är rimligt här.
act-wrong-count = Välj ett av antalen, eller skriv ett heltal från 0 till 999.
act-wrong-choose = Välj ett av alternativen.
act-wrong-no_position = En plats behöver en position: skriv latitud och longitud.
act-wrong-no_situation = Beskriv situationen med ord.
act-wrong-position = Positionen ska vara två tal i grader, till exempel 59,85856 och 17,63893.
act-wrong-ground = Välj vad raderingen grundas på.
act-wrong-reason = Skriv varför. Det står kvar i historiken.
act-wrong-region = Ett område ligger utanför bilden eller saknar ett tal. Skriv procent från 0 till 100.
act-wrong-no_file = Fotot har ändrats eller tagits bort sedan du öppnade sidan. Se efter och markera igen.
act-wrong-undrawable = Fotot går inte att rita om, så det kan inte suddas. Återkalla eller radera det i stället.

## En iakttagelse

act-change = Ändra
act-change-observation = Ändra iakttagelsen
act-change-photo = Ändra bildtexten
act-change-explained = Bara det du ändrar sparas, som din ändring. Det som stod förut finns kvar i historiken.
act-change-words_stay = Det är deltagarens egna ord. Ändra dem bara om de är fel återgivna.
act-change-unsettled = Här står flera värden, som först måste avgöras:
act-withdraw = Återkalla
act-restore = Visa igen
act-withdraw-hint = Det som är återkallat visas inte i listor och på kartan. Inget tas bort, och det går att ångra.
act-is_withdrawn = Återkallad: den visas inte i listor och på kartan.
act-photo_withdrawn = Fotot är återkallat.
act-photo_at_odds = Två versioner
act-withdrawn = Återkallade iakttagelser
act-no_withdrawn = Inga iakttagelser är återkallade.
act-recorded_on = Antecknad på
act-spot-text = Situationen, med ord
act-spot-lat = Latitud
act-spot-lon = Longitud
act-spot-hint = En plats behöver en position. En situation behöver ord, och kan ha en position.

## Det som flera har sagt olika

act-unsettled = Att avgöra
act-unsettled-explained = Flera har sagt olika. Välj vad som gäller, eller skriv något annat. Inget av det som sades försvinner ur historiken.
act-no_unsettled = Inget behöver avgöras.
act-settle = Avgör vad som gäller
act-settle-do = Det här gäller
act-settle-other = Något annat, som jag skriver
act-settle-other_value = Något annat
act-count-explained = Flera har räknat och kommit till olika antal. Välj det som stämmer; alla räkningar finns kvar i historiken.
act-count-other = Ett annat antal
act-count-number = Antal

## Historik

act-history-order = I den ordning det kom in
act-history-created = Antecknad
act-history-changed = Ändrad
act-history-was = Förut:
act-history-became = Nu:
act-history-gone = raderat
act-history-admit_op = Uppgiften släpptes in
act-history-admit_replica = Hela telefonen släpptes in
act-history-hold_op = Uppgiften sattes att vänta
act-history-hold_replica = Hela telefonen sattes att vänta
act-history-erase_op = En uppgift raderades
act-history-erase_entity = Raderad med allt som hör till
act-history-erase_replica = Allt från telefonen raderades
act-history-revoke_code = Koden drogs in
act-history-revoke_replica = Telefonen stängdes av

## Det som väntar på en person

act-held-explained = Uppgifterna är säkert sparade men räknas inte förrän någon har tagit ställning till dem. Öppna en för att göra det.
act-held_change_of = Ändring av { $what }
act-held_open = Öppna det som väntar
act-held-what = Vad ska hända med den?
act-held-admit_explained = Läs vad den säger. Släpper du in den räknas den som vilken uppgift som helst, med allt som hör till den.
act-held-cannot_admit = Av det här skälet kan den inte släppas in. Den kan antecknas på nytt, vänta kvar eller raderas.
act-held-reason = Skäl
act-held-reason_hint = Behövs för att den ska vänta kvar, annars om du vill. Det står kvar i historiken.
act-held-admit = Släpp in uppgiften
act-held-admit_phone = Släpp in hela telefonen
act-held-admit_phone_explained = Hela telefonen: allt som den har skickat och skickar, som inte är fel av andra skäl. Den får fortfarande bara anteckna det som dess roll får.
act-held-keep = Låt den vänta
act-correct = Anteckna på nytt
act-correct-explained = Du antecknar samma sak i ditt eget namn, rättad där det behövs. Uppgiften som väntar blir kvar, med en hänvisning till din.
act-correct-now = Nu står: { $value }
act-correct-left_out = Det här går inte att skriva i ett formulär och följer inte med:
act-correct-photos = Foton följer inte med. Ska de visas behöver uppgiften i stället släppas in.
act-correct-do = Anteckna
act-corrected_as = Antecknad på nytt av samordnaren: { $what } { $id }

## Telefoner

act-phone_name = telefon { $digits }
act-phone_role = Roll
act-phone_sent = Har skickat
act-phone_held = Av det väntar
act-phone-name_hint = Namnet är slumpmässigt och gäller bara den här vandringen. Det säger inget om vem som har telefonen.
act-phone-takes_part = Med på vandringen
act-phone-revoked = Avstängd
act-phone-code_revoked = Koden är indragen
act-phone-all_held = Allt väntar på en person
act-phone-writes_only = Avstängd, men det den skickar räknas
act-phone-left = Kvar på telefonen
act-phone-left_explained = Det sade telefonen själv när den senast hördes, { $at }. Be den som har telefonen att öppna Lykta där det finns nät, så kommer det fram.
act-phone-left_unknown = När telefonen senast hördes, { $at }, sade den att den inte har något kvar. Ändå har det här inte kommit fram. Fråga den som har telefonen om fotona finns där.
act-phone-left_more = { $count ->
    [one] Och ett foto till av det som är beskrivet här.
   *[other] Och { $count } foton till av det som är beskrivet här.
}
act-phone-left_undescribed = { $count ->
    [one] Ett foto, som inte är beskrivet här än.
   *[other] { $count } foton, som inte är beskrivna här än.
}
act-phone-left_more_undescribed = { $count ->
    [one] Och ett foto till, som inte är beskrivet här än.
   *[other] Och { $count } foton till, som inte är beskrivna här än.
}
act-phone-left_withdrawn = { $count ->
    [one] Ett foto är återkallat.
   *[other] { $count } foton är återkallade.
}
act-phone-left_items = { $count ->
    [one] En uppgift, som ingen kan läsa här förrän den har kommit fram.
   *[other] { $count } uppgifter, som ingen kan läsa här förrän de har kommit fram.
}
act-phone-counts = Räknas det som den skickar?
act-phone-counts_explained = Beslutet gäller allt som telefonen har skickat och skickar. Det går att ändra när som helst.
act-phone-reason = Skäl (om du vill)
act-phone-admit = Släpp in allt
act-phone-hold = Låt allt vänta
act-phone-ends = Det som inte går att ångra
act-revoke = Stäng av
act-revoke-happens = Det här händer
act-revoke-reads_nothing = Inom fem sekunder läser telefonen inget av andras uppgifter, och bjuder inte in någon.
act-revoke-held = Det den ändå skickar tas emot och väntar på en person. Inget går förlorat.
act-revoke-stays = Det den redan har skickat står kvar.
act-revoke-no_way_back = En avstängning kan inte tas tillbaka. Den som ska vara med igen går med på nytt med en ny kod.
act-revoke-whose = Vad ska stängas av?
act-revoke-phone = Bara den här telefonen
act-revoke-code_phones = { $count ->
    [one] Koden som den kom med: en telefon, och alla som försöker senare
   *[other] Koden som den kom med: { $count } telefoner, och alla som försöker senare
}

## Sudda i ett foto

act-blur = Sudda
act-blur-explained = Ansikten, skyltar och annat som kan peka ut någon
act-blur-hint = Skriv var i bilden, i procent av bredden och höjden, räknat från övre vänstra hörnet.
act-blur-script_hint = Dra en ruta på bilden, eller lägg till ett område och flytta det med piltangenterna. Skift och pil ändrar storleken.
act-blur-keys = Piltangenter flyttar, skift och pil ändrar storleken, Delete tar bort.
act-blur-region = Område
act-blur-left = Från vänster, %
act-blur-top = Uppifrån, %
act-blur-width = Bredd, %
act-blur-height = Höjd, %
act-blur-add = Lägg till område
act-blur-remove = Ta bort området
act-blur-do = Sudda i fotot

## Radera

act-for_good = Ta bort för gott
act-for_good-explained = Ändra och återkalla i första hand: då finns allt kvar. Det som tas bort för gott kommer aldrig tillbaka.
act-no_way_back = Det går inte att ångra.
act-ground = Vad grundas det på?
act-ground-request = Den det gäller har begärt det
act-ground-mistake = Det antecknades av misstag
act-ground-unlawful = Innehållet är olagligt
act-ground-retention = Gallringsbeslut
act-reason = Skäl
act-reason-hint = Till exempel diarienummer eller beslut. Skälet står kvar i historiken: skriv inget där som ska bort.
act-erased_by = Raderad { $at } enligt: { $rule }
act-remove = Ta bort { $field } för gott
act-remove-explained = Allt som någon gång har stått under { $field } raderas, på servern och på telefonerna när de hör av sig, också det som väntar på en person. Annat som sades samtidigt sägs om av dig och står kvar.
act-remove-instead = Vad ska stå i stället ({ $field })?
act-remove-instead_hint = Lämna tomt om inget ska stå där.
act-remove-settle_first = Det som sades samtidigt är inte avgjort. Avgör det först.
act-remove_file = Ta bort tidigare versioner för gott
act-remove_file-explained = Fotots tidigare versioner, utan sudd, raderas från servern. Versionen som visas nu står kvar.
act-erase-goes = Det här försvinner
act-erase-stays = Kvar blir en tom plats i historiken: när, av vilken roll, vilka fält, och skälet. Också det som kommer in senare raderas.
act-erase-nothing_left = Allt är redan raderat.
act-erase-observation = Radera iakttagelsen
act-erase-observation-explained = Iakttagelsen med allt som någon har sagt om den, tidigare lydelser också, och alla dess foton
act-erase-photo = Radera fotot
act-erase-photo-explained = Fotot med alla versioner, bildtexten och allt som någon har sagt om det
act-erase-phone = Radera allt från telefonen
act-erase-phone-explained = Allt som telefonen har skickat till vandringen, och det som den skickar senare
act-erase-op = Radera uppgiften
act-erase-op-explained = Det som uppgiften säger
act-erase-ops = { $count ->
    [0] Inga uppgifter i loggen just nu
    [one] En uppgift i loggen
   *[other] { $count } uppgifter i loggen
}
act-erase-things = { $count ->
    [one] En sak som den har antecknat: en iakttagelse, ett foto, ett spår eller något annat
   *[other] { $count } saker som den har antecknat: iakttagelser, foton, spår och annat
}
act-erase-photos = { $count ->
    [one] Ett foto, med alla storlekar
   *[other] { $count } foton, med alla storlekar
}
act-erase-unseen = { $count ->
    [one] Av det är en uppgift sådant som väntar och ännu inte räknas
   *[other] Av det är { $count } uppgifter sådant som väntar och ännu inte räknas
}
