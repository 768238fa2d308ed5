"""What a document can be started as."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Template:
    """A kind of document: what it is called and what it is for."""

    name: str
    title: str
    about: str


REPORT = "report"

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        one.name: one
        for one in (
            Template(
                REPORT,
                "Full report",
                "Everything: what was asked, how, what people said, what it cannot tell.",
            ),
        )
    }
)
