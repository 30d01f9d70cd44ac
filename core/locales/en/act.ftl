# What a coordinator does with what came in.

act-crumbs = Where you are
act-back = Back
act-cancel = Cancel
act-save = Save
act-position = Position
act-ops = { $count ->
    [0] Nothing
    [one] One item
   *[other] { $count } items
}
act-picture = Picture, { $width } × { $height } pixels
act-wrong = Something is missing or cannot be understood

## How it went

act-done-settled = It is settled now. All that was said is kept in the history.
act-done-but_more_came = It is saved, but another value came in meanwhile. Nothing was overwritten: both stand until somebody settles it.
act-done-changed = The change is saved. What stood before is kept in the history.
act-done-nothing_changed = Nothing was changed, so nothing was saved.
act-done-withdrawn = It is withdrawn now and no longer shown in lists and on the map. Nothing was removed.
act-done-restored = It is shown again.
act-done-removed = Removed for good. The history says that it was erased, and why.
act-done-erased = Erased for good.
act-done-admitted = The item is admitted and counts now.
act-done-but_still_held = The item still waits. The reason is another now: read it below.
act-done-but_waits_for_more = The item is admitted but belongs to something that has not arrived yet. It is shown when that comes.
act-done-kept_held = The item goes on waiting, with your reason.
act-done-corrected = Recorded anew. The item that waited is kept, and points here.
act-done-phone_admitted = All that the phone has sent and will send counts now, where its role may record it.
act-done-phone_held = All that the phone has sent and will send waits for a person now.
act-done-revoked = Shut out. Within five seconds it reads nothing more.
act-done-blurred = The blurring is burnt into a new version. The former is shown to nobody any more.
act-done-but_two_versions = Somebody else changed the photo at the same time. There are two versions now, and neither is shown until somebody chooses.

## What could not be understood

act-wrong-value = The value cannot be written here.
act-wrong-too_long = The text is too long. Shorten it.
act-wrong-number = Write a whole number that makes sense here.
act-wrong-count = Choose one of the counts, or write a whole number from 0 to 999.
act-wrong-choose = Choose one of these.
act-wrong-no_position = A place needs a position: write latitude and longitude.
act-wrong-no_situation = Describe the situation in words.
act-wrong-position = The position must be two numbers in degrees, such as 59.85856 and 17.63893.
act-wrong-ground = Choose what the erasure is founded on.
act-wrong-reason = Write why. It stays in the history.
act-wrong-region = A region lies outside of the picture or lacks a number. Write per cent from 0 to 100.
act-wrong-no_file = The photo was changed or removed since you opened the page. Look and mark again.
act-wrong-undrawable = The photo cannot be drawn anew, so it cannot be blurred. Withdraw or erase it instead.

## An observation

act-change = Change
act-change-observation = Change the observation
act-change-photo = Change the caption
act-change-explained = Only what you change is saved, as your change. What stood before is kept in the history.
act-change-words_stay = These are the participant's own words. Change them only where they were put down wrongly.
act-change-unsettled = Several values stand here and must be settled first:
act-withdraw = Withdraw
act-restore = Show again
act-withdraw-hint = What is withdrawn is not shown in lists and on the map. Nothing is removed, and it can be undone.
act-is_withdrawn = Withdrawn: it is not shown in lists and on the map.
act-photo_withdrawn = The photo is withdrawn.
act-photo_at_odds = Two versions
act-withdrawn = Withdrawn observations
act-no_withdrawn = No observations are withdrawn.
act-recorded_on = Recorded on
act-spot-text = The situation, in words
act-spot-lat = Latitude
act-spot-lon = Longitude
act-spot-hint = A place needs a position. A situation needs words, and may have a position.

## What several people said differently

act-unsettled = To be settled
act-unsettled-explained = Several people said different things. Choose what holds, or write something else. Nothing that was said leaves the history.
act-no_unsettled = Nothing needs to be settled.
act-settle = Settle what holds
act-settle-do = This holds
act-settle-other = Something else, which I write
act-settle-other_value = Something else
act-count-explained = Several people counted and came to different numbers. Choose the right one; all counts are kept in the history.
act-count-other = Another number
act-count-number = Number

## History

act-history-order = In the order in which it came
act-history-created = Recorded
act-history-changed = Changed
act-history-was = Before:
act-history-became = Now:
act-history-gone = erased
act-history-admit_op = The item was admitted
act-history-admit_replica = The whole phone was admitted
act-history-hold_op = The item was set to wait
act-history-hold_replica = The whole phone was set to wait
act-history-erase_op = An item was erased
act-history-erase_entity = Erased with all that belongs to it
act-history-erase_replica = Everything from the phone was erased
act-history-revoke_code = The code was revoked
act-history-revoke_replica = The phone was shut out

## What waits for a person

act-held-explained = The items are safely stored but do not count until somebody has decided on them. Open one to do so.
act-held_change_of = Change of { $what }
act-held_open = Open what waits
act-held-what = What shall happen to it?
act-held-admit_explained = Read what it says. Once admitted it counts like any other item, with all that belongs to it.
act-held-cannot_admit = For this reason it cannot be admitted. It can be recorded anew, go on waiting or be erased.
act-held-reason = Reason
act-held-reason_hint = Needed to let it go on waiting, otherwise if you wish. It stays in the history.
act-held-admit = Admit the item
act-held-admit_phone = Admit the whole phone
act-held-admit_phone_explained = The whole phone: all that it has sent and will send that is not wrong for other reasons. It may still only record what its role may.
act-held-keep = Let it wait
act-correct = Record anew
act-correct-explained = You record the same in your own name, corrected where needed. The item that waits is kept, and points to yours.
act-correct-now = Now: { $value }
act-correct-left_out = This cannot be written in a form and does not come along:
act-correct-photos = Photos do not come along. If they shall be shown, admit the item instead.
act-correct-do = Record
act-corrected_as = Recorded anew by the coordinator: { $what } { $id }

