# Ord som möter deltagare, handläggare och allmänhet. En rad, en sak.

## Vad saker heter

noun-area = område
noun-area-plural = områden
noun-plan = trygghetsplan
noun-plan-plural = trygghetsplaner
noun-occasion = tillfälle
noun-occasion-plural = tillfällen
noun-walk = trygghetsvandring
noun-walk-plural = trygghetsvandringar
noun-group = grupp
noun-group-plural = grupper
noun-participant = deltagare
noun-participant-plural = deltagare
noun-track = spår
noun-track-plural = spår
noun-route = planerad väg
noun-route-plural = planerade vägar
noun-stop = stopp
noun-stop-plural = stopp
noun-observation = iakttagelse
noun-observation-plural = iakttagelser
noun-photo = foto
noun-photo-plural = foton
noun-attendance = närvaro
noun-finding = slutsats
noun-finding-plural = slutsatser
noun-measure = åtgärd
noun-measure-plural = åtgärder
noun-verification = kontroll
noun-verification-plural = kontroller
noun-gap = avbrott
noun-gap-plural = avbrott
noun-partner = samarbetspart
noun-partner-plural = samarbetsparter
noun-referral = överlämning
noun-referral-plural = överlämningar
noun-publication = publicering
noun-publication-plural = publiceringar
noun-code = kod
noun-code-plural = koder
noun-phone = telefon
noun-phone-plural = telefoner
noun-coverage = täckning
noun-suggestion = förslag
noun-owner = ansvarig

## Hur kommunen har lyssnat

occasion-safety_walk = trygghetsvandring
occasion-school_walk = skolans trygghetsvandring
occasion-focus_group = fokusgrupp
occasion-e_service = e-tjänst
occasion-workshop = workshop
occasion-patrol = patrullering
occasion-follow_up_walk = uppföljande vandring

## Vandringens gång

walk-planned = planerad
walk-under_way = pågår
walk-ended = avslutad
walk-closed = protokollet är stängt
walk-cancelled = inställd

## Vad en iakttagelse säger

kind-safe = trygg
kind-unsafe = otrygg
kind-worth_keeping = värd att bevara

said-own = egen iakttagelse
said-for_another = antecknad åt någon annan

category-lighting = belysning
category-vegetation = växtlighet och sikt
category-traffic = trafik
category-litter = nedskräpning
category-graffiti = klotter och skadegörelse
category-maintenance = skötsel och underhåll
category-isolation = ödsligt, få människor
category-noise = buller och störningar
category-violence = våld och hot
category-accessibility = framkomlighet och tillgänglighet
category-transport = kollektivtrafik
category-other = annat

## Var

spot-place = en plats
spot-situation = en situation
spot-unplaced = inte knuten till en plats

source-gnss = telefonens position
source-map = utpekad på kartan
source-stop = vid ett stopp

## När

when-day = dagtid
when-evening = kvällstid
when-night = nattetid
when-spring = på våren
when-summer = på sommaren
when-autumn = på hösten
when-winter = på vintern

light-daylight = dagsljus
light-dusk = skymning
light-dark = mörker

## Hur det känns, från 0 till 3

feeling-0 = mycket otryggt
feeling-1 = ganska otryggt
feeling-2 = ganska tryggt
feeling-3 = mycket tryggt

## Uppgifter under vandringen

role-leader = samtalsledare
role-note_taker = antecknare
role-photographer = fotograf
role-resident = boende
role-participant = deltagare
role-municipal_unit = kommunal verksamhet
role-property_owner = fastighetsägare
role-association = förening
role-business = näringsidkare
role-politician = förtroendevald
role-police = polis
role-rescue_service = räddningstjänst
role-field_group = fältgrupp
role-coordinator = samordnare

## Närvaro räknas per kategori, aldrig med namn

attendance-resident = boende
attendance-municipal_unit = kommunal verksamhet
attendance-property_owner = fastighetsägare
attendance-association = förening
attendance-business = näringsidkare
attendance-politician = förtroendevalda
attendance-police = polis
attendance-rescue_service = räddningstjänst
attendance-field_group = fältgrupp
attendance-other = övriga

## Åtgärder

measure-direct = kan göras direkt
measure-long_term = tar längre tid

status-proposed = föreslagen
status-decided = beslutad
status-in_progress = pågår
status-done = utförd
status-verified = kontrollerad på plats
status-declined = genomförs inte

## Varför spåret har ett avbrott

gap-paused = Inspelningen var pausad.
gap-no_permission = Appen fick inte använda telefonens position.
gap-no_fix = Telefonen hittade inte sin position.
gap-killed = Telefonen stängde appen.
gap-outside_area = Gruppen var utanför området.
gap-clock_changed = Telefonens klocka ställdes om.
