# The app on a phone. Its reader walks in the dark with gloves on. Short words, great things first.

phone-loading = Reading …
phone-back = Back
phone-go_on = Continue
phone-save = Save
phone-cancel = Cancel
phone-again = Try again
phone-undo = Undo
phone-close = Close

## My walks

walks-title = My walks
walks-empty = You have not joined a walk yet.
walks-empty-explained = Scan the QR code that the walk leader shows, or open the link that you were given.
walks-join = Join a walk
walks-not_visible = { $count ->
    [0] Everything has arrived.
    [one] One thing has not arrived yet.
   *[other] { $count } things have not arrived yet.
}
walks-settings = Settings
walks-cancelled = The walk is cancelled.

## Joining

join-title = Join
join-explained = Scan the QR code that the walk leader shows. No network is needed.
join-scan = Scan the QR code
join-code = Type a code
join-paste = Paste a link
join-other = Other ways to join
join-link = Link
join-found = You are joining { $walk } as { $role }.
join-found_unnamed = You are joining a walk as { $role }.
join-known = You have already joined { $walk } as { $role }. What you noted is still there.
join-otherwise = Joining again makes you { $role } instead.
join-recording = The recording of the other walk goes on.
join-recording_this = This walk is being recorded on your phone. End the recording before you join again.
join-go = Join
join-go_again = Join again
join-wrong = This is no link to a walk. It begins with https:// and contains /join#.

scan-title = Scan the QR code
scan-why = The app needs the camera to read the QR code. No picture is kept and no picture is sent.
scan-allow = Allow the camera
scan-aim = Hold the QR code within the corners.
scan-preview = What the camera sees
scan-foreign = This code does not belong to a walk. Point the camera at another one.
scan-light_on = Turn the light on
scan-light_off = Turn the light off
scan-refused_for_good = The camera is turned off for the app. Turn it on in the phone's settings, or join in another way.
scan-no_camera = The phone has no camera that the app can use. Join in another way.
scan-failed = The camera cannot be used just now. Close other apps that use it and try again.
camera-none = No camera answers
camera-none-explained = The phone has no app that takes photos. You can choose a photo that was taken before: open the observation and press Choose photos.
camera-untaken = { $count ->
    [one] A photo that you took did not get into the app.
   *[other] { $count } photos that you took did not get into the app.
}
camera-untaken-explained = What you took is still on the phone. Try again, share it with another app, or remove it.
camera-untaken-share = Share
camera-untaken-remove = { $count ->
    [one] Remove the photo
   *[other] Remove the photos
}
camera-untaken-remove-ask = { $count ->
    [one] Remove the photo?
   *[other] Remove the photos?
}
camera-untaken-remove-explained = It is nowhere else.
camera-untaken-open = Show the observation
camera-refused = The app may not use the camera.
camera-refused-explained = Turn the camera on in the phone's settings for the app. You can also choose a photo that was taken before.
camera-settings = Open the settings

code-title = Type a code
code-explained = The address and the code are on the sign, or the walk leader reads them aloud. The phone needs a network.
code-address = Address
code-address-hint = For example lykta.exempel.se
code-code = Code
code-code-hint = Eight characters, for example AB12-CD34
code-find = Find the walk
code-searching = Looking for the walk …
code-no_answer = The server does not answer. Check that the address is right and that the phone has a network. Without one you can scan the QR code.
code-bad_address = The address is not written right. It looks like this: lykta.exempel.se
code-server = The address answers, but cannot take the code. Check that it is right and try again.
code-too_often = You have tried too many codes. Wait { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} and try again. Meanwhile you can scan the QR code.

notice-title = How what you tell is used
notice-accept = I have read it – begin

## The walk

walk-when = { $start } to { $end }
walk-light = Light: { $light }
walk-groups = Groups
walk-joined = { $count ->
    [0] No phone has joined yet
    [one] One phone has joined
   *[other] { $count } phones have joined
}
walk-group = Group: { $group }
walk-no_package = The route and the groups come when the phone has a network. You can record already.
walk-no_basemap = The map under the walk comes when the phone has a network.
walk-start = Start walking
walk-go_on = Back to the recording
walk-record = Record
walk-attendance = Who is here?
walk-conditions = Light, weather and more
walk-review = Go through it
walk-invite = Invite
walk-sync = Send, and see what has arrived
walk-guide = Remember
walk-guide-1 = Say how it works: we walk the route, stop and talk. Everybody may say how it feels.
walk-guide-2 = Write the words as they are said. Never write who said them.
walk-guide-3 = Ask as well what is good and worth keeping.
walk-guide-4 = Go through everything together before you part.

