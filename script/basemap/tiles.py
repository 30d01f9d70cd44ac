"""Cuts a city into vector tiles and packs them into one PMTiles archive."""

import gzip

import mapbox_vector_tile
import numpy
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write
from shapely import box

MIN_ZOOM = 11
MAX_ZOOM = 15
EXTENT = 4096
BUFFER = 128
SIMPLIFY = 2.0
BUILDINGS_FROM = 14
PATHS_FROM = 13
ATTRIBUTION = "© OpenStreetMap contributors"
LAYERS = {
    "water": {},
    "green": {},
    "squares": {},
    "buildings": {},
    "roads": {"class": "String", "name": "String"},
    "rail": {},
    "places": {"kind": "String", "name": "String"},
}


def write_basemap(city, path):
    """Writes the archive and returns its size in bytes."""
    layers = layers_of(city)
    with write(path) as archive:
        for zoom in range(MIN_ZOOM, MAX_ZOOM + 1):
            write_zoom(archive, layers, zoom, city.frame)
        archive.finalize(header_of(city.frame), metadata())
    return path.stat().st_size


def layers_of(city):
    """Each layer as pairs of geometry and properties, in degrees."""
    surfaces = {name: getattr(city, name) for name in ("water", "green", "squares", "buildings")}
    layers = {name: [(shape.polygon, {}) for shape in shapes] for name, shapes in surfaces.items()}
    layers["roads"] = [(way.line, road_properties(way)) for way in city.ways]
    layers["rail"] = [(way.line, {}) for way in city.rails]
    layers["places"] = [(place.point, {"kind": place.kind, "name": place.name}) for place in city.places]
    return layers


def road_properties(way):
    """A road's class, and its name where it has one."""
    return {"class": way.kind, "name": way.name} if way.name else {"class": way.kind}


def write_zoom(archive, layers, zoom, frame):
    """Writes every tile of a zoom level that touches the frame, in the archive's own order."""
    placed = {name: place_features(name, features, zoom) for name, features in layers.items()}
    left, top, right, bottom = to_tiles(frame, zoom).bounds
    cells = [(x, y) for x in range(int(left), int(right) + 1) for y in range(int(top), int(bottom) + 1)]
    for x, y in sorted(cells, key=lambda cell: zxy_to_tileid(zoom, *cell)):
        content = encode_tile(placed, x, y)
        archive.write_tile(zxy_to_tileid(zoom, x, y), gzip.compress(content, mtime=0))


def place_features(layer, features, zoom):
    """The features that a zoom level shows, in tiles, simplified to what can be seen."""
    shown = [(geometry, properties) for geometry, properties in features if is_shown(layer, properties, zoom)]
    tolerance = SIMPLIFY / EXTENT if zoom == MAX_ZOOM else 4 * SIMPLIFY / EXTENT
    return [(to_tiles(geometry, zoom).simplify(tolerance), properties) for geometry, properties in shown]


def is_shown(layer, properties, zoom):
    """Leaves out what would only be clutter from afar."""
    if layer in ("buildings", "squares"):
        return zoom >= BUILDINGS_FROM
    if properties.get("class") == "path":
        return zoom >= PATHS_FROM
    return True


def to_tiles(geometry, zoom):
    """Web Mercator in units of tiles at a zoom level, y downwards (EPSG:3857 cut into 2^zoom)."""
    count = 2**zoom

    def project(points):
        latitude = numpy.radians(points[:, 1])
        x = (points[:, 0] + 180.0) / 360.0
        y = (1.0 - numpy.arcsinh(numpy.tan(latitude)) / numpy.pi) / 2.0
        return numpy.column_stack((x, y)) * count

    return shapely.transform(geometry, project)


def encode_tile(layers, x, y):
    """One tile in the Mapbox vector tile format."""
    edge = BUFFER / EXTENT
    window = box(x - edge, y - edge, x + 1 + edge, y + 1 + edge)
    content = []
    for name, features in layers.items():
        cut = [cut_feature(geometry, properties, window) for geometry, properties in features]
        found = [feature for feature in cut if feature is not None]
        if found:
            content.append({"name": name, "features": found})
    options = {"quantize_bounds": (x, y, x + 1, y + 1), "extents": EXTENT, "y_coord_down": True}
    return mapbox_vector_tile.encode(content, default_options=options)


def cut_feature(geometry, properties, window):
    """Cuts a feature to a tile's window; None when nothing of its own dimension is left."""
    if not geometry.intersects(window):
        return None
    cut = geometry.intersection(window)
    same = [part for part in getattr(cut, "geoms", [cut]) if shapely.get_dimensions(part) == shapely.get_dimensions(geometry)]
    if not same or all(part.is_empty for part in same):
        return None
    return {"geometry": same[0] if len(same) == 1 else shapely.union_all(same), "properties": properties}


def header_of(frame):
    """The archive's header: what the tiles are and where they lie."""
    west, south, east, north = (round(degrees * 1e7) for degrees in frame.bounds)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": BUILDINGS_FROM,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def metadata():
    """Names the layers and says whose data it is; the data is under the Open Database Licence."""
    return {
        "name": "Helsinki centre",
        "attribution": ATTRIBUTION,
        "type": "baselayer",
        "vector_layers": [
            {"id": name, "fields": fields, "minzoom": MIN_ZOOM, "maxzoom": MAX_ZOOM} for name, fields in LAYERS.items()
        ],
    }
