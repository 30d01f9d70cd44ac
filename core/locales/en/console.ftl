# The console: planning walks, people, settings.

console-people = People
console-settings = Settings
console-account = Account
console-save = Save
console-cancel = Cancel
console-faults = Something needs to be put right before it can be saved

## Settings

console-settings-explained = Everybody who uses the server sees this: in the header, on the page that participants see before they begin, and on their phones.
console-section-municipality = The municipality
console-section-contact = Contact
console-section-contact-explained = Where participants turn with questions. It stands last in the privacy notice.
console-section-retention = Retention
console-section-retention-explained = The server erases nothing by itself yet. The time stands in the privacy notice, and it is up to you to keep to it.
console-section-notice = Privacy notice
console-section-notice-explained = Everybody who takes part can read it before they begin. Leave the fields empty to show our text. It is filled in with what stands on this page.
console-section-languages = Languages
console-section-languages-explained = There is always Swedish. Without English, the button for changing the language goes.
console-section-crest = Crest
console-section-basemap = Base map
console-section-basemap-explained = The map under the walks. Without it, only what was recorded is shown, on an empty ground.

console-field-municipality = The municipality’s name
console-field-municipality-hint = As it shall stand in the header, such as Ljusdal Municipality.
console-field-contact_text = Whom to turn to
console-field-contact_text-hint = Such as the unit, opening hours, and how to reach the data protection officer.
console-field-contact_email = E-mail
console-field-contact_phone = Phone
console-field-contact_web = Web page
console-field-contact_web-hint = The whole address, beginning with https://.
console-field-retention_days = Number of days after the walk
console-field-retention_days-hint = Leave it empty while nothing is decided.
console-field-retention_decision = The decision’s reference
console-field-retention_decision-hint = Such as the registration number and the date.
console-field-notice_sv = Your own text in Swedish
console-field-notice_sv-hint = Write who is responsible, why, on what legal ground, how long, that what is sent becomes a public record, and what rights one has.
console-field-notice_en = Your own text in English
console-field-english = Show the pages in English as well
console-field-crest = Choose a picture
console-field-crest-hint = PNG or JPEG, at most 2 MB and 4,096 pixels long. The picture is drawn anew, so nothing else in the file comes along.
console-field-attribution = Where the map comes from
console-field-attribution-hint = Shown on the map, such as © OpenStreetMap contributors.
console-field-basemap = Choose a map
console-field-basemap-hint = A PMTiles file of version 3, at most 4 GB. The old map stays until the new one is whole. Leave it empty to change only where the map comes from.

console-notice-shown = The text that is shown now
console-notice-ours = Our text, which is not shown
console-crest-alt = The crest as it is shown now
console-crest-none = No crest. The header shows a lantern.
console-crest-send = Use the picture
console-crest-remove = Remove the crest
console-basemap-none = There is no base map.
console-basemap-size = Size
console-basemap-megabytes = { $megabytes } MB
console-basemap-added = Added
console-basemap-bounds = Covers
console-basemap-corners = { $south }° to { $north }° north and { $west }° to { $east }° east
console-basemap-overruled = The server was started with another statement of where the map comes from. That one is shown instead, until the server is started without it.
console-basemap-send = Save the map
console-basemap-remove = Remove the base map
console-basemap-remove-explained = Walks are then shown on an empty ground. Phones that have fetched the map keep it.
console-basemap-remove-sure = Yes, remove the map

console-done-saved = The settings are saved.
console-done-crest = The crest is saved.
console-done-crest_removed = The crest is removed.
console-done-basemap = The base map is saved.
console-done-basemap_removed = The base map is removed.