## Recording

recording-title = Recording
recording-beats = The track is being recorded. { $fixes ->
    [one] One position
   *[other] { $fixes } positions
}, { $gaps ->
    [0] no gaps
    [one] one gap
   *[other] { $gaps } gaps
}.
recording-searching = Looking for the phone's position …
recording-covered = { $percent } per cent of the area is walked
recording-overdue = The track is ended: the walk should have been over more than half an hour ago.
recording-refused = The track is not recorded.
recording-over = No track is being recorded. What was recorded is kept.
recording-again = Record more of the walk
recording-elapsed = { $minutes ->
    [one] One minute
   *[other] { $minutes } minutes
}
recording-gap-paused = Paused: the track is not recorded.
recording-gap-paused-mend = Press Continue when you walk on.
recording-gap-no_permission = The track is not recorded: the app may not use the phone's position.
recording-gap-no_permission-mend = Press here and allow the precise position.
recording-gap-no_fix = The track is not recorded: the phone does not find its position.
recording-gap-no_fix-mend = See that location is switched on, and go out under the open sky.
recording-gap-outside_area = The track rests: you are outside of the area. It goes on by itself when you are back.
recording-gap-outside_area-mend = Go back to the area, or end the walk.
recording-gap-killed = The phone closed the app. The track is not recorded.
recording-gap-killed-mend = Press here to go on. The gap stands in the track.
recording-gap-location_off = The track is not recorded: location is switched off on the phone.
recording-gap-location_off-mend = Press here and switch location on.
recording-permission-why = The app needs your precise position to record the way that you walk. It is used only while the walk is recorded.
recording-permission-ask = Allow position
recording-safe = Safe
recording-unsafe = Unsafe
recording-worth_keeping = Keep
recording-photo = Photo
recording-photo-ask = What does the photo show?
recording-photo_of = Take a photo of it
recording-pause = Pause
recording-unpause = Continue
recording-end = End
recording-end-ask = End the walk?
recording-end-ask-explained = The track is ended. You can record and change things afterwards as well.
recording-end-no = Walk on
recording-next_stop = Next stop: { $stop }
recording-reached = We are here
recording-noted = Noted: { $kind }. Tell more now or later.
recording-notification = The walk is being recorded
recording-notification-open = Press here to open the walk.
recording-channel = Recording of the walk

warning-storage_full = The phone is full. Photos cannot be saved. Remove something else from the phone now.
warning-battery_empty = The battery is nearly empty. Charge it now, or let another phone record.
warning-power_saver = The battery saver is on and may stop the track. Switch it off during the walk.
warning-battery_low = The battery may not last. Charge it if you can.
warning-storage_low = There is little room on the phone. Soon photos cannot be saved.

## An observation

observation-title = Observation
observation-saved = Saved on the phone
observation-where = Where
observation-where-gnss = The phone's position, off by { $metres } metres
observation-where-none = No place is noted
observation-category = What is it about?
observation-words = What is said?
observation-words-hint = Write the words as they are said. Write nothing that points out a person.
observation-feeling = How safe does it feel?
observation-when = When is it so?
observation-suggestion = What would make it better?
observation-photos = Photos
observation-photo_number = Photo { $number }
observation-take_photo = Take a photo
observation-pick_photo = Choose photos
observation-photos_refused = { $count ->
    [one] One photo was not added.
   *[other] { $count } photos were not added.
}
observation-where-change = Change the place
observation-stop = At which stop was it said?
observation-for_another = I write down what somebody else said
observation-kind = Safe or unsafe?
observation-disputed = Different things were said – what shall stand?
observation-disputed-explained = Press what shall stand. The rest is kept in the history.
observation-said_shown = Stands now
observation-said_yes = yes
observation-said_no = no
observation-said_nothing = nothing
observation-said_unknown = something that the app cannot show
observation-withdraw = Remove
observation-withdraw-ask = Remove the observation?
observation-withdraw-explained = What has been sent is no longer shown to others.

## Where it is

place-title = Where is it?
place-map = Map of the place, north up. The place is told in words as well.
place-no_map = The map comes when the phone has a network. You can write where it is already.
place-point = Point on the map
place-point-map = Map, north up. The cross in the middle points out the place. Move it with the arrows below, or go back and choose a stop.
place-here = It is here
place-nudge-north = { $metres } metres north
place-nudge-east = { $metres } metres east
place-nudge-south = { $metres } metres south
place-nudge-west = { $metres } metres west
place-cross = The cross is { $metres } metres { $direction } { $from }.
place-cross-at = The cross is at { $from }.
place-before = the place that is noted
place-direction-north = north of
place-direction-north_east = north-east of
place-direction-east = east of
place-direction-south_east = south-east of
place-direction-south = south of
place-direction-south_west = south-west of
place-direction-west = west of
place-direction-north_west = north-west of
place-stops = At a stop
place-stop = stop { $number }
place-stop_named = stop { $number }, { $name }
place-situation = Somewhere along the way
place-situation-words = Which situation?
place-situation-hint = For example: on the way home from the last bus.
place-situation-keep_point = Show the place on the map as well
place-nowhere = No place
place-done = Done

