"""Recordings of a session: brought in, followed, listened to, destroyed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen import tasks
from pennydrop.rooms.listen.actions.recording_engine import can_hear
from pennydrop.rooms.listen.actions.recordings import (
    destroy_recording,
    keep_recording,
    note_listening,
    try_again,
)
from pennydrop.rooms.listen.forms.recordings import RecordingForm, RecordingInMemory
from pennydrop.rooms.listen.models import Recording, Session, Study
from pennydrop.rooms.listen.queries.recordings import (
    PIECE,
    is_machine_draft,
    recording_by_id,
    recording_cards,
    sound,
)
from pennydrop.rooms.listen.queries.sessions import people_at
from pennydrop.rooms.listen.rules.recording_drafts import Unheard, part_of
from pennydrop.rooms.listen.views import frame, signed_in
from pennydrop.rooms.listen.views.sessions import session_for

AT_ONCE = 2 * PIECE


@require_safe
def recordings(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    found, row = session_for(request, study, session)
    return _page(request, found, row)


def _page(
    request: HttpRequest, study: Study, row: Session, form: RecordingForm | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        **frame(study, "listen:field"),
        "session": row,
        "rows": recording_cards(row.pk, timezone.now()),
        "draft": is_machine_draft(row.pk),
        "people": people_at(row.pk),
        "can_hear": can_hear(),
        "form": form or RecordingForm(),
    }
    status = 422 if context["form"].errors else 200
    return render(request, "listen/recordings/recordings.html", context, status=status)


@csrf_exempt  # the token is checked in `_bring_in`, once the file goes to memory and not to a disk
@require_POST
def bring_in(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    request.upload_handlers = [RecordingInMemory(request)]
    return _bring_in(request, study, session)


@csrf_protect
def _bring_in(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    found, row = session_for(request, study, session)
    if not can_hear() or not people_at(row.pk):
        raise Http404
    form = RecordingForm(request.POST, request.FILES, stopped=_was_too_large(request))
    if not form.is_valid():
        return _page(request, found, row, form)
    by, at = actor(signed_in(request)), timezone.now()
    try:
        made = keep_recording(session=row, new=form.recording, by=by, at=at)
    except Unheard as reason:
        form.add_error("file", str(reason))
        return _page(request, found, row, form)
    tasks.hear_recording.enqueue(str(made.pk))
    messages.success(request, "The recording is kept sealed, and waits to be written down.")
    return redirect("listen:recordings", found.pk, row.pk)


def _was_too_large(request: HttpRequest) -> bool:
    return any(getattr(handler, "over", False) for handler in request.upload_handlers)


def _recording(row: Session, recording: UUID) -> Recording:
    found = recording_by_id(row.pk, recording)
    if found is None:
        raise Http404
    return found


@require_safe
def play(request: HttpRequest, study: UUID, session: UUID, recording: UUID) -> HttpResponseBase:
    """The sound, or the part of it that a player asks for."""
    _, row = session_for(request, study, session)
    found = _recording(row, recording)
    asked = request.headers.get("Range", "")
    part = part_of(asked, found.size, AT_ONCE) if asked else (0, found.size)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    start, stop = part
    try:
        first = sound(found, start, min(stop, start + AT_ONCE))
    except (KeyGone, FileNotFoundError):
        raise Http404 from None
    if start == 0:
        note_listening(recording=found, by=actor(signed_in(request)), at=timezone.now())
    headers = {"Accept-Ranges": "bytes", "Content-Length": str(stop - start)}
    if asked:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{found.size}"
        return HttpResponse(first, status=206, content_type=found.media, headers=headers)
    rest = (
        sound(found, here, min(stop, here + AT_ONCE))
        for here in range(start + AT_ONCE, stop, AT_ONCE)
    )
    return StreamingHttpResponse(
        (piece for pieces in ([first], rest) for piece in pieces),
        content_type=found.media,
        headers=headers,
    )


@require_POST
def again(request: HttpRequest, study: UUID, session: UUID, recording: UUID) -> HttpResponse:
    """Let the machine listen once more to a recording that it did not finish."""
    found, row = session_for(request, study, session)
    one = _recording(row, recording)
    if can_hear():
        try_again(recording=one, by=actor(signed_in(request)), at=timezone.now())
        tasks.hear_recording.enqueue(str(one.pk))
    return redirect("listen:recordings", found.pk, row.pk)


@require_POST
def destroy(request: HttpRequest, study: UUID, session: UUID, recording: UUID) -> HttpResponse:
    """Destroy a recording before its day."""
    found, row = session_for(request, study, session)
    one = _recording(row, recording)
    destroy_recording(recording=one, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "The recording is destroyed.")
    return redirect("listen:recordings", found.pk, row.pk)
