"""A phone in the field: a page that works without signal, and what it sends when there is some."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.concerns import told_before
from pennydrop.core.people.queries import actor
from pennydrop.core.vault.lookups import TooBusy, lookup_of
from pennydrop.rooms.listen.actions.answers import NewFile, StudyClosed
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.field import NotTaken, take_in
from pennydrop.rooms.listen.actions.sessions import NotMeant
from pennydrop.rooms.listen.forms.answer_files import TAKES, new_file
from pennydrop.rooms.listen.forms.answers import Unread
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.answers import newest_form, newest_sheet
from pennydrop.rooms.listen.queries.field import paper_of
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.rules.age import age_question
from pennydrop.rooms.listen.rules.asking import ASKING, CLEAR_HEAD_ASKED, REPLIES
from pennydrop.rooms.listen.rules.consent import FIRST_ASKED, Scope
from pennydrop.rooms.listen.rules.field import (
    MOST_BYTES,
    MOST_SENT,
    BadSubmission,
    Submission,
    read_submission,
)
from pennydrop.rooms.listen.views import signed_in, study_for
from pennydrop.rooms.listen.views.participant.doors import safe

WORKER = Path(__file__).parents[1] / "static/listen/field-worker.js"
FIDELITIES = [
    ("notes", "Notes of what was said"),
    ("word_for_word", "Word for word"),
    ("remembered", "From memory, afterwards"),
]
CLOSED = "This study takes no answers just now. Keep the phone locked, and ask your coordinator."
BUSY = "The server has a lot to do. It is tried again."


@require_safe
def phone(request: HttpRequest, study: UUID) -> HttpResponse:
    """The page. Nothing of whoever is signed in stands on it, because a phone keeps it."""
    found = study_for(request, study)
    sheet, form = newest_sheet(found), newest_form(found)
    context = {
        "study": found, "invented": found.invented, "sheet": sheet,
        "paper": paper_of(form) if form else None, "most_bytes": MOST_BYTES,
        "takes": {kind.value: takes for kind, takes in TAKES.items()}, **_read_aloud(found),
    }  # fmt: skip
    return render(request, "listen/field/phone.html", context)


def _read_aloud(study: Study) -> dict[str, Any]:
    sheet = newest_sheet(study)
    limits = "\n\n".join(filter(None, (sheet.limits if sheet else "", told_before(study.pk))))
    gate = settings_of(study)
    old = None if gate.minimum_age is None else age_question(gate.minimum_age, gate.below_age)
    return {
        "sheet_text": safe(sheet.text if sheet else ""), "limits": safe(limits), "age": old,
        "asks": [(s.value, ASKING[s], s in FIRST_ASKED) for s in Scope],
        "replies": REPLIES, "yes_no": REPLIES[:2], "clear_head": CLEAR_HEAD_ASKED,
        "intoxicated": [("yes", "Yes")], "ok": [("OK", "Yes")], "fidelities": FIDELITIES,
    }  # fmt: skip


@require_safe
def worker(request: HttpRequest, study: UUID) -> HttpResponse:
    """Served from here, because a browser lets it answer only for addresses below its own."""
    study_for(request, study)
    text = WORKER.read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@require_safe
def token(request: HttpRequest, study: UUID) -> HttpResponse:
    """A fresh token against forged requests: the page may have lain on the phone for days."""
    study_for(request, study)
    return JsonResponse({"token": get_token(request)})


@require_POST
def send(request: HttpRequest, study: UUID) -> HttpResponse:
    """One submission. 200: it is kept, wipe it. 410: it must not be kept, wipe it. Anything else
    leaves it on the phone, with the reason."""
    found = study_for(request, study)
    try:
        sent = read_submission(_json(request), today=timezone.localdate())
        fresh = take_in(
            study=found, sent=sent, files=_cleaned(sent), lookup=lookup_of(sent.code),
            by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except TakenBack:
        return JsonResponse({"gone": True}, status=410)
    except TooBusy:
        return _refused(BUSY, 503)
    except StudyClosed:
        return _refused(CLOSED, 409)
    except NotMeant as reason:
        return JsonResponse({"why": str(reason), "not_meant": True}, status=422)
    except (BadSubmission, NotTaken) as reason:
        return _refused(str(reason), 422)
    except ValueError:
        return _refused("This did not arrive whole. It is tried again.", 400)
    return JsonResponse({"kept": True, "fresh": fresh})


def _json(request: HttpRequest) -> Any:
    """The body, read here and into memory only: pictures in it are not yet sealed."""
    body = request.read(MOST_SENT + 1)
    if len(body) > MOST_SENT:
        raise BadSubmission("It is too long to send at once. Divide it.")
    return json.loads(body)


def _cleaned(sent: Submission) -> dict[str, NewFile]:
    try:
        return {path: new_file(data) for path, data in sent.files.items()}
    except Unread as reason:
        raise BadSubmission(reason.message) from None


def _refused(why: str, status: int) -> JsonResponse:
    return JsonResponse({"why": why}, status=status)