## Going through it

review-title = Go through it
review-empty = Nothing is noted yet.
review-empty-explained = Press Safe, Unsafe or Keep during the walk.
review-unsettled = Different things were said
review-also_said = Also said
review-list = List
review-map = Map
review-no_words = No words yet

## Attendance

attendance-title = Who is here?
attendance-explained = Count people in each group. Write no names.
attendance-more = One more: { $category }
attendance-fewer = One fewer: { $category }
attendance-total = { $count ->
    [one] One person
   *[other] { $count } people
}

## Light, weather and more

conditions-title = Light, weather and more
conditions-explained = This goes into the protocol. Fill in what helps.
conditions-light = How light is it?
conditions-weather = How is the weather?
conditions-weather-dry = dry
conditions-weather-rain = rain
conditions-weather-snow = snow
conditions-weather-slippery = slippery
conditions-weather-wind = wind
conditions-weather-fog = fog
conditions-weather-words = The weather in your words
conditions-remarks = More about the walk
conditions-remarks-hint = For example that you took another way. Write no names.

## Inviting

invite-title = Invite
invite-explained = Whoever wants to take part scans the code. No network is needed where the app is on the phone already.
invite-empty = No invitations yet
invite-none = They come when the phone has had a network once.
invite-picture = QR code that invites to the walk as { $role }
invite-heard = { $phones }, heard { $time }
invite-aloud = Without a camera
invite-aloud-explained = Read the address and the code aloud. They are typed in the app or in the browser.
invite-whom = Whom do you invite?
invite-share = Share the link
invite-share-words = Come along on the safety walk { $walk }. Open the link to join:

## What has arrived

sync-title = What has arrived
sync-now = Send now
sync-all_visible = Everything has arrived and is visible.
sync-nothing = Nothing is noted on this phone yet.
sync-sending = Sending …
sync-sending-ops = Sending items: { $left } left
sync-sending-photos = Sending photos: { $done } of { $total } MB
sync-fetching = Fetching others' photos: { $done } of { $total }
sync-fetching-map = Fetching the map: { $done } of { $total } MB
sync-row-ops = Items
sync-row-photos = Photos
sync-on_phone = Only on the phone
sync-received = Received
sync-visible = Visible
sync-held = Waiting for a person
sync-erased = Erased
sync-bytes = { $mb } MB of photos are only on the phone
sync-each = One by one
sync-each-more = Show all ({ $count })
sync-part-words = Words: { $state }
sync-part-words_bytes = Words: { $state }, { $kb } kB
sync-part-photo = Photo { $number }: { $state }, { $mb } MB
sync-part-refused = Photo { $number } could not be sent. It stays on the phone.
sync-kind-track = The track
sync-kind-stop = A stop
sync-kind-attendance = Attendance
sync-kind-group = Times, light and weather
sync-kind-participant = That you take part
sync-kind-photo = A photo for somebody else's observation
sync-kind-verification = A check of a measure
sync-kind-other = Something else
sync-held-title = This is waiting
sync-refused-title = Photos that could not be sent
sync-keep = Do not remove the app before everything has arrived.
sync-rescue = Share everything as one file
sync-rescue-explained = When sending is impossible, you can give the file to the municipality in another way. It holds what you have noted and your photos.

## Settings

