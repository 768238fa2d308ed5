"""Every text that a page can say, what is there for it in another language, and what is old."""

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import F

from pennydrop.core.documents.blocks import Block, Heading, Prose
from pennydrop.core.documents.queries import revision
from pennydrop.core.ui.languages import PageLanguage
from pennydrop.core.ui.strings import strings_in
from pennydrop.rooms.inform.models import Claim, CourseVersion, Guide, StoredMyth, Translation
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.queries.courses import course_of
from pennydrop.rooms.inform.queries.doors import help_claims
from pennydrop.rooms.inform.rules.claims import ClaimText
from pennydrop.rooms.inform.rules.courses import Question
from pennydrop.rooms.inform.rules.fixed_words import fixed_words
from pennydrop.rooms.inform.rules.starter.checking import shipped_table
from pennydrop.rooms.inform.rules.translations import Sort, Source, Stage, Wording

_PRODUCT = Path(__file__).parents[3]
# What is close enough to be the same sentence, written anew.
_ALIKE = 0.6


@dataclass(frozen=True)
class Row:
    """A text with what was written for it. `waiting`: newer than what is shown, or the first.
    `before`: what was shown for its older English."""

    source: Source
    shown: Translation | None
    waiting: Translation | None
    before: Translation | None = None

    @property
    def stage(self) -> Stage:
        if self.waiting:
            return Stage.WRITTEN
        if self.shown:
            return Stage.SHOWN
        return Stage.OLD if self.before else Stage.MISSING


def sources(*, today: dt.date, organisation: UUID | None = None) -> list[Source]:
    """Every text that a public page can say, each once: what keeps somebody safe first. Of claims
    and guides those of one organisation, or all of the site's."""
    found: dict[str, Source] = {}
    content = (*_claims(organisation, today), *_guides(organisation), *_courses(organisation))
    for source in (*content, *_self_check(), *_fixed(), *_page_words()):
        found.setdefault(source.mark, source)
    return sorted(found.values(), key=lambda source: list(Sort).index(source.sort))


def rows_of(language: PageLanguage, here: Sequence[Source]) -> list[Row]:
    """Each text of today with its words."""
    marks = {source.mark for source in here}
    kept: dict[str, list[Translation]] = {}
    for row in Translation.objects.filter(language=language.code, ended_on=None).order_by("number"):
        kept.setdefault(row.source, []).append(row)
    old = [rows[-1] for mark, rows in kept.items() if mark not in marks]
    return [_row(source, kept.get(source.mark, []), old) for source in here]


def history_of(source: Source, language: PageLanguage) -> list[Translation]:
    """All that was ever written for a text, newest first."""
    found = Translation.objects.filter(language=language.code, source=source.mark)
    return list(found.order_by("-number"))


def wordings_of(language: PageLanguage, *, confirmed: bool = False) -> dict[str, Wording]:
    """The newest words for each text, or the newest that are confirmed, by `Source.mark`."""
    rows = Translation.objects.filter(language=language.code, ended_on=None).order_by("number")
    return {row.source: wording_of(row) for row in rows if row.reader or not confirmed}


def wording_of(row: Translation) -> Wording:
    read_on = row.read_on.isoformat() if row.read_on else ""
    return Wording(
        tuple(row.forms), row.translator, row.made_on.isoformat(), row.reader, read_on
    )  # fmt: skip


def _row(source: Source, kept: list[Translation], old: list[Translation]) -> Row:
    shown = next((row for row in reversed(kept) if row.reader), None)
    newest = kept[-1] if kept else None
    waiting = newest if newest and not newest.reader else None
    return Row(source, shown, waiting, None if newest else _before(source, old))


def _before(source: Source, old: list[Translation]) -> Translation | None:
    """What was written for this text when its English was another: it stood at the same place and
    reads much the same."""
    there = {row.english: row for row in old if row.place == source.place}
    found = difflib.get_close_matches(source.english, there, n=1, cutoff=_ALIKE)
    return there[found[0]] if found else None


def _claims(organisation: UUID | None, today: dt.date) -> Iterator[Source]:
    places = Claim.objects.values_list("organisation", flat=True).distinct()
    for place in [organisation] if organisation else places:
        for claim in claims_of(place).values():
            yield from _of_claim(claim)
    for claim in help_claims(today=today).values():
        yield from _of_claim(claim)


def _of_claim(claim: ClaimText) -> Iterator[Source]:
    sort = Sort.HELP if claim.kind.stays else Sort.CLAIM
    for text in filter(None, (claim.text, claim.conflict)):
        yield Source(text, f"claim {claim.key}", sort=sort)


def _guides(organisation: UUID | None) -> Iterator[Source]:
    here = {"organisation": organisation} if organisation else {}
    for guide in Guide.objects.filter(**here).exclude(revision=None).order_by("slug"):
        out = revision(guide.document, guide.revision) if guide.revision else None
        texts = (guide.title, guide.summary, *_words(out.blocks if out else ()))
        yield from _named(f"guide {guide.slug}", texts)
    for myth in StoredMyth.objects.filter(retired=False, **here).order_by("key"):
        yield Source(myth.asked, f"myth {myth.key}", sort=Sort.GUIDE)


def _courses(organisation: UUID | None) -> Iterator[Source]:
    rows = CourseVersion.objects.filter(course__out=True, number=F("course__current"))
    if organisation:
        rows = rows.filter(course__organisation=organisation)
    for version in rows.select_related("course").order_by("course__slug"):
        course = course_of(version)
        texts = [course.head.title, course.head.summary]
        for module in course.modules:
            texts += [module.title, *_words(module.blocks), *_asked(module.questions)]
        yield from _named(f"course {course.head.slug}", texts)


def _asked(questions: Iterable[Question]) -> Iterator[str]:
    for one in questions:
        yield from (one.text, *(option.text for option in one.options), one.why)


def _self_check() -> Iterator[Source]:
    for one in shipped_table().questions:
        texts = [one.short, one.ask, one.hint]
        texts += [text for row in one.rows.values() for text in (row.words, row.said)]
        yield from _named("self-check", texts)


def _named(place: str, texts: Iterable[str]) -> Iterator[Source]:
    return (Source(text, place, sort=Sort.GUIDE) for text in texts if text)


def _words(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, (Heading, Prose)):
            yield block.text if isinstance(block, Heading) else block.markdown


def _fixed() -> Iterator[Source]:
    return (Source(text, place, sort=Sort.GUIDE) for place, text in fixed_words())


@cache
def _page_words() -> tuple[Source, ...]:
    return tuple(
        Source(one.english, one.place, one.context, one.plural) for one in strings_in(_PRODUCT)
    )
