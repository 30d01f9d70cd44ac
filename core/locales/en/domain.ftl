# Words that participants, officials and the public meet. One line, one thing.

## What things are called

noun-area = area
noun-area-plural = areas
noun-plan = safety plan
noun-plan-plural = safety plans
noun-occasion = occasion
noun-occasion-plural = occasions
noun-walk = safety walk
noun-walk-plural = safety walks
noun-group = group
noun-group-plural = groups
noun-participant = participant
noun-participant-plural = participants
noun-track = track
noun-track-plural = tracks
noun-route = planned route
noun-route-plural = planned routes
noun-stop = stop
noun-stop-plural = stops
noun-observation = observation
noun-observation-plural = observations
noun-photo = photo
noun-photo-plural = photos
noun-attendance = attendance
noun-finding = finding
noun-finding-plural = findings
noun-measure = measure
noun-measure-plural = measures
noun-verification = verification
noun-verification-plural = verifications
noun-gap = gap
noun-gap-plural = gaps
noun-partner = partner
noun-partner-plural = partners
noun-referral = referral
noun-referral-plural = referrals
noun-publication = publication
noun-publication-plural = publications
noun-code = code
noun-code-plural = codes
noun-phone = phone
noun-phone-plural = phones
noun-coverage = coverage
noun-suggestion = suggestion
noun-owner = responsible

## How the municipality listened

occasion-safety_walk = safety walk
occasion-school_walk = school walk
occasion-focus_group = focus group
occasion-e_service = online form
occasion-workshop = workshop
occasion-patrol = patrol
occasion-follow_up_walk = follow-up walk

## A walk's life

walk-planned = planned
walk-under_way = under way
walk-ended = ended
walk-closed = protocol closed
walk-cancelled = cancelled

## What an observation says

kind-safe = safe
kind-unsafe = unsafe
kind-worth_keeping = worth keeping

said-own = own observation
said-for_another = recorded for somebody else

category-lighting = lighting
category-vegetation = vegetation and sight lines
category-traffic = traffic
category-litter = litter
category-graffiti = graffiti and damage
category-maintenance = maintenance
category-isolation = deserted, few people
category-noise = noise and disorder
category-violence = violence and threats
category-accessibility = paths and accessibility
category-transport = public transport
category-other = other

## Where

spot-place = a place
spot-situation = a situation
spot-unplaced = not tied to a place

source-gnss = the phone's position
source-map = pointed out on the map
source-stop = at a stop

## When

when-day = in the daytime
when-evening = in the evening
when-night = at night
when-spring = in spring
when-summer = in summer
when-autumn = in autumn
when-winter = in winter

light-daylight = daylight
light-dusk = dusk
light-dark = dark

## How it feels, from 0 to 3

feeling-0 = very unsafe
feeling-1 = rather unsafe
feeling-2 = rather safe
feeling-3 = very safe

## Tasks during the walk

role-leader = conversation leader
role-note_taker = note-taker
role-photographer = photographer
role-resident = resident
role-participant = participant
role-municipal_unit = municipal unit
role-property_owner = property owner
role-association = association
role-business = business
role-politician = politician
role-police = police
role-rescue_service = rescue service
role-field_group = field group
role-coordinator = coordinator

## Attendance is counted by category, never by name

attendance-resident = residents
attendance-municipal_unit = municipal units
attendance-property_owner = property owners
attendance-association = associations
attendance-business = businesses
attendance-politician = politicians
attendance-police = police
attendance-rescue_service = rescue service
attendance-field_group = field group
attendance-other = others

## Measures

measure-direct = can be done directly
measure-long_term = takes longer

status-proposed = proposed
status-decided = decided
status-in_progress = in progress
status-done = done
status-verified = checked on site
status-declined = will not be done

## Why the track has a gap

gap-paused = The recording was paused.
gap-no_permission = The app was not allowed to use the phone's position.
gap-no_fix = The phone did not find its position.
gap-killed = The phone closed the app.
gap-outside_area = The group was outside of the area.
gap-clock_changed = The phone's clock was changed.
