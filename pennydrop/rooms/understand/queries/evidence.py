"""Read what a theme rests on, and what speaks against it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Coding, ContraryCase, Decision, Theme
from pennydrop.rooms.understand.queries.alike import places_in, told_once
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.codings import Passage, passages
from pennydrop.rooms.understand.queries.counts import study_counts, turns_with
from pennydrop.rooms.understand.queries.people import Names, counted
from pennydrop.rooms.understand.queries.themes import ThemeRow
from pennydrop.rooms.understand.rules.evidence import Heard

CONTRARY = "contrary cases"


@dataclass(frozen=True)
class Against:
    """A contrary case with its words as they are now, and who chose it."""

    id: UUID
    passage: Passage
    chooser: str


def heard_of(theme: ThemeRow) -> Heard:
    """What the theme rests on: people who agree to be analysed, and not those who asked."""
    codes = [code.id for code in theme.codes]
    by_person = _passages_by_person(theme.study, codes)
    coders = Coding.objects.filter(code__in=codes).values("by").distinct().count()
    return Heard(
        people=theme.people,
        of=study_counts(theme.study).people,
        everyone=len(by_person),
        passages=sum(by_person.values()),
        most=max(by_person.values(), default=0),
        coders=coders,
        contrary=places_in(Coding.objects.filter(contrarycase__theme=theme.id)),
        looked=theme.id in looked_at(theme.study),
    )


def _passages_by_person(study: UUID, codes: Collection[UUID]) -> Counter[UUID]:
    """Whose words have any of these codes -> on how many different stretches."""
    columns = ("participant", "text", "text__coding__start", "text__coding__end")
    rows = turns_with(codes).values_list(*columns).distinct()
    people = counted(study)
    return Counter(person for person, *_ in rows if person in people)


def contrary_of(theme: ThemeRow, *, reader: str) -> list[Against]:
    """The theme's contrary cases in reading order, the same words once, as far as `reader` may see
    other people's codings."""
    chosen = {row.coding_id: row for row in ContraryCase.objects.filter(theme=theme.id)}
    seen = codings_seen(Coding.objects.filter(pk__in=chosen), theme.study, reader)
    coded = seen.order_by("text__order", "text_id", "start", "pk")
    names = Names()
    return [
        Against(chosen[one.id].pk, one, names[chosen[one.id].by])
        for one in (told.passage for told in told_once(passages(theme.study, coded, reader=reader)))
    ]


def looked_at(study: UUID) -> set[UUID]:
    """Themes of which somebody said: looked for contrary cases, and found none."""
    rows = Decision.objects.filter(study=study, about=CONTRARY, theme__isnull=False)
    return {theme for theme in rows.values_list("theme", flat=True) if theme is not None}


def unsought(study: UUID) -> set[UUID]:
    """Themes with no contrary case, of which nobody said that they looked either."""
    every = set(Theme.objects.filter(study=study).values_list("pk", flat=True))
    found = set(ContraryCase.objects.filter(theme__study=study).values_list("theme", flat=True))
    return every - found - looked_at(study)
