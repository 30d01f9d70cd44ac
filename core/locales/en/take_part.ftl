# Taking part in a browser. The reader may be 13 or 80 years old.

take_part-title = Take part in the walk
take_part-app_name = Lykta: take part
take_part-invited = You are invited to a safety walk
take_part-welcome = Take part in { $walk }
take_part-what = Here you tell what you see and how it feels as you walk. It goes to the municipality, which uses it to make places safer. You need no account, and you do not write who you are.
take_part-offline = Once the page has been opened it also works without a network. What you save is sent when the network comes back.
take_part-when = When: { $when }
take_part-group = Group: { $group }
take_part-closed = The walk's protocol is closed. What you note down now is saved, but somebody at the municipality has to admit it.
take_part-shut = The code no longer opens the walk. What you note down is saved and sent all the same, but somebody at the municipality has to admit it. Ask whoever leads the walk for a new code.
take_part-role = The link is for a person whose task is { $role }. In the browser you can only note down observations. Tracks, stops, attendance and what others noted are in the app.

## The code that is typed

take_part-code = Type the code
take_part-code-explained = The code has eight characters and is on the note or screen that the leader shows, such as K7MP-4Q2X. If you have a link or a QR code, open that instead.
take_part-code-label = Code
take_part-code-send = Continue
take_part-code-wrong = There is no such code. See that you have typed all eight characters and try again.
take_part-code-too_often = Too many attempts. Wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} and try again.
take_part-code-no_network = The server could not be reached. A code can only be tried when there is a network. Try again in a while.
take_part-link-broken = The link is not whole. Open it again, scan the QR code once more, or type the code here.
take_part-without_script = Your browser does not run the page's program (JavaScript). You can take part all the same with the code below. You then need a network all the time, and there is no map.

## Before the first note

take_part-notice = How what you tell is used
take_part-notice-read = I have read this – begin
take_part-notice-changed = The text on how the data are used has changed. Read it before you note down more.
take_part-notice-again = Read how the data are used

## The form

take_part-record = Note down
take_part-record-explained = Choose how the place feels. That is enough. Fill in the rest if you like.
take_part-kind = How does it feel here?
take_part-where = Where?
take_part-where-here = Here where I stand
take_part-where-map = On the map
take_part-where-words = In words
take_part-where-unplaced = No particular place
take_part-where-explained = You can skip this.
take_part-position-searching = Looking for your position …
take_part-position-found = The position is found. It may be { $metres } metres off.
take_part-position-vague = The position is uncertain and may be { $metres } metres off. Point at the map or write where it is if you can.
take_part-position-denied = The browser may not use your position. Point at the map or write where it is, or allow position in the browser's settings.
take_part-position-failed = The position could not be found. Point at the map or write where it is.
take_part-position-waits = Waiting for the position …
take_part-position-again = Look for the position again
take_part-map-explained = Move the map so that the cross is on the place and press the button. By keyboard: the arrow keys move the map, plus and minus zoom.
take_part-map-mark = The place is here
take_part-map-marked = The place is marked on the map. Move the map and press again if it is wrong.
take_part-map-not_marked = No place is marked yet.
take_part-map-failed = The map cannot be shown here. Write where it is instead.
take_part-situation = Write where it is, or when it feels so
take_part-situation-hint = For instance: the path behind the school, or when I walk home from the last bus.
take_part-words = In your own words
take_part-words-hint = What do you see? What makes it feel so? Write nothing that points out a person.
take_part-photos = Photos
take_part-photos-hint = Position and details of the phone are taken out of the photo before it is sent. Preferably take no photos of people.
take_part-photos-hint-server = At most three photos (JPEG) at a time. The server takes out position and details of the phone before the photo is stored.
take_part-photos-add = Add a photo
take_part-photo-preparing = The photo is being prepared …
take_part-photo-added = { $count ->
    [one] One photo is included.
   *[other] { $count } photos are included.
}
take_part-photo-number = Photo { $number }
take_part-photo-remove = Remove photo { $number }
take_part-photo-failed = The photo cannot be read. Choose another one, or save without a photo.
take_part-photo-caption = What does photo { $number } show?
take_part-photo-hide = Hide something in photo { $number }
take_part-photo-hidden = What you marked is gone from the photo and will not be sent.
take_part-caption = What do the photos show?
take_part-caption-hint = The text is for all photos that you send now.
take_part-hide = Hide something in the photo
take_part-hide-explained = Draw a box over faces, number plates and whatever else points somebody out, or tap once where the box shall be.
take_part-hide-keys = By keyboard: the arrow keys move the box, shift and an arrow change its size, Delete removes it.
take_part-hide-picture = The photo as it looks now
take_part-hide-add = Add a box
take_part-hide-larger = Larger box
take_part-hide-smaller = Smaller box
take_part-hide-remove = Remove the box
take_part-hide-box = Box { $number }
take_part-hide-do = Hide what is under it
take_part-more = Tell more
take_part-category = What is it about?
take_part-feeling = How safe does it feel?
take_part-at_times = When is it so?
take_part-at_times-hint = Choose one or more times, if it is not the same always.
take_part-suggestion = What would make it better?
take_part-save = Save
take_part-send = Send
take_part-kind-missing = First choose how it feels: safe, unsafe or worth keeping.
take_part-too_long = The text is too long. Shorten it and save again.
take_part-photos-many = You can send at most three photos at a time. Choose fewer.
take_part-photos-large = The photos are too large to be sent at once. Choose fewer or smaller photos.
take_part-photo-again = Choose the photos again: the browser does not remember them.
take_part-mend = It is not saved yet
take_part-saved = Saved on the phone. It is sent when there is a network.
take_part-saved-server = Thank you! It has arrived and is stored at the municipality.
take_part-arrived = What you noted down has arrived.

