"""What a document can be started as. Each is a table of parts (parts.py)."""

from collections.abc import Mapping
from types import MappingProxyType

from pennydrop.rooms.publish.rules.templates.long import BRIEFING, EASY_READ, FULL_REPORT, SUMMARY
from pennydrop.rooms.publish.rules.templates.parts import Shown, Template, Themes
from pennydrop.rooms.publish.rules.templates.short import CARDS, POSTER, SLIDES

REPORT = FULL_REPORT.name

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {one.name: one for one in (FULL_REPORT, SUMMARY, EASY_READ, SLIDES, CARDS, BRIEFING, POSTER)}
)


def kind_called(name: str) -> str:
    """What readers call a document that was started from this template."""
    return TEMPLATES.get(name, FULL_REPORT).kind


def shown_of_themes(name: str) -> Shown:
    """What a document that was started from this template is meant to tell of each theme."""
    parts = TEMPLATES.get(name, FULL_REPORT).parts
    return next((part.shown for part in parts if isinstance(part, Themes)), Shown.WHOLE)


PICKED = frozenset({CARDS.name})
"""Documents that take only the key insights that an editor picks: what suits those who listened
may be matter for adults."""

IN_SHEETS = frozenset({SLIDES.name, CARDS.name, POSTER.name})
"""Documents that are looked at one section at a time."""
