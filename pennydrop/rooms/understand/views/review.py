"""Take names out of one source, side by side, and sign that they are out."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor, name_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.actions.names_out import (
    NotLookedAt,
    NotOpened,
    StillUndecided,
    sign_names_out,
)
from pennydrop.rooms.understand.actions.stepping import NothingToUndo
from pennydrop.rooms.understand.forms import LAST, UNDO, DecisionForm
from pennydrop.rooms.understand.queries.choices import choices_of
from pennydrop.rooms.understand.queries.one_person import (
    sure_forms,
    wholes_of,
)
from pennydrop.rooms.understand.queries.pace import last_step, minutes_without_break
from pennydrop.rooms.understand.queries.rare import rare_of
from pennydrop.rooms.understand.queries.review import Part, Review, Row, review_of
from pennydrop.rooms.understand.queries.reviewing import Listed, listed, next_waiting, states_of
from pennydrop.rooms.understand.queries.second_reading import compared, finders_share
from pennydrop.rooms.understand.rules.deciding import AskedToHide, BadSurrogate
from pennydrop.rooms.understand.rules.kinds import is_band
from pennydrop.rooms.understand.rules.stepping import break_line
from pennydrop.rooms.understand.rules.weighing import UNDECIDED
from pennydrop.rooms.understand.views import frame, may_here, signed_in, study_for
from pennydrop.rooms.understand.views.deciding import Pressed, act, undone
from pennydrop.rooms.understand.views.second import not_while_blind, sees_marks, source_for

PER_PAGE = 25
REFUSALS = (BadSurrogate, deidentify.AlreadySigned, deidentify.NoSuchMention, NothingToUndo)
# What is sent once more when somebody confirms that a name on a person's own list is kept.
AGAIN = ("segment", "start", "end", "form", "label", "only", "at")


@require_safe
def sources(request: HttpRequest, study: UUID) -> HttpResponse:
    """The sources of a study, what waits first, and how far each is."""
    found = study_for(request, study, May.SEE_ORIGINALS)
    every = listed(study)
    show = request.GET.get("show", "")
    parts = {"waiting": every.waiting, "signed": every.signed, "closed": every.others}
    cards = parts.get(show, every.all)
    page = Paginator(cards, PER_PAGE).get_page(request.GET.get("page"))
    states = states_of(study, list(page.object_list))
    files = listen.file_names(state.source.id for state in states)
    names = {by: name_of(by) for by in {s.text.signed_by for s in states if s.text}}
    context = {
        **frame(request, found, "understand:review-list"),
        "page": page,
        "rows": [
            (
                state,
                names.get(state.text.signed_by, "") if state.text else "",
                files.get(state.source.id, ""),
            )
            for state in states
        ],
        "total": len(every.all),
        "signed": len(every.signed),
        "next": every.waiting[0] if every.waiting else None,
        "filters": _filters(every, show),
        "may_destroy": may_here(request, found, May.RUN_STUDIES),
        "finders_share": finders_share(study),
    }
    return render(request, "understand/review/list.html", context)


def _filters(every: Listed, show: str) -> list[dict[str, Any]]:
    rows = [("", "All", every.all), ("waiting", "Waiting", every.waiting),
            ("closed", "Closed", every.others), ("signed", "Names out", every.signed)]  # fmt: skip
    here = show if show in {name for name, _, _ in rows} else ""
    return [
        {"label": label, "url": f"?show={name}" if name else "?", "current": name == here,
         "count": len(cards)}
        for name, label, cards in rows
    ]  # fmt: skip


@require_safe
@not_while_blind
def review(request: HttpRequest, source: UUID) -> HttpResponse:
    card, study = source_for(request, source)
    found = review_of(card)
    if found.rows and not found.closed:
        sees_marks(request, card)
    now = _now(found, request.GET.get("at", ""))
    context = {**_page(found, now), **_signed(request, found), **_pace(request, found)}
    if request.headers.get("X-Fragment"):
        return render(request, "understand/review/_review.html", context)
    more = {
        **frame(request, study, "understand:review-list"),
        "file": listen.file_names([source]).get(source, ""),
        "second": compared(found),
    }
    return render(request, "understand/review/review.html", {**context, **more})


@require_POST
@not_while_blind
def decide(request: HttpRequest, source: UUID) -> HttpResponse:
    """One decision. With a script the page's fragment comes back, without one the page itself."""
    card, study = source_for(request, source)
    form = DecisionForm(request.POST)
    result: dict[str, Any] = {}
    if form.is_valid():
        pressed = Pressed(card, form.cleaned_data, actor(signed_in(request)), timezone.now())
        try:
            done = act(pressed)
            result = {"said": done.said, "back_at": done.at}
        except AskedToHide as why:
            result = {"problem": str(why), "ask": True}
        except REFUSALS as why:
            result = {"problem": str(why)}
    else:
        result = {"problem": "That could not be read. Please try again."}
    return _answer(request, card, study, form, result)


