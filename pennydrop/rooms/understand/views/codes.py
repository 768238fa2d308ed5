"""The codebook, and the passages of one code."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.actions.codes import (
    BadCode,
    CodeInUse,
    Cycle,
    NotOurs,
    TooDeep,
    change_code,
    delete_code,
    make_code,
    move_code,
    retire_code,
)
from pennydrop.rooms.understand.actions.merging import merge_codes, split_code
from pennydrop.rooms.understand.models import Code, Coding, Memo
from pennydrop.rooms.understand.queries.alike import (
    alike,
    places_in,
    places_of,
    told_at,
    told_once,
)
from pennydrop.rooms.understand.queries.barriers import barrier_codes
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook, parents_in, uses_of
from pennydrop.rooms.understand.queries.codings import codings_with, passages
from pennydrop.rooms.understand.queries.lost import count_waiting
from pennydrop.rooms.understand.queries.making import BeingMade
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.rules.barriers import BARRIERS
from pennydrop.rooms.understand.rules.tree import below
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.reading import id_of, number
from pennydrop.rooms.understand.views.undo import last_done

PER_PAGE = 50
SPLIT_AT_ONCE = 300
PROBLEMS = (BadCode, CodeInUse, Cycle, NotOurs, TooDeep)
HERE = "understand:codes"


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor(signed_in(request)), "at": timezone.now()}


def _code(request: HttpRequest, study: UUID, code: UUID) -> tuple[StudyCard, Code]:
    card = study_for(request, study, May.CODE)
    found = Code.objects.filter(pk=code, study=study).first()
    if found is None:
        raise Http404
    return card, found


@require_GET
def codes(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    return _codebook(request, card, {})


def _codebook(request: HttpRequest, card: StudyCard, said: dict[str, Any]) -> HttpResponse:
    book, counted = _counted_if_ready(card.id)
    context = {
        **frame(request, card, HERE),
        "codes": book,
        "counted": counted,
        "colours": range(1, 7),
        "barriers_left": len(barrier_codes(card.id)) < len(BARRIERS),
        "waiting": count_waiting(card.id),
        **last_done(request, card.id),
    }
    status = 400 if said.get("errors") else 200
    return render(request, "understand/coding/codes.html", {**context, **said}, status=status)


def _counted_if_ready(study: UUID) -> tuple[list[CodeRow], bool]:
    """The codebook, and whether passages are counted: not while that is being made ready."""
    try:
        return codebook(study), True
    except BeingMade:
        return codebook(study, count=False), False


@require_POST
def code_new(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    sent = request.POST
    try:
        made = make_code(
            study=study, name=sent.get("name", ""), definition=sent.get("definition", ""),
            parent=id_of(sent.get("parent", "")), colour=_colour(sent.get("colour", "")),
            **_who(request),
        )  # fmt: skip
    except PROBLEMS as problem:
        return _codebook(request, card, {"errors": {"id_name": str(problem)}, "sent": sent})
    messages.success(request, f"“{made.name}” is in the codebook.")
    return redirect(HERE, study)


@require_GET
def code(request: HttpRequest, study: UUID, code: UUID) -> HttpResponse:
    """All passages of one code (`parts=1`: and of the codes under it), page by page."""
    card, row = _code(request, study, code)
    wanted = below(code, parents_in(study)) if request.GET.get("parts") else {code}
    me = actor(signed_in(request))
    coded = codings_seen(codings_with(wanted), study, me)
    page = Paginator(places_of(coded), PER_PAGE).get_page(request.GET.get("page"))
    book, names = codebook(study), Names()
    context = {
        **frame(request, card, HERE),
        "code": next(one for one in book if one.id == code),
        "parts": [one for one in book if one.parent == code],
        "with_parts": bool(request.GET.get("parts")),
        "page": page,
        "passages": [
            (one.passage, [names[by] for by in one.by])
            for one in told_at(study, coded, page.object_list, reader=me)
        ],
        "uses": uses_of(code),
        "memos": open_memos(study, Memo.objects.filter(code=row).order_by("at")),
        "me": me,
    }
    return render(request, "understand/coding/code.html", context)


@require_http_methods(["GET", "POST"])
def code_change(request: HttpRequest, study: UUID, code: UUID) -> HttpResponse:
    card, row = _code(request, study, code)
    if request.method == "GET":
        return _changing(request, card, row, {})
    sent = request.POST
    try:
        change_code(
            code=code, name=sent.get("name", ""), definition=sent.get("definition", ""),
            colour=_colour(sent.get("colour", "")) or 0, **_who(request),
        )  # fmt: skip
    except PROBLEMS as problem:
        return _changing(request, card, row, {"errors": {"id_name": str(problem)}, "sent": sent})
    messages.success(request, "The code is changed.")
    return redirect("understand:code", study, code)


def _changing(
    request: HttpRequest, card: StudyCard, row: Code, said: dict[str, Any]
) -> HttpResponse:
    book = codebook(card.id)
    under = below(row.pk, parents_in(card.id))
    outside = [one for one in book if one.id not in under]
    context = {
        **frame(request, card, HERE),
        "code": row,
        "colours": [(n, f"Colour {n}") for n in range(1, 7)],
        "places": _places(outside),
        "others": outside,
        "uses": uses_of(row.pk),
        **said,
    }
    status = 400 if said.get("errors") else 200
    return render(request, "understand/coding/code_change.html", context, status=status)


def _places(outside: list[CodeRow]) -> list[tuple[str, str]]:
    """Where a code could stand: at the top, or under any code that is not under it."""
    places = [("", "At the top of the codebook")]
    places += [(str(one.id), f"Under “{one.path}”") for one in outside]
    return places


@require_POST
def code_move(request: HttpRequest, study: UUID, code: UUID) -> HttpResponse:
    """Put a code under `parent` ("" for the top), or one place `up` or `down` among its equals."""
    _, row = _code(request, study, code)
    step = {"up": -1, "down": 1}.get(request.POST.get("step", ""))
    if step is None:
        parent, place = id_of(request.POST.get("parent", "")), Code.objects.count()
    else:
        equals = Code.objects.filter(study=study, parent=row.parent_id).order_by("order", "name")
        keys = list(equals.values_list("pk", flat=True))
        parent, place = row.parent_id, keys.index(code) + step
        if place not in range(len(keys)):
            end = "first" if step < 0 else "last"
            messages.info(request, f"“{row.name}” is the {end} in its place already.")
            return redirect(HERE, study)
    try:
        move_code(code=code, parent=parent, place=place, **_who(request))
    except PROBLEMS as problem:
        messages.error(request, str(problem))
        return redirect("understand:code-change", study, code)
    messages.success(request, _moved(row.name, parent, step))
    return redirect(HERE, study)


def _moved(name: str, parent: UUID | None, step: int | None) -> str:
    if step is not None:
        return f"“{name}” moved one place {'up' if step < 0 else 'down'}."
    if parent is None:
        return f"“{name}” stands at the top now."
    return f"“{name}” stands under “{Code.objects.get(pk=parent).name}” now."


@require_POST
def code_merge(request: HttpRequest, study: UUID, code: UUID) -> HttpResponse:
    _, row = _code(request, study, code)
    chosen = id_of(request.POST.get("into", ""))
    into = Code.objects.filter(pk=chosen, study=study).first() if chosen else None
    try:
        if into is None:
            raise BadCode("Choose the code that this one becomes part of.")
        moved = merge_codes(code=code, into=into.pk, **_who(request))
    except PROBLEMS as problem:
        messages.error(request, str(problem))
        return redirect("understand:code-change", study, code)
    codings_moved = f"{moved} coding{pluralize(moved)} moved"
    messages.success(request, f"“{row.name}” is now “{into.name}”; {codings_moved}.")
    return redirect("understand:code", study, into.pk)


@require_http_methods(["GET", "POST"])
def code_split(request: HttpRequest, study: UUID, code: UUID) -> HttpResponse:
    """Some passages of a code, ticked by a person, get a code of their own: whoever coded them."""
    card, row = _code(request, study, code)
    sent = request.POST
    ticked = {one for typed in sent.getlist("coding") if (one := number(typed)) is not None}
    seen = codings_seen(codings_with([code]), study, actor(signed_in(request)))
    problem = ""
    if request.method == "POST":
        try:
            moving = alike(seen, ticked).values_list("pk", flat=True)
            made = split_code(code=code, name=sent.get("name", ""), codings=moving, **_who(request))
        except PROBLEMS as why:
            problem = str(why)
        else:
            count = places_in(Coding.objects.filter(code=made))
            messages.success(request, f"“{made.name}” has {count} of the passages now.")
            return redirect("understand:code", study, made.pk)
    context = {
        **frame(request, card, HERE),
        "code": row,
        "passages": told_once(
            passages(study, seen, 0, SPLIT_AT_ONCE, reader=actor(signed_in(request)))
        ),
        "ticked": ticked,
        "sent": sent,
        "errors": {"id_name": problem} if problem else {},
    }
    status = 400 if problem else 200
    return render(request, "understand/coding/code_split.html", context, status=status)


@require_POST
def code_retire(request: HttpRequest, study: UUID, code: UUID) -> HttpResponse:
    """Nothing new is coded with it from now on; or (`back`) it can be again."""
    _, row = _code(request, study, code)
    retired = "back" not in request.POST
    retire_code(code=code, retired=retired, **_who(request))
    done = "is retired: it stays on its passages" if retired else "is back in use"
    messages.success(request, f"“{row.name}” {done}.")
    return redirect(HERE, study)


@require_POST
def code_delete(request: HttpRequest, study: UUID, code: UUID) -> HttpResponse:
    _, row = _code(request, study, code)
    try:
        delete_code(code=code, **_who(request))
    except PROBLEMS as problem:
        messages.error(request, str(problem))
        return redirect("understand:code-change", study, code)
    messages.success(request, f"“{row.name}” is gone.")
    return redirect(HERE, study)


def _colour(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 3 else None
