"""The coding workspace: one text, its codes, and what is done to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

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
from pennydrop.rooms.understand.actions.codes import BadCode, NotOurs, TooDeep
from pennydrop.rooms.understand.actions.codings import (
    BadPassage,
    NotYours,
    add_coding,
    add_with_new_code,
    remove_coding,
    remove_last,
)
from pennydrop.rooms.understand.models import Coding, Memo, Text
from pennydrop.rooms.understand.queries.alike import close_to
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.themes import theme_titles
from pennydrop.rooms.understand.queries.workspace import (
    find_words,
    open_memos,
    passage_now,
    text_of,
    turns,
)
from pennydrop.rooms.understand.rules.positions import position, split
from pennydrop.rooms.understand.views import may_here, signed_in, study_for
from pennydrop.rooms.understand.views.drawing import draw_turns

CLOSE = 5
PROBLEMS = (BadPassage, BadCode, NotOurs, TooDeep, NotYours)


def text_for(request: HttpRequest, study: UUID, source: UUID) -> tuple[StudyCard, Text]:
    """The study and one of its texts, for somebody who may code; else 403 or 404."""
    card = study_for(request, study, May.CODE)
    text = text_of(source)
    if text is None or text.study != study:
        raise Http404
    return card, text


@require_GET
def workspace(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    card, text = text_for(request, study, source)
    names = Names()
    shown = turns(text)
    chosen = _number(request.GET.get("turn", ""))
    context = {
        "study": card,
        "text": text,
        "about": _about(card, text),
        "codes": codebook(study, count=False),
        "themes": sorted({t for titles in theme_titles(study).values() for t in titles}),
        "before": draw_turns([t for t in shown if chosen is None or t.order <= chosen], names),
        "after": draw_turns([t for t in shown if chosen is not None and t.order > chosen], names),
        "chosen": next((t for t in shown if t.order == chosen and t.text), None),
        "source_memos": open_memos(
            study, Memo.objects.filter(text=text, start=None).order_by("at")
        ),
        **_pane(request, card, text),
    }
    return render(request, "understand/coding/workspace.html", context)


@require_GET
def passage(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """The right pane alone: the words chosen by `coding`, or by `start` and `end`."""
    card, text = text_for(request, study, source)
    context = {"study": card, "text": text, **_pane(request, card, text)}
    return render(request, "understand/coding/passage.html", context)


@require_POST
def coding_add(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Code a passage: `code` or `new_code`, and where: `start_turn`, `start`, `end_turn`, `end`
    (code points in the turn, end exclusive), or `turn` with the exact `words` (none: all of it)."""
    _, text = text_for(request, study, source)
    by, at = actor(signed_in(request)), timezone.now()
    sent = request.POST
    try:
        start, end = _place(text, request)
        if sent.get("new_code", "").strip():
            coding = add_with_new_code(
                text=source, name=sent["new_code"], parent=_id(sent.get("parent", "")),
                start=start, end=end, by=by, at=at,
            )  # fmt: skip
        else:
            code = _id(sent.get("code", ""))
            if code is None:
                raise BadPassage("Choose a code, or name a new one.")
            coding = add_coding(text=source, code=code, start=start, end=end, by=by, at=at)
    except PROBLEMS as problem:
        return _refused(request, study, source, str(problem))
    return _done(request, text, coding, "Coded")


