"""The coding workspace: one text, in parts, its codes, and what hangs on the words chosen."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import (
    StudyCard,
    Use,
    consents_of,
    may,
    participants_of,
    source_card,
)
from pennydrop.rooms.understand.models import Coding, HardPassage, Memo, Text
from pennydrop.rooms.understand.queries.alike import close_to
from pennydrop.rooms.understand.queries.blind import codings_seen, memos_seen
from pennydrop.rooms.understand.queries.care import fold_over, folds_in
from pennydrop.rooms.understand.queries.codes import codebook, codes_mark
from pennydrop.rooms.understand.queries.lost import count_waiting
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.queries.passage import passage_now
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.readers import reading_here
from pennydrop.rooms.understand.queries.themes import themes_named
from pennydrop.rooms.understand.queries.workspace import parts, text_mark, text_of, turns
from pennydrop.rooms.understand.rules.care import NOTES
from pennydrop.rooms.understand.rules.parting import window
from pennydrop.rooms.understand.rules.positions import split
from pennydrop.rooms.understand.views import may_here, signed_in, study_for
from pennydrop.rooms.understand.views.drawing import draw_gaps, draw_turns
from pennydrop.rooms.understand.views.reading import number

CLOSE = 5


def text_for(request: HttpRequest, study: UUID, source: UUID) -> tuple[StudyCard, Text]:
    """The study and one of its texts, for somebody who may code; else 403 or 404."""
    card = study_for(request, study, May.CODE)
    text = text_of(source)
    if text is None or text.study != study:
        raise Http404
    return card, text


@require_GET
def workspace(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """The part of a text that was asked for: with `coding`, `start` and `end`, `turn` or `from`,
    or its beginning. The other parts follow by `views/company.py`, or as pages."""
    card, text = text_for(request, study, source)
    me = actor(signed_in(request))
    codes = codebook(study, count=False)
    pane = _pane(request, card, text)
    context = {
        "study": card,
        "text": text,
        "about": _about(card, text),
        "codes": codes,
        "codes_mark": codes_mark(codes),
        # Before the words are read: what changes meanwhile is then noticed a moment later.
        "text_mark": text_mark(text, reader=me),
        "themes": themes_named(study),
        "waiting": count_waiting(study),
        "source_memos": open_memos(
            study,
            memos_seen(Memo.objects.filter(text=text, start=None), study, me).order_by("at"),
        ),
        "reading": reading_here(text, me),
        **pane,
        **_drawn(request, text, pane.get("picked_ends"), me),
    }
    return render(request, "understand/coding/workspace.html", context)


def _drawn(
    request: HttpRequest, text: Text, ends: tuple[int, int, int, int] | None, me: str
) -> dict[str, Any]:
    """The turns that are drawn at once, and links to the others."""
    names, chosen = Names(), number(request.GET.get("turn", ""))
    first = chosen if chosen is not None else number(request.GET.get("from", "")) or 0
    first, last = (ends[0], ends[2]) if ends else (first, first)
    every = parts(text)
    low, high = window(every, first, last)
    here = every[low:high]
    shown = turns(text, here[0].first, here[-1].last, reader=me) if here else []
    return {
        "gaps_before": draw_gaps(every[:low]),
        "gaps_after": draw_gaps(every[high:]),
        "in_parts": len(every) > 1,
        "drawn_parts": json.dumps([asdict(part) for part in here]),
        "before": draw_turns([t for t in shown if chosen is None or t.order <= chosen], names),
        "after": draw_turns([t for t in shown if chosen is not None and t.order > chosen], names),
        "chosen": next((t for t in shown if t.order == chosen and t.text), None),
    }


@require_GET
def passage(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """The right pane alone: the words chosen by `coding`, or by `start` and `end`."""
    card, text = text_for(request, study, source)
    context = {"study": card, "text": text, **_pane(request, card, text)}
    return render(request, "understand/coding/passage.html", context)


def _pane(request: HttpRequest, card: StudyCard, text: Text) -> dict[str, Any]:
    """What the right pane says about the chosen words."""
    coding, me = None, actor(signed_in(request))
    start, end = number(request.GET.get("start", "")), number(request.GET.get("end", ""))
    one = number(request.GET.get("coding", ""))
    if one is not None:
        seen = codings_seen(Coding.objects.filter(pk=one, text=text), card.id, me)
        coding = seen.select_related("code").first()
        start, end = (coding.start, coding.end) if coding else (None, None)
    if start is None or end is None:
        return {}
    fold = fold_over(folds_in(text.pk, reader=me), start, end)
    if fold is not None:
        return {"fold": fold, "picked_ends": (*split(start), *split(end))}
    found = passage_now(text, start, end, reader=me)
    if found is None:
        return {}
    names = Names()
    close = [
        (one.passage, [names[by] for by in one.by])
        for one in (close_to(card.id, coding, CLOSE, reader=me) if coding else [])
    ]
    return {
        "picked": found,
        "picked_ends": (*split(start), *split(end)),
        "coding": coding,
        "me": me,
        "lead": may_here(request, card, May.RUN_STUDIES),
        "close": close,
        "quote_url": "" if text.came_from else quote_address(text.pk, start, end),
        "notes": NOTES,
        "hard": HardPassage.objects.filter(text=text, start__lt=end, end__gt=start),
    }


def quote_address(source: UUID, start: int, end: int, theme: UUID | None = None) -> str:
    """Where a passage is put forward as a quote."""
    address = reverse("understand:quote-new", args=[source])
    return f"{address}?start={start}&end={end}" + (f"&theme={theme}" if theme else "")


def _about(card: StudyCard, text: Text) -> str:
    """Who speaks, how the words were kept, and whether they may be quoted."""
    if text.came_from is not None:
        return "of another study: to learn from, not to quote"
    source = source_card(text.pk)
    people = set(source.participants) if source else set()
    names = [person.name for person in participants_of(card.id) if person.id in people]
    kept = {"word_for_word": "word for word", "notes": "notes", "remembered": "remembered"}
    states = consents_of(people).values()
    quotable = bool(people) and all(may(state, Use.PUBLISH_QUOTE) for state in states)
    said = "may be quoted" if quotable else "not all of it may be quoted"
    if text.fidelity != "word_for_word":
        said = "not quoted, because it is not word for word"
    return " · ".join([", ".join(names), kept.get(text.fidelity, text.fidelity), said])


def address_of(study: UUID, source: UUID) -> str:
    return reverse("understand:workspace", args=[study, source])
