"""Names that may still stand in quotes, looked for once more before they leave the study."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from pennydrop.rooms.understand.models import Identifier
from pennydrop.rooms.understand.queries.decided import decisions_of
from pennydrop.rooms.understand.queries.finder import find
from pennydrop.rooms.understand.rules.identifiers import Label, Span
from pennydrop.rooms.understand.rules.identifiers.mentions import occurrences
from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.kinds import stand_ins_in
from pennydrop.rooms.understand.rules.quoting import QuoteCard
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, same

PARTED = "\n\n"
ELSEWHERE = "taken out elsewhere in this study"
ON_PURPOSE = "kept on purpose"
LOOKS_LIKE = {
    Label.PERSON: "looks like a person",
    Label.PLACE: "looks like a place",
    Label.ORGANISATION: "looks like a service, school or workplace",
    Label.ADDRESS: "looks like an address",
    Label.POSTCODE: "looks like a postcode",
    Label.DATE: "looks like a date",
    Label.JOB: "looks like a job that few people have",
}


@dataclass(frozen=True)
class NameLeft:
    """Words of a quote that may say who somebody is, and why they were found."""

    words: str
    why: str


def names_left(study: UUID, quotes: Sequence[QuoteCard]) -> dict[UUID, tuple[NameLeft, ...]]:
    """What the finder, and the names decided anywhere in the study, find in these quotes.

    Quotes in which nothing is found are left out. Decisions can be read only until the originals
    are destroyed; after that the finder is alone. Ages are not names: they are left to the people
    who sign.
    """
    printed = [quote.words for quote in quotes]
    text = PARTED.join(printed)
    ends = list(accumulate(len(words) + len(PARTED) for words in printed))
    hidden, kept = _decided(study)
    found: dict[UUID, dict[str, NameLeft]] = {}
    stand_ins = stand_ins_in(text)
    for start, end, why in sorted(_mentions(text, hidden)):
        if any(low <= start and end <= high for low, high in stand_ins):
            continue
        quote = quotes[next(n for n, reached in enumerate(ends) if start < reached)]
        words = text[start:end]
        if any(same(words) in kept.get(person, ()) for person in quote.participants):
            why = ON_PURPOSE
        found.setdefault(quote.id, {}).setdefault(same(words), NameLeft(words, why))
    return {quote: tuple(names.values()) for quote, names in found.items()}


def names_in_texts(texts: Sequence[str]) -> tuple[tuple[NameLeft, ...], ...]:
    """For each of the team's own texts, the names of people and places that the finder sees in it.

    The finder is alone here: what was decided about a participant's words is not asked. All texts
    are read together, so that a name that is clear in one of them is known in the others.
    """
    ends = list(accumulate(len(text) + len(PARTED) for text in texts))
    found: list[dict[str, NameLeft]] = [{} for _ in texts]
    whole = PARTED.join(texts)
    for span in find(whole):
        if span.label in (Label.PERSON, Label.PLACE):
            words = whole[span.start : span.end]
            at = next(n for n, reached in enumerate(ends) if span.start < reached)
            found[at].setdefault(same(words), NameLeft(words, _why(span)))
    return tuple(tuple(names.values()) for names in found)


def _mentions(text: str, hidden: Sequence[str]) -> list[tuple[int, int, str]]:
    """Every place as (start, end, why); where both see something, that it was decided counts."""
    decided = [(start, end, ELSEWHERE) for start, end, _ in occurrences(Words(text), hidden)]
    suggested = [
        (span.start, span.end, _why(span))
        for span in find(text)
        if span.label != Label.AGE
        and not any(start <= span.start and span.end <= end for start, end, _ in decided)
    ]
    return decided + suggested


def _why(span: Span) -> str:
    return LOOKS_LIKE.get(Label(span.label), "looks like a way to reach or find somebody")


def _decided(study: UUID) -> tuple[list[str], dict[UUID, set[str]]]:
    """Names that were hidden for anybody in the study; and for each person what was kept, as `same`
    writes it. An everyday word that one person had hidden ("teacher") is no name for the others."""
    people = Identifier.objects.filter(study=study).values_list("participant", flat=True)
    hidden: dict[str, None] = {}
    kept: dict[UUID, set[str]] = {}
    for person, rows in decisions_of(set(people)).items():
        for ruling in (row.ruling for row in rows):
            if ruling.decision == KEEP:
                kept.setdefault(person, set()).add(same(ruling.form))
            elif ruling.decision == HIDE and ruling.label != Label.AGE and _name(ruling.form):
                hidden[ruling.form] = None
    return list(hidden), kept


def _name(form: str) -> bool:
    """Whether a form is written as a name or number is, and not as a word of everyday English."""
    return any(c.isupper() or c == "@" for c in form) or sum(map(str.isdigit, form)) > 4
