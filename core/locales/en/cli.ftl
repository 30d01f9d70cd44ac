# The command lykta in a terminal.

cli-joined = Joined “{ $walk }” as { $role }.
cli-not_joined = You have not joined a walk. Begin with: lykta join LINK
cli-already_joined = This folder already belongs to a walk. Choose another folder.
cli-recorded = Saved on this computer. Send it with: lykta sync
cli-synced = { $count ->
    [0] Synced: nothing new to send
    [one] Synced: 1 item visible
   *[other] Synced: { $count } items visible
}
cli-synced_received = { $count ->
    [one] 1 item received but not visible yet
   *[other] { $count } items received but not visible yet
}
cli-synced_held = { $count ->
    [one] 1 item is waiting for a person to look at it
   *[other] { $count } items are waiting for a person to look at them
}
cli-synced_photos = { $count ->
    [one] 1 photo received
   *[other] { $count } photos received
}
cli-synced_pulled = { $count ->
    [one] 1 item fetched
   *[other] { $count } items fetched
}
cli-still_here = { $count ->
    [0] Nothing is only here
    [one] 1 item is only here
   *[other] { $count } items are only here
}
cli-no_network = The server does not answer. Everything is still here; try again when there is a network.
cli-server_busy = The server is busy. Everything is still here; try again in { $seconds } seconds.
cli-code_refused = The server does not accept the code. Everything is still here. Ask the coordinator.
cli-protocol_too_old = The server does not understand this version. Everything is still here. Update lykta.
cli-nothing_recorded = Nothing has been recorded yet.
cli-photo_prepared = Photo saved: { $width } × { $height } pixels, without position and other hidden details.
cli-track_imported = Track saved: { $fixes } positions, { $gaps ->
    [0] no gaps
    [one] one gap
   *[other] { $gaps } gaps
}.
cli-rescue_written = Everything that has not been sent is now in { $file } as well.
cli-imported = { $count ->
    [0] Nothing new in the archive
    [one] 1 item read
   *[other] { $count } items read
}
cli-exported = Wrote { $file }.
cli-bad_link = The link cannot be read. Copy the whole link, including what follows the #.
cli-bad_position = The position cannot be read. Write LAT,LON in decimal degrees, for example 59.8586,17.6389.
cli-file_unreadable = The file { $file } cannot be read.
cli-store_unreadable = The folder of items cannot be read. A copy has been put aside: { $file }
cli-walk_started = The walk has begun.
cli-walk_ended = The walk is over. Send with: lykta sync
cli-all_visible = Everything recorded here has arrived and is visible.
cli-invite_none = The walk's package is not here yet. Run lykta sync once when there is a network.
cli-withdrawn = Withdrawn.
