"""Read the shipped claims and guides."""

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pennydrop.core.documents.blocks import Block
from pennydrop.rooms.inform.rules.bodies import BadBody, read_body
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Nation, Severity, Source
from pennydrop.rooms.inform.rules.guides import BadGuide, Door, GuideHead, Reader, check_head
from pennydrop.rooms.inform.rules.myths import BadMyth, Myth, check_myth

_PLACE = files("pennydrop.rooms.inform.rules.starter")
_CLAIM = {"key", "text", "kind", "severity", "nations", "sources", "disagree", "conflict"}
_MYTH = {"key", "asked", "claims"}
_SOURCE = {"title", "publisher", "year", "link", "seen"}
_GUIDE = {"slug", "title", "summary", "door", "reader", "place", "body"}


class BadStarter(ValueError):
    """A shipped file cannot be read: the message names the file and the place."""


@dataclass(frozen=True)
class StarterGuide:
    """A shipped guide. `mark` changes with anything that it says."""

    head: GuideHead
    blocks: tuple[Block, ...]
    mark: str


def starter_claims() -> dict[str, ClaimText]:
    """Every shipped claim by its key. Raises BadStarter."""
    found: dict[str, ClaimText] = {}
    for name, text in toml_texts("claims"):
        for claim in read_claims(name, text):
            if claim.key in found:
                raise BadStarter(f"{name}: the key “{claim.key}” is used twice.")
            found[claim.key] = claim
    return found


def starter_guides() -> tuple[StarterGuide, ...]:
    """Every shipped guide, in the order of the lists. Raises BadStarter."""
    guides = [read_guide(name, text) for name, text in toml_texts("guides")]
    return tuple(sorted(guides, key=lambda guide: (guide.head.place, guide.head.slug)))


def starter_myths() -> tuple[Myth, ...]:
    """Every shipped myth, in its place. Raises BadStarter."""
    name = "myths.toml"
    data = toml(name, (_PLACE / name).read_text(encoding="utf-8"))
    _known(name, data, {"myth"})
    found = []
    for one in data.get("myth", []):
        _known(f"{name}, myth “{one.get('key', '?')}”", one, _MYTH)
        try:
            found.append(Myth(one["key"], one["asked"], tuple(one["claims"])))
            check_myth(found[-1])
        except KeyError as missing:
            raise BadStarter(f"{name}: {missing.args[0]} is missing.") from None
        except BadMyth as bad:
            raise BadStarter(f"{name}: {bad}") from None
    return tuple(found)


def read_claims(name: str, text: str) -> list[ClaimText]:
    """The claims of one file. `name` is only said in errors."""
    data = toml(name, text)
    _known(name, data, {"claim", "sources"})
    named = data.get("sources", {})
    sources = {key: _source(f"{name}, source “{key}”", one) for key, one in named.items()}
    return [_claim(name, one, sources) for one in data.get("claim", [])]


def read_guide(name: str, text: str) -> StarterGuide:
    """One guide. `name` is only said in errors."""
    data = toml(name, text)
    _known(name, data, _GUIDE)
    try:
        head = GuideHead(
            slug=data["slug"],
            title=data["title"],
            summary=data["summary"],
            door=Door(data["door"]),
            reader=Reader(data.get("reader", Reader.ANYBODY)),
            place=data.get("place", 0),
        )
        check_head(head)
        blocks = read_body(data["body"])
    except KeyError as missing:
        raise BadStarter(f"{name}: {missing.args[0]} is missing.") from None
    except (BadBody, BadGuide, ValueError) as bad:
        raise BadStarter(f"{name}: {bad}") from None
    return StarterGuide(head, blocks, hashlib.sha256(text.encode()).hexdigest())


def _claim(name: str, data: Mapping[str, Any], sources: Mapping[str, Source]) -> ClaimText:
    place = f"{name}, claim “{data.get('key', '?')}”"
    _known(place, data, _CLAIM)
    try:
        return ClaimText(
            key=data["key"],
            text=data["text"].strip(),
            kind=Kind(data.get("kind", Kind.ADVICE)),
            severity=Severity(data.get("severity", Severity.INFORMATION)),
            nations=frozenset(map(Nation, data.get("nations", []))),
            sources=tuple(sources[key] for key in data.get("sources", [])),
            disagree=data.get("disagree", False),
            conflict=data.get("conflict", ""),
        )
    except KeyError as missing:
        raise BadStarter(f"{place}: “{missing.args[0]}” is missing.") from None
    except ValueError as bad:
        raise BadStarter(f"{place}: {bad}.") from None


def _source(place: str, data: Mapping[str, Any]) -> Source:
    _known(place, data, _SOURCE)
    seen = data.get("seen")
    if seen is not None and not isinstance(seen, dt.date):
        raise BadStarter(f"{place}: “seen” has to be a day.")
    try:
        return Source(
            data["title"], data["publisher"], data.get("year"), data.get("link", ""), seen
        )
    except KeyError as missing:
        raise BadStarter(f"{place}: “{missing.args[0]}” is missing.") from None


def toml(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as bad:
        raise BadStarter(f"{name}: {bad}") from None


def _known(place: str, data: Mapping[str, Any], names: Iterable[str]) -> None:
    strange = sorted(set(data) - set(names))
    if strange:
        raise BadStarter(f"{place}: there is no “{strange[0]}”.")


def toml_texts(folder: str) -> list[tuple[str, str]]:
    found = [one for one in (_PLACE / folder).iterdir() if one.name.endswith(".toml")]
    return [
        (one.name, one.read_text(encoding="utf-8")) for one in sorted(found, key=lambda f: f.name)
    ]
