# Vad som har hänt med det som någon har antecknat. Lova aldrig mer än kvittot gör.

## Kvitton

receipt-on_phone = finns bara på telefonen
receipt-on_phone-explained = Uppgiften är sparad på telefonen men har inte nått kommunen än. Den skickas när det finns nät.
receipt-received = mottagen
receipt-received-explained = Kommunen har uppgiften säkert sparad, men den visas inte för andra än.
receipt-visible = synlig
receipt-visible-explained = Uppgiften är mottagen och syns för dem som arbetar med vandringen.
receipt-held = väntar på en person
receipt-held-explained = Uppgiften är säkert sparad hos kommunen, men någon där måste titta på den innan den visas.
receipt-erased = raderad
receipt-erased-explained = Innehållet är raderat enligt lag eller kommunens regler och kan inte återskapas.

receipt-words_visible_photo_on_phone = Texten är synlig, fotot finns bara på telefonen.

## Varför en uppgift väntar

held-walk_unknown = Koden är äkta, men servern känner inte till vandringen. Uppgiften är sparad. Be samordnaren lägga in vandringen igen.
held-code_expired = Uppgiften kom efter att kodens tid hade gått ut. Den är sparad. Be samordnaren godkänna den.
held-code_revoked = Uppgiften kom efter att koden hade dragits in. Den är sparad. Be samordnaren godkänna den om den hör till vandringen.
held-walk_closed = Uppgiften kom efter att protokollet hade stängts. Den är sparad. Be samordnaren godkänna den.
held-replica_revoked = Telefonen har stängts av från vandringen. Uppgiften är sparad. Tala med samordnaren om det är ett misstag.
held-forbidden_field = Uppgiften innehåller något som rollen inte får fylla i. Den är sparad. Be samordnaren titta på den.
held-second_create = En annan uppgift med samma beteckning kom först. Båda är sparade. Be samordnaren avgöra vilken som gäller.
held-same_number_other_bytes = Telefonen har redan skickat något annat med samma löpnummer, troligen för att den har återställts från en säkerhetskopia. Båda är sparade. Be samordnaren titta på dem.
held-unknown_kind = Uppgiften är skriven av en nyare app än vad servern förstår. Den är sparad. Be samordnaren att servern uppdateras.
held-too_much = Ovanligt mycket har kommit från samma telefon eller kod. Det är sparat. Be samordnaren titta på det.
held-by_person = En handläggare har valt att vänta med uppgiften. Den är sparad. Fråga samordnaren om du undrar varför.
held-bad_value = Ett värde i uppgiften går inte att förstå. Den är sparad. Be samordnaren titta på den och anteckna på nytt om det behövs.
held-unreadable = Uppgiften går inte att läsa. Den är sparad precis som den kom. Be samordnaren titta på den och anteckna på nytt om det behövs.
held-foreign_replica = Uppgiften säger sig komma från en annan telefon. Den är sparad. Be samordnaren titta på den.
held-out_of_reach = Uppgiften gäller något som hör till en annan grupp eller person. Den är sparad. Be samordnaren titta på den.
