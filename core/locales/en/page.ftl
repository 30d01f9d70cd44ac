# The server's pages.

page-title = Lykta
page-skip_to_content = Skip to content
page-menu = Menu
page-other_language = På svenska
page-to_start = To the front page
page-yes = Yes
page-no = No
page-all = All
page-sum = Sum
page-unknown = not stated

## Signing in

page-sign_in = Sign in
page-sign_in-explained = The municipality's coordinators sign in here. If you are joining a walk, use the link or the code from the conversation leader instead.
page-user_name = User name
page-password = Password
page-sign_out = Sign out
page-signed_in_as = Signed in as { $name }
page-failed = That did not work
page-sign_in_failed = The user name or the password is not right. Try again.
page-sign_in_too_often = Too many attempts. Wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} and try again.
page-signed_out = You are signed out.
page-session_ended = You have been away for long and need to sign in again.

## Walks

page-walks = Walks
page-all_walks = All walks
page-walk = Walk
page-no_walks = There are no walks yet.
page-group_count = { $count ->
    [0] No groups
    [one] One group
   *[other] { $count } groups
}
page-observation_count = { $count ->
    [0] no observations
    [one] one observation
   *[other] { $count } observations
}

## Times

page-time_format = %H:%M
page-date = { $weekday } { $day } { $month } { $year }
page-weekday-1 = Monday
page-weekday-2 = Tuesday
page-weekday-3 = Wednesday
page-weekday-4 = Thursday
page-weekday-5 = Friday
page-weekday-6 = Saturday
page-weekday-7 = Sunday
page-month-1 = January
page-month-2 = February
page-month-3 = March
page-month-4 = April
page-month-5 = May
page-month-6 = June
page-month-7 = July
page-month-8 = August
page-month-9 = September
page-month-10 = October
page-month-11 = November
page-month-12 = December
page-minutes = { $minutes } min
page-hours_and_minutes = { $hours } h { $minutes } min

## A walk's page

page-purpose = Purpose
page-group = Group
page-group_number = Group { $number }
page-whole_walk = The whole walk
page-figure_observations = { $count ->
    [one] observation
   *[other] observations
}
page-figure_photos = { $count ->
    [one] photo
   *[other] photos
}
page-figure_photos_on_phones = { $count ->
    [one] photo still on a phone
   *[other] photos still on phones
}
page-figure_coverage = of the area passed
page-figure_people = { $count ->
    [one] person
   *[other] people
}
page-in_groups = { $count ->
    [one] in one group
   *[other] in { $count } groups
}
page-figure_held = { $count ->
    [one] item waiting for a person
   *[other] items waiting for a person
}
page-percent = { $percent } %
page-observations = Observations
page-oldest_first = Oldest first
page-newest_first = Newest first
page-order = Order
page-search = Search in what was said
page-choose_shown = Choose which are shown
page-only_those = Only those that
page-with_photos = have photos
page-unsettled = say different things
page-with_held = wait for a person
page-show = Show
page-show_whole = Show the whole text
page-show_less = Show less
page-show_all = Show all
page-shown_all = { $count ->
    [one] One observation
   *[other] { $count } observations
}
page-shown_of = { $shown } of { $count ->
    [one] one observation
   *[other] { $count } observations
} shown
page-shown_page = { $from }–{ $to } of { $count } observations
page-shown_of_page = { $from }–{ $to } of { $shown } shown, of { $count } observations
page-none_match = No observation fits what you have chosen.
page-pages = Pages
page-page = Page { $page }
page-previous_page = Previous page
page-next_page = Next page
page-new_observations = { $count ->
    [one] One new observation
   *[other] { $count } new observations
}
page-no_observations = No observations have come in yet.
page-withdrawn_count = { $count ->
    [one] One observation is withdrawn and not shown.
   *[other] { $count } observations are withdrawn and not shown.
}
page-remarks = On the walk itself

## An observation

page-no_spot = No place given
page-accuracy = Accuracy { $metres } m
page-suggestion = Suggestion
page-feeling = How it feels
page-when = When
page-categories = What it is about
page-also_said = Also said
page-also_said-explained = All of it is kept until somebody decides what counts.
page-show_on_map = Show on the map
page-history = History
page-history-created = Recorded by { $by }
page-history-changed = Changed by { $by }: { $fields }
page-history-held = Waiting for a person, from { $by }: { $fields }
page-history-erased = Content erased, from { $by }

page-field-kind = Kind
page-field-spot = Where
page-field-category = Category
page-field-when = When
page-field-feeling = How it feels
page-field-words = Words
page-field-language = Language
page-field-suggestion = Suggestion
page-field-stop = Stop
page-field-for_another = Recorded for somebody else
page-field-withdrawn = Withdrawn
page-field-file = Photo
page-field-taken_at = Taken
page-field-caption = Caption
page-field-count = Attendance
page-field-name = Name
page-another_value = a value that cannot be shown here

## Photos

page-photos = Photos
page-photo_number = Photo { $number }
page-photo_on_phone = The photo is still on the phone and has not arrived yet.
page-photos_on_phone = { $count ->
    [one] one photo still on the phone
   *[other] { $count } photos still on the phone
}
page-photo_being_prepared = The photo has arrived and is being prepared.
page-photo_two_versions = The photo has two versions that do not agree. Neither is shown.
page-photo_erased = The photo is erased.

