"""Sessions: who met, what each agreed to there, and the transcript, typed or brought in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.listen import tasks
from pennydrop.rooms.listen.actions import uploads
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.actions.sessions import (
    NewSession,
    NotMeant,
    add_people,
    await_files,
    note_session,
    record_session_consent,
)
from pennydrop.rooms.listen.forms.sessions import PeopleForm, SessionConsentForm, SessionForm
from pennydrop.rooms.listen.models import Session, Study
from pennydrop.rooms.listen.queries.outreach import places_of
from pennydrop.rooms.listen.queries.recordings import (
    is_machine_draft,
    recording_cards,
    sessions_with_drafts,
)
from pennydrop.rooms.listen.queries.sessions import (
    may_join,
    people_at,
    persons_at,
    session_by_id,
    session_rows,
    staff_of,
    typed_turns,
)
from pennydrop.rooms.listen.queries.studies import sheets_of
from pennydrop.rooms.listen.queries.targets import characteristics_of
from pennydrop.rooms.listen.queries.uploads import batch as batch_by_id
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS
from pennydrop.rooms.listen.views import frame, signed_in, study_for
from pennydrop.rooms.listen.views.sources import upload_of


def session_for(request: HttpRequest, study: UUID, session: UUID) -> tuple[Study, Session]:
    """The session, for somebody who may see the study."""
    found = study_for(request, study)
    row = session_by_id(found.pk, session)
    if row is None:
        raise Http404
    return found, row


@require_safe
def sessions(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    context = {
        **frame(found, "listen:field"),
        "rows": session_rows(found.pk),
        "drafts": sessions_with_drafts(found.pk),
    }
    return render(request, "listen/sessions/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_session(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    me = actor(signed_in(request))
    form = SessionForm(
        may_join(found.pk),
        places_of(found.pk),
        staff_of(found.organisation_id),
        timezone.localdate(),
        request.POST if request.method == "POST" else None,
        initial={"on": timezone.localdate().isoformat(), "interviewer": me},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = note_session(
            study=found,
            new=NewSession(
                kind=said["kind"],
                on=said["on"],
                place=form.place_id,
                interviewer=said["interviewer"],
                note_taker=said["note_taker"],
            ),
            people=form.chosen,
            joining=form.new_people,
            by=me,
            at=timezone.now(),
        )
        messages.success(request, f"{made.title} is noted.")
        return redirect("listen:session", found.pk, made.pk)
    context = {**frame(found, "listen:field"), "form": form}
    status = 422 if form.errors else 200
    return render(request, "listen/sessions/new.html", context, status=status)


@require_safe
def session(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    found, row = session_for(request, study, session)
    return _session(request, found, row)


def _session(request: HttpRequest, study: Study, row: Session, **more: Any) -> HttpResponse:
    files = batch_by_id(row.batch) if row.batch else None
    context: dict[str, Any] = {
        **frame(study, "listen:field"),
        "session": row,
        "interviewer": name_of(row.interviewer),
        "note_taker": name_of(row.note_taker) if row.note_taker else "",
        "persons": persons_at(row.pk),
        "scopes": list(SCOPE_WORDS.items()),
        "typed": len(typed_turns(row.pk)),
        "files": files if files and not files.is_over else None,
        "recordings": recording_cards(row.pk, timezone.now()),
        "draft": is_machine_draft(row.pk),
        "asks_about": bool(characteristics_of(study.pk)),
        "people_form": PeopleForm(may_join(study.pk, row.pk)),
        "errors": {},
        **more,
    }
    status = 422 if context["errors"] else 200
    return render(request, "listen/sessions/session.html", context, status=status)


@require_POST
def people(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    """Somebody else was there too."""
    found, row = session_for(request, study, session)
    form = PeopleForm(may_join(found.pk, row.pk), request.POST)
    if not form.is_valid():
        errors = {"id_joining": "Write a number from 0 to 20"}
        return _session(request, found, row, people_form=form, errors=errors)
    by = actor(signed_in(request))
    add_people(session=row, people=form.chosen, joining=form.new_people, by=by, at=timezone.now())
    return redirect("listen:session", found.pk, row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, study: UUID, session: UUID, participant: UUID) -> HttpResponse:
    """What one person agreed to at this session."""
    found, row = session_for(request, study, session)
    person = next((one for one in people_at(row.pk) if one.pk == participant), None)
    if person is None:
        raise Http404
    form = SessionConsentForm(
        sheets_of(found.pk), request.POST if request.method == "POST" else None
    )
    errors = {}
    if request.method == "POST" and form.is_valid():
        try:
            record_session_consent(
                session=row, participant=person, answers=form.answers,
                how=form.cleaned_data["how"], sheet=form.read_sheet,
                intoxicated=form.cleaned_data["intoxicated"], meant=form.cleaned_data["meant"],
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
        except (NotMeant, TakenBack) as reason:
            errors["id_meant"] = str(reason)
        else:
            messages.success(request, f"What {person.name} agreed to is kept.")
            return redirect("listen:session", found.pk, row.pk)
    context = {
        **frame(found, "listen:field"),
        "session": row,
        "person": person,
        "form": form,
        "errors": errors,
    }
    status = 422 if form.errors or errors else 200
    return render(request, "listen/sessions/consent.html", context, status=status)


@require_POST
def files(request: HttpRequest, study: UUID, session: UUID) -> HttpResponse:
    """A transcript as a file: it goes the way of every file, and comes back to its session."""
    found, row = session_for(request, study, session)
    sent = request.FILES.getlist("files")
    if not sent:
        return _session(request, found, row, errors={"id_files": "Choose a file first"})
    by, at = actor(signed_in(request)), timezone.now()
    batch = uploads.keep_uploads(
        study=found.pk, files=[upload_of(file) for file in sent], by=by, at=at
    )
    await_files(session=row, batch=batch, by=by, at=at)
    tasks.read_uploads.enqueue(str(batch))
    return redirect("listen:batch", found.pk, batch)
