"""Who has read which text, and what of it counts when their codings are compared."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.understand.models import Coding, Finished, Segment, Text
from pennydrop.rooms.understand.queries.blind import EVERYBODY, codes_blind, only_own
from pennydrop.rooms.understand.queries.people import Names, readable
from pennydrop.rooms.understand.rules.agreement.texts import Coded, Universe

PART = 500


@dataclass(frozen=True)
class Reading:
    """One coder and one text: how many codings, and since when they are done with it (None: they
    have not said so)."""

    coder: str
    text: UUID
    codings: int
    done: datetime | None


@dataclass(frozen=True)
class Readings:
    """Everybody's readings of a study. `coders`: as in records ("user:3"), by name; `opened`: the
    texts for which a coordinator has lifted the blind."""

    coders: tuple[str, ...]
    names: dict[str, str]
    texts: tuple[Text, ...]
    by: dict[tuple[UUID, str], Reading]
    opened: frozenset[UUID]
    blind: bool

    def has_read(self, text: UUID, coder: str, *, done: bool) -> bool:
        """Whether the coder counts as a reader of the text: they say that they are done with it, or
        (unless `done` is asked for) have coded something in it."""
        reading = self.by.get((text, coder))
        return reading is not None and (reading.done is not None or not done)

    def shared(self, coders: Collection[str], *, done: bool) -> list[Text]:
        """The texts that two of these coders or more have read, in the study's order."""
        return [
            text
            for text in self.texts
            if sum(self.has_read(text.pk, coder, done=done) for coder in coders) > 1
        ]


def readings_of(study: UUID) -> Readings:
    counts = Coding.objects.filter(text__study=study).values_list("text", "by")
    coded = {(text, by): n for text, by, n in counts.annotate(n=Count("pk")).order_by()}
    finished = Finished.objects.filter(text__study=study).values_list("text", "coder", "at")
    done = {(text, coder): at for text, coder, at in finished if coder != EVERYBODY}
    by = {
        place: Reading(place[1], place[0], coded.get(place, 0), done.get(place))
        for place in coded.keys() | done.keys()
    }
    names = Names()
    coders = sorted({coder for _, coder in by}, key=lambda coder: (names[coder].casefold(), coder))
    return Readings(
        coders=tuple(coders),
        names={coder: names[coder] for coder in coders},
        texts=tuple(Text.objects.filter(study=study).order_by("order")),
        by=by,
        opened=frozenset(text for text, coder, _ in finished if coder == EVERYBODY),
        blind=codes_blind(study),
    )


@dataclass(frozen=True)
class Here:
    """How somebody stands with one text: they are `done` with it, and see `only_own` codings."""

    done: bool
    only_own: bool


def reading_here(text: Text, who: str) -> Here:
    done = Finished.objects.filter(text=text, coder=who).exists()
    return Here(done, only_own(text.pk, who))


@dataclass(frozen=True)
class Material:
    """What is compared. `late`: codings that somebody made after they had seen what others coded
    (while the study codes blind); they are left out."""

    universe: Universe
    codings: list[Coded]
    texts: list[Text]
    late: int


def material_of(readings: Readings, coders: Sequence[str], *, done: bool) -> Material:
    """The texts that two or more of `coders` have read, and their codings in them. Turns of people
    who no longer agree to be read belong to nothing. While a study codes blind only finished
    readings are compared."""
    done = done or readings.blind
    texts = readings.shared(coders, done=done)
    readers = {
        text.pk: frozenset(
            place
            for place, coder in enumerate(coders)
            if readings.has_read(text.pk, coder, done=done)
        )
        for text in texts
    }
    universe = Universe(tuple(coders), _turns(texts), readers)
    codings, late = _codings(readings, universe)
    return Material(universe, codings, texts, late)


def _turns(texts: Sequence[Text]) -> dict[tuple[UUID, int], int]:
    """The lengths of the turns that may be read."""
    if not texts:
        return {}
    rows: list[tuple[UUID, int, int, UUID]] = []
    for part in _parts([text.pk for text in texts]):
        held = Segment.objects.filter(text__in=part).order_by("text", "order")
        rows += held.values_list("text", "order", "length", "participant")
    allowed = readable(texts[0].study, {row[3] for row in rows})
    return {(text, order): length for text, order, length, who in rows if who in allowed}


def _codings(readings: Readings, universe: Universe) -> tuple[list[Coded], int]:
    places = {coder: place for place, coder in enumerate(universe.coders)}
    found: list[Coded] = []
    late = 0
    for part in _parts(list(universe.readers)):
        rows = Coding.objects.filter(text__in=part, by__in=universe.coders)
        for text, code, by, start, end, at in rows.order_by("text", "start", "end").values_list(
            "text", "code", "by", "start", "end", "at"
        ):
            if _is_late(readings, text, by, at):
                late += 1
                continue
            found.append(Coded(text, code, places[by], start, end))
    return found, late


def _is_late(readings: Readings, text: UUID, by: str, at: datetime) -> bool:
    if not readings.blind:
        return False
    reading = readings.by[text, by]
    return reading.done is not None and at > reading.done


def _parts(ids: list[UUID]) -> list[list[UUID]]:
    return [ids[start : start + PART] for start in range(0, len(ids), PART)]
