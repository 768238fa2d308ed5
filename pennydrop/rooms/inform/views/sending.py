"""Where a checking service sends its results, with a key; and where keys are made and ended."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, signed_in
from pennydrop.rooms.inform.actions.sample_changes import NotHere, change_samples
from pennydrop.rooms.inform.actions.sample_keys import end_sample_key, make_sample_key, opened
from pennydrop.rooms.inform.actions.samples import keep_samples
from pennydrop.rooms.inform.forms.samples import KeyForm
from pennydrop.rooms.inform.models import SampleKey
from pennydrop.rooms.inform.rules.results import BadResults
from pennydrop.rooms.inform.rules.rows import Refused
from pennydrop.rooms.inform.rules.sample_changes import BadChange
from pennydrop.rooms.inform.rules.sent import read_changes, read_sent

MOST_SAID = 50


@csrf_exempt  # no cookie opens this door, only a key in the request itself
@login_not_required
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Results come in whole, or not at all with every row that stands in the way."""
    return _with_key(request, _take_in)


@csrf_exempt
@login_not_required
@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """A service corrects results that it sent, or takes them back: all that it names, or none."""
    return _with_key(request, _change)


def _with_key(
    request: HttpRequest, take: Callable[[bytes, SampleKey], HttpResponse]
) -> HttpResponse:
    scheme, _, said = request.headers.get("Authorization", "").partition(" ")
    key = opened(said.strip(), at=timezone.now()) if scheme.lower() == "bearer" else None
    if key is None:
        answer = _answer(HTTPStatus.UNAUTHORIZED, error="The key is unknown or ended.")
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    if request.content_type != "application/json":
        return _answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, error="Send application/json.")
    try:
        return take(request.body, key)
    except RequestDataTooBig:
        return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, error="Send fewer at a time.")
    except NotHere as why:
        return _answer(
            HTTPStatus.UNPROCESSABLE_ENTITY, error=str(why), unknown=list(why.refs)[:MOST_SAID]
        )
    except (BadResults, BadChange) as why:
        return _answer(HTTPStatus.BAD_REQUEST, error=str(why))


@require_POST
def make_key(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Make a key, and show it this once: the answer is a page, so that no address leads back."""
    enter(request, organisation, May.WRITE_ADVICE)
    form = KeyForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Name the service, and say that it lets you show figures.")
        return redirect("inform:samples-in", organisation)
    service = form.cleaned_data["for_service"].strip()
    key = make_sample_key(
        organisation=organisation, service=service, by=actor(signed_in(request)), at=timezone.now()
    )
    context = {"organisation": organisation, "key": key, "service": service}
    return render(request, "inform/sample_key.html", context)


@require_POST
def end_key(request: HttpRequest, key: UUID) -> HttpResponse:
    row = SampleKey.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    enter(request, row.organisation, May.WRITE_ADVICE)
    end_sample_key(key=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, f"Ended. {row.service} can send nothing more with it.")
    return redirect("inform:samples-in", row.organisation)


def _take_in(body: bytes, key: SampleKey) -> HttpResponse:
    found = read_sent(body, today=timezone.localdate())
    if found.refused:
        return _refused(found.refused)
    new = keep_samples(
        organisation=key.organisation, service=key.service, samples=found.samples,
        by=f"key:{key.pk}", at=timezone.now(),
    )  # fmt: skip
    here = len(found.samples) - new
    return _answer(HTTPStatus.OK, kept=new, here_already=here, not_read=list(found.dropped))


def _change(body: bytes, key: SampleKey) -> HttpResponse:
    found = read_changes(body, today=timezone.localdate())
    if found.corrected.refused:
        return _refused(found.corrected.refused)
    done = change_samples(
        organisation=key.organisation, service=key.service, corrected=found.corrected.samples,
        taken_back=found.taken_back, why=found.why, by=f"key:{key.pk}", at=timezone.now(),
    )  # fmt: skip
    return _answer(
        HTTPStatus.OK, corrected=done.corrected, taken_back=done.taken_back, as_before=done.same,
        not_read=list(found.corrected.dropped),
    )  # fmt: skip


def _refused(refused: Sequence[Refused]) -> HttpResponse:
    rows = [{"row": one.row, "why": one.why} for one in refused]
    return _answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, error="Nothing was kept.", refused=rows[:MOST_SAID],
        refused_in_all=len(rows),
    )  # fmt: skip


def _answer(status: HTTPStatus, **said: Any) -> HttpResponse:
    params = {"ensure_ascii": False}
    return JsonResponse(said, status=status, json_dumps_params=params)
