"""Functions over numbers (XPath 1.0, 4.4; ODK XForms, Number Functions). None raises: NaN, ±∞."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, localcontext

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager, node_here, nodes_in, spread
from pennydrop.rooms.listen.rules.xpath.values import Value, to_number

FINEST = 30  # decimal places; beyond, in either direction, JavaRosa gives NaN


def number(scope: Scope, given: list[Value]) -> float:
    return to_number(given[0] if given else [node_here(scope, "number")])


def random(scope: Scope, given: list[Value]) -> float:
    return scope.context.chance.random()


def whole(scope: Scope, given: list[Value]) -> float:
    """int(): towards zero. Keeps the sign of what becomes zero, and what is not finite."""
    value = to_number(given[0])
    return math.copysign(float(math.trunc(value)), value) if math.isfinite(value) else value


def floor(scope: Scope, given: list[Value]) -> float:
    value = to_number(given[0])
    return float(math.floor(value)) if math.isfinite(value) else value


def ceiling(scope: Scope, given: list[Value]) -> float:
    value = to_number(given[0])
    return float(math.ceil(value)) if math.isfinite(value) else value


def rounded(scope: Scope, given: list[Value]) -> float:
    """round(value, places?): half goes up, towards the larger number (XPath 1.0, 4.4).

    Places may be negative: -1 rounds to tens.
    """
    value = to_number(given[0])
    places = to_number(given[1]) if len(given) == 2 else 0.0
    if not math.isfinite(value):
        return value
    if math.isnan(places) or abs(places) > FINEST:
        return math.nan
    # The number as it is written, so that 2.15 goes to 2.2 though its binary form lies below.
    written = Decimal(repr(value))
    way = ROUND_HALF_DOWN if value < 0 else ROUND_HALF_UP
    with localcontext(prec=400):
        return float(written.quantize(Decimal(1).scaleb(-int(places)), rounding=way))


def total(scope: Scope, given: list[Value]) -> float:
    """sum(): what is blank or no number is left out."""
    return sum(_numbers([nodes_in(given[0], "sum")]), 0.0)


def largest(scope: Scope, given: list[Value]) -> float:
    return max(_numbers(given), default=math.nan)


def smallest(scope: Scope, given: list[Value]) -> float:
    return min(_numbers(given), default=math.nan)


def _numbers(given: list[Value]) -> list[float]:
    found = map(to_number, spread(given))
    return [value for value in found if not math.isnan(value)]


def power(scope: Scope, given: list[Value]) -> float:
    base, exponent = to_number(given[0]), to_number(given[1])
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:  # a root of a negative number, or zero to a negative power
        return math.inf if base == 0 else math.nan


def _natural(value: float) -> float:
    return math.log(value) if value else -math.inf


def _decadic(value: float) -> float:
    return math.log10(value) if value else -math.inf


def _tens(value: float) -> float:
    return math.pow(10.0, value)


def _of_one(work: Callable[[float], float]) -> Eager:
    def function(scope: Scope, given: list[Value]) -> float:
        try:
            return work(to_number(given[0]))
        except OverflowError:
            return math.inf
        except ValueError:  # outside what the function is defined for
            return math.nan

    return function


def angle(scope: Scope, given: list[Value]) -> float:
    return math.atan2(to_number(given[0]), to_number(given[1]))


def pi(scope: Scope, given: list[Value]) -> float:
    return math.pi


FUNCTIONS: dict[str, Eager] = {
    "number": number, "random": random, "int": whole, "floor": floor, "ceiling": ceiling,
    "round": rounded, "sum": total, "max": largest, "min": smallest, "pow": power, "pi": pi,
    "atan2": angle, "abs": _of_one(abs), "log": _of_one(_natural), "log10": _of_one(_decadic),
    "sin": _of_one(math.sin), "cos": _of_one(math.cos), "tan": _of_one(math.tan),
    "asin": _of_one(math.asin), "acos": _of_one(math.acos), "atan": _of_one(math.atan),
    "sqrt": _of_one(math.sqrt), "exp": _of_one(math.exp), "exp10": _of_one(_tens),
}  # fmt: skip