## Phones

act-phone_name = phone { $digits }
act-phone_role = Role
act-phone_sent = Has sent
act-phone_held = Of that waits
act-phone-name_hint = The name is random and holds for this walk only. It says nothing of who has the phone.
act-phone-takes_part = Takes part
act-phone-revoked = Shut out
act-phone-code_revoked = The code is revoked
act-phone-all_held = All of it waits for a person
act-phone-writes_only = Shut out, but what it sends counts
act-phone-left = Left on the phone
act-phone-left_explained = So the phone said itself when it was last heard, { $at }. Ask whoever has the phone to open Lykta where there is a network, and it will arrive.
act-phone-left_unknown = When the phone was last heard, { $at }, it said that it has nothing left. Yet this has not arrived. Ask whoever has the phone whether the photos are there.
act-phone-left_more = { $count ->
    [one] And one more photo of what is described here.
   *[other] And { $count } more photos of what is described here.
}
act-phone-left_undescribed = { $count ->
    [one] One photo that is not described here yet.
   *[other] { $count } photos that are not described here yet.
}
act-phone-left_more_undescribed = { $count ->
    [one] And one more photo, which is not described here yet.
   *[other] And { $count } more photos, which are not described here yet.
}
act-phone-left_withdrawn = { $count ->
    [one] One photo is withdrawn.
   *[other] { $count } photos are withdrawn.
}
act-phone-left_items = { $count ->
    [one] One item that nobody can read here until it has arrived.
   *[other] { $count } items that nobody can read here until they have arrived.
}
act-phone-counts = Does what it sends count?
act-phone-counts_explained = The decision holds for all that the phone has sent and will send. It can be changed at any time.
act-phone-reason = Reason (if you wish)
act-phone-admit = Admit all of it
act-phone-hold = Let all of it wait
act-phone-ends = What cannot be undone
act-revoke = Shut out
act-revoke-happens = This happens
act-revoke-reads_nothing = Within five seconds the phone reads nothing that others recorded, and invites nobody.
act-revoke-held = What it sends all the same is received and waits for a person. Nothing is lost.
act-revoke-stays = What it has sent already stays.
act-revoke-no_way_back = It cannot be taken back. Whoever shall take part again joins anew with a new code.
act-revoke-whose = What shall be shut out?
act-revoke-phone = This phone alone
act-revoke-code_phones = { $count ->
    [one] The code that it came with: one phone, and all who try later
   *[other] The code that it came with: { $count } phones, and all who try later
}

## Blurring a photo

act-blur = Blur
act-blur-explained = Faces, plates and anything else that may point somebody out
act-blur-hint = Write where in the picture, in per cent of its width and height, from the upper left corner.
act-blur-script_hint = Draw a box on the picture, or add a region and move it with the arrow keys. Shift and an arrow changes its size.
act-blur-keys = Arrow keys move it, shift and an arrow changes its size, Delete removes it.
act-blur-region = Region
act-blur-left = From the left, %
act-blur-top = From the top, %
act-blur-width = Width, %
act-blur-height = Height, %
act-blur-add = Add a region
act-blur-remove = Remove the region
act-blur-do = Blur the photo

## Erasing

act-for_good = Remove for good
act-for_good-explained = Change and withdraw first: then everything is kept. What is removed for good never comes back.
act-no_way_back = This cannot be undone.
act-ground = What is it founded on?
act-ground-request = The person it concerns has asked for it
act-ground-mistake = It was recorded by mistake
act-ground-unlawful = The content is unlawful
act-ground-retention = A retention decision
act-reason = Reason
act-reason-hint = A registration number or decision, say. The reason stays in the history: write nothing there that is to go.
act-erased_by = Erased { $at } according to: { $rule }
act-remove = Remove { $field } for good
act-remove-explained = All that ever stood under { $field } is erased, on the server and on the phones when they call, also what waits for a person. Whatever else was said at the same time is said again by you and stays.
act-remove-instead = What shall stand instead ({ $field })?
act-remove-instead_hint = Leave it empty if nothing shall stand there.
act-remove-settle_first = What was said at the same time is not settled. Settle it first.
act-remove_file = Remove earlier versions for good
act-remove_file-explained = The photo's earlier versions, without blurring, are erased from the server. The version that is shown now stays.
act-erase-goes = This goes
act-erase-stays = An empty place in the history stays: when, by which role, which fields, and the reason. What comes in later is erased, too.
act-erase-nothing_left = All of it is erased already.
act-erase-observation = Erase the observation
act-erase-observation-explained = The observation with all that anybody has said of it, earlier wordings too, and all its photos
act-erase-photo = Erase the photo
act-erase-photo-explained = The photo with all versions, its caption and all that anybody has said of it
act-erase-phone = Erase all from the phone
act-erase-phone-explained = All that the phone has sent to the walk, and what it sends later
act-erase-op = Erase the item
act-erase-op-explained = What the item says
act-erase-ops = { $count ->
    [0] No items in the log at the moment
    [one] One item in the log
   *[other] { $count } items in the log
}
act-erase-things = { $count ->
    [one] One thing that it recorded: an observation, a photo, a track or something else
   *[other] { $count } things that it recorded: observations, photos, tracks and others
}
act-erase-photos = { $count ->
    [one] One photo, in all sizes
   *[other] { $count } photos, in all sizes
}
act-erase-unseen = { $count ->
    [one] Of that, one item waits and does not count yet
   *[other] Of that, { $count } items wait and do not count yet
}
