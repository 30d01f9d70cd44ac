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
