"""The room's front page, and one study in it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from pennydrop.core.people.queries import organisations_where
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import SourceCard, StudyCard, sources_of, studies_in
from pennydrop.rooms.understand.models import Memo, Text
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.codings import coded_counts
from pennydrop.rooms.understand.queries.themes import ThemeRow, themes
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for


@dataclass(frozen=True)
class Row:
    """A source in the list. `signed`: names are out, so that it can be coded."""

    source: SourceCard
    signed: bool
    coded: int


@dataclass(frozen=True)
class Step:
    """The next thing to do, in a sentence, with where it is done."""

    title: str
    text: str
    action: str
    url: str


@require_GET
def studies(request: HttpRequest) -> HttpResponse:
    """The studies of the organisations a person works in."""
    cards = studies_in(organisations_where(signed_in(request), May.CODE))
    texts = dict(
        Text.objects.filter(study__in=[card.id for card in cards])
        .values_list("study")
        .annotate(n=Count("pk"))
        .order_by()
    )
    rows = [{"study": card, "texts": texts.get(card.id, 0)} for card in cards]
    return render(request, "understand/coding/studies.html", {"rows": rows})


@require_GET
def study(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    coded, signed = coded_counts(study), set(_signed(study))
    rows = [Row(s, s.id in signed, coded.get(s.id, 0)) for s in sources_of(study)]
    book = codebook(study)
    made = themes(study, book)
    context = {
        **frame(request, card, "understand:study"),
        "rows": rows,
        "codes": book,
        "themes": made,
        "memos": Memo.objects.filter(study=study).count(),
        "passages": sum(coded.values()),
        "may_take_names_out": may_here(request, card, May.SEE_ORIGINALS),
        "step": _next(card, rows, book, made),
    }
    return render(request, "understand/coding/study.html", context)


def _signed(study: UUID) -> list[UUID]:
    return list(Text.objects.filter(study=study).values_list("source", flat=True))


def _next(card: StudyCard, rows: list[Row], book: list[CodeRow], made: list[ThemeRow]) -> Step:
    """What to do next: the first thing in the order of the work that is not done yet."""
    steps = (_first_source(card, rows), _source(card, rows), _theme(card, book, made))
    return next((step for step in steps if step), _quotes(card))


def _first_source(card: StudyCard, rows: list[Row]) -> Step | None:
    if any(row.signed for row in rows):
        return None
    return Step(
        "Take names out of a first source",
        "The team can read and code a source once one person has taken names and places out.",
        "Take names out", reverse("understand:review-list", args=[card.id]),
    )  # fmt: skip


def _source(card: StudyCard, rows: list[Row]) -> Step | None:
    """The next source to code, or else to open."""
    fresh = next((row.source for row in rows if row.signed and not row.coded), None)
    if fresh is not None:
        return Step(
            f"Read and code {fresh.title}",
            "Nobody has coded anything in it yet. Read it once without coding; then mark what "
            "matters and give it a name.",
            f"Open {fresh.title}", reverse("understand:workspace", args=[card.id, fresh.id]),
        )  # fmt: skip
    closed = next((row.source for row in rows if not row.signed), None)
    if closed is not None:
        return Step(
            f"Take names out of {closed.title}",
            "Every source that is open to the team has been coded; this one is not open yet.",
            "Take names out", reverse("understand:review-list", args=[card.id]),
        )  # fmt: skip
    return None


def _theme(card: StudyCard, book: list[CodeRow], made: list[ThemeRow]) -> Step | None:
    """A first theme, or a key insight that nobody has written."""
    if book and not made:
        return Step(
            "Bring codes together in a theme",
            "A theme is a meaning that several people share, round one central idea. It is more "
            "than a folder of codes.",
            "Make a theme", reverse("understand:theme-new", args=[card.id]),
        )  # fmt: skip
    bare = next((theme for theme in made if not theme.insight), None)
    if bare is not None:
        return Step(
            f"Write the key insight of “{bare.title}”",
            "What did you understand that nobody had seen before? Write it beside the quotes.",
            "Write it", reverse("understand:theme-change", args=[card.id, bare.id]),
        )  # fmt: skip
    return None


def _quotes(card: StudyCard) -> Step:
    return Step(
        "Choose quotes, and have them signed",
        "Two people look at each passage in its context before it can leave the study.",
        "Open the quotes", reverse("understand:quotes", args=[card.id]),
    )  # fmt: skip
