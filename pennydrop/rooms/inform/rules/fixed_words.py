"""Words of this room that stand in its rules and are read on pages, with where they stand."""

from collections.abc import Iterator
from enum import Enum

from pennydrop.rooms.inform.rules.alerts import Evidence, Level
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.doors import DOORS
from pennydrop.rooms.inform.rules.glossary import GLOSSARY
from pennydrop.rooms.inform.rules.guides import Door
from pennydrop.rooms.inform.rules.offers import Word
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.plans import PARTS, STEPS, TURNS
from pennydrop.rooms.inform.rules.samples import Outcome
from pennydrop.rooms.inform.rules.selfcheck import UNSAID_WORDS

_LISTS: tuple[type[Enum], ...] = (Door, Nation, Place, Level, Evidence, Outcome)


def fixed_words() -> Iterator[tuple[str, str]]:
    """(where, text). A text may come more than once."""
    for door in DOORS:
        titles = [group.title for group in door.groups]
        yield from ((f"help now: {door.name}", text) for text in (
            door.label, door.neutral, door.first, *titles
        ))  # fmt: skip
    for words in _LISTS:
        yield from ((words.__name__.lower(), one.value) for one in words)
    for words in Word.__subclasses__():
        yield from ((words.__name__.lower(), text) for one in words for text in (
            one.label, one.means
        ))  # fmt: skip
    yield "self-check", UNSAID_WORDS
    yield from (("hard words", text) for term in GLOSSARY for text in (term.word, term.means))
    yield from (("plan", text) for asked in TURNS for text in asked)
    for part in PARTS.values():
        yield from (("plan", text) for text in (part.title, part.ask, part.hint) if text)
    yield from (("plan", group.title) for group in STEPS.groups)
