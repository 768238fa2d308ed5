"""A document that leaves: what every copy of it carries, on paper and as a file alike."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.qr import qr_svg
from pennydrop.core.documents.resolved import Resolve

INVENTED = "Invented for demonstration: the people and their words are made up."
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


class Layout(StrEnum):
    """The form a document takes on paper."""

    REPORT = "report"
    SUMMARY = "summary"
    EASY = "easy"
    SLIDES = "slides"
    CARDS = "cards"
    BRIEFING = "briefing"
    POSTER = "poster"

    @classmethod
    def named(cls, name: str) -> "Layout":
        """The form with this name; a report where there is none."""
        return cls(name) if name in list(cls) else cls.REPORT


# How many sheets a form may have where somebody holds it in one hand or pins it to a wall.
MOST_SHEETS = {Layout.SUMMARY: 2, Layout.POSTER: 1}


@dataclass(frozen=True)
class Copy:
    """What is copied. `edition` None is a draft; `address` leads to the page that says whether
    this copy is current.

    `kind` is what readers call such a document, where one title stands on several of them;
    `site` completes links within the site ("https://example.org"); `invented` puts a line on
    every page that says so; `stands` is for what has no editions, and says until when it holds in
    place of a number. Nothing but `date` tells the time, so that the same document gives
    the same bytes.
    """

    title: str
    organisation: str
    date: dt.date
    blocks: Sequence[Block]
    resolve: Resolve = field(default_factory=dict)
    subtitle: str = ""
    edition: int | None = None
    address: str = ""
    site: str = ""
    invented: bool = False
    layout: Layout = Layout.REPORT
    kind: str = ""
    stands: str = ""

    @property
    def edition_line(self) -> str:
        """What kind of document it is, its number and its day, or that it is a draft."""
        if self.stands:
            return self.stands
        kind = f"{self.kind} · " if self.kind else ""
        number = f"Edition {self.edition}" if self.edition else "Draft, not published"
        return f"{kind}{number}, {self.date.day} {_MONTHS[self.date.month - 1]} {self.date.year}"

    @property
    def current_line(self) -> str:
        """Where to ask whether it is current; nothing where there is no such page."""
        asks = "Does this still hold?" if self.stands else "Is this the newest edition?"
        return f"{asks} {self.address}" if self.address else ""

    @property
    def square(self) -> str:
        """A QR code of the address as SVG; nothing where there is no address."""
        return qr_svg(self.address, alt=self.square_alt) if self.address else ""

    @property
    def square_alt(self) -> str:
        return f"QR code that opens {self.address}" if self.address else ""