@require_POST
def coding_remove(request: HttpRequest, study: UUID, source: UUID, coding: int) -> HttpResponse:
    card, text = text_for(request, study, source)
    if not Coding.objects.filter(pk=coding, text=text).exists():
        return _refused(request, study, source, "That coding is gone already.")
    try:
        gone = remove_coding(
            coding=coding, lead=may_here(request, card, May.RUN_STUDIES),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except (NotYours, Coding.DoesNotExist) as problem:
        return _refused(request, study, source, str(problem))
    return _done(request, text, gone, "Removed")


@require_POST
def coding_undo(request: HttpRequest, study: UUID, source: UUID) -> HttpResponse:
    """Take back one's own last coding of this text."""
    _, text = text_for(request, study, source)
    gone = remove_last(text=source, by=actor(signed_in(request)), at=timezone.now())
    if gone is None:
        return _refused(request, study, source, "You have coded nothing here that could be undone.")
    return _done(request, text, gone, "Removed")


def _place(text: Text, request: HttpRequest) -> tuple[int, int]:
    sent = request.POST
    if "start_turn" in sent:
        ends = [_number(sent.get(n, "")) for n in ("start_turn", "start", "end_turn", "end")]
        try:
            first, low, last, high = (number for number in ends if number is not None)
            return position(first, low), position(last, high)
        except ValueError as reason:
            raise BadPassage("Select some words first.") from reason
    turn = _number(sent.get("turn", ""))
    if turn is None:
        raise BadPassage("Select some words first.")
    found = find_words(text, turn, sent.get("words", ""))
    if found is None:
        raise BadPassage("Those words do not stand in this turn. Copy them exactly as they are.")
    return found


def _done(request: HttpRequest, text: Text, coding: Coding, what: str) -> HttpResponse:
    first, last = split(coding.start)[0], split(coding.end)[0]
    if not _wants_json(request):
        messages.success(request, f"{what}.")
        chosen = f"?coding={coding.pk}" if what == "Coded" else ""
        return redirect(f"{_address(text.study, text.pk)}{chosen}#t{first}")
    me = signed_in(request)
    names = Names({actor(me): str(me)})
    # Whoever codes words was just found to be allowed to read them.
    shown = turns(text, first, last, checked=what == "Coded")
    drawn = {turn.order: draw_turns([turn], names) for turn in shown}
    answer: dict[str, Any] = {
        "coding": {
            "id": coding.pk, "code": str(coding.code_id), "by_me": True,
            "start_turn": first, "start": split(coding.start)[1],
            "end_turn": last, "end": split(coding.end)[1],
        },
        "turns": drawn,
    }  # fmt: skip
    if request.POST.get("new_code"):
        rows = codebook(text.study, count=False)
        answer["codes"] = render_to_string("understand/coding/code_list.html", {"codes": rows})
    return JsonResponse(answer)


def _refused(request: HttpRequest, study: UUID, source: UUID, why: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"problem": why}, status=409)
    messages.error(request, why)
    turn = _number(request.POST.get("turn", ""))
    return redirect(_address(study, source) + ("" if turn is None else f"?turn={turn}#t{turn}"))


def _pane(request: HttpRequest, card: StudyCard, text: Text) -> dict[str, Any]:
    """What the right pane says about the chosen words."""
    coding = None
    start, end = _number(request.GET.get("start", "")), _number(request.GET.get("end", ""))
    number = _number(request.GET.get("coding", ""))
    if number is not None:
        coding = Coding.objects.filter(pk=number, text=text).select_related("code").first()
        start, end = (coding.start, coding.end) if coding else (None, None)
    if start is None or end is None:
        return {}
    found = passage_now(text, start, end)
    if found is None:
        return {}
    me = actor(signed_in(request))
    names = Names()
    close = [
        (one.passage, [names[by] for by in one.by])
        for one in (close_to(card.id, coding, CLOSE) if coding else [])
    ]
    return {
        "picked": found,
        "picked_ends": (*split(start), *split(end)),
        "coding": coding,
        "me": me,
        "lead": may_here(request, card, May.RUN_STUDIES),
        "close": close,
        "quote_url": quote_address(text.pk, start, end),
    }


def quote_address(source: UUID, start: int, end: int, theme: UUID | None = None) -> str:
    """Where a passage is put forward as a quote."""
    address = reverse("understand:quote-new", args=[source])
    return f"{address}?start={start}&end={end}" + (f"&theme={theme}" if theme else "")


def _about(card: StudyCard, text: Text) -> str:
    """Who speaks, how the words were kept, and whether they may be quoted."""
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


def _address(study: UUID, source: UUID) -> str:
    return reverse("understand:workspace", args=[study, source])


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 16 else None


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
