"""The column `parameters`: `start=0 end=10 step=1`, read and checked."""

import re
from collections.abc import Collection, Mapping

from pennydrop.rooms.listen.rules.form.model import Kind, Pairs

_LISTED = frozenset({"randomize", "seed", "value", "label"})
_PLACE = frozenset(
    {"allow-mock-accuracy", "capture-accuracy", "warning-accuracy", "reference-geometry"}
)
# What each kind understands (XLSForm reference); kinds that are not named here understand nothing.
KNOWN: Mapping[Kind, frozenset[str]] = {
    Kind.RANGE: frozenset(
        {"start", "end", "step", "tick_interval", "placeholder", "tick_labelset"}
    ),
    Kind.SELECT_ONE: _LISTED, Kind.SELECT_MULTIPLE: _LISTED, Kind.RANK: _LISTED,
    Kind.TEXT: frozenset({"rows"}), Kind.IMAGE: frozenset({"max-pixels", "app"}),
    Kind.AUDIO: frozenset({"quality"}), Kind.GEOPOINT: _PLACE,
}  # fmt: skip
_PAIR = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")


class BadParameters(ValueError):
    """The cell cannot be used. The message says why, and what to write."""


def read_parameters(kind: Kind, cell: str, lists: Collection[str]) -> Pairs:
    """The pairs of the cell. Raises BadParameters."""
    if re.sub(r"[\s,;]+", "", _PAIR.sub("", cell)):
        raise BadParameters("write pairs with “=” between, such as “start=0 end=10 step=1”.")
    # Names of columns keep their capitals; everything else is the same in small letters.
    pairs = {
        key.lower(): value if key.lower() in {"value", "label", "seed"} else value.lower()
        for key, value in _PAIR.findall(cell)
    }
    for key in pairs:
        if kind in KNOWN and key not in KNOWN[kind]:
            known = ", ".join(sorted(KNOWN[kind]))
            raise BadParameters(f"“{key}” means nothing for this type. It understands: {known}.")
    if kind is Kind.RANGE:
        _check_range(pairs, lists)
    if kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK}:
        _check_random(pairs)
    return tuple(pairs.items())


def _check_range(pairs: Mapping[str, str], lists: Collection[str]) -> None:
    start, end, step = (
        _number(name, pairs.get(name, usual))
        for name, usual in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    if step == 0:
        raise BadParameters("“step” is 0, so the scale has no steps. Write 1, or leave it out.")
    if abs(step) > abs(end - start):
        raise BadParameters(
            f"“step” ({step:g}) is larger than the whole scale, which goes from {start:g} to "
            f"{end:g}. Write a smaller step."
        )
    if "tick_labelset" in pairs and pairs["tick_labelset"] not in {name.lower() for name in lists}:
        raise BadParameters(f"the sheet “choices” has no list “{pairs['tick_labelset']}”.")


def _number(name: str, text: str) -> float:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text):
        raise BadParameters(f"“{name}” is “{text}”, which is no number. Write one, such as 10.")
    return float(text)


def _check_random(pairs: Mapping[str, str]) -> None:
    if pairs.get("randomize", "true") not in {"true", "false"}:
        raise BadParameters("“randomize” is either true or false.")
    if "seed" not in pairs:
        return
    if "randomize" not in pairs:
        raise BadParameters("“seed” needs “randomize=true” beside it.")
    if not re.fullmatch(r"\$\{[^}]+\}|[+-]?(\d+(\.\d*)?|\.\d+)", pairs["seed"]):
        raise BadParameters("“seed” is a number, or the name of a question such as ${number}.")
