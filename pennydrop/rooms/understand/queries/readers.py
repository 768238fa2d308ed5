"""Who has read which text, and what of it counts when their codings are compared."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from pennydrop.rooms.understand.models import Coding, Finished, Segment, Text
from pennydrop.rooms.understand.queries.blind import EVERYBODY, codes_blind, only_own
from pennydrop.rooms.understand.queries.people import Names, as_text, readable
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
    """What is compared. Its texts and codes are numbers: places in `texts` and `codes`. `late`:
    codings that somebody made after they had seen what others coded (while the study codes blind);
    they are left out."""

    universe: Universe
    codings: list[Coded]
    texts: list[Text]
    codes: list[UUID]
    late: int


class _Numbers(dict[str, int]):
    """Ids read as text, each with a number of its own: a study has few ids and thousands of rows,
    and making and comparing UUIDs is what those would spend their time on."""

    def __init__(self, ids: Iterable[UUID] = ()) -> None:
        super().__init__()
        self.numbers = {one: place for place, one in enumerate(ids)}

    def __missing__(self, typed: str) -> int:
        number = self.numbers.setdefault(UUID(typed), len(self.numbers))
        self[typed] = number
        return number


def material_of(readings: Readings, coders: Sequence[str], *, done: bool) -> Material:
    """The texts that two or more of `coders` have read, and their codings in them. Turns of people
    who no longer agree to be read belong to nothing. While a study codes blind only finished
    readings are compared."""
    done = done or readings.blind
    texts = readings.shared(coders, done=done)
    readers = {
        number: frozenset(
            place
            for place, coder in enumerate(coders)
            if readings.has_read(text.pk, coder, done=done)
        )
        for number, text in enumerate(texts)
    }
    universe = Universe(tuple(coders), _turns(texts), readers)
    codes = _Numbers()
    late = _late(readings, universe.coders, texts)
    codings = _codings(universe.coders, texts, codes, late)
    return Material(universe, codings, texts, list(codes.numbers), len(late))


def _turns(texts: Sequence[Text]) -> dict[tuple[int, int], int]:
    """The lengths of the turns that may be read."""
    if not texts:
        return {}
    numbers, people = _Numbers(text.pk for text in texts), _Numbers()
    rows: list[tuple[int, int, int, int]] = []
    for part in _parts(texts):
        held = (
            Segment.objects.filter(text__in=part)
            .order_by("text", "order")
            .values_list(as_text("text_id"), "order", "length", as_text("participant"))
        )
        rows += [(numbers[text], order, n, people[who]) for text, order, n, who in held]
    agreed = readable(texts[0].study, people.numbers)
    allowed = {number for person, number in people.numbers.items() if person in agreed}
    return {(text, order): length for text, order, length, who in rows if who in allowed}


def _codings(
    coders: Sequence[str], texts: Sequence[Text], codes: _Numbers, late: Collection[int]
) -> list[Coded]:
    places = {coder: place for place, coder in enumerate(coders)}
    numbers = _Numbers(text.pk for text in texts)
    found: list[Coded] = []
    for part in _parts(texts):
        rows = Coding.objects.filter(text__in=part, by__in=coders).order_by("text", "start", "end")
        columns = (as_text("text_id"), as_text("code_id"), "by", "start", "end", "pk")
        found += [
            Coded(numbers[text], codes[code], places[by], start, end)
            for text, code, by, start, end, pk in rows.values_list(*columns)
            if pk not in late
        ]
    return found


def _late(readings: Readings, coders: Sequence[str], texts: Sequence[Text]) -> set[int]:
    """Codings made after their coder was done, while the study codes blind."""
    if not readings.blind:
        return set()
    rows = [
        row
        for part in _parts(texts)
        for row in Coding.objects.filter(text__in=part, by__in=coders).values_list(
            "pk", "text", "by", "at"
        )
    ]
    ends = {place: one.done for place, one in readings.by.items()}
    return {pk for pk, text, by, at in rows if (end := ends[text, by]) is not None and at > end}


def _parts(texts: Sequence[Text]) -> list[list[UUID]]:
    ids = [text.pk for text in texts]
    return [ids[start : start + PART] for start in range(0, len(ids), PART)]
