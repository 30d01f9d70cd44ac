# What became of what somebody recorded. Never promise more than the receipt does.

## Receipts

receipt-on_phone = only on the phone
receipt-on_phone-explained = The item is saved on the phone but has not reached the municipality yet. It is sent when there is a network.
receipt-received = received
receipt-received-explained = The municipality has the item safely stored, but it is not shown to others yet.
receipt-visible = visible
receipt-visible-explained = The item has been received and can be seen by those who work with the walk.
receipt-held = waiting for a person
receipt-held-explained = The item is safely stored at the municipality, but somebody there has to look at it before it is shown.
receipt-erased = erased
receipt-erased-explained = The content has been erased by law or by the municipality's rules and cannot be restored.

receipt-words_visible_photo_on_phone = The words are visible, the photo is only on the phone.

## Why an item waits

held-walk_unknown = The code is genuine, but the server does not know the walk. The item is stored. Ask the coordinator to enter the walk again.
held-code_expired = The item came after the code had expired. It is stored. Ask the coordinator to admit it.
held-code_revoked = The item came after the code had been revoked. It is stored. Ask the coordinator to admit it if it belongs to the walk.
held-walk_closed = The item came after the protocol had been closed. It is stored. Ask the coordinator to admit it.
held-replica_revoked = The phone has been shut out from the walk. The item is stored. Talk to the coordinator if this is a mistake.
held-forbidden_field = The item holds something that the role may not fill in. It is stored. Ask the coordinator to look at it.
held-second_create = Another item with the same id came first. Both are stored. Ask the coordinator to decide which one counts.
held-same_number_other_bytes = The phone has already sent something else under the same number, probably because it was restored from a backup. Both are stored. Ask the coordinator to look at them.
held-unknown_kind = The item was written by a newer app than the server understands. It is stored. Ask the coordinator to have the server updated.
held-too_much = Unusually much has come from the same phone or code. It is stored. Ask the coordinator to look at it.
held-by_person = An official has chosen to keep the item waiting. It is stored. Ask the coordinator if you wonder why.
held-bad_value = A value in the item cannot be understood. It is stored. Ask the coordinator to look at it, and record it again if need be.
held-unreadable = The item cannot be read. It is saved just as it came. Ask the coordinator to look at it, and note it down again if needed.
held-foreign_replica = The item says that it comes from another phone. It is saved. Ask the coordinator to look at it.
held-out_of_reach = The item is about something of another group or person. It is saved. Ask the coordinator to look at it.
