"""REFI-QDA: a project (.qdpx, or its bare .qde) and a codebook (.qdc), as the file has them.

The standard is "REFI-QDA Standard for Data Exchange" 1.5 (www.qdasoftware.org). Element and
attribute names are compared without namespace and capitals, ids without braces, since tools differ.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pennydrop.rooms.understand.rules.exchange.archive import Packed
from pennydrop.rooms.understand.rules.exchange.project import (
    BookCode,
    Case,
    CodeSet,
    Note,
    ReadProject,
    Refused,
)
from pennydrop.rooms.understand.rules.exchange.refi_sources import read_sources
from pennydrop.rooms.understand.rules.exchange.refi_words import Book, guid
from pennydrop.rooms.understand.rules.exchange.xml import Element, parse


def read_packed(packed: Packed, name: str) -> ReadProject:
    """A project in a zip: one description, whatever it is called. Raises Refused."""
    found = packed.ending(".qde")
    if len(found) > 1:
        raise Refused("There are several project descriptions (.qde) in this file.")
    if not found:
        codebooks = packed.ending(".qdc")
        if len(codebooks) == 1:
            return read_xml(packed.read(codebooks[0]), name)
        raise Refused("There is no project description (.qde) in this file.")
    return read_xml(packed.read(found[0]), name, packed)


def read_xml(data: bytes, name: str, packed: Packed | None = None) -> ReadProject:
    """A project description, or a codebook. Raises Refused."""
    top = parse(data)
    if top.name == "codebook":
        codes, _ = _codes(top, Book({}, {}))
        return ReadProject(
            origin=top.get("origin"), name=name, codes=codes,
            sets=_sets(top.inside("sets", "set")),
        )  # fmt: skip
    if top.name != "project":
        raise Refused("This is XML, but neither a project nor a codebook of the REFI-QDA standard.")
    return _project(top, name, packed)


def _project(top: Element, name: str, packed: Packed | None) -> ReadProject:
    users = _users(top.inside("users", "user"))
    book = Book(users, {})
    book = replace(book, notes=_notes(top.inside("notes", "note"), book, packed))
    book = replace(book, linked=_linked(top, book))
    variables = {
        guid(one.get("guid")): one.get("name") for one in top.inside("variables", "variable")
    }
    codes, doubled = _codes(top.one("codebook"), book)
    holder = top.one("sources")
    return ReadProject(
        origin=top.get("origin") or "not named",
        name=top.get("name") or name,
        codes=codes,
        sources=read_sources(holder, book, variables, packed, users.get(_maker(top), "")),
        cases=tuple(_case(one, variables) for one in top.inside("cases", "case")),
        sets=_sets(top.inside("sets", "set")),
        notes=_study_notes(top, book),
        left_out=(*doubled, *_left_out(top, book)),
    )


def _maker(top: Element) -> str:
    return guid(top.get("creatinguserguid", "creatinguser"))


def _users(rows: Iterable[Element]) -> dict[str, str]:
    """Id -> name; two people of one name are told apart."""
    names: dict[str, str] = {}
    for row in rows:
        name = " ".join((row.get("name") or row.get("id") or "somebody").split())
        same = sum(1 for other in names.values() if other.rpartition(" (")[0] == name)
        same += name in names.values()
        names[guid(row.get("guid"))] = f"{name} ({same + 1})" if same else name
    return names


def _notes(rows: Iterable[Element], book: Book, packed: Packed | None) -> dict[str, Note]:
    """Memos by id. Their words stand in them, or in a text file beside."""
    found = {}
    for row in rows:
        said = [row.said("description"), row.said("plaintextcontent") or _beside(row, packed)]
        title = row.get("name")
        words = "\n\n".join(part.strip() for part in said if part.strip())
        if title and not words.startswith(title.rstrip("…. ")):
            words = f"{title}\n\n{words}" if words else title
        if words:
            found[guid(row.get("guid"))] = Note(words, book.user(row), row.get("creationdatetime"))
    return found


def _linked(top: Element, book: Book) -> dict[str, list[str]]:
    """Code -> the memos that links join to it."""
    codes = {guid(one.get("guid")) for one in _everywhere(top) if one.name == "code"}
    found: dict[str, list[str]] = {}
    for link in top.inside("links", "link"):
        note, code = guid(link.get("originguid")), guid(link.get("targetguid"))
        if note in book.notes and code in codes:
            found.setdefault(code, []).append(note)
    return found


def _beside(row: Element, packed: Packed | None) -> str:
    path = row.get("plaintextpath")
    entry = packed.find(path) if packed and path else ""
    return packed.read(entry).decode("utf-8-sig", "replace") if packed and entry else ""


def _study_notes(top: Element, book: Book) -> tuple[Note, ...]:
    """Memos on the project as a whole, and those that hang on nothing."""
    used = {guid(e.get("targetguid")) for e in _everywhere(top) if e.name == "noteref"}
    used |= {note for notes in book.linked.values() for note in notes}
    own = {guid(e.get("targetguid")) for e in top.all("noteref")}
    said = top.said("description").strip()
    described = (Note(said),) if said else ()
    return (*described, *(n for key, n in book.notes.items() if key in own or key not in used))


def _everywhere(top: Element) -> Iterator[Element]:
    waiting = [top]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += one.children


@dataclass
class _Shelf:
    codes: list[BookCode] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    doubled: int = 0


def _codes(top: Element | None, book: Book) -> tuple[tuple[BookCode, ...], tuple[str, ...]]:
    """Every code after its parent, in the order of the file."""
    shelf = _Shelf()
    waiting = [(code, "") for code in (top.inside("codes", "code") if top else [])][::-1]
    while waiting:
        one, parent = waiting.pop()
        key = guid(one.get("guid")) or f"unnamed {len(shelf.codes)}"
        if key in shelf.seen:
            shelf.doubled += 1
            key = f"{key} again {shelf.doubled}"
        shelf.seen.add(key)
        shelf.codes.append(
            BookCode(
                id=key, name=" ".join(one.get("name").split()), parent=parent,
                description=one.said("description").strip(), colour=one.get("color", "colour"),
                notes=book.refs(one),
            )
        )  # fmt: skip
        waiting += [(child, key) for child in one.all("code")][::-1]
    again = f"{shelf.doubled} codes have the id of another: passages go to the first of them"
    return tuple(shelf.codes), (again,) if shelf.doubled else ()


def _case(one: Element, variables: dict[str, str]) -> Case:
    return Case(
        id=guid(one.get("guid")),
        name=" ".join(one.get("name").split()),
        facts=Book.facts(one, variables),
        sources=tuple(guid(ref.get("targetguid")) for ref in one.all("sourceref")),
        selections=tuple(guid(ref.get("targetguid")) for ref in one.all("selectionref")),
    )


def _sets(rows: Iterable[Element]) -> tuple[CodeSet, ...]:
    return tuple(
        CodeSet(
            row.get("name"), row.said("description").strip(),
            tuple(guid(ref.get("targetguid")) for ref in row.all("membercode")),
        )
        for row in rows
        if row.one("membercode")
    )  # fmt: skip


def _left_out(top: Element, book: Book) -> Iterator[str]:
    """What has no place here, counted."""
    sets = sum(1 for row in top.inside("sets", "set") if not row.one("membercode"))
    links = len(top.inside("links", "link")) - sum(map(len, book.linked.values()))
    for count, one, many in (
        (len(top.inside("graphs", "graph")), "drawing of a network", "drawings of networks"),
        (links, "link between two things", "links between things"),
        (sets, "set of sources", "sets of sources"),
    ):
        if count:
            yield f"{count} {one if count == 1 else many}"