console-fault-too_long = The text is too long. It may have at most { $longest } characters.
console-fault-municipality = Write the municipality’s name.
console-fault-email = The address is not whole. Write it like name@municipality.se.
console-fault-phone = Write only digits, spaces and the signs + - ( ) /.
console-fault-web = Write the whole address, beginning with https://.
console-fault-notice_sv = Write the text in Swedish as well, or take the English one away.
console-fault-notice_en = Write the text in English as well, or do not show the pages in English.
console-fault-days = Write a whole number of days, from 1 to 36525.
console-fault-decision = Write which decision the time follows from.
console-fault-no_file = Choose a file first.
console-fault-crest_large = The file is too large. It may have at most 2 MB.
console-fault-crest_format = This is neither a PNG nor a JPEG picture. Save the picture as one of them and try again.
console-fault-crest_pixels = The picture has too many pixels. Make it at most 4,096 long.
console-fault-crest_broken = The picture is damaged. Save it anew and try again.
console-fault-attribution = Write where the map comes from. It must stand on the map.
console-fault-basemap_large = The map is too large. It may have at most 4 GB.
console-fault-basemap_format = This is no PMTiles file of version 3. Ask whoever made the map.
console-fault-basemap_busy = Another map is coming in. Wait until it is done.

## The privacy notice

console-notice-responsible = Who is responsible: { $municipality } is the controller of what is recorded on the walk.
console-notice-responsible_unnamed = Who is responsible: The municipality that arranges the walk is the controller of what is recorded.
console-notice-why = Why: The municipality wants to know where people feel safe and unsafe, so that it can make places better. You can take part without a name, an e-mail address or a phone number. Your phone gets a random number that is for this walk only. What you write, the photos you take and the places that go with them can still tell something about you or others. So do not write names, and avoid taking photos of people.
console-notice-ground = Legal ground: The data are needed for a task in the public interest (Article 6(1)(e) of the General Data Protection Regulation).
console-notice-public = Public record: What you send becomes a public record of the municipality. Whoever asks for it may be allowed to read it, unless it is covered by secrecy.
console-notice-kept = How long: The data are kept for { $days } days after the walk and then erased, by the municipality’s decision { $decision }.
console-notice-kept_undecided = How long: The municipality has not stated how long the data are kept. Ask the municipality.
console-notice-rights = Your rights: You can ask which data there are about you, have mistakes corrected, object to how the data are used, and ask for them to be erased. Sometimes the municipality must still keep them by law. If you are not satisfied, you can complain to the Swedish Authority for Privacy Protection, imy.se.
console-notice-contact = Contact:
console-notice-contact_unknown = Contact: Turn to the municipality that arranges the walk.

## People

console-people-explained = Those who may sign in here. Participants need no account.
console-all_people = All people
console-add_person = Add a person
console-you = you
console-last_signed_in = Last signed in
console-never_signed_in = Never
console-role-coordinator = Coordinator
console-role-coordinator-explained = Plans walks, follows them and reads all that comes in.
console-role-administrator = Administrator
console-role-administrator-explained = Does what coordinators do, and changes settings and people as well.
console-section-person = The person
console-section-password = The first password
console-section-new_password = A new password
console-section-new_password-explained = The person is signed out everywhere.
console-field-person_name = User name
console-field-person_name-hint = The person signs in with it. The name stands by what the person does in walks.
console-field-role = What the person may do
console-field-first_password = Password
console-field-first_password-hint = At least 12 characters. Leave it empty, and the server chooses one and shows it once.
console-field-new_password = New password
console-field-new_password-hint = At least 12 characters. Several words are easy to remember.
console-field-old_password = Present password
console-field-same_password = The new password once more
console-change_role = Change
console-set_password = Give a new password
console-remove = Remove the person
console-remove_person = Remove { $name }?
console-remove_person-explained = The person is signed out everywhere and cannot sign in again. What the person did in walks stays.
console-remove_sure = Yes, remove
console-person_added = The person is added
console-password_changed = The password is changed
console-password_once = The password is shown only now. Give it to the person in a safe way, and ask the person to change it under Account.
console-noted = I have noted it
console-done-person_added = The person is added.
console-done-role_changed = The person’s role is changed.
console-done-password_changed = The password is changed, and the person is signed out everywhere.
console-done-person_removed = The person is removed.
console-fault-person_name = Write a name of 1 to { $longest } characters.
console-fault-name_taken = There is somebody called that already. Choose another name.
console-fault-password = A password has { $shortest } to { $longest } characters. Several words are easy to remember.
console-fault-last_administrator = This is the last administrator. Make somebody else an administrator first.

