"""Forms that are decided with one press: all of one person (or one number), all nearly sure."""

from dataclasses import dataclass

from pennydrop.rooms.understand.queries.review import Form, Review
from pennydrop.rooms.understand.rules.weighing import KEEP

SURE = 0.95  # such suggestions are "nearly sure" in words too (rules/identifiers/telling.py)


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
    """What waits, and of which every mention is nearly sure, in reading order."""
    sure = [form for form in review.undecided if form.score >= SURE]
    return tuple(sorted(sure, key=_where))


def _where(form: Form) -> tuple[int, int]:
    turn, _, start = form.at.partition("-")
    return int(turn), int(start)
