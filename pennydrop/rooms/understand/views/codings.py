"""What is done to the codings of a text: added, removed, undone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.codes import BadCode, NotOurs, TooDeep
from pennydrop.rooms.understand.actions.codings import (
    BadPassage,
    NotYours,
    add_coding,
    add_with_new_code,
    remove_coding,
)
from pennydrop.rooms.understand.actions.undo.undoing import CannotUndo, undo_last
from pennydrop.rooms.understand.models import Coding, Text
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.passage import find_words
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.workspace import turns
from pennydrop.rooms.understand.rules.positions import position, split
from pennydrop.rooms.understand.views import may_here, signed_in
from pennydrop.rooms.understand.views.coding import address_of, text_for
from pennydrop.rooms.understand.views.drawing import draw_turns
from pennydrop.rooms.understand.views.reading import id_of, number, wants_json

PROBLEMS = (BadPassage, BadCode, NotOurs, TooDeep, NotYours)


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
                text=source, name=sent["new_code"], parent=id_of(sent.get("parent", "")),
                start=start, end=end, by=by, at=at, seen=_seen(request),
            )  # fmt: skip
        else:
            code = id_of(sent.get("code", ""))
            if code is None:
                raise BadPassage("Choose a code, or name a new one.")
            coding = add_coding(
                text=source, code=code, start=start, end=end, by=by, at=at,
                seen=_seen(request),
            )  # fmt: skip
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
    """Undo what this person did last to this text, and stands."""
    _, text = text_for(request, study, source)
    me = actor(signed_in(request))
    try:
        done = undo_last(text=source, by=me, at=timezone.now())
    except CannotUndo as problem:
        return _refused(request, study, source, str(problem))
    if done is None:
        return _refused(request, study, source, "You have done nothing here that could be undone.")
    row, said = done
    coding = Coding.objects.filter(pk=row.on).first() if row.kind.startswith("coding") else None
    if not wants_json(request):
        messages.success(request, said)
        return redirect(address_of(study, source))
    return JsonResponse({"said": said, "coding": coding.pk if coding else None})


def _place(text: Text, request: HttpRequest) -> tuple[int, int]:
    sent = request.POST
    if "start_turn" in sent:
        ends = [number(sent.get(n, "")) for n in ("start_turn", "start", "end_turn", "end")]
        try:
            first, low, last, high = (number for number in ends if number is not None)
            return position(first, low), position(last, high)
        except ValueError as reason:
            raise BadPassage("Select some words first.") from reason
    turn = number(sent.get("turn", ""))
    if turn is None:
        raise BadPassage("Select some words first.")
    found = find_words(text, turn, sent.get("words", ""))
    if found is None:
        raise BadPassage("Those words do not stand in this turn. Copy them exactly as they are.")
    return found


def _seen(request: HttpRequest) -> tuple[str, str] | None:
    """The versions of the first and the last turn that were on the page when words were chosen."""
    first, _, last = request.POST.get("seen", "").partition(" ")
    return (first, last) if first and last else None


def _done(request: HttpRequest, text: Text, coding: Coding, what: str) -> HttpResponse:
    first, last = split(coding.start)[0], split(coding.end)[0]
    if not wants_json(request):
        messages.success(request, f"{what}.")
        chosen = f"?coding={coding.pk}" if what == "Coded" else ""
        return redirect(f"{address_of(text.study, text.pk)}{chosen}#t{first}")
    me = signed_in(request)
    names = Names({actor(me): str(me)})
    # Whoever codes words was just found to be allowed to read them.
    shown = turns(text, first, last, reader=actor(me), checked=what == "Coded")
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
    if wants_json(request):
        return JsonResponse({"problem": why}, status=409)
    messages.error(request, why)
    turn = number(request.POST.get("turn", ""))
    return redirect(address_of(study, source) + ("" if turn is None else f"?turn={turn}#t{turn}"))
