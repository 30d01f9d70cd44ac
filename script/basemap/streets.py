"""The walkable street network of a district, as a graph of junctions and pieces between them."""

import heapq
import json
from dataclasses import dataclass, field

import numpy
from shapely import LineString, Point, prepare, set_precision, transform
from shapely.geometry import mapping

EARTH_RADIUS_M = 6_371_008.8
DEGREE_GRID = 1e-7


@dataclass
class Edge:
    """A piece of street between two junctions; `line` runs from `start` to `end`."""

    start: int
    end: int
    line: LineString
    name: str
    length_m: float


@dataclass
class Network:
    """Junctions by OpenStreetMap node id and the pieces between them, all connected."""

    points: dict
    edges: list
    at: dict = field(default_factory=dict)

    @property
    def length_m(self):
        """The length of all streets together."""
        return sum(edge.length_m for edge in self.edges)


def build_network(city, area):
    """The largest connected part of the streets inside a district, cut at every junction."""
    ways = [way for way in city.ways if not way.beside_road]
    inside, junctions = nodes_inside(ways, area.polygon), junctions_of(ways)
    pieces = [piece for way in ways for piece in split_way(way, inside, junctions)]
    return connected(pieces)


def nodes_inside(ways, polygon):
    """The ids of the corners that lie in a polygon."""
    prepare(polygon)
    corners = {node: point for way in ways for node, point in zip(way.nodes, way.line.coords)}
    return {node for node, point in corners.items() if polygon.contains(Point(point))}


def junctions_of(ways):
    """The corners where lines meet or end."""
    seen, junctions = set(), set()
    for way in ways:
        junctions.update((way.nodes[0], way.nodes[-1]))
        junctions.update(seen.intersection(way.nodes))
        seen.update(way.nodes)
    return junctions


def split_way(way, inside, junctions):
    """Cuts a way at junctions and at the district's border."""
    run = []
    for node, point in zip(way.nodes, way.line.coords):
        if node not in inside:
            yield from edge_of(way, run)
            run = []
            continue
        run.append((node, point))
        if node in junctions:
            yield from edge_of(way, run)
            run = [(node, point)]
    yield from edge_of(way, run)


def edge_of(way, run):
    """One piece; nothing when it has no length."""
    if len(run) < 2:
        return
    line = LineString([point for _, point in run])
    length = metres(line).length
    if length > 0:
        yield Edge(run[0][0], run[-1][0], line, way.name, length)


def connected(edges):
    """Keeps the connected part with the most street."""
    at = edges_at(edges)
    left, best = set(at), []
    while left:
        part = reachable(at, min(left))
        left -= part
        kept = [edge for edge in edges if edge.start in part]
        best = max(best, kept, key=lambda some: sum(edge.length_m for edge in some))
    points = {}
    for edge in best:
        points[edge.start], points[edge.end] = edge.line.coords[0], edge.line.coords[-1]
    return Network(points, best, edges_at(best))


def edges_at(edges):
    """The pieces that meet at each junction."""
    at = {}
    for edge in edges:
        at.setdefault(edge.start, []).append((edge, edge.end))
        at.setdefault(edge.end, []).append((edge, edge.start))
    return at


def reachable(at, start):
    """All junctions that can be walked to."""
    found, waiting = {start}, [start]
    while waiting:
        for _, other in at[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def cheapest_ways(network, start, cost):
    """For each junction: its cost from `start` and the step (piece, junction) that leads to it."""
    costs, steps, waiting = {start: 0.0}, {}, [(0.0, start)]
    while waiting:
        so_far, node = heapq.heappop(waiting)
        if so_far > costs[node]:
            continue
        for edge, other in network.at[node]:
            total = so_far + cost(edge)
            if total < costs.get(other, float("inf")):
                costs[other], steps[other] = total, (edge, node)
                heapq.heappush(waiting, (total, other))
    return costs, steps


def metres(geometry):
    """Turns degrees into metres on a plane that is true to length at the geometry's latitude."""
    latitude = numpy.radians(geometry.centroid.y)
    scale = numpy.radians(EARTH_RADIUS_M) * numpy.array([numpy.cos(latitude), 1.0])
    return transform(geometry, lambda points: points * scale)


def square_km(polygon):
    """The size of a polygon given in degrees."""
    return metres(polygon).area / 1e6


def write_area(area, path):
    """Writes the district as one polygon with its name."""
    write_features(path, [feature(area.polygon, name=area.name)])


def write_streets(network, path):
    """Writes the network, one line for each piece; pieces that meet share their end point."""
    write_features(path, [feature(edge.line, name=edge.name) for edge in network.edges])


def feature(geometry, **properties):
    """A GeoJSON feature on a grid of 1e-7 degrees, about a centimetre."""
    geometry = set_precision(geometry, DEGREE_GRID, mode="pointwise")
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def write_features(path, features):
    """Writes a GeoJSON file, one feature a line, so that a difference can be read."""
    rows = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    path.write_text(f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n', encoding="utf-8")
