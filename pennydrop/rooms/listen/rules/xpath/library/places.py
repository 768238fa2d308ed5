"""Functions over places on Earth (ODK XForms, Geographic Functions). Altitude is left out.

A point is “latitude longitude altitude accuracy” in degrees and metres, the last two optional; a
trace or shape is points with semicolons between them. The Earth is a ball of its equator's radius.
"""

from itertools import combinations, pairwise
from math import acos, cos, nan, radians, sin

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager, spread
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import Value, to_string

RADIUS = 6_378_100.0  # metres
Point = tuple[float, float]
MOST_POINTS = 2_000


def points_of(given: list[Value]) -> list[Point] | None:
    """Every point of what was given; None where anything there is no point."""
    found: list[Point] = []
    for value in spread(given):
        for text in to_string(value).strip().rstrip(";").split(";"):
            point = _point(text)
            if point is None:
                return None
            found.append(point)
    return found if len(found) <= MOST_POINTS else None


def _point(text: str) -> Point | None:
    parts = text.split()
    if not 2 <= len(parts) <= 4:
        return None
    try:
        latitude, longitude, *_ = map(float, parts)
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def area(scope: Scope, given: list[Value]) -> float:
    """Square metres inside a shape, to 0.01. NaN for what is no shape.

    R² / 2 · |Σ Δλ (2 + sin φ₁ + sin φ₂)|: R. Chamberlain and W. Duquette, "Some algorithms for
    polygons on a sphere", JPL Publication 07-03 (2007).
    """
    points = points_of(given)
    if points is None or len(points) < 3:
        return nan if points is None or len(points) < 2 else 0.0
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in pairwise([*points, points[0]]):
        total += radians(lon2 - lon1) * (2 + sin(radians(lat1)) + sin(radians(lat2)))
    return round(abs(total * RADIUS * RADIUS / 2), 2)


def distance(scope: Scope, given: list[Value]) -> float:
    """Metres along points in their order, to 0.01 (law of cosines). NaN for fewer than two."""
    points = points_of(given)
    if points is None or len(points) < 2:
        return nan
    return round(sum(_apart(a, b) for a, b in pairwise(points)), 2)


def _apart(a: Point, b: Point) -> float:
    north, south, turn = radians(a[0]), radians(b[0]), radians(a[1] - b[1])
    cosine = sin(north) * sin(south) + cos(north) * cos(south) * cos(turn)
    return acos(max(-1.0, min(1.0, cosine))) * RADIUS


def geofence(scope: Scope, given: list[Value]) -> bool:
    """Whether a point lies inside a shape (even-odd rule). Raises ExpressionError for neither."""
    where, shape = points_of(given[:1]), points_of(given[1:])
    if where is None or len(where) != 1 or shape is None or len(shape) < 4:
        raise ExpressionError("geofence() needs a point and a shape of at least three corners.")
    y, x = where[0]
    inside = False
    for (y1, x1), (y2, x2) in pairwise(shape):
        if (y1 > y) != (y2 > y) and x < (x1 - x2) * (y - y2) / (y1 - y2) + x2:
            inside = not inside
    return inside


def intersects(scope: Scope, given: list[Value]) -> bool:
    """Whether a trace or shape crosses itself. Blank, or no trace at all, does not."""
    points = points_of(given)
    if points is None:
        return False
    lines = [line for line in pairwise(points) if line[0] != line[1]]
    scope.effort.spend(len(lines) ** 2)
    closed = len(points) > 2 and points[0] == points[-1]
    for (i, one), (j, other) in combinations(enumerate(lines), 2):
        neighbours = j == i + 1 or (closed and i == 0 and j == len(lines) - 1)
        if not neighbours and _cross(one, other):
            return True
    return False


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    sides = (_side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b))
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    touching = zip(sides, ((a, b, c), (a, b, d), (c, d, a), (c, d, b)), strict=True)
    return any(side == 0 and _between(*points) for side, points in touching)


def _side(a: Point, b: Point, c: Point) -> float:
    """On which side of the line from a to b the point c lies: the sign tells."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _between(a: Point, b: Point, c: Point) -> bool:
    return all(min(p, q) <= r <= max(p, q) for p, q, r in zip(a, b, c, strict=True))


FUNCTIONS: dict[str, Eager] = {
    "area": area, "enclosed-area": area, "distance": distance, "geofence": geofence,
    "intersects": intersects,
}  # fmt: skip
