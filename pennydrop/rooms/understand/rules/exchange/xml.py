"""XML from strangers, read without entities: any document type is refused before it is expanded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from pennydrop.rooms.understand.rules.exchange.project import Refused

DEEPEST = 200
MOST_ELEMENTS = 3_000_000


@dataclass
class Element:
    """An element by its bare name in lower case: namespaces and capitals differ between tools."""

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def get(self, *names: str) -> str:
        """The first of these attributes that is there and not empty."""
        return next((v for name in names if (v := self.attributes.get(name, "").strip())), "")

    def all(self, *names: str) -> Iterator["Element"]:
        return (child for child in self.children if child.name in names)

    def one(self, name: str) -> "Element | None":
        return next(self.all(name), None)

    def inside(self, holder: str, *names: str) -> list["Element"]:
        """The children of these names in the child `holder`, where there is one."""
        return [e for held in self.all(holder) for e in held.all(*names)]

    def said(self, name: str) -> str:
        """The text of the first child of this name."""
        found = self.one(name)
        return found.text if found else ""


class _Builder:
    def __init__(self) -> None:
        self.top: Element | None = None
        self._open: list[tuple[Element, list[str]]] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise Refused("This file is nested deeper, or is larger, than any project would be.")
        one = Element(_bare(name), {_bare(key): value for key, value in attributes.items()})
        if self._open:
            self._open[-1][0].children.append(one)
        else:
            self.top = one
        self._open.append((one, []))

    def end(self, _: str) -> None:
        one, said = self._open.pop()
        one.text = "".join(said)

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def refuse(self, *_: object) -> NoReturn:
        raise Refused(
            "This file declares a document type or entities. Projects never need them, and they "
            "can be used to harm a server, so it is not read."
        )


def _bare(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def parse(data: bytes) -> Element:
    """The root element. Raises Refused for entities, faults and anything outsized."""
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    parser.ExternalEntityRefHandler = builder.refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        said = expat.errors.messages.get(fault.code, "it is broken")
        raise Refused(f"The XML cannot be read: {said} (line {fault.lineno}).") from fault
    except (LookupError, ValueError) as fault:
        raise Refused("The XML is written in an encoding that is not known here.") from fault
    if builder.top is None:
        raise Refused("The file holds no XML.")
    return builder.top