@require_POST
@not_while_blind
def sign(request: HttpRequest, source: UUID) -> HttpResponse:
    card, study = source_for(request, source)
    by = actor(signed_in(request))
    try:
        sign_names_out(source=source, by=by, at=timezone.now())
    except NotLookedAt as why:
        messages.error(request, str(why))
        return redirect("understand:review-rare", source)
    except (StillUndecided, NotOpened, deidentify.AlreadySigned, deidentify.NoSuchMention) as why:
        messages.error(request, str(why))
        return redirect("understand:review", source)
    messages.success(request, f"Names are out of {card.title}. The team may code it now.")
    following = next_waiting(study.id, source)
    if following:
        return redirect("understand:review", following.id)
    return redirect("understand:review-list", study.id)


def _answer(
    request: HttpRequest, card: listen.SourceCard, study: listen.StudyCard, form: DecisionForm,
    result: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    found = review_of(card)
    sees_marks(request, card)
    at = result.get("back_at") or request.POST.get("at", "")
    stay = "problem" in result or request.POST.get("do") in {UNDO, LAST}
    now = _now(found, at) if stay else _next(found, at)
    again = [(name, form.data.get(name, "")) for name in AGAIN]
    context = {
        **_page(found, now), **_signed(request, found), **_pace(request, found), **result,
        "sent": form.data, "again": again,
    }  # fmt: skip
    if request.headers.get("X-Fragment"):
        return render(request, "understand/review/_review.html", context)
    if "problem" in result:
        more = frame(request, study, "understand:review-list")
        return render(request, "understand/review/review.html", {**context, **more}, status=422)
    messages.success(request, result["said"])
    here = f"?at={now[1]}" if now else ""
    return redirect(reverse("understand:review", args=[card.id]) + here + "#panel")


# A mention as the page knows it: its row, its part, and "order-start".
Now = tuple[tuple[Row, Part], str] | None


def _mentions(found: Review) -> list[tuple[tuple[Row, Part], str]]:
    return [
        ((row, part), f"{row.order}-{part.mention.start}")
        for row in found.rows
        for part in row.parts
        if part.mention
    ]


def _now(found: Review, at: str) -> Now:
    """The mention named, or else the first one undecided."""
    named = next((item for item in _mentions(found) if item[1] == at), None)
    return named or _next(found, "")


def _next(found: Review, at: str) -> Now:
    """The next undecided mention after a place, going round."""
    items = _mentions(found)
    order, _, start = at.partition("-")
    here = (int(order), int(start)) if order.isdigit() and start.isdigit() else (-1, -1)
    open_ = [i for i in items if i[0][1].mention and i[0][1].mention.state == UNDECIDED]

    def where(item: tuple[tuple[Row, Part], str]) -> tuple[int, int]:
        (row, part), _ = item
        return row.order, part.mention.start if part.mention else 0

    return next((i for i in open_ if where(i) > here), open_[0] if open_ else None)


def _page(found: Review, now: Now) -> dict[str, Any]:
    return {
        "review": found,
        "now": now[0][1] if now else None,
        "now_row": now[0][0] if now else None,
        "now_at": now[1] if now else "",
        "wholes": wholes_of(found),
        "rare": sum(not one.outcome for one in rare_of(found)),
        "sure": sure_forms(found),
        "left_out": found.left_out,
        "correct_url": reverse("understand:correct", args=[found.source.id]),
        "kinds": choices_of(found.next_of_kind, now[0][1].likely if now else (), found.forms),
        "all_kinds": choices_of(found.next_of_kind, forms=found.forms),
        "doubled": shared_stand_ins((form.form, form.surrogate) for form in found.forms),
    }


def shared_stand_ins(shown: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Stand-ins that several names share, with the names; bands hold many by design."""
    shared: dict[str, set[str]] = {}
    for form, surrogate in shown:
        if surrogate and not is_band(surrogate):
            shared.setdefault(surrogate, set()).add(form)
    return [(one, sorted(forms)) for one, forms in sorted(shared.items()) if len(forms) > 1]


def _signed(request: HttpRequest, found: Review) -> dict[str, Any]:
    text = found.text
    return {
        "signed_by": name_of(text.signed_by) if text else "",
        "me": str(signed_in(request)),
        "today": timezone.localdate(),
    }


def _pace(request: HttpRequest, found: Review) -> dict[str, Any]:
    """What this person did last here, and for how long they have been at it."""
    by = actor(signed_in(request))
    minutes = minutes_without_break(by, now=timezone.now())
    step = last_step(found.source.id, by)
    return {
        "minutes": minutes,
        "break_line": break_line(minutes),
        "last": undone(step.what, step.names) if step else "",
    }
