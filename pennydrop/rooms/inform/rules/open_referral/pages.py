"""The envelope round a list of services, whoever wrote it: which entries there are, and whether
what it says of itself is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pennydrop.rooms.inform.rules.open_referral.shapes import (
    Node,
    Notes,
    NotReadable,
    kind_of,
)

MOST_SERVICES = 4000
# The names of version 3 and what version 1 calls the same.
_OLD = {
    "total_items": "totalElements", "total_pages": "totalPages", "page_number": "number",
    "size": "size", "first_page": "first", "last_page": "last", "empty": "empty",
}  # fmt: skip
_WHOLE = ("total_items", "total_pages", "page_number", "size")
_FLAGS = ("first_page", "last_page", "empty")


@dataclass(frozen=True)
class Entries:
    """The services of a file, in order; `version` 1 or 3; `pages` how many the list has."""

    nodes: tuple[Node, ...]
    version: int
    pages: int = 1


def entries_of(whole: Any, notes: Notes) -> Entries:
    """Every service that the file holds: a page of a list, a list, or one service. Raises
    NotReadable where there is none of these."""
    if isinstance(whole, list):
        return Entries(tuple(_objects(whole, "", notes)), 3)
    if not isinstance(whole, dict):
        raise NotReadable(f"It is {kind_of(whole)}, and no list of services.")
    top = Node(whole, "", notes)
    for name, version in (("contents", 3), ("content", 1), ("services", 3)):
        if name in whole:
            return _page(top, name, version)
    if "name" in whole or "organization" in whole or "location" in whole:
        return Entries(tuple(_unfolded(top)), _version(whole))
    raise NotReadable("There are no services in it: no “contents”, and no service by itself.")


def _page(top: Node, name: str, version: int) -> Entries:
    if not isinstance(top.data[name], list):
        said = kind_of(top.data[name])
        raise NotReadable(f"“{name}” is {said} where a list of services belongs.")
    listed = top.data[name]
    if len(listed) > MOST_SERVICES:
        top.say(name, f"has {len(listed)} entries. The first {MOST_SERVICES} are read.")
    nodes = tuple(_objects(listed[:MOST_SERVICES], name, top.notes))
    if version == 1:
        top.say(name, "This is version 1 of the standard. Read as such.")
    pages = _checked(top, len(listed), version) if name != "services" else 1
    return Entries(nodes, version, pages)


def _objects(listed: list[Any], place: str, notes: Notes) -> Iterator[Node]:
    for number, one in enumerate(listed):
        where = f"{place}[{number}]"
        if isinstance(one, dict):
            yield from _unfolded(Node(one, where, notes))
        else:
            notes.say(where, f"is {kind_of(one)} where a service belongs. Left out.")


def _unfolded(node: Node) -> Iterator[Node]:
    """A service; where an entry is a service at a location, the service with that location; where
    it is an organization, its services. Whatever names its organization is none."""
    inside = node.data.get("service")
    if isinstance(inside, dict) and "location" in node.data:
        at = {name: value for name, value in node.data.items() if name != "service"}
        yield Node({**inside, "service_at_locations": [at]}, node.at("service"), node.notes)
    elif isinstance(node.data.get("services"), list) and "organization" not in node.data:
        yield from _of_organisation(node)
    else:
        yield node


def _of_organisation(node: Node) -> Iterator[Node]:
    """The services that stand inside an organization."""
    alone = {name: value for name, value in node.data.items() if name != "services"}
    for service in node.nodes("services", most=MOST_SERVICES):
        yield Node({"organization": alone, **service.data}, service.place, node.notes)


def _version(service: dict[str, Any]) -> int:
    old = {"regular_schedules", "service_taxonomys", "eligibilitys", "deliverable_type"}
    return 1 if old & set(service) else 3


def _checked(top: Node, listed: int, version: int) -> int:
    """How many pages there are, having told what the envelope gets wrong."""
    said = {name: _read(top, name, version) for name in (*_WHOLE, *_FLAGS)}
    if version == 3:
        _compare(top, said, listed)
    pages = said["total_pages"]
    return pages if isinstance(pages, int) and 0 < pages < 100_000 else 1


def _read(top: Node, name: str, version: int) -> int | bool | None:
    here = name if version == 3 else _OLD[name]
    value = top.data.get(here)
    if value is None:
        top.say(here, "is missing from the page.")
        return None
    if name in _FLAGS:
        return top.flag(here)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        top.say(here, f"is {kind_of(value)} where a whole number from 0 belongs.")
        return None
    return value


def _compare(top: Node, said: dict[str, int | bool | None], listed: int) -> None:
    """What the page says of itself against what it holds."""
    page, pages = said["page_number"], said["total_pages"]
    items = said["total_items"]
    true = {
        "size": listed,
        "empty": listed == 0,
        "first_page": None if page is None else page == 1,
        "last_page": None if page is None or pages is None else page >= pages,
    }
    for name, fact in true.items():
        if None not in (said[name], fact) and said[name] != fact:
            top.say(name, f"says {_shown(said[name])} and should be {_shown(fact)}.")
    if items is not None and items < listed:
        top.say("total_items", f"says {items} and the page alone has {listed}.")
    if page is not None and pages is not None and page > max(1, pages):
        top.say("page_number", f"is {page} of {pages}.")


def _shown(value: int | bool | None) -> str:
    return str(value).lower()
