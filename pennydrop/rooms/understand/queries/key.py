"""What each stand-in of a study stands for, while the originals are kept."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.people.queries import name_of
from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Identifier, OneMention, Segment
from pennydrop.rooms.understand.queries.decided import exceptions_of, open_rulings
from pennydrop.rooms.understand.queries.review import originals_of
from pennydrop.rooms.understand.rules.kinds import kind_in, number_in
from pennydrop.rooms.understand.rules.weighing import HIDE, same

COPY = "Key to the stand-ins: leads back to names (CSV)"
HEAD = ("stand-in", "stood for", "in the words of")


@dataclass(frozen=True)
class StandsFor:
    """A stand-in, every form of what it stands for as it was written, and in whose words
    (pseudonyms; facilitators are not named)."""

    surrogate: str
    forms: tuple[str, ...]
    whose: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, str, str]:
        return self.surrogate, "; ".join(self.forms), ", ".join(self.whose)


def key_of(study: UUID) -> list[StandsFor]:
    """The key, by kind and number. It holds words with names in them: only for those who may see
    originals."""
    named = {card.id: card.name for card in listen.participants_of(study) if not card.staff}
    forms: dict[str, dict[str, str]] = {}
    whose: dict[str, set[str]] = {}
    for surrogate, form, person in (*_everywhere(study), *_alone(study)):
        written = forms.setdefault(surrogate, {})
        written[same(form)] = min(form, written.get(same(form), form))
        whose.setdefault(surrogate, set()).update({named[person]} if person in named else ())
    return [
        StandsFor(one, tuple(sorted(forms[one].values(), key=same)), tuple(sorted(whose[one])))
        for one in sorted(forms, key=_place)
    ]


def matching(key: Iterable[StandsFor], words: str) -> list[StandsFor]:
    """Those whose stand-in says these words: "friend 2", with or without brackets."""
    wanted = words.strip("[] ").casefold()
    return [one for one in key if wanted in one.surrogate.casefold()]


def copies_taken(study: UUID) -> list[tuple[str, dt.date]]:
    """Who took the key away as a file, and on which day, where nobody has said since that the file
    is destroyed."""
    rows = HandCopy.objects.filter(study=study, what=COPY, destroyed_on=None).order_by("on")
    return [(name_of(row.by), row.on) for row in rows]


def without_key(study: UUID) -> int:
    """For how many people with signed words nothing leads back any more."""
    people = Segment.objects.filter(text__study=study).values_list("participant", flat=True)
    return len(set(people) - holders(study, "raw"))


def _everywhere(study: UUID) -> Iterator[tuple[str, str, UUID]]:
    rows = Identifier.objects.filter(study=study, decision=HIDE, ended=None)
    for one in open_rulings(rows):
        yield one.ruling.surrogate, one.ruling.form, one.row.participant


def _alone(study: UUID) -> Iterator[tuple[str, str, UUID]]:
    """Mentions that were decided alone: their words stand in the originals."""
    rows = OneMention.objects.filter(decision=HIDE, ended=None, step__study=study)
    sources = set(rows.values_list("step__source", flat=True))
    turns = {turn.id: turn for source in sources for turn in originals_of(source)}
    for segment, found in exceptions_of(list(turns)).items():
        for one in found:
            if one.decision == HIDE:
                words = turns[segment].text[one.start : one.end]
                yield one.surrogate, words, turns[segment].participant


def _place(surrogate: str) -> tuple[str, int, str]:
    kind = kind_in(surrogate)
    return kind.casefold(), number_in(surrogate, kind), surrogate