## What waits

page-held = Waiting for a person
page-held-explained = The items are safely stored but do not count before somebody has decided on them. Choose one to decide on it.
page-no_held = Nothing is waiting.
page-held_more = { $count ->
    [one] One older item is waiting too.
   *[other] { $count } older items are waiting too.
}
page-waiting_count = { $count ->
    [one] One item is received but belongs to something that has not arrived yet.
   *[other] { $count } items are received but belong to something that has not arrived yet.
}
page-item = Item
page-held-unreadable = It cannot be read. It is stored just as it came.
page-held-foreign_replica = It says that it comes from another phone than the one that sent it.
page-held-same_number_other_bytes = The phone has already sent something else under the same number, probably because it was restored from a backup.
page-held-replica_revoked = It came from a phone that is shut out of the walk.
page-held-code_revoked = It came after the code had been revoked.
page-held-walk_unknown = It came before the server knew of the walk.
page-held-walk_closed = It came after the protocol had been closed.
page-held-code_expired = It came more than 30 days after the walk's planned end.
page-held-unknown_kind = It is written by a newer app than the server understands.
page-held-forbidden_field = It holds something that the role may not fill in.
page-held-bad_value = A value in it cannot be understood.
page-held-second_create = Another item with the same id came first.
page-held-out_of_reach = It is about something that belongs to another group or person.
page-held-by_person = Somebody chose to wait with it.

## Tracks, attendance and phones

page-tracks = Tracks
page-no_tracks = No track has come in yet.
page-length = Length
page-metres = { $length } m
page-kilometres = { $length } km
page-walked_time = Time
page-spare_track = spare
page-gap = Gap
page-gaps = Gaps
page-gap_line = { $from }–{ $to }: { $reason }
page-gap_line_open = From { $from }: { $reason }
page-no_gaps = No gaps
page-coverage = Coverage
page-coverage-explained = Coverage is how much of the area some group has passed within 40 metres, by the tracks. Gaps do not count.
page-attendance = Attendance
page-attendance-explained = Counts by category, never by name. A dash means that nobody counted.
page-no_attendance = No attendance has been recorded yet.
page-attendance_other = others
page-attendance_differs = Several people counted and came to different numbers; the largest is shown. This concerns
page-category = Category
page-phones = Phones
page-phone = Phone
page-phones-explained = What each phone still has to send, by what it last said itself.
page-no_phones = No phone has been in touch yet.
page-phones_missing = { $group }: the leader counted { $counted ->
    [one] one phone
   *[other] { $counted } phones
}, but { $heard ->
    [0] none has been heard.
    [one] only one has been heard.
   *[other] only { $heard } have been heard.
} Ask the others to open the app where there is a network.
page-phones_all_heard = { $group }: the leader counted { $counted ->
    [one] one phone
   *[other] { $counted } phones
}, and as many have been heard.
page-phone_first_heard = First heard
page-phone_last_heard = Last heard
page-phone_holding = Left on the phone
page-phone_holds = { $count ->
    [0] Nothing
    [one] One item
   *[other] { $count } items
}
page-phone_holds_photos = { $count ->
    [one] one photo
   *[other] { $count } photos
}
page-phone_since = since { $at }
page-phone_which = { $count ->
    [one] Which photo
   *[other] Which photos
}

## Map

page-map = Map
page-map-explained = Everything on the map is in the list too.
page-map_without_base = No base map has been added. Routes and places are shown all the same.
page-map_needs_script = The map needs JavaScript. The list shows the same.
page-legend = Legend
page-filter = Show on the map
page-routes = Planned routes and stops
page-map_label-map = Map of the walk
page-map_label-gap_time = { $from } to { $to }
page-map_label-gap_open = From { $from }
page-map_label-stop = Stop { $number }: { $name }
page-map_label-zoom_in = Zoom in
page-map_label-zoom_out = Zoom out
page-map_label-attribution = Source of the map
page-map_label-close = Close
page-map_label-previous = Previous
page-map_label-next = Next
page-map_label-photo_of = Photo { $number } of { $count }
page-map_label-two_fingers = Move the map with two fingers
page-map_label-scroll_zoom = Hold Ctrl or ⌘ and scroll to zoom
page-map_label-map_failed = The browser cannot draw the map. Everything that would be on it is in the list too.
page-map_label-data_failed = The map's data could not be fetched. Reload the page to try again.
page-map_label-basemap_failed = The base map could not be read. Tracks and observations are shown without it.
page-map_label-cluster = Zoom in to { $count } observations
page-map_label-live = The page refreshes by itself.
page-map_label-live_lost = No contact with the server. Not refreshed since { $time }. Trying again.
page-map_label-live_ended = You are no longer signed in. Not refreshed since { $time }. Reload the page and sign in.

## Errors

page-not_found = The page does not exist
page-not_found-explained = The link may be old or mistyped. Start again from the front page.
page-not_allowed = You may not see this page
page-not_allowed-explained = Sign in with an account that may, or ask the coordinator.
page-not_understood = The server did not understand
page-not_understood-explained = Nothing was changed. Start again from the front page.
page-server_error = Something went wrong on the server
page-server_error-explained = What has already been received is kept. Try again in a while.
page-disk_full = The server is full
page-disk_full-explained = The phones keep what was recorded and try again later. Ask whoever runs the server for more space.
