"""Ask for passages by codes, words and people; keep a question for the team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.rooms.understand.actions.finding import (
    BadPattern,
    BadQuestion,
    NotOurs,
    drop_query,
    keep_query,
)
from pennydrop.rooms.understand.models import SavedQuery
from pennydrop.rooms.understand.queries.asking import find_page
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.found import FoundWords, read
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.tables import attributes_kept
from pennydrop.rooms.understand.queries.waiting import AT_ONCE, COUNT_ALL
from pennydrop.rooms.understand.rules.asking import How, Question, Unit, from_json, in_words
from pennydrop.rooms.understand.rules.counting import KINDS
from pennydrop.rooms.understand.views import FINDING, finding_frame, held_back, signed_in, study_for
from pennydrop.rooms.understand.views.asked import PARTED, PARTS, is_asked, question_in

HERE = "understand:ask"
PER_PAGE = 50
MOST_VALUES = 40
HOWS = {How.AND: "and overlapping", How.NEAR: "and near", How.NOT: "but not", How.OR: "or"}


@require_GET
def ask(request: HttpRequest, study: UUID) -> HttpResponse:
    card = study_for(request, study, May.CODE)
    closed = held_back(request, card)
    if closed is not None:
        return closed
    kept = list(SavedQuery.objects.filter(study=study).order_by("name"))
    looks = {code.id: code for code in codebook(study, count=False)}
    known = attributes_kept(study)
    context: dict[str, Any] = {
        **finding_frame(request, card, "understand:search", FINDING, HERE),
        "parts": [_part(request.GET, number) for number in PARTS],
        "codes": looks.values(),
        "kinds": [(kind, kind.replace("_", " ") + "s", kind in request.GET.getlist("kind"))
                  for kind in KINDS],
        "people": _people(known, request.GET.getlist("who")),
        "asked": request.GET.urlencode(),
        "all": request.GET.get("all"),
    }  # fmt: skip
    names = {one: code.path for one, code in looks.items()}
    labels = {attribute.key: attribute.label for attribute, _ in known}
    context["kept"] = [(row, _said(row, names, labels)) for row in kept]
    try:
        question, chosen = _question(request.GET, kept)
        context["chosen"] = chosen
        if question is not None:
            context |= _answer(request, study, question)
            context["in_words"] = in_words(question, names, labels)
            context["drawn"] = _drawn(context["passages"], looks)
    except (BadQuestion, BadPattern) as problem:
        context["errors"] = {"id_words1": str(problem)}
    return render(
        request, "understand/find/ask.html", context, status=400 if "errors" in context else 200
    )


def _question(sent: QueryDict, kept: list[SavedQuery]) -> tuple[Question | None, SavedQuery | None]:
    """What is asked: a kept question by its id, or the form's; nothing at first."""
    if "kept" in sent:
        row = next((one for one in kept if str(one.pk) == sent["kept"]), None)
        if row is None:
            raise BadQuestion("That question is not kept any more.")
        return from_json(row.asked), row
    return (question_in(sent) if is_asked(sent) else None), None


def _said(row: SavedQuery, names: dict[UUID, str], labels: dict[str, str]) -> str:
    try:
        return in_words(from_json(row.asked), names, labels)
    except BadQuestion as problem:
        return str(problem)


def _answer(request: HttpRequest, study: UUID, question: Question) -> dict[str, Any]:
    typed = request.GET.get("page", "1")
    number = max(1, int(typed)) if typed.isdecimal() and len(typed) < 7 else 1
    found = find_page(
        study, question, reader=actor(signed_in(request)), first=(number - 1) * PER_PAGE,
        count=PER_PAGE, wait=COUNT_ALL if request.GET.get("all") else AT_ONCE,
    )  # fmt: skip
    return {
        "found": found,
        "page": Paginator(range(found.total), PER_PAGE).get_page(number),
        "passages": read(study, found.page, reader=actor(signed_in(request))),
    }


def _drawn(
    passages: list[FoundWords], looks: dict[UUID, CodeRow]
) -> list[tuple[FoundWords, list[tuple[CodeRow, list[str]]]]]:
    """Each passage with the codes on its words, and who gave them where several people did."""
    names = Names()
    drawn = []
    for one in passages:
        several = len({by for _, coders in one.codes for by in coders}) > 1
        codes = [
            (looks[code], [names[by] for by in coders] if several else [])
            for code, coders in one.codes
            if code in looks
        ]
        drawn.append((one, codes))
    return drawn


def _part(sent: QueryDict, number: int) -> dict[str, Any]:
    chosen = sent.get(f"how{number}", "and")
    unit = sent.get(f"unit{number}", "words")
    return {
        "number": number,
        "code": sent.getlist(f"code{number}"),
        "words": sent.get(f"words{number}", ""),
        "hows": [(how.value, said, how.value == chosen) for how, said in HOWS.items()],
        "within": sent.get(f"within{number}", "10"),
        "units": [(one.value, one.value == unit) for one in Unit],
    }


def _people(known: list[Any], chosen: list[str]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Every attribute with its values as choices; very many values (free numbers) are left to the
    tables, which put them in bands."""
    return [
        (
            attribute.label,
            [
                (sent := f"{attribute.key}{PARTED}{value}", value, sent in chosen)
                for value in values
            ],
        )
        for attribute, values in known
        if 0 < len(values) <= MOST_VALUES
    ]


@require_POST
def keep(request: HttpRequest, study: UUID) -> HttpResponse:
    study_for(request, study, May.CODE)
    asked = request.POST.get("asked", "")[:8_000]
    back = f"{reverse(HERE, args=[study])}?{QueryDict(asked).urlencode()}"
    try:
        row = keep_query(
            study=study, name=request.POST.get("name", ""), question=question_in(QueryDict(asked)),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except (BadQuestion, BadPattern, NotOurs) as problem:
        messages.error(request, str(problem))
        return redirect(back)
    messages.success(request, f"“{row.name}” is kept for the team.")
    return redirect(f"{reverse(HERE, args=[study])}?kept={row.pk}")


@require_POST
def drop(request: HttpRequest, study: UUID, query: UUID) -> HttpResponse:
    study_for(request, study, May.CODE)
    if not SavedQuery.objects.filter(pk=query, study=study).exists():
        raise Http404
    drop_query(query=query, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "The question is not kept any more.")
    return redirect(HERE, study)
