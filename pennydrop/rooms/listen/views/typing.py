"""A transcript typed on a page: turns, each with who speaks; saved by a button or by itself."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.typing import HandedIn, TypedMeanwhile, hand_in, keep_turns
from pennydrop.rooms.listen.forms.sessions import HandInForm
from pennydrop.rooms.listen.models import Session, Study
from pennydrop.rooms.listen.queries.recordings import (
    LIVE,
    is_machine_draft,
    live_recordings,
    recording_cards,
)
from pennydrop.rooms.listen.queries.sessions import (
    people_at,
    persons_at,
    session_by_id,
    typed_turns,
)
from pennydrop.rooms.listen.rules.recording_drafts import clock
from pennydrop.rooms.listen.rules.sessions import (
    STAFF,
    UNSURE,
    BadTurns,
    Said,
    Typed,
    read_turns,
)
from pennydrop.rooms.listen.views import frame, signed_in
from pennydrop.rooms.listen.views.sessions import session_for

BLANKS = 3
NEVER = -1
LEFT_OUT = "Words of somebody who is not at this session any more were left out."


@dataclass(frozen=True)
class Row:
    """A turn as it stands on the page. `mark`: what it says of itself when it is sent back."""

    who: str
    text: str
    mark: str = ""

    @property
    def recording(self) -> str:
        return self.mark.partition(":")[0]

    @property
    def begins(self) -> int:
        said = self.mark.partition(":")[2]
        return int(said) if said.isdecimal() else 0

    @property
    def clock(self) -> str:
        return clock(self.begins) if self.mark else ""


LISTENING = csp_update({"media-src": [SELF]})  # a draft is corrected by listening


@LISTENING  # type: ignore[arg-type]  # it knows views without arguments only
@require_http_methods(["GET", "HEAD", "POST"])
def typing(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    found, row = session_for(request, study, session)
    if row.source is not None:
        messages.info(request, f"This transcript is {row.source.title} already.")
        return redirect("listen:session", found.pk, row.pk)
    if request.method != "POST":
        return _page(request, found, row)
    try:
        typed = _read(request, row)
        version = keep_turns(
            session=row,
            turns=typed.turns,
            seen=_seen(request),
            by=actor(signed_in(request)),
            at=timezone.now(),
        )
    except (BadTurns, TypedMeanwhile, HandedIn) as reason:
        return _refused(request, found, row, str(reason))
    if request.headers.get("Accept") == "application/json":
        note = LEFT_OUT if typed.left_out else ""
        return JsonResponse({"seen": version, "turns": len(typed.turns), "note": note})
    messages.success(request, f"Kept: {len(typed.turns)} turns.")
    if typed.left_out:
        messages.warning(request, LEFT_OUT)
    return redirect("listen:typing", found.pk, row.pk)


def _read(request: HttpRequest, row: Session) -> Typed:
    people = [person.pk for person in people_at(row.pk)]
    return read_turns(
        request.POST.getlist("who"),
        request.POST.getlist("text"),
        people,
        request.POST.getlist("mark"),
        live_recordings(row.pk),
    )


def _seen(request: HttpRequest) -> int:
    """The version that stood on the page; one that never was where the page says none."""
    said = request.POST.get("seen", "")
    return int(said) if said.isdecimal() else NEVER


def _refused(request: HttpRequest, study: Study, row: Session, why: str) -> HttpResponse:
    """Say why; what was typed stands on the page that is sent back, so that none of it is lost."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"why": why}, status=409)
    # With the version as sent: sending it again must not overwrite what somebody else kept.
    form = HandInForm(initial={"seen": _seen(request)}, draft=is_machine_draft(row.pk))
    return _page(request, study, row, rows=_as_sent(request), why=why, form=form)


def _as_sent(request: HttpRequest) -> list[Row]:
    who, texts = request.POST.getlist("who"), request.POST.getlist("text")
    marks = request.POST.getlist("mark") or [""] * len(texts)
    sent = zip(who, texts, marks, strict=False)
    return [Row(speaker, text, mark) for speaker, text, mark in sent if text.strip()]


def _page(
    request: HttpRequest,
    study: Study,
    row: Session,
    *,
    rows: list[Row] | None = None,
    why: str = "",
    form: HandInForm | None = None,
) -> HttpResponse:
    row = session_by_id(study.pk, row.pk) or row
    here = people_at(row.pk)
    label = "Facilitator" if row.kind == "focus_group" else "Interviewer"
    kept = [_sent(turn) for turn in typed_turns(row.pk)] if rows is None else rows
    next_up = _next_speakers(kept, [str(person.pk) for person in here])
    draft = is_machine_draft(row.pk)
    unsure = [(UNSURE, "Who speaks?")] if draft else []
    context: dict[str, Any] = {
        **frame(study, "listen:field"),
        "session": row,
        "speakers": [*unsure, (STAFF, label), *((str(p.pk), p.name) for p in here)],
        "turns": [*kept, *(Row(who, "") for who in next_up)],
        "draft": draft,
        "recordings": [c for c in recording_cards(row.pk, timezone.now()) if c.state in LIVE],
        "kept": len(kept) if rows is None else 0,
        "errors": {"": why} if why else {},
        "form": form or HandInForm(initial={"seen": row.typed_version}, draft=draft),
    }
    status = 422 if why or context["form"].errors else 200
    return render(request, "listen/sessions/typing.html", context, status=status)


def _sent(turn: Said) -> Row:
    who = UNSURE if turn.unsure else str(turn.who) if turn.who else STAFF
    return Row(who, turn.text, str(turn.mark) if turn.mark else "")


def _next_speakers(kept: list[Row], people: list[str]) -> list[str]:
    """Who is likely to speak in the empty turns: staff and somebody by turns."""
    somebody = people[0] if people else STAFF
    last = kept[-1].who if kept else somebody
    by_turns = [STAFF, somebody] if last != STAFF else [somebody, STAFF]
    return [by_turns[n % 2] for n in range(BLANKS)]


def _next(row: Session) -> str:
    """Nobody's words are used before it is recorded what they agreed to, so that comes first."""
    unasked = [person.name for person in persons_at(row.pk) if not person.asked]
    return f"record what {' and '.join(unasked)} agreed to" if unasked else "names out"


@LISTENING  # type: ignore[arg-type]
@require_POST
def done(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    """Hand the transcript in: from now on it is a source like any other."""
    found, row = session_for(request, study, session)
    form = HandInForm(request.POST, draft=is_machine_draft(row.pk))
    if not form.is_valid():
        return _page(request, found, row, rows=_as_sent(request), form=form)
    by, at = actor(signed_in(request)), timezone.now()
    try:
        typed = _read(request, row)
        seen = keep_turns(
            session=row, turns=typed.turns, seen=form.cleaned_data["seen"], by=by, at=at
        )
        source = hand_in(
            session=row,
            fidelity=form.cleaned_data["fidelity"],
            seen=seen,
            listened=form.cleaned_data.get("listened", False),
            by=by,
            at=at,
        )
    except TypedMeanwhile as reason:
        return _refused(request, found, row, str(reason))
    except BadTurns as reason:
        return _page(request, found, row, rows=_as_sent(request), why=str(reason))
    except HandedIn as reason:
        messages.info(request, str(reason))
        return redirect("listen:session", found.pk, row.pk)
    messages.success(request, f"The transcript is {source.title} now. Next: {_next(row)}.")
    return redirect("listen:session", found.pk, row.pk)
