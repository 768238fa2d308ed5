"""The sources of a study, and how far each is on its way to having names taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Identifier, OneMention, Text
from pennydrop.rooms.understand.queries.review import review_of
from pennydrop.rooms.understand.queries.suggesting import is_remembered, turns_of

# Code points read anew for one page of the list; beyond that a source just says "begun".
BUDGET = 40_000


@dataclass(frozen=True)
class SourceState:
    """`state`: waiting, begun, signed, closed (nobody agreed to analysis), gone (no originals and
    not signed). `undecided`: None when it was not counted."""

    source: listen.SourceCard
    state: str
    undecided: int | None = None
    text: Text | None = None


def texts_of(study: UUID) -> dict[UUID, Text]:
    return {text.pk: text for text in Text.objects.filter(study=study)}


def states_of(study: UUID, sources: list[listen.SourceCard]) -> list[SourceState]:
    """The state of each of these sources (one page of the list)."""
    texts = texts_of(study)
    people = {person for source in sources for person in source.participants}
    consents = listen.consents_of(people)
    begun = set(
        Identifier.objects.filter(study=study, participant__in=people, ended=None).values_list(
            "participant", flat=True
        )
    ) | set(
        OneMention.objects.filter(participant__in=people, ended=None).values_list(
            "participant", flat=True
        )
    )
    left = BUDGET
    states = []
    for source in sources:
        if source.id in texts:
            states.append(SourceState(source, "signed", text=texts[source.id]))
        elif not source.originals_kept:
            states.append(SourceState(source, "gone"))
        elif not any(listen.may(consents[p], listen.Use.ANALYSE) for p in source.participants):
            states.append(SourceState(source, "closed"))
        elif not begun & set(source.participants):
            states.append(SourceState(source, "waiting"))
        else:
            undecided, read = _undecided(source, left)
            left -= read
            states.append(SourceState(source, "begun", undecided))
    return states


@dataclass(frozen=True)
class Listed:
    """A study's sources, parted: those whose names are to be taken out, those signed, the rest
    (nobody agreed to analysis, or originals gone)."""

    waiting: tuple[listen.SourceCard, ...]
    signed: tuple[listen.SourceCard, ...]
    others: tuple[listen.SourceCard, ...]

    @property
    def all(self) -> tuple[listen.SourceCard, ...]:
        """What waits for somebody comes first, then what waits for a consent."""
        return self.waiting + self.others + self.signed


def listed(study: UUID) -> Listed:
    return _parted(study, listen.sources_of(study))


def _parted(study: UUID, sources: Sequence[listen.SourceCard]) -> Listed:
    texts = texts_of(study)
    consents = listen.consents_of({p for source in sources for p in source.participants})

    def waits(source: listen.SourceCard) -> bool:
        agreed = (listen.may(consents[p], listen.Use.ANALYSE) for p in source.participants)
        return source.id not in texts and source.originals_kept and any(agreed)

    waiting = tuple(source for source in sources if waits(source))
    signed = tuple(source for source in sources if source.id in texts)
    placed = {source.id for source in (*waiting, *signed)}
    others = tuple(source for source in sources if source.id not in placed)
    return Listed(waiting, signed, others)


def next_waiting(study: UUID, after: UUID | None = None) -> listen.SourceCard | None:
    """The next source whose names are to be taken out, going round from `after`."""
    sources = listen.sources_of(study)
    ids = [source.id for source in sources]
    turn = ids.index(after) + 1 if after in ids else 0
    place = {source: at for at, source in enumerate([*ids[turn:], *ids[:turn]])}
    waiting = (source for source in _parted(study, sources).waiting if source.id != after)
    return min(waiting, key=lambda source: place[source.id], default=None)


def _undecided(source: listen.SourceCard, budget: int) -> tuple[int | None, int]:
    """How many names wait, and how many code points had to be read anew to know."""
    try:
        segments = listen.original_segments(source.id)
        hide = listen.hide_lists({segment.participant for segment in segments})
    except KeyGone:
        return None, 0
    known = is_remembered(turns_of(segments, hide))
    fresh = 0 if known else sum(len(s.text) for s in segments)
    if fresh > budget:
        return None, 0
    return len(review_of(source).undecided), fresh
