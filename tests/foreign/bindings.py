"""Calls everything that the bindings export, from Python, against a real server.

usage: bindings.py SERVER_PROGRAM BINDINGS_FOLDER
"""

import asyncio
import inspect
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from PIL import Image
from run import Server

sys.path.insert(0, sys.argv[2])
from lykta import lykta_bindings as api  # noqa: E402
from lykta import lykta_core as core  # noqa: E402

CALLED = set()


def noting(kind: type) -> None:
    """Has each public call of a class note that it was called."""
    for name, call in inspect.getmembers(kind, inspect.isfunction):
        if not name.startswith("_"):
            setattr(kind, name, noted(kind, name, call))


def noted(kind: type, name: str, call):
    def wrapper(*args, **kwargs):
        CALLED.add((kind.__name__, name))
        return call(*args, **kwargs)

    return wrapper


def exported() -> set:
    calls = set()
    for kind in (api.Phone, api.Recording, api.Words):
        for name, _ in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_"):
                calls.add((kind.__name__, name))
    return calls


class Watcher(api.Observer):
    """Counts what it is told."""

    def __init__(self) -> None:
        self.changes = 0
        self.progress = []

    def changed(self, walk: str) -> None:
        self.changes += 1

    def progressed(self, walk: str, progress) -> None:
        self.progress.append(progress)


def leader_link(server: Server) -> str:
    command = [server.program, "walk", "links", server.walk]
    said = subprocess.run(
        command, env=server.environment, capture_output=True, text=True, check=True
    ).stdout
    fragment = re.search(r"^leader\s.*(#\S+)", said, re.M).group(1)
    return f"{server.url}/join{fragment}"


async def join(link: str, folder: Path) -> tuple:
    told = api.read_link(link)
    assert told.walk_name == "Kvällsvandring" and told.role == core.Role.LEADER
    try:
        api.read_link("https://example.org/")
        raise AssertionError("that was no link")
    except api.ApiError.NotALink as error:
        assert "/join#" in api.Words.of("sv").say("join-wrong")
        assert "vandring" in api.Words.of("sv").explain(error)
    watcher = Watcher()
    phone = await api.Phone.open(str(folder), watcher)
    assert phone.opening() == api.Opening(set_aside=None, restored=False)
    assert await phone.list_walks() == []
    walk = await phone.join(link)
    assert walk == told.walk and watcher.changes == 1
    return phone, walk, watcher


async def notice(phone, walk: str) -> None:
    words = api.Words.of("en-GB")
    assert words.tag() == "en" and words.say("phone-save") == "Save"
    said = words.say_with("page-accuracy", {"metres": api.WordValue.NUMBER(4.5)})
    assert said == "Accuracy 4.5 m"
    assert "public record" in await phone.notice(walk, words)
    await phone.accept_notice(walk)
    assert (await phone.show_walk(walk)).notice_accepted_at is not None


async def observe(phone, walk: str, jpeg: Path) -> str:
    observation, photo = phone.new_id(), phone.new_id()
    point = core.LatLon(lat=60.17, lon=24.94)
    spot = core.Spot.PLACE(point, 4.5, core.PlaceSource.GNSS)
    draft = core.ObservationDraft(
        kind=core.ObservationKind.UNSAFE,
        spot=spot,
        categories=[core.Category.LIGHTING],
        when=[],
        feeling=None,
        words=None,
        suggestion=None,
        stop=None,
        for_another=False,
    )
    for _ in range(2):
        await phone.record_observation(walk, observation, draft)
    edit = api.ObservationEdit(
        words="mörkt vid bron",
        feeling=1,
        categories_in=[core.Category.VEGETATION],
        categories_out=[core.Category.LIGHTING],
    )
    await phone.edit_observation(observation, edit)
    try:
        await phone.edit_observation(observation, api.ObservationEdit(words="å" * 10_001))
        raise AssertionError("that was too long")
    except api.ApiError.BadValue as error:
        assert error.field == "words"
    area = api.BlurArea(left=0.1, top=0.1, width=0.2, height=0.2)
    await phone.add_photo(observation, photo, api.PhotoDraft(path=str(jpeg), blur=[area]))
    await phone.caption_photo(photo, " bron ")
    assert api.as_said(" bron ") == "bron"
    assert not await phone.blur_photo(photo, [area])
    assert (await phone.show_walk_of(observation)).walk == walk
    shown = await phone.show_observation(observation)
    assert shown.words == "mörkt vid bron" and shown.categories == [core.Category.VEGETATION]
    file = shown.photos[0].file
    assert Path(await phone.photo_path(file, True)).stat().st_size > 0
    of = core.Disputed(field="words", said=[])
    try:
        await phone.settle(observation, of, 0)
        raise AssertionError("nothing was disputed")
    except api.ApiError.NotNow:
        pass
    slip = phone.new_id()
    await phone.record_observation(walk, slip, draft)
    await phone.withdraw(slip)
    assert [each.id for each in await phone.list_observations(walk, 50)] == [observation]
    return observation