## What I have noted down

take_part-mine = What I have noted down
take_part-mine-none = You have not noted down anything yet.
take_part-all_arrived = Everything that you noted down has arrived.
take_part-waiting = { $count ->
    [one] One note is only on this phone.
   *[other] { $count } notes are only on this phone.
}
take_part-waiting-photos = { $count ->
    [one] One photo ({ $size }) waits to be sent.
   *[other] { $count } photos ({ $size }) wait to be sent.
}
take_part-waits-for_network = No network just now. It is sent by itself when the network comes back, as long as the page is open.
take_part-waits-for_server = The server cannot be reached just now. Another try is made by itself.
take_part-sending = Sending …
take_part-send-now = Try to send now
take_part-no_words = Without words
take_part-change = Change the text
take_part-change-save = Save the change
take_part-change-cancel = Cancel
take_part-changed = The change is saved on the phone.
take_part-withdraw = Take back
take_part-withdraw-sure = Take the note back? If it was sent already it disappears from the municipality's lists, but it may stay in the history.
take_part-withdrawn = The note is taken back.
take_part-photo_count = { $count ->
    [one] One photo
   *[other] { $count } photos
}
take_part-photo-gone = The browser has cleared a photo away before it was sent. Take it again if you can.
take_part-photo-refused = The server cannot take one of the photos. It stays here. Show it to the leader, or take the photo again.

## What the browser can promise

take_part-may_be_cleared = This browser may clear away what has not been sent, for instance in private mode or when it runs out of space. Keep the page open until everything has arrived.
take_part-nothing_kept = This browser cannot save anything, perhaps because it is in private mode. Open the link in an ordinary window, or type the code here. Then everything is saved on the server at once.
take_part-not_saved = It could not be saved: the browser says that there is no space. What you wrote is still there. Make space on the phone or remove a photo, and try again.
take_part-failed = Something went wrong on the page. What you have saved is still there. Reload the page and try again.
take_part-language-offline = The language can be changed when there is a network.

## Leaving

take_part-leave = Leave the walk on this device
take_part-leave-sure = Leave the walk? What you have sent stays at the municipality, but you no longer see it here.
take_part-leave-unsent = Not everything has been sent yet. If you leave now, what is only on the phone disappears, and nobody can bring it back.
take_part-leave-yes = Yes, leave
take_part-leave-no = No, stay
take_part-left = You have left the walk on this device.
take_part-left-server = You have left the walk in this browser. What you sent stays at the municipality.
