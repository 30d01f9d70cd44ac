# The command lykta in a terminal.

cli-joined = Joined “{ $walk }” as { $role }.
cli-joined_again = Already part of “{ $walk }”, now as { $role }. Everything recorded is still here.
cli-recorded = Saved on this computer. Send it with: lykta sync
cli-synced = { $count ->
    [0] Synced: nothing new to send
    [one] Synced: 1 item visible
   *[other] Synced: { $count } items visible
}
cli-synced_pulled = { $count ->
    [0] Nothing new to fetch
    [one] 1 item fetched
   *[other] { $count } items fetched
}
cli-items = Items
cli-photos = Photos
cli-photo_count = { $count ->
    [one] one photo
   *[other] { $count } photos
}
cli-also_said = Also said
cli-yes = yes
cli-no = no
cli-bytes_left = { $megabytes } MB of photos are only here.
cli-photo_refused = Photo { $id } could not be sent and is still here. Ask the coordinator. ({ $why })
cli-walk_cancelled = The walk is cancelled. What you record all the same is taken in as usual.
cli-to_sync = Send what is only here with: lykta sync
cli-recording_open = A track is being recorded or was interrupted. The command that began it goes on with it.
cli-other_walk = “{ $walk }” has items that were not sent: lykta --walk { $id } sync
cli-nothing_recorded = Nothing has been recorded yet.
cli-nothing = nothing
cli-history = History
cli-photo_prepared = Photo saved: { $width } × { $height } pixels, without position and other hidden details.
cli-blurred = What was marked is gone from the photo, here as well.
cli-track_imported = Track saved: { $fixes ->
    [one] one position
   *[other] { $fixes } positions
}, { $gaps ->
    [0] no gaps
    [one] one gap
   *[other] { $gaps } gaps
}.
cli-track_holds = { $fixes ->
    [one] one position
   *[other] { $fixes } positions
}, { $gaps ->
    [0] no gaps
    [one] one gap
   *[other] { $gaps } gaps
}
cli-live_first_track = The file has several tracks. Only the first is recorded.
cli-rescue_written = Everything recorded here on the walk is now in { $file } as well.
cli-rescue_missing = { $count ->
    [one] One photo is missing on this computer and left out.
   *[other] { $count } photos are missing on this computer and left out.
}
cli-exported = Wrote { $file }.
cli-store_unreadable = The folder of items cannot be read. A copy has been put aside: { $file }
cli-walk_started = The walk has begun.
cli-walk_ended = The walk is over. Send with: lykta sync
cli-all_visible = Everything recorded here has arrived and is visible.
cli-all_visible_but_erased = Everything has arrived and is visible, but for what the municipality erased.
cli-withdrawn = Withdrawn.

## Progress

cli-bar_photos = Preparing photos
cli-bar_tracks = Saving tracks
cli-bar_fixes = Positions
cli-bar_items = Items
cli-bar_photo_bytes = Sending photos
cli-bar_fetched = Fetching photos
cli-bar_basemap = Fetching the map

## What a GPX file could not say

cli-skipped_point = { $count } points without a position were left out.
cli-skipped_elevation = { $count } elevations cannot be read and were left out.
cli-skipped_time = { $count } times cannot be read and were left out.
cli-skipped_time_zone = { $count } times lack a time zone and were read as UTC.
cli-skipped_misplaced = { $count } parts stand where GPX does not have them and were left out.
cli-skipped_entity = { $count } unknown characters in names were kept as they stand.
cli-skipped_encoding = The file is not UTF-8 and was read as Latin-1.
cli-skipped_damaged_rest = The rest of the file is damaged and was left out.
cli-skipped_missing_end = The end of the file is missing. Everything up to there was taken.
cli-skipped_made_up_time = { $count } points have no time. Theirs follow from walking pace and do not say when anybody was there.

cli-gpx_too_large = The file is too large. Export a shorter part of the track.
cli-gpx_too_deep = The file is not GPX. Choose another file.
cli-gpx_not_gpx = The file is not GPX. Choose a file that ends with .gpx.
cli-gpx_document_type = The file declares a document type, which GPX must not. Export it anew.
cli-gpx_no_points = The file has no points. Check that the track was recorded.
cli-gpx_damaged = The file is damaged before its first point. Export it anew.

## Fields

