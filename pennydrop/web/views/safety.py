"""Backup, restore and the doctor, as buttons for a coordinator."""

import tempfile
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import actor, organisations_where
from pennydrop.core.people.rules import May
from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.queries.recordings import recordings_here
from pennydrop.web.safekeeping.backup import BackupFailed, left_out, write_backup
from pennydrop.web.safekeeping.doctor import Grade, examine
from pennydrop.web.safekeeping.restore import NotABackup, restore_backup


class PutBack(forms.Form):
    """Which copy to put back, and that it may replace what is here."""

    file = forms.FileField(
        label="Backup file", widget=forms.FileInput(attrs={"accept": ".zip"}), max_length=200
    )
    sure = forms.BooleanField(label="The copy may replace what is here")


def _keeper(request: HttpRequest) -> str:
    """The actor, when this account may keep the data safe; else 403."""
    if not isinstance(request.user, User) or not organisations_where(request.user, May.KEEP_SAFE):
        raise PermissionDenied("Only a coordinator or deputy can make and restore backups.")
    return actor(request.user)


def safety(request: HttpRequest) -> HttpResponse:
    _keeper(request)
    findings = examine(at=timezone.now())
    groups = [
        (grade, title, [finding for finding in findings if finding.grade is grade])
        for grade, title in [
            (Grade.UNSAFE, "Unsafe"),
            (Grade.CARE, "Take care"),
            (Grade.FINE, "Fine"),
        ]
    ]
    return render(
        request,
        "web/safety.html",
        {"groups": groups, "form": PutBack(), "left_out": left_out(recordings_here())},
    )


@require_POST
def backup(request: HttpRequest) -> HttpResponseBase:
    """Make a copy and hand it over as a download; nothing of it stays in scratch."""
    by, now = _keeper(request), timezone.now()
    path = folder("backups") / f"pennydrop-{now:%Y%m%d-%H%M%S-%f}.zip"
    try:
        write_backup(path=path, by=by, at=now)
    except BackupFailed as problem:
        messages.error(request, str(problem))
        return redirect("safety")
    file = path.open("rb")
    path.unlink()  # an open file can still be read; on Windows the clock removes it later
    return FileResponse(file, as_attachment=True, filename=f"pennydrop-{now:%Y%m%d-%H%M}.zip")


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    by, form = _keeper(request), PutBack(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "Choose a backup file and tick that it may replace what is here.")
        return redirect("safety")
    upload = form.cleaned_data["file"]
    with tempfile.TemporaryDirectory(dir=folder("uploads")) as place:
        path = Path(place) / "upload.zip"
        with path.open("wb") as out:
            for part in upload.chunks():
                out.write(part)
        try:
            done = restore_backup(path=path, by=by, at=timezone.now())
        except (NotABackup, BackupFailed) as problem:
            text = str(problem).replace("upload.zip", upload.name or "The file")
            messages.error(request, text)
            return redirect("safety")
    messages.success(
        request,
        f"Put back {done.rows} rows. {done.forgotten} participant(s) who withdrew since were "
        "forgotten again. Sign in once more.",
    )
    return redirect("safety")
