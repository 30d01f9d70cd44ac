# The server's pages.

page-title = Lykta
page-skip_to_content = Skip to content
page-language = Language
page-yes = Yes
page-no = No
page-save = Save
page-cancel = Cancel
page-back = Back
page-search = Search
page-show_all = Show all
page-download = Download
page-unknown = not stated

## Signing in

page-sign_in = Sign in
page-sign_in-explained = The municipality's coordinators sign in here. If you are joining a walk, use the link or the code from the conversation leader instead.
page-user_name = User name
page-password = Password
page-sign_out = Sign out
page-signed_in_as = Signed in as { $name }
page-sign_in_failed = The user name or the password is not right. Try again.
page-sign_in_too_often = Too many attempts. Wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} and try again.
page-signed_out = You are signed out.
page-session_ended = You have been away for long and need to sign in again.

## Areas and walks

page-areas = Areas
page-walks = Walks
page-walk = Walk
page-walk_starts = Starts
page-walk_ends = Ends
page-purpose = Purpose
page-weather = Weather
page-light = Light
page-groups = Groups
page-no_walks = There are no walks yet.
page-no_areas = There are no areas yet.

## A walk's page

page-routes = Routes
page-planned_route = Planned route
page-walked_route = Walked route
page-tracks = Tracks
page-no_tracks = No track has come in yet.
page-stops = Stops
page-observations = Observations
page-no_observations = No observations have come in yet.
page-photos = Photos
page-no_photos = No photos have come in yet.
page-attendance = Attendance
page-no_attendance = No attendance has been recorded yet.
page-held = Waiting for you
page-held-explained = The items below are safely stored but are not shown before you have decided on them.
page-no_held = Nothing is waiting.
page-admit = Admit
page-phones = Phones
page-phones-explained = How much each phone still has to send, by what it last said itself.
page-no_phones = No phone has been in touch yet.
page-phone_last_heard = Last heard
page-phone_holds = { $count ->
    [0] Nothing left on the phone
    [one] One item left on the phone
   *[other] { $count } items left on the phone
}
page-coverage = Coverage
page-coverage-explained = How much of the area's streets and paths some group has walked, by the tracks. Gaps do not count.
page-coverage_percent = { $percent } per cent
page-gap = Gap
page-gaps = Gaps in the track
page-gap_line = { $from }–{ $to }: { $reason }
page-no_gaps = The track has no gaps.
page-also_said = Also said
page-also_said-explained = Several people wrote different things. All of it is kept until somebody decides what counts.
page-photo_on_phone = The photo is still on the phone and has not arrived yet.
page-photo_being_prepared = The photo has arrived and is being prepared.
page-photo_held = The photo is waiting for somebody to look at it.
page-accuracy = Accuracy { $metres } m
page-observation_count = { $count ->
    [0] No observations
    [one] One observation
   *[other] { $count } observations
}
page-photo_count = { $count ->
    [0] No photos
    [one] One photo
   *[other] { $count } photos
}
page-people_count = { $count ->
    [one] one person
   *[other] { $count } people
}

## Map and list

page-map = Map
page-list = List
page-map-explained = Everything on the map is in the list beside it too.
page-map_without_base = No base map has been added. Routes and places are shown all the same.
page-map_needs_script = The map needs JavaScript. The list shows the same.
page-legend = Legend
page-filter = Show only

## When an observation is described

page-what = What
page-where = Where
page-when = When
page-feeling = How it feels
page-words = In their own words
page-suggestion = Suggestion
page-categories = What it is about
page-recorded_at = Recorded
page-by_role = By

## Joining

page-join = Join the walk
page-join_code = Code
page-code_unknown = The code is not right. Check it and try again, or ask the conversation leader.
page-code_expired = The code has expired. Ask the conversation leader or the coordinator.

## Errors

page-not_found = The page does not exist
page-not_found-explained = The link may be old or mistyped. Start again from the front page.
page-not_allowed = You may not see this page
page-not_allowed-explained = Sign in with an account that may, or ask the coordinator.
page-server_error = Something went wrong on the server
page-server_error-explained = What has already been received is kept. Try again in a while.
page-disk_full = The server is full
page-disk_full-explained = What you have recorded stays on the phone, which tries again later.
