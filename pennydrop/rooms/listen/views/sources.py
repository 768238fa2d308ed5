"""Interviews and focus groups come in: many files at once, in four steps that can be left."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen import tasks
from pennydrop.rooms.listen.actions import uploads
from pennydrop.rooms.listen.forms.uploads import FIDELITIES, KINDS, ColumnsForm, WhoForm
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.participants import participant_rows, people_in_order
from pennydrop.rooms.listen.queries.sources import titles_of
from pennydrop.rooms.listen.queries.staff import names_of_staff
from pennydrop.rooms.listen.queries.uploads import batch as batch_by_id
from pennydrop.rooms.listen.queries.uploads import batches_of, glance_at
from pennydrop.rooms.listen.rules.transcripts.turns import MAX_BYTES, Unreadable
from pennydrop.rooms.listen.rules.uploads import MOST_FILES, Batch, File, Stage
from pennydrop.rooms.listen.views import frame, signed_in, study_for

MOST_TITLES = 4
GONE = "These files are not here any more. They are kept for a day at most. Please add them again."


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, study: UUID) -> HttpResponse:
    found = study_for(request, study)
    errors = {}
    if request.method == "POST":
        files = request.FILES.getlist("files")
        if files:
            batch = uploads.keep_uploads(
                study=found.pk,
                files=[upload_of(file) for file in files],
                by=actor(signed_in(request)),
                at=timezone.now(),
            )
            tasks.read_uploads.enqueue(str(batch))
            return redirect("listen:batch", found.pk, batch)
        errors["id_files"] = "Choose at least one file"
    context = {
        **frame(found, "listen:bring_in"),
        "errors": errors,
        "batches": batches_of(found.pk),
        "most_files": MOST_FILES,
        "most_mb": MAX_BYTES // 1024 // 1024,
    }
    return render(request, "listen/staff/bring_in.html", context, status=422 if errors else 200)


def upload_of(file: UploadedFile[bytes]) -> tuple[str, int, Callable[[Path], None]]:
    def write(path: Path) -> None:
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)

    return file.name or "a file", file.size or 0, write


@require_safe
def batch(request: HttpRequest, study: UUID, batch: UUID) -> HttpResponse:
    """How far each file is. A small script looks again every other second; a link does too."""
    found = study_for(request, study)
    files = _batch(found, batch)
    if files is None:
        messages.warning(request, GONE)
        return redirect("listen:bring_in", found.pk)
    kept = [UUID(source) for file in files.files for source in file.sources]
    names = titles_of(kept)
    context = {
        **frame(found, "listen:bring_in"),
        "batch": files,
        "rows": [(file, _titles(file, names)) for file in files.files],
        "ready": files.at(Stage.READ),
        "columns": files.at(Stage.COLUMNS),
        "done": sum(len(file.sources) for file in files.files),
    }
    return render(request, "listen/staff/batch.html", context)


def _titles(file: File, names: Mapping[UUID, str]) -> str:
    """What a file became: "Interview 1, Interview 2 … and 15 more"."""
    found = [names.get(UUID(source), "taken back since") for source in file.sources]
    more = f" and {len(found) - MOST_TITLES} more" if len(found) > MOST_TITLES else ""
    return ", ".join(found[:MOST_TITLES]) + more


def _batch(study: Study, batch: UUID) -> Batch | None:
    found = batch_by_id(batch)
    if found is not None and found.study != study.pk:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, study: UUID, batch: UUID, number: int) -> HttpResponse:
    found = study_for(request, study)
    files = _batch(found, batch)
    file = _asked(files, number, Stage.COLUMNS)
    if files is None or file is None:
        return redirect("listen:batch", found.pk, batch)
    seen = glance_at(files.id, file)
    form = ColumnsForm(seen, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            uploads.choose_columns(batch_id=files.id, file=file, columns=form.columns())
            tasks.read_uploads.enqueue(str(files.id))
            return redirect("listen:batch", found.pk, files.id)
        except Unreadable as reason:
            problem = str(reason)
    context = {
        **frame(found, "listen:bring_in"),
        "batch": files,
        "file": file,
        "form": form,
        "glance": seen,
        "problem": problem,
        "errors": {"id_text": problem} if problem else {},
    }
    status = 422 if problem or form.errors else 200
    return render(request, "listen/staff/columns.html", context, status=status)


def _asked(files: Batch | None, number: int, stage: Stage) -> File | None:
    at = files.at(stage) if files else []
    return next((file for file in at if file.number == number), None)


@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest, study: UUID, batch: UUID) -> HttpResponse:
    found = study_for(request, study)
    files = _batch(found, batch)
    if files is None or not files.at(Stage.READ):
        return redirect("listen:batch", found.pk, batch)
    data: Any = request.POST if request.method == "POST" else None
    names = names_of_staff(found.organisation_id)
    form = WhoForm(files, participant_rows(people_in_order(found.pk)), data, names)
    if data is not None and not form.errors:
        uploads.choose_voices(batch_id=files.id, choices=form.choices(), same_names=form.same_names)
        tasks.bring_in_uploads.enqueue(str(files.id))
        return redirect("listen:batch", found.pk, files.id)
    context = {
        **frame(found, "listen:bring_in"),
        "batch": files,
        "who": form,
        "kinds": KINDS,
        "fidelities": FIDELITIES,
        "options": form.options(),
        "errors": {f"id_{name}": text for name, text in form.errors.items()},
    }
    return render(request, "listen/staff/who.html", context, status=422 if form.errors else 200)


@require_POST
def throw_away(request: HttpRequest, study: UUID, batch: UUID) -> HttpResponse:
    found = study_for(request, study)
    files = _batch(found, batch)
    uploads.throw_away(batch_id=batch)
    over = files is not None and files.is_over
    messages.success(request, "The list is put away." if over else "The files are thrown away.")
    return redirect("listen:study" if over else "listen:bring_in", found.pk)