## Account

console-change_password = Change the password
console-sessions = Where you are signed in
console-sessions-explained = Is there something that you do not know? Sign out everywhere and change the password.
console-this_browser = This browser
console-unknown_browser = Unknown browser
console-since = Since
console-sign_out_everywhere = Sign out everywhere
console-signed_out_everywhere = You are signed out everywhere.
console-done-own_password = The password is changed. You are signed out everywhere but here.
console-fault-old_password = The present password is not right.
console-fault-same_password = The two new passwords are not the same. Write them again.

## Planning a walk

plan-nav = Pages of the walk
plan-nav-walk = Walk
plan-nav-plan = Plan
plan-nav-codes = Codes
plan-new_walk = New walk
plan-first_walk = Make the first walk
plan-first_walk-explained = Begin with name, time and area. You add the groups and their routes afterwards.
plan-new_walk-explained = Begin with name, time and area. When the walk is made you add its groups.
plan-make_walk = Make the walk
plan-cancel_form = Cancel
plan-save = Save
plan-saved = Saved.
plan-back = Back to the plan
plan-do_nothing = No, do nothing
plan-the_walk = The walk
plan-about = About the walk
plan-when = When
plan-name = Name
plan-name-hint = What stands on the poster and in the phones, such as “Evening walk in Gloet”.
plan-occasion = Kind of walk
plan-purpose = Purpose
plan-purpose-hint = Optional. One or two sentences that everybody who takes part can read.
plan-date = Day
plan-from = From
plan-to = To
plan-ends_on = Ends on another day
plan-ends_on-hint = Only for a walk that goes past midnight.
plan-light = Light
plan-light-unknown = Not known yet

plan-area = Area
plan-which_area = Which area?
plan-which_area-hint = Choose the same area as last time, and the walk belongs to the same safety plan.
plan-new_area = A new area
plan-new_area-hint = The fields below are for a new area only.
plan-area_name = Name of the area
plan-area_name-hint = Leave it empty when the name is in the file.
plan-area_file = Outline from a file
plan-area_file-hint = Optional. A GeoJSON file with a polygon. It goes before what is drawn.
plan-area_without_name = Area without a name
plan-area_shared = { $count ->
    [one] One walk is in this area. The change shows on it.
   *[other] { $count } walks share this area. The change shows on all of them.
}
plan-name_and_outline = Name and outline
plan-has_outline = The outline is drawn
plan-no_outline = No outline is drawn. Then no coverage is counted.

plan-groups = Groups
plan-no_groups = There are no groups yet. Without a group there are no codes to hand out.
plan-add_group = Add a group
plan-remove_group = Remove the group
plan-remove_group-ask = Remove the group?
plan-remove_group-1 = Nobody has joined the group and nothing is recorded in it. It disappears from the plan.
plan-remove_group-2 = The codes on the group’s sheets end, also on sheets that are printed already. You can bring the group back, but then it gets new codes.
plan-removed_groups = Removed groups
plan-group_back = Bring the group back
plan-group_back-ask = Bring the group back?
plan-group_back-1 = The group comes back with its route and its stops.
plan-group_back-2 = It gets new codes. Print the sheet anew.
plan-group_used = Change the group
plan-group_used-ask = The group cannot be removed
plan-group_used-1 = Somebody has already joined the group or recorded something in it.
plan-group_used-2 = Nothing that is recorded may disappear. You can change the group’s name, route and stops instead.
plan-new_group = New group
plan-the_group = The group
plan-group_name-hint = Such as “Northern part”. Leave it empty when the name is in the file.
plan-route_and_stops = Route and stops
plan-stops = Stops
plan-no_stops = No stops are marked.
plan-stop_name = Stop { $number }, name
plan-remove_stop = Remove the stop
plan-stop_count = { $count ->
    [0] no stops
    [one] one stop
   *[other] { $count } stops
}
plan-has_route = The route is drawn
plan-no_route = No route is drawn
plan-route_file = Route and stops from a file
plan-route_file-hint = Optional. GPX or GeoJSON. The file’s route and stops take the place of those here.
plan-route_file_new-hint = Optional. GPX, or GeoJSON with a line for each group. A file of several lines makes a group of each.
plan-has_begun = The walk has begun. Phones get the new route only when they sync.

