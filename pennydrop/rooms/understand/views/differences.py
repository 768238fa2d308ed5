"""Two people's coding side by side, where it differs, and what they made of it."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.actions.memos import BadMemo, BadPassage, NotOurs
from pennydrop.rooms.understand.actions.together import NotNow, settle
from pennydrop.rooms.understand.models import Settled, Text
from pennydrop.rooms.understand.queries.agreement import (
    Differing,
    differences_of,
    settled_between,
)
from pennydrop.rooms.understand.queries.codes import CodeRow, codebook
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.readers import Readings, readings_of
from pennydrop.rooms.understand.queries.workspace import turns
from pennydrop.rooms.understand.rules.agreement.differing import OUTCOMES, Outcome
from pennydrop.rooms.understand.views import frame, signed_in
from pennydrop.rooms.understand.views.agreement import compared_study
from pennydrop.rooms.understand.views.drawing import draw_reading
from pennydrop.rooms.understand.views.reading import id_of, number

HERE = "understand:agreement"
PER_PAGE = 10
Talked = dict[tuple[UUID, int], list[Settled]]
PROBLEMS = (BadMemo, BadPassage, NotOurs, NotNow)
OPEN, TALKED, ALL = "open", "talked", "all"
STATES = {OPEN: "Not talked about yet", TALKED: "Talked about", ALL: "All of them"}


@dataclass(frozen=True)
class Asked:
    """What the page is asked to show: a pair of coders (as in records), and which differences."""

    pair: tuple[str, str]
    done: bool
    code: UUID | None
    state: str


@require_GET
def differ(request: HttpRequest, study: UUID) -> HttpResponse:
    """The turns that `one` and `other` coded differently: about one `code`, or all; `state`: open,
    talked, all."""
    return _page(request, compared_study(request, study), request.GET, {})


@require_POST
def settle_one(request: HttpRequest, study: UUID) -> HttpResponse:
    """Keep what two people made of a difference: `text`, `turn`, `outcome` and `words`."""
    card, sent = compared_study(request, study), request.POST
    source, turn = id_of(sent.get("text", "")), number(sent.get("turn", ""))
    if source is None or turn is None:
        raise Http404
    text = get_object_or_404(Text, pk=source, study=study)
    asked = _asked(readings_of(study), sent)
    try:
        if asked is None:
            raise NotNow("There are not two people here whose coding could differ.")
        if sent.get("outcome") not in OUTCOMES:
            raise NotNow("Say what came of it: choose one of the three.")
        settle(
            text=text.pk, turn=turn, one=asked.pair[0], other=asked.pair[1],
            outcome=Outcome(sent["outcome"]), words=sent.get("words", ""),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except PROBLEMS as problem:
        place = f"{text.pk}-{turn}"
        said = {"errors": {f"words-{place}": str(problem)}, "problem": str(problem)}
        said |= {"place": place, "sent": sent}
        return _page(request, card, sent, said)
    messages.success(request, "What you made of it is kept, among the memos too.")
    return redirect(f"{reverse('understand:differences', args=[study])}?{_query(sent)}")


def _page(
    request: HttpRequest, card: StudyCard, values: QueryDict, said: dict[str, Any]
) -> HttpResponse:
    found, me = readings_of(card.id), actor(signed_in(request))
    asked = _asked(found, values)
    book = {code.id: code for code in codebook(card.id, count=False)}
    rows, talked = _found(card.id, found, asked, me) if asked else ([], {})
    page = Paginator(rows, PER_PAGE).get_page(values.get("page"))
    context = {
        **frame(request, card, HERE),
        "asked": asked,
        "me": me,
        "pair": [found.names[coder] for coder in asked.pair] if asked else [],
        "people": [(coder, found.names[coder]) for coder in found.coders],
        "book": list(book.values()),
        "states": STATES.items(),
        "outcomes": OUTCOMES.items(),
        "page": page,
        "rows": [_row(one, asked, me, talked, book) for one in page.object_list if asked],
        **said,
    }
    status = 400 if said else 200
    return render(request, "understand/reading/differences.html", context, status=status)


def _asked(found: Readings, values: QueryDict) -> Asked | None:
    """None where there are not two people to compare."""
    one = values.get("one", "")
    one = one if one in found.coders else next(iter(found.coders), "")
    other = values.get("other", "")
    if other not in found.coders or other == one:
        other = next((coder for coder in found.coders if coder != one), "")
    if not one or not other:
        return None
    state = values.get("state", OPEN)
    return Asked(
        (one, other), bool(values.get("done")), id_of(values.get("code", "")),
        state if state in STATES else OPEN,
    )  # fmt: skip


def _found(
    study: UUID, readings: Readings, asked: Asked, me: str
) -> tuple[list[Differing], Talked]:
    """The differences that are asked for, and what was made of each turn."""
    rows = differences_of(study, readings, asked.pair, done=asked.done, who=me)
    talked = settled_between(asked.pair, {one.text.pk for one in rows})
    return [one for one in rows if _wanted(one, asked, talked)], talked


def _wanted(one: Differing, asked: Asked, talked: Talked) -> bool:
    if asked.code is not None and asked.code not in one.codes:
        return False
    return asked.state == ALL or ((one.text.pk, one.order) in talked) == (asked.state == TALKED)


def _row(
    one: Differing,
    asked: Asked,
    me: str,
    talked: Talked,
    book: dict[UUID, CodeRow],
) -> dict[str, Any]:
    text = one.text
    turn = turns(text, one.order, one.order, reader=me)[0]
    names = Names()
    columns: list[tuple[str, SafeString]] = [
        (names[coder], draw_reading(replace(turn, marks=_by(turn.marks, coder))))
        for coder in asked.pair
    ]
    settled = talked.get((text.pk, one.order), [])
    memos = open_memos(text.study, [row.memo for row in settled])
    return {
        "text": text,
        "turn": turn,
        "place": f"{text.pk}-{one.order}",
        "columns": columns,
        "codes": [(book[code], code in one.missing) for code in one.codes if code in book],
        "settled": [
            (OUTCOMES[Outcome(row.outcome)], memo) for row, memo in zip(settled, memos, strict=True)
        ],
    }


def _by(marks: tuple[Any, ...], coder: str) -> tuple[Any, ...]:
    return tuple(mark for mark in marks if mark.by == coder)


def _query(sent: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for name in ("one", "other", "code", "state", "done", "page"):
        if sent.get(name):
            kept[name] = sent.get(name, "")
    return kept.urlencode()