cli-field_kind = What
cli-field_spot = Where
cli-field_point = Where
cli-field_category = About
cli-field_when = When
cli-field_feeling = How it feels
cli-field_words = In their own words
cli-field_suggestion = Suggestion
cli-field_stop = At stop
cli-field_for_another = Recorded for somebody else
cli-field_withdrawn = Withdrawn
cli-field_caption = Caption
cli-field_taken_at = Taken
cli-field_file = File
cli-field_name = Name
cli-field_number = Number
cli-field_planned = Planned
cli-field_reached_at = Reached
cli-field_started_at = Began
cli-field_ended_at = Ended
cli-field_main = The group's main track
cli-field_count = Attendance
cli-field_light = Light
cli-field_weather = Weather
cli-field_remarks = Remarks
cli-field_purpose = Purpose
cli-field_occasion = Occasion
cli-field_planned_start = Planned start
cli-field_planned_end = Planned end
cli-field_closed_at = Protocol closed
cli-field_cancelled_at = Cancelled
cli-field_route = Planned route
cli-field_polygon = Outline of the area
cli-field_language = Language

cli-takes_text = text of at most { $max } characters
cli-takes_number = a whole number from { $min } to { $max }
cli-takes_bool = yes or no
cli-takes_time = a moment such as 2026-11-24T18:00:00+01:00
cli-takes_point = LAT,LON in decimal degrees
cli-takes_spot = LAT,LON in decimal degrees, unplaced, or a situation in words
cli-takes_one_of = one of { $names }
cli-takes_other = nothing that can be typed: choose one of the values with --keep

## What can go wrong

cli-failed_bad_link = The link cannot be read. Copy the whole link, including what follows the #.
cli-failed_not_joined = You have not joined a walk here. Begin with: lykta join LINK
cli-failed_interrupted = Interrupted. Everything is still here; lykta sync goes on where it stopped.
cli-failed_bad_position = “{ $text }” is no position. Write LAT,LON in decimal degrees, for example 59.8586,17.6389.
cli-failed_bad_region = “{ $text }” is no part of a photo. Write LEFT,TOP,WIDTH,HEIGHT from 0 to 1, for example 0.1,0.2,0.3,0.3.
cli-failed_bad_count = “{ $text }” is no count. Write CATEGORY=NUMBER, for example resident=12. The categories are resident, municipal_unit, property_owner, association, business, politician, police, rescue_service, field_group and other.
cli-failed_file_unreadable = The file { $file } cannot be read: { $why }
cli-failed_file_unwritable = { $file } cannot be written: { $why }
cli-failed_bad_photo = { $file }: { $why } Nothing was recorded.
cli-failed_bad_picture = { $why }
cli-failed_bad_gpx = { $file }: { $why }
cli-failed_no_track = { $file } holds no track. Routes and waypoints are no walk.
cli-failed_no_certificate = { $file } holds no certificate in PEM.
cli-failed_bad_speed = The speed is a number above 0.
cli-failed_nothing_to_change = Nothing to change. Say what shall change, for example --words TEXT.
cli-failed_no_such_item = There is no { $id } here. An id, its beginning or its end (at least four characters) is shown by lykta list.
cli-failed_several_items = Several ids begin or end with { $id }. Write more of it.
cli-failed_no_such_walk = The walk { $id } was not joined here. Those that were are shown by lykta walks.
cli-failed_wrong_kind = That is of kind { $kind }, not { $wanted }.
cli-failed_not_withdrawable = What is of kind { $kind } cannot be withdrawn.
cli-failed_no_such_field = There is no field { $field } here. The fields are { $fields }.
cli-failed_bad_value = { $field } takes { $expected }.
cli-failed_no_such_choice = There is no value number { $number }. There are { $count }.
cli-failed_not_own_photo = The photo was taken on another phone. Only that one can blur it.
cli-failed_no_group = A coordinator walks in no group. Join with a leader's link.
cli-failed_no_package = The walk's package is not here yet. Run lykta sync once when there is a network.
cli-failed_may_not_invite = Your role may not invite a { $role }. Ask the coordinator.
cli-failed_forbidden = A { $role } may not change this ({ $kind }). Ask the coordinator.
cli-failed_store = It could not be saved. Nothing was changed. { $why }
cli-failed_store_full = There is no room left on this device. Nothing was changed. Make room and try again.
cli-failed_store_newer = The folder was made by a newer version. Update lykta.
cli-failed_no_network = The server does not answer. Everything is still here; try again when there is a network. ({ $why })
cli-failed_server_busy = The server is busy. Everything is still here; try again in { $seconds } seconds.
cli-failed_code_refused = The server does not accept the code. Everything is still here. Ask the coordinator.
cli-failed_protocol_too_old = The server does not understand this version. Everything is still here. Update lykta.
cli-failed_server = The server could not take it. Everything is still here; try again later. ({ $why })
cli-failed_file_gone = A photo's file is missing on this computer. Everything else is still here.