plan-draw_needs_script = The map needs JavaScript. Without it you can upload a file below.
plan-draw_outline-hint = Tap the map to set the corners of the area. Drag a corner to move it. By keyboard: move the map with the arrow keys until the cross points right, and choose “Add at the cross”.
plan-draw_route-hint = Tap the map to set the route point by point. Drag a point to move it. By keyboard: move the map with the arrow keys until the cross points right, and choose “Add at the cross”.
plan-tap = A tap on the map adds
plan-tap-point = a point of the route
plan-tap-stop = a stop
plan-add_here = Add at the cross
plan-undo = Undo
plan-clear = Remove all points
plan-points_outline = Corners of the area as a list
plan-points_route = Points of the route as a list
plan-label-point = Point { $number } ({ $place })
plan-label-stop = Stop { $number }
plan-label-stop_name = Stop { $number }, name
plan-label-go_to = Show { $what } on the map
plan-label-move_here = Move { $what } to the cross
plan-label-insert = New point after { $what }
plan-label-remove = Remove { $what }
plan-label-show = Show
plan-label-move = Move
plan-label-between = New point after
plan-label-take_away = Remove
plan-label-added = { $what } is added.
plan-label-moved = { $what } is moved.
plan-label-removed = { $what } is removed.
plan-label-undone = The change is undone.
plan-label-length = { $count } points, { $metres } m

plan-end_makes_codes = When you change the end of the walk, every group gets new codes. Print the sheets anew in that case. Sheets that are printed already work, but only until 30 days after the earlier end.
plan-unsettled = Somebody else wrote something else
plan-unsettled-explained = What stands in the fields holds when you save.
plan-changed_meanwhile = Somebody else changed this while you were writing
plan-changed_meanwhile-explained = Nothing is saved yet. What you wrote stands below. Open the page in a new tab to see what holds now. When you save again, what you wrote takes its place.

plan-wrong = This needs to be put right
plan-wrong-name_missing = Write a name.
plan-wrong-too_long = The text may have at most { $most } characters. Make it shorter.
plan-wrong-choice = Choose one of the alternatives.
plan-wrong-date = Write a day between the years 2000 and 2199.
plan-wrong-time = Write a time, such as 18:30.
plan-wrong-clock_gap = That time does not exist on that day, because the clock is put forward. Choose another.
plan-wrong-end_before_start = The walk must end after it has begun. If it goes past midnight, fill in “Ends on another day”.

plan-file_too_large = The file is too large. It may have at most 16 MB.
plan-bad-geojson = The file could not be read as GeoJSON. Choose another file.
plan-bad-gpx = The file could not be read as GPX. Choose another file.
plan-bad-document_type = The file declares a document type, which GPX does not have. Export it anew.
plan-bad-no_way = The file has neither a route nor a track. Choose another file.
plan-bad-no_polygon = The file has no polygon. Draw the area’s outline as one.
plan-bad-no_line = The file has no line. Draw the group’s route as one.
plan-bad-not_on_earth = A point is not on Earth. In GeoJSON longitude comes first.
plan-bad-too_wide = It is more than 50 km from one end to the other. Check that the points are right.
plan-bad-too_few = An outline needs three points or more, and a route two.
plan-bad-too_many = An outline or a route may have at most { $most } points. Simplify it.
plan-bad-too_many_stops = A group may have at most { $most } stops.
plan-bad-too_many_groups = A file may have at most { $most } groups. Divide it.
plan-bad-several_groups = The file has several lines. What is needed here is a file with one route.

## Codes