async def walk_it(phone, walk: str) -> str:
    await phone.start_walk(walk)
    track = phone.new_id()
    recording = await phone.record_track(walk, track)
    at = (await phone.show_walk(walk)).started_at
    for second in range(70):
        reading = api.FixReading(
            at=at + 1_000 * second,
            position=core.LatLon(lat=60.17 + second * 1e-5, lon=24.94),
            readings=core.Readings(
                altitude_m=None, accuracy_m=5.0, speed_mps=1.2, bearing_deg=None
            ),
        )
        pulse = await recording.fix(reading)
    assert pulse.items == 70 and pulse.resting is None
    await recording.tick()
    assert (await recording.pause()).resting == core.GapReason.PAUSED()
    assert (await recording.unpause()).resting is None
    assert (await recording.permit(False)).resting == core.GapReason.NO_PERMISSION()
    await recording.permit(True)
    assert await phone.open_recordings(walk) == [track]
    assert (await phone.show_walk(walk)).track == core.TrackState.UNDER_WAY
    stop = phone.new_id()
    draft = core.StopDraft(number=None, name="Bron", point=None)
    await phone.record_stop(walk, stop, draft)
    await phone.reach_stop(walk, stop)
    counts = [api.AttendanceCount(category=core.AttendanceCategory.RESIDENT, count=7)]
    await phone.record_attendance(walk, counts)
    assert await phone.attendance(walk) == counts
    await phone.note_group(walk, core.GroupNote.LIGHT(core.Light.DUSK))
    await phone.note_group(walk, core.GroupNote.WEATHER("regn"))
    notes = core.GroupNotes(light=core.Light.DUSK, weather="regn", remarks=None)
    assert await phone.group_notes(walk) == notes
    # The service that held it was killed: the same track goes on, and says so.
    again = await phone.record_track(walk, track)
    assert (await again.tick()).gaps == 3
    await again.end()
    await phone.end_walk(walk)
    assert sum(len(line) for line in await phone.track_lines(track)) == 70
    return track


async def arrive(phone, walk: str, watcher: Watcher, folder: Path) -> None:
    before = await phone.status(walk)
    assert before.ops.visible == 0 and before.photos.on_phone == 1
    archive = folder / "allt.lykta"
    archived = await phone.write_rescue_archive(walk, str(archive))
    assert archived.photos == 1 and tarfile.is_tarfile(archive)
    assert await phone.list_invitations(walk) == []
    assert (await phone.next_sync_at(walk)) == 0
    after = await phone.sync(walk)
    assert after.ops.on_phone == after.ops.held == 0, after
    assert after.photos.visible == 1, after
    assert watcher.progress
    view = await phone.show_walk(walk)
    assert view.has_package and view.not_visible == 0 and view.groups[0].name
    invitations = await phone.list_invitations(walk)
    roles = {invitation.role for invitation in invitations}
    assert core.Role.PARTICIPANT in roles and core.Role.COORDINATOR not in roles
    assert invitations[0].joined == 1 and invitations[0].heard_at > 0
    first = invitations[0]
    assert await phone.find_link("http://" + first.address, first.short) == first.link
    try:
        await phone.find_link("http://" + first.address, "0000-0000")
        raise AssertionError("no walk has that code")
    except api.ApiError.WrongCode:
        pass
    sent = await phone.sent(walk)
    assert all(item.state == core.OpState.VISIBLE for item in sent.items)
    assert len(sent.items) > 3 and sent.not_visible == 0 and sent.status == after
    assert (await phone.storage()).own_photo_bytes > 0
    assert (await phone.walked(walk)).lines
    code = api.qr_code(invitations[0].link)
    assert len(code.modules) == code.size**2 and code.modules[0]


def warn() -> None:
    state = core.DeviceState(
        battery_percent=9, is_charging=False, free_bytes=1 << 40, saves_power=False
    )
    assert api.device_warnings(state) == [core.Warning.BATTERY_EMPTY]


async def story(server: Server, folder: Path) -> None:
    jpeg = folder / "bron.jpg"
    Image.effect_noise((400, 300), 80).convert("RGB").save(jpeg, "JPEG")
    phone, walk, watcher = await join(leader_link(server), folder / "phone")
    await notice(phone, walk)
    await observe(phone, walk, jpeg)
    await walk_it(phone, walk)
    await arrive(phone, walk, watcher, folder)
    warn()


def main() -> None:
    calls = exported()
    for kind in (api.Phone, api.Recording, api.Words):
        noting(kind)
    with tempfile.TemporaryDirectory() as name:
        server = Server(sys.argv[1], Path(name))
        try:
            asyncio.run(story(server, Path(name)))
        finally:
            server.stop()
    never = calls - CALLED
    if never:
        sys.exit(f"never called: {sorted(never)}")
    print(f"{len(calls)} calls of the bindings, all called from Python: ok")


main()
