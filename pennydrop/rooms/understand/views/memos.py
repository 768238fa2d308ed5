"""Memos: the list, and writing them from wherever one is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.memos import (
    BadMemo,
    BadPassage,
    NotOurs,
    add_memo,
    change_memo,
    remove_memo,
)
from pennydrop.rooms.understand.models import Memo
from pennydrop.rooms.understand.queries.blind import memos_seen
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.views import frame, signed_in, study_for
from pennydrop.rooms.understand.views.reading import way_back
from pennydrop.rooms.understand.views.undo import last_done

PER_PAGE = 30
HERE = "understand:memos"
PROBLEMS = (BadMemo, BadPassage, NotOurs)


@require_GET
def memos(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    return _list(request, card, {})


def _list(request: HttpRequest, card: Any, said: dict[str, Any]) -> HttpResponse:
    me = actor(signed_in(request))
    rows = memos_seen(Memo.objects.filter(study=card.id), card.id, me).order_by("-at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(request, card, HERE),
        "page": page,
        "memos": open_memos(card.id, page.object_list),
        "me": me,
        **last_done(request, card.id),
        **said,
    }
    status = 400 if said.get("errors") else 200
    return render(request, "understand/coding/memos.html", context, status=status)


@require_POST
def memo_add(request: HttpRequest, study: UUID) -> HttpResponse:
    """Write a memo on the study, a `code`, a source (`text`) or a passage (`start`, `end`)."""
    card = study_for(request, study, May.CODE)
    sent = request.POST
    try:
        memo = add_memo(
            study=study, words=sent.get("words", ""), code=_id(sent.get("code", "")),
            text=_id(sent.get("text", "")), start=_number(sent.get("start", "")),
            end=_number(sent.get("end", "")), by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except PROBLEMS as problem:
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"problem": str(problem)}, status=409)
        said = {"errors": {"id_words": str(problem)}, "written": sent.get("words", "")}
        kept = {name: sent.get(name, "") for name in ("code", "text", "start", "end", "back")}
        return _list(request, card, {**said, "kept": kept})
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"memo": str(memo.pk)})
    messages.success(request, "The memo is kept.")
    return redirect(way_back(request, reverse(HERE, args=[study])))


@require_http_methods(["GET", "POST"])
def memo_change(request: HttpRequest, study: UUID, memo: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    row = Memo.objects.filter(pk=memo, study=study).first()
    if row is None or row.by != actor(signed_in(request)):
        raise Http404
    said: dict[str, Any] = {}
    if request.method == "POST":
        try:
            change_memo(
                memo=memo, words=request.POST.get("words", ""),
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
        except PROBLEMS as problem:
            said = {"errors": {"id_words": str(problem)}, "written": request.POST.get("words", "")}
        else:
            messages.success(request, "The memo is changed.")
            return redirect(HERE, study)
    context = {**frame(request, card, HERE), "memo": open_memos(study, [row])[0], **said}
    status = 400 if said else 200
    return render(request, "understand/coding/memo_change.html", context, status=status)


@require_POST
def memo_remove(request: HttpRequest, study: UUID, memo: UUID) -> HttpResponse:
    study_for(request, study, May.CODE)
    if not Memo.objects.filter(pk=memo, study=study).exists():
        raise Http404
    try:
        remove_memo(memo=memo, by=actor(signed_in(request)), at=timezone.now())
    except PROBLEMS as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "The memo is gone.")
    return redirect(way_back(request, reverse(HERE, args=[study])))


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 16 else None
