"""A second person reads a source blind, and what both saw is put side by side."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from pennydrop.rooms.understand.queries.pace import shares_of
from pennydrop.rooms.understand.queries.review import review_of
from pennydrop.rooms.understand.rules.marking import Span as Drawn
from pennydrop.rooms.understand.rules.marking import stretches
from pennydrop.rooms.understand.rules.recapture import ASSUMES
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


@require_safe
def second(request: HttpRequest, source: UUID) -> HttpResponse:
    """The second reading: begin it, read, or see what came of it."""
    card, study = _source(request, source)
    by = actor(signed_in(request))
    context = {**frame(request, study, "understand:review-list"), "source": card}
    read = reading.open_read(source, by)
    if read is not None:
        return render(request, "understand/review/blind.html", {**context, **_blind(read)})
    review = review_of(card)
    done = reading.compared(review)
    context |= {
        "review": review,
        "done": [(one, name_of(one.read.by)) for one in done],
        "first": by in reading.first_people(source),
        "mine": any(one.read.by == by for one in done),
        "shares": [(one, name_of(one.by)) for one in shares_of(source)],
        "assumes": ASSUMES,
        "kinds": review.next_of_kind.items(),
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
        place = deidentify.Place(sent["segment"], sent["start"], sent["end"])
    return _do(request, source, lambda by: acting.mark_words(
        source=source, words=sent["form"], place=place, by=by, at=timezone.now()))  # fmt: skip


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
    card, _ = _source(request, source)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _do(request, source, None)
    sent = form.cleaned_data
    surrogate = sent["surrogate"].strip()
    if not surrogate and sent["kind"]:
        surrogate = review_of(card).next_of_kind[sent["kind"]]
    return _do(request, source, lambda by: acting.settle_second(
        source=source, mark=sent["mark"], decision=sent["do"], surrogate=surrogate,
        by=by, at=timezone.now(),
    ))  # fmt: skip


def _source(request: HttpRequest, source: UUID) -> tuple[listen.SourceCard, listen.StudyCard]:
    card = listen.source_card(source)
    if card is None:
        raise Http404
    return card, study_for(request, card.study, May.SEE_ORIGINALS)


def _do(request: HttpRequest, source: UUID, action: Callable[[str], object] | None) -> HttpResponse:
    """Do it, or say why not, and go back to the reading."""
    _source(request, source)
    if action is None:
        messages.error(request, "That could not be read. Please try again.")
        return redirect("understand:review-second", source)
    try:
        action(actor(signed_in(request)))
    except REFUSALS as why:
        messages.error(request, str(why))
    return redirect("understand:review-second", source)


def _blind(read: SecondRead) -> dict[str, Any]:
    """The turns as they were said, with this person's own marks alone."""
    turns = reading.turns_of(read)
    marks = list(read.secondmark_set.order_by("segment", "start"))
    texts = {turn.id: turn.text for turn in turns}
    named: dict[str, list[int]] = {}
    for one in marks:
        words = texts.get(one.segment, "")[one.start : one.end].strip()
        named.setdefault(words, []).append(one.pk)
    drawn = []
    for turn in turns:
        spans = [Drawn(m.pk, m.start, m.end) for m in marks if m.segment == turn.id]
        pieces = [
            (turn.text[piece.start : piece.end], bool(piece.over))
            for piece in stretches(len(turn.text.rstrip("\n")), spans)
        ]
        drawn.append((turn, pieces))
    return {"read": read, "turns": drawn, "named": named.items()}