plan-to_codes = Codes to hand out
plan-codes-explained = Each group has a code for participants and one for whoever leads it. A code is no password: it lets people into this walk and nowhere else.
plan-codes-until = What is recorded with the codes is taken in at once up to and including { $date }. What comes later is taken as well, but you need to approve it.
plan-no_groups_no_codes = Codes belong to groups. Add a group first.
plan-for_participants = For participants
plan-for_participants-explained = May be put up, and sent to everybody in the group. Whoever joins sees only what they recorded themselves.
plan-for_leader = For the conversation leader
plan-for_leader-explained = Only for whoever leads the group: shows all that the group records and may invite more people. Do not put it up.
plan-to_print = Print
plan-to_screen = Show on a screen
plan-renew = Change the code
plan-renew_participant-ask = Change the participants’ code?
plan-renew_leader-ask = Change the leader’s code?
plan-renew-1 = The group gets a new code. Print the sheet anew.
plan-renew-2 = The old code ends. Those who joined with it can no longer read anything of the walk or invite others.
plan-renew-3 = What they have sent stays. What they send later is taken in, but counts only when you have approved it.
plan-renew-4 = Codes that a leader shows from their own phone are other codes, and go on working.
plan-print = Print the sheet
plan-print-hint = The sheet is made for A4. Print it from here, or by the browser’s print.
plan-qr = QR code that opens the walk
plan-link = The link in the code
plan-link-hint = To be sent to participants, in a text message for instance.
plan-link_leader-hint = Send it only to whoever leads the group.
plan-sheet-title = Take part and tell what you see
plan-sheet-1 = Point the phone’s camera at the square and open the link.
plan-sheet-2 = Or open the web address below and type the code.
plan-sheet-address = Web address
plan-sheet-short = Code
plan-sheet-small = You need neither an account nor a name. What you send becomes a public record of the municipality.
plan-sheet-cancelled = The walk is cancelled.
plan-sheet-leader_title = You who lead the group
plan-sheet-leader_warning = Only for the conversation leader. Do not put this sheet up.
plan-sheet-leader-1 = Point the phone’s camera at the square and open the link with the app.
plan-sheet-leader-2 = Participants join by the participants’ code, not by this one.
plan-sheet-leader_small = This code shows all that the group records and may invite more people. If it gets lost, ask the coordinator to change the code.

## Cancelling and closing

plan-life = Cancel or close
plan-cancel = Cancel the walk
plan-cancel-short = when it will not take place
plan-cancel-ask = Cancel the walk?
plan-cancel-done = The walk is cancelled already.
plan-cancel-1 = The walk is shown as cancelled here, on the sheets and on the screen.
plan-cancel-2 = Phones that have joined learn of it when they next sync. Participants without a network you need to reach in another way.
plan-cancel-3 = Nothing that was recorded disappears, and what is recorded all the same is taken in as usual. You can change your mind.
plan-reinstate = Take the cancellation back
plan-reinstate-short = when it will take place after all
plan-reinstate-ask = Shall the walk take place after all?
plan-reinstate-done = The walk is not cancelled.
plan-reinstate-1 = The walk is no longer shown as cancelled.
plan-reinstate-2 = Phones that have joined learn of it when they next sync.
plan-reinstate-3 = The codes are the same as before.
plan-close = Close the protocol
plan-close-short = when everything has come in
plan-close-ask = Close the protocol?
plan-close-done = The protocol is closed already.
plan-close-1 = What has come in stays, and can be read by those who joined.
plan-close-2 = What phones send after this is taken in, but counts only when you have approved it.
plan-close-3 = First see on the walk’s page whether any phone has something left to send. You can open the protocol again.
plan-reopen = Open the protocol again
plan-reopen-short = when more is to come in
plan-reopen-ask = Open the protocol again?
plan-reopen-done = The protocol is open already.
plan-reopen-1 = What phones send from now on counts at once, if their codes still hold.
plan-reopen-2 = What came while the protocol was closed still waits for you to approve it.
plan-reopen-3 = You can close it again whenever you like.

plan-too_large = The file is too large
plan-too_large-explained = Nothing is saved. Go back and choose a smaller file, of at most 16 MB.
