"""Three walking routes from one meeting place that together cover a district well."""

import math
from dataclasses import dataclass, field

from shapely import LineString, Point

from streets import cheapest_ways, feature, write_features

GROUPS = 3
LONGEST_M = 2_300.0
STOPS = 4
WALKED_COST = 3.0
UNNAMED_COST = 1.4
UNNAMED_WORTH = 0.6
OUTSIDE_PART_COST = 1.6
COMPASS = ["Norra", "Nordöstra", "Östra", "Sydöstra", "Södra", "Sydvästra", "Västra", "Nordvästra"]


@dataclass
class Stop:
    """A planned stop where two streets meet."""

    name: str
    node: int


@dataclass
class Route:
    """One group's round from the meeting place and back."""

    group: int
    name: str
    nodes: list
    line: LineString
    length_m: float
    stops: list = field(default_factory=list)


@dataclass
class Plan:
    """The routes, where they all begin, and the network that they lie in."""

    meeting: int
    routes: list
    network: object


def plan_routes(network, area):
    """Divides the district among the groups and walks each part."""
    meeting = meeting_place(network, area)
    parts = divide(network, meeting)
    routes = []
    for group, part in enumerate(parts, start=1):
        name = part_name(network, meeting, part, {route.name for route in routes})
        nodes, edges = walk_part(network, meeting, part)
        length_m = sum(edge.length_m for edge in edges)
        route = Route(group, name, nodes, line_along(nodes, edges), length_m)
        taken = {stop.name for one in routes for stop in one.stops} | {crossing_name(network, meeting)}
        route.stops = choose_stops(network, route, edges, taken)
        routes.append(route)
    return Plan(meeting, routes, network)


def meeting_place(network, area):
    """The crossing of two named streets that is nearest to the district's middle."""
    middle = area.polygon.centroid
    crossings = [node for node in network.at if len(street_names(network, node)) >= 2]
    return min(crossings, key=lambda node: (Point(network.points[node]).distance(middle), node))


def street_names(network, node):
    """The names of the streets that meet at a junction, in alphabetical order."""
    return sorted({edge.name for edge, _ in network.at[node] if edge.name})


def crossing_name(network, node):
    """Names a crossing by two of its streets."""
    return " / ".join(street_names(network, node)[:2])


def divide(network, meeting):
    """Cuts the network into parts of equal street length by the direction from the meeting place."""
    edges = sorted(network.edges, key=lambda edge: bearing_of(network, meeting, edge))
    share, parts, so_far = network.length_m / GROUPS, [[] for _ in range(GROUPS)], 0.0
    for edge in edges:
        parts[min(int(so_far / share), GROUPS - 1)].append(edge)
        so_far += edge.length_m
    return parts


def bearing_of(network, origin, edge):
    """The direction from a junction to the middle of a piece, in degrees clockwise from north."""
    x0, y0 = network.points[origin]
    middle = edge.line.interpolate(0.5, normalized=True)
    east = (middle.x - x0) * math.cos(math.radians(y0))
    return math.degrees(math.atan2(east, middle.y - y0)) % 360


def part_name(network, meeting, part, taken):
    """Names a part by the compass; the nearest name that no other part has."""
    east = sum(edge.length_m * math.sin(math.radians(bearing_of(network, meeting, edge))) for edge in part)
    north = sum(edge.length_m * math.cos(math.radians(bearing_of(network, meeting, edge))) for edge in part)
    direction = math.degrees(math.atan2(east, north)) % 360
    ranked = sorted(range(len(COMPASS)), key=lambda at: abs((direction - 45 * at + 180) % 360 - 180))
    names = [f"{COMPASS[at]} delen" for at in ranked]
    return next(name for name in names if name not in taken)


def walk_part(network, meeting, part):
    """Walks on to where the most new street is seen for the way there, until it is time to turn back."""
    mine, walked = set(map(id, part)), set()
    nodes, edges = [meeting], []

    def cost(edge):
        named = 1.0 if edge.name else UNNAMED_COST
        own = 1.0 if id(edge) in mine else OUTSIDE_PART_COST
        return edge.length_m * named * own * (WALKED_COST if id(edge) in walked else 1.0)

    while True:
        best = best_leg(network, meeting, nodes[-1], cost, mine - walked, length_of(edges))
        if best is None:
            break
        extend(nodes, edges, walked, best)
    costs, steps = cheapest_ways(network, nodes[-1], cost)
    extend(nodes, edges, walked, trace(steps, nodes[-1], meeting))
    return nodes, edges


def best_leg(network, meeting, here, cost, unseen, so_far_m):
    """The leg with the most unseen street for its cost from which the way home still fits."""
    costs, steps = cheapest_ways(network, here, cost)
    home, _ = cheapest_ways(network, meeting, lambda edge: edge.length_m)
    best, best_worth = None, 0.0
    for node in sorted(costs):
        leg = trace(steps, here, node)
        length_m = length_of(edge for edge, _ in leg)
        if so_far_m + length_m + home[node] * 1.15 > LONGEST_M:
            continue
        new_m = sum(worth_m(edge) for edge, _ in leg if id(edge) in unseen)
        worth = new_m * new_m / max(costs[node], 1.0)
        if new_m > 30 and worth > best_worth:
            best, best_worth = leg, worth
    return best


def worth_m(edge):
    """A street with a name is seen for its own sake; a nameless path counts for less."""
    return edge.length_m if edge.name else edge.length_m * UNNAMED_WORTH


def trace(steps, start, end):
    """The pieces from start to end, each with the junction that it leads to."""
    leg = []
    while end != start:
        edge, before = steps[end]
        leg.append((edge, end))
        end = before
    return leg[::-1]


def extend(nodes, edges, walked, leg):
    """Adds a leg to what was walked."""
    for edge, node in leg:
        edges.append(edge)
        nodes.append(node)
        walked.add(id(edge))


def length_of(edges):
    """The length of some pieces together, in metres."""
    return sum(edge.length_m for edge in edges)


def line_along(nodes, edges):
    """One line along pieces that were walked in the order of their junctions."""
    points = []
    for node, edge in zip(nodes, edges):
        piece = list(edge.line.coords)
        piece = piece if edge.start == node else piece[::-1]
        points.extend(piece[1:] if points else piece)
    return LineString(points)


def choose_stops(network, route, edges, taken):
    """Crossings of named streets, spread evenly along the route."""
    stops, walked_m, due = [], 0.0, 1
    for node, edge in zip(route.nodes[1:], edges):
        walked_m += edge.length_m
        name = crossing_name(network, node)
        crossing = len(street_names(network, node)) >= 2 and name not in taken
        if due <= STOPS and walked_m >= route.length_m * due / (STOPS + 1) and crossing:
            stops.append(Stop(name, node))
            taken.add(name)
            due += 1
    return stops


def write_routes(plan, path):
    """Writes the meeting place, the routes and their stops; `role` tells them apart."""
    at = plan.network.points
    name = crossing_name(plan.network, plan.meeting)
    features = [feature(Point(at[plan.meeting]), role="meeting_place", name=name)]
    for route in plan.routes:
        features.append(feature(route.line, role="route", group=route.group, name=route.name))
        for number, stop in enumerate(route.stops, start=1):
            point = Point(at[stop.node])
            features.append(feature(point, role="stop", group=route.group, number=number, name=stop.name))
    write_features(path, features)