settings-title = Settings
settings-language = Language
settings-storage = Room on the phone
settings-storage-words = Words and tracks: { $mb } MB
settings-storage-own = Your photos: { $mb } MB
settings-storage-others = Photos of others: { $mb } MB
settings-storage-explained = What is yours stays for 30 days after it became visible. What is others' goes 30 days after the walk. What has not arrived is never removed.
settings-privacy = Personal data
settings-privacy-explained = The app has no account. What you note is sent to the municipality that arranges the walk, and the walk’s leader sees it on their phone. How it is used is told on the walk’s page, under “How what you tell is used”.
settings-erase = How to have something erased
settings-erase-phone = In the app: open what you noted and press Remove. If sending it never began, it is gone. Else it is no longer shown to others, but the municipality still has it.
settings-erase-municipality = At the municipality: ask to have it erased. Say which walk it is about, and roughly when and what you noted, because the municipality does not know who wrote what. The municipality can erase words, a photo, an observation, or everything from one phone on a walk. Then all that remains is that something was there, not what it was.
settings-erase-copies = Other phones that have fetched it remove it the next time they fetch. The municipality’s backups hold it until the municipality deletes them.
settings-erase-law = What you send becomes a public record, and sometimes the law makes the municipality keep it. Whom to contact, and how to complain, is told under “How what you tell is used”.
settings-erase-app = If you remove the app, everything that it has on the phone is gone, also what was not sent.
settings-accessibility = Accessibility
settings-accessibility-explained = The app should be usable with a screen reader, with large text and without seeing colours. Tell the municipality if something does not work.
settings-licences = Licences
settings-licences-explained = Lykta is free software under the MIT licence.

## The accessibility statement, as Sweden's act (2018:1937) on accessibility of digital public services wants it

accessibility-title = Accessibility statement
accessibility-who = Who answers for the app
accessibility-who-explained = The app is called Lykta. The municipality that arranges the walk answers for it following the Swedish act (2018:1937) on accessibility of digital public services.

    Those who make Lykta wrote this statement, and it comes with the app. If the municipality has one of its own on its website, that one counts.
accessibility-how = How accessible the app is
accessibility-how-explained = The app complies with the act in part. What is missing is told below.

    It is built for level AA of WCAG 2.2: buttons and pictures have words for screen readers, text can be enlarged to 200 percent, nothing is told by colour alone, and what is dragged with a finger can be done with buttons too.
accessibility-not = What is not accessible
accessibility-not-explained = A photo has no description if nobody wrote one. The app then says only its number.

    If the app speaks another language than the phone, a screen reader may pronounce words wrongly. So it is with what somebody wrote in another language.

    Maps cannot be explored with a screen reader. The act does not ask for that, and what the map shows is told in words too.

    Those who make Lykta have not tried the app with a screen reader on a phone, and have not had people with disabilities try it. There may be faults that are not told here.
accessibility-without = If you cannot use the app
accessibility-without-explained = The walk’s leader can note for you. You can also open the same link in a browser, or ask the municipality for something in another form.
accessibility-report = Tell of faults
accessibility-report-explained = If you find a fault, or need something in another form: tell the municipality that arranges the walk. Whom to contact is told on the walk’s page, under “How what you tell is used”.
accessibility-complain = Supervision
accessibility-complain-explained = The Agency for Digital Government, Digg, supervises the act. If you are not content with what the municipality does with what you told it, you can report it to Digg.
accessibility-complain-open = Report to Digg
accessibility-tested = How the app was assessed
accessibility-tested-explained = Those who make Lykta assessed version 0.1 themselves, in November 2026. Screens were drawn in their states, in Swedish and English, light and dark, with text at 100 and 200 percent. Size, contrast and words for screen readers were checked by a program. The statement was last changed in November 2026.

## The licences

licences-explained = The app contains parts that others made, each under its licence. Press a part to read it.
licences-android = For Android
licences-core = In the core
licence-title = Licence
licence-by = By { $authors }
licence-elsewhere = The licence’s text is at its source: { $source }
licence-source = Open the source

## When something did not work

error-not_found = It is no longer on the phone. Go back and try again.
error-not_now = It cannot be done just now. Go back and try again.
error-storage_full = The phone is full. Remove something else from the phone and try again. What you saved before is still there.
error-forbidden = Your part in the walk does not let you change this. Ask the walk leader.
error-bad_value = The text is too long or cannot be saved. Shorten it and try again.
error-newer_store = A newer version of the app was used on the phone. Update the app. Nothing is lost.
error-not_a_link = This is no link to a walk. Scan the code again, or ask for a new link.
error-wrong_code = No walk has this code. Check that all eight characters are right.
error-too_often = You have tried many codes. Wait a little and try again.
error-no_answer = The server cannot be reached. Everything is still on the phone, and is sent when there is a network.
error-server = The server could not take it. Everything is still on the phone. The app tries again.
error-file_gone = A photo is missing on the phone. Take it again.
error-file = A file could not be read or written. Try again.
error-broken = Something went wrong in the app. What you saved is still there. Start the app again.

## The map

map-walk = Map of the walk, north up. { $observations ->
    [0] No observations
    [one] One observation
   *[other] { $observations } observations
}. Everything is in the list as well.
map-zoom_in = Zoom in
map-zoom_out = Zoom out
map-show_all = Show the whole walk
