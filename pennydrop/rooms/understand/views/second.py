"""A second person reads a source blind, and what both saw is put side by side."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.actions import second_reading as acting
from pennydrop.rooms.understand.forms.second import MarkForm, SettleForm
from pennydrop.rooms.understand.models import SecondRead
from pennydrop.rooms.understand.queries import second_reading as reading
from pennydrop.rooms.understand.queries.choices import Choices, choices_of
from pennydrop.rooms.understand.queries.marking import names_marked
from pennydrop.rooms.understand.queries.pace import shares_of
from pennydrop.rooms.understand.queries.review import Review, review_of
from pennydrop.rooms.understand.rules.marking import Span as Drawn
from pennydrop.rooms.understand.rules.marking import stretches
from pennydrop.rooms.understand.rules.recapture import ASSUMES
from pennydrop.rooms.understand.rules.spots import Place
from pennydrop.rooms.understand.views import frame, signed_in, study_for

REFUSALS = (
    acting.NotSecond, acting.NotReading, acting.BadSurrogate, acting.NothingToCorrect,
    deidentify.NoSuchMention, deidentify.AlreadySigned,
)  # fmt: skip
View = Callable[..., HttpResponse]


def not_while_blind(view: View) -> View:
    """Whoever is reading a source blind sees nothing of ours before they say that they are done."""

    @wraps(view)
    def guarded(request: HttpRequest, source: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        known = request.user.is_authenticated
        if known and reading.open_read(source, actor(signed_in(request))):
            return redirect("understand:review-second", source)
        return view(request, source, *args, **kwargs)

    return guarded


def sees_marks(request: HttpRequest, card: listen.SourceCard) -> None:
    """Whoever sees what was marked or hidden in a source cannot read it blind any more."""
    by = actor(signed_in(request))
    acting.note_marks_seen(study=card.study, sources=[card.id], by=by)


@require_safe
def second(request: HttpRequest, source: UUID) -> HttpResponse:
    """The second reading: begin it, read, or see what came of it. Whoever may still read it blind
    sees what came of others' only when they ask."""
    card, study = source_for(request, source)
    by = actor(signed_in(request))
    context = {**frame(request, study, "understand:review-list"), "source": card}
    read = reading.open_read(source, by)
    if read is not None:
        fragment = bool(request.headers.get("X-Fragment"))
        page = "understand/review/_blind.html" if fragment else "understand/review/blind.html"
        return render(request, page, {**context, **_blind(read), "fragment": fragment})
    review = review_of(card)
    done, why_not = reading.compared(review), reading.why_not_blind(source, by)
    closed = bool(done) and not why_not and "show" not in request.GET
    if done and not closed:
        sees_marks(request, card)
        why_not = reading.why_not_blind(source, by)
    context |= {
        "review": review,
        "done": [(_chosen(one, review), name_of(one.read.by)) for one in done],
        "closed": closed,
        "why_not": why_not,
        "mine": any(one.read.by == by for one in done),
        "shares": [(one.said, name_of(one.by)) for one in shares_of(source)],
        "assumes": ASSUMES,
    }
    return render(request, "understand/review/second.html", context)


@require_POST
def begin(request: HttpRequest, source: UUID) -> HttpResponse:
    return _do(request, source, lambda by: acting.begin_second_read(
        source=source, by=by, at=timezone.now()))  # fmt: skip


@require_POST
def mark(request: HttpRequest, source: UUID) -> HttpResponse:
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _do(request, source, None)
    sent, place = form.cleaned_data, None
    if sent["segment"] and sent["start"] is not None and sent["end"]:
        place = Place(sent["segment"], sent["start"], sent["end"])
    return _do(request, source, lambda by: acting.mark_words(
        source=source, words=sent["form"], place=place, every=sent["every"], by=by,
        at=timezone.now()))  # fmt: skip


@require_POST
def unmark(request: HttpRequest, source: UUID) -> HttpResponse:
    marks = [int(one) for one in request.POST.getlist("mark") if one.isdecimal() and len(one) < 18]
    return _do(request, source, lambda by: acting.unmark(
        source=source, marks=marks, by=by, at=timezone.now()))  # fmt: skip


@require_POST
def finish(request: HttpRequest, source: UUID) -> HttpResponse:
    return _do(request, source, lambda by: acting.finish_second_read(
        source=source, by=by, at=timezone.now()))  # fmt: skip


@require_POST
@not_while_blind
def settle(request: HttpRequest, source: UUID) -> HttpResponse:
    """Hide or keep what only the second reader marked."""
    card, _ = source_for(request, source)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _do(request, source, None)
    sent = form.cleaned_data
    surrogate = sent["surrogate"].strip() or _stand_in(card, sent["mark"], sent["kind"])
    return _do(request, source, lambda by: acting.settle_second(
        source=source, mark=sent["mark"], decision=sent["do"], surrogate=surrogate,
        by=by, at=timezone.now(),
    ), back="#read-1")  # fmt: skip


def _stand_in(card: listen.SourceCard, mark: int, kind: str) -> str:
    """The next free one of a kind, or what stands for somebody already; with neither chosen, what
    was offered."""
    if kind.startswith("["):
        return kind
    review = review_of(card)
    if kind:
        return review.next_of_kind[kind]
    waiting = (one.of_mark(mark) for one in reading.compared(review))
    return next((found.instead for found in waiting if found), "")


def source_for(request: HttpRequest, source: UUID) -> tuple[listen.SourceCard, listen.StudyCard]:
    """The source and its study, for those who may see originals."""
    card = listen.source_card(source)
    if card is None:
        raise Http404
    return card, study_for(request, card.study, May.SEE_ORIGINALS)


def _do(
    request: HttpRequest, source: UUID, action: Callable[[str], object] | None, back: str = ""
) -> HttpResponse:
    """Do it, or say why not, and go back to the reading: to a place of it, so that whoever goes by
    keyboard is where they were."""
    source_for(request, source)
    if action is None:
        messages.error(request, "That could not be read. Please try again.")
        return redirect("understand:review-second", source)
    try:
        action(actor(signed_in(request)))
    except REFUSALS as why:
        messages.error(request, str(why))
        back = ""
    return redirect(reverse("understand:review-second", args=[source]) + back)


def _chosen(one: reading.Compared, review: Review) -> dict[str, Any]:
    """A reading that is done; beside what may wait, the list to choose its stand-in from."""

    def offered(held: Iterable[reading.Found]) -> list[tuple[reading.Found, Choices]]:
        return [
            (found, choices_of(review.next_of_kind, found.likely, review.forms)) for found in held
        ]

    return {
        "read": one.read, "said": one.said, "tells": one.tells, "ours": one.ours, "left": one.left,
        "waiting": len(one.waiting),
        "theirs": offered(one.theirs), "both": offered(one.both),
    }  # fmt: skip


def _blind(read: SecondRead) -> dict[str, Any]:
    """The turns as they were said, with this person's own marks alone."""
    turns = reading.turns_of(read)
    marks = list(read.secondmark_set.order_by("segment", "start"))
    drawn = []
    for turn in turns:
        spans = [Drawn(m.pk, m.start, m.end) for m in marks if m.segment == turn.id]
        pieces = [
            (turn.text[piece.start : piece.end], bool(piece.over))
            for piece in stretches(len(turn.text.rstrip("\n")), spans)
        ]
        drawn.append((turn, pieces))
    return {"read": read, "turns": drawn, "named": names_marked(turns, marks)}
