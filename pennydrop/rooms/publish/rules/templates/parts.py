"""What a template is made of: parts, each of which becomes one block or a few of them."""

from dataclasses import dataclass
from enum import StrEnum


class Shown(StrEnum):
    """What of each theme a document brings along."""

    WHOLE = "whole"  # title, narrative, every quote that may leave, key insight
    SHORT = "short"  # title, key insight and one quote
    POINT = "point"  # title and key insight


@dataclass(frozen=True)
class Section:
    """A heading with its text: a name in rules/wording.py. `guidance`: what to write where the
    name has no text of its own; without guidance such a section is left out."""

    name: str
    level: int = 2
    guidance: str = ""
    kind: str = "prose"


@dataclass(frozen=True)
class Head:
    """A heading in the template's own words."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """Running text in the template's own words; places in it are filled from the study."""

    markdown: str


@dataclass(frozen=True)
class Ask:
    """A place for the writer to fill with a block of this kind."""

    kind: str
    guidance: str


@dataclass(frozen=True)
class Asks:
    """The recommendations of the study's report. Where it has none: a place for each of these, with
    what to write there."""

    guidance: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """A chart by its name in queries/charts.py."""

    name: str


@dataclass(frozen=True)
class KeyPoints:
    """The themes' key insights in one list."""


@dataclass(frozen=True)
class Themes:
    """The study's themes, each with as much as `shown` says; `guidance` asks for words under each
    title, for readers whom the study's own words do not suit; `picture` asks for one."""

    shown: Shown
    guidance: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Support:
    """Where to find help now."""


Part = Section | Head | Text | Ask | Asks | Chart | KeyPoints | Themes | Support


@dataclass(frozen=True)
class Template:
    """A kind of document: what it is called, what it is for, and what it starts with. `called` is
    its name for readers, who tell documents of one title apart by it."""

    name: str
    title: str
    about: str
    parts: tuple[Part, ...]
    called: str = ""

    @property
    def kind(self) -> str:
        return self.called or self.title
