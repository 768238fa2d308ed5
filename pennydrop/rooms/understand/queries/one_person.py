"""Forms that are decided with one press: all of one person (or one number), all nearly sure."""

from collections.abc import Iterable
from dataclasses import dataclass

from pennydrop.rooms.understand.queries.review import Form, Review
from pennydrop.rooms.understand.rules.identifiers.lists import has_senses
from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.weighing import KEEP, same

SURE = 0.95  # such suggestions are "nearly sure" in words too (rules/identifiers/telling.py)
AROUND = 40  # letters shown on either side


@dataclass(frozen=True)
class Whole:
    """Every form of one person that is not kept."""

    forms: tuple[Form, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Where they are mentioned, each as order-start."""
        return tuple(place for form in self.forms for place in form.places)


def wholes_of(review: Review) -> tuple[Whole, ...]:
    """Whoever has several forms, of which at least one waits for a decision."""
    by_unit: dict[str, list[Form]] = {}
    for form in review.forms:
        if form.mention.state != KEEP:
            by_unit.setdefault(form.unit, []).append(form)
    several = (forms for forms in by_unit.values() if len(forms) > 1)
    return tuple(Whole(tuple(forms)) for forms in several if any(form.open for form in forms))


def sure_forms(review: Review) -> tuple[Form, ...]:
    """What waits, and of which every mention is nearly sure, in reading order. Left out, for a
    person to look at each: a name that others of the study speak of (it may be somebody else), and
    a word with other senses, whose every mention would go with it ("May")."""
    shared = {same(one.form) for one in review.shared}
    sure = [
        form
        for form in review.undecided
        if form.score >= SURE and form.mention.key not in shared and not _has_senses(form.form)
    ]
    return tuple(sorted(sure, key=_where))


def sentences_of(review: Review, forms: Iterable[Form]) -> list[tuple[Form, str, str]]:
    """Each form with a few words before and after its first mention."""
    texts = {row.order: row.text for row in review.rows}
    found = []
    for form in forms:
        turn, start = _where(form)
        text, end = texts[turn], start + len(form.mention.text)
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        found.append((form, before, after.rstrip()))
    return found


def _has_senses(form: str) -> bool:
    """A number has none, whatever its digits."""
    return any(c.isalpha() for c in form) and all(map(has_senses, Words(form).keys))


def _where(form: Form) -> tuple[int, int]:
    turn, _, start = form.at.partition("-")
    return int(turn), int(start)
