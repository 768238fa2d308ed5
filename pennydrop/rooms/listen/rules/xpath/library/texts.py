"""Functions over texts (XPath 1.0, 4.2; ODK XForms, String Functions)."""

from math import floor, inf, isfinite
from uuid import UUID

from pennydrop.rooms.listen.rules.xpath.context import Scope
from pennydrop.rooms.listen.rules.xpath.library.kinds import Eager, node_here, spread
from pennydrop.rooms.listen.rules.xpath.patterns import matches
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import (
    Value,
    to_number,
    to_string,
    to_whole,
)

LONGEST = 1_000_000
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


def string(scope: Scope, given: list[Value]) -> str:
    return _own_text(scope, given, "string")


def concat(scope: Scope, given: list[Value]) -> str:
    return _bounded(scope, "", given)


def join(scope: Scope, given: list[Value]) -> str:
    return _bounded(scope, to_string(given[0]), given[1:])


def _bounded(scope: Scope, between: str, given: list[Value]) -> str:
    text = between.join(map(to_string, spread(given)))
    if len(text) > LONGEST:
        raise ExpressionError("This makes a text that is too long.")
    return text


def substr(scope: Scope, given: list[Value]) -> str:
    """From a place counted from 0 up to, and without, another; negative places from the end."""
    text = to_string(given[0])
    size = len(text)
    start = to_whole(given[1])
    end = to_whole(given[2]) if len(given) == 3 else size
    start = max(0, start + size if start < 0 else start)
    end = max(0, end + size if end < 0 else end)
    return text[start:end]


def substring(scope: Scope, given: list[Value]) -> str:
    """XPath's own: from a place counted from 1, for a number of characters, both rounded."""
    text, start = to_string(given[0]), _rounded(to_number(given[1]))
    end = start + _rounded(to_number(given[2])) if len(given) == 3 else inf
    return "".join(c for place, c in enumerate(text, 1) if start <= place < end)


def _rounded(value: float) -> float:
    return float(floor(value + 0.5)) if isfinite(value) else value


def substring_before(scope: Scope, given: list[Value]) -> str:
    before, found, _ = _split(given)
    return before if found else ""


def substring_after(scope: Scope, given: list[Value]) -> str:
    _, found, after = _split(given)
    return after if found else ""


def _split(given: list[Value]) -> tuple[str, bool, str]:
    text, mark = to_string(given[0]), to_string(given[1])
    at = text.find(mark)
    return text[: max(at, 0)], at >= 0, text[at + len(mark) :]


def translate(scope: Scope, given: list[Value]) -> str:
    text, old, new = map(to_string, given)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text.translate(table)


def _own_text(scope: Scope, given: list[Value], function: str) -> str:
    return to_string(given[0]) if given else node_here(scope, function).words()


def string_length(scope: Scope, given: list[Value]) -> float:
    return float(len(_own_text(scope, given, "string-length")))


def normalize_space(scope: Scope, given: list[Value]) -> str:
    return " ".join(_own_text(scope, given, "normalize-space").split())


def contains(scope: Scope, given: list[Value]) -> bool:
    return to_string(given[1]) in to_string(given[0])


def starts_with(scope: Scope, given: list[Value]) -> bool:
    return to_string(given[0]).startswith(to_string(given[1]))


def ends_with(scope: Scope, given: list[Value]) -> bool:
    return to_string(given[0]).endswith(to_string(given[1]))


def regex(scope: Scope, given: list[Value]) -> bool:
    """Whether the whole text fits a pattern (ODK documents it as an exact and complete match)."""
    return matches(to_string(given[1]), to_string(given[0]))


def uuid(scope: Scope, given: list[Value]) -> str:
    """A random id (RFC 4122, version 4), or that many random letters and digits."""
    chance = scope.context.chance
    if not given:
        return str(UUID(int=chance.getrandbits(128), version=4))
    size = to_number(given[0])
    if not 0 <= size <= 1000:
        raise ExpressionError("uuid() can make between 0 and 1,000 characters.")
    return "".join(chance.choice(_ALPHABET) for _ in range(int(size)))


FUNCTIONS: dict[str, Eager] = {
    "string": string, "concat": concat, "join": join, "substr": substr, "substring": substring,
    "substring-before": substring_before, "substring-after": substring_after,
    "translate": translate, "string-length": string_length, "normalize-space": normalize_space,
    "contains": contains, "starts-with": starts_with, "ends-with": ends_with, "regex": regex,
    "uuid": uuid,
}  # fmt: skip
