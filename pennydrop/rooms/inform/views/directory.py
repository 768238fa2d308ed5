"""The directory for those who look after it: write, check, bring in, take out."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, entered, may_do, signed_in
from pennydrop.rooms.inform.actions.batches import drop_batch, keep_batch, take_batch
from pennydrop.rooms.inform.actions.services import (
    check_service,
    remove_law,
    retire_service,
    write_law,
    write_service,
)
from pennydrop.rooms.inform.forms.directory import (
    BatchForm,
    CheckForm,
    LawForm,
    ServiceForm,
    first_of,
)
from pennydrop.rooms.inform.models import LawNote, Service, ServiceBatch
from pennydrop.rooms.inform.queries.batches import looks_of, read_batch
from pennydrop.rooms.inform.queries.services import due, laws, listed, rows_of
from pennydrop.rooms.inform.queries.stored_services import service_of
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.offers import Offer
from pennydrop.rooms.inform.rules.open_referral.several import MOST_UNPACKED, packed
from pennydrop.rooms.inform.rules.open_referral.shapes import LARGEST, NotReadable
from pennydrop.rooms.inform.rules.services import BadService, Provider
from pennydrop.rooms.inform.rules.services import Service as Value


def here(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Every service of an organisation, those that somebody has to ask again first."""
    enter(request, organisation, May.READ_ADVICE)
    today = timezone.localdate()
    context = {
        "organisation": organisation,
        "due": listed(due([organisation], today=today), today=today),
        "services": listed(rows_of(organisation), today=today),
        "batches": ServiceBatch.objects.filter(organisation=organisation).order_by("made_at"),
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
    }
    return render(request, "inform/directory/here.html", context)


def service(request: HttpRequest, service: UUID) -> HttpResponse:
    return _page(request, _service(request, service, May.READ_ADVICE))


def add(request: HttpRequest, organisation: UUID) -> HttpResponse:
    enter(request, organisation, May.WRITE_ADVICE)
    new = Value(uuid4(), Provider(uuid4(), ""), "")
    form = ServiceForm(request.POST or None, before=new)
    return _write(request, organisation, form, None)


def edit(request: HttpRequest, service: UUID) -> HttpResponse:
    row = _service(request, service, May.WRITE_ADVICE)
    before = service_of(row)
    first = {**first_of(before), "version": row.version}
    form = ServiceForm(request.POST or None, before=before, initial=first)
    return _write(request, row.organisation, form, row)


@require_POST
def check(request: HttpRequest, service: UUID) -> HttpResponse:
    """Somebody asked the service itself, today."""
    row, form = _service(request, service, May.WRITE_ADVICE), CheckForm(request.POST)
    if form.is_valid():
        try:
            check_service(service=row, by=actor(signed_in(request)), at=timezone.now(),
                          **form.cleaned_data)  # fmt: skip
            messages.success(request, "Checked. Readers see the day and who did it.")
            return redirect("inform:service-kept", row.pk)
        except BadService as why:
            form.add_error(None, str(why))
    return _page(request, row, form)


@require_POST
def retire(request: HttpRequest, service: UUID) -> HttpResponse:
    row = _service(request, service, May.WRITE_ADVICE)
    retire_service(service=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, f"“{row.name}” is no longer in the list.")
    return redirect("inform:services-here", row.organisation)


def law(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """How things stand in law, by nation: what is written, and a form for one line."""
    enter(request, organisation, May.WRITE_ADVICE)
    form = LawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            write_law(
                organisation=organisation, nation=Nation(said["nation"]),
                offer=next(one for one in Offer if one.code == said["offer"]),
                standing=form.standing, by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
            return redirect("inform:law-write", organisation)
        except BadService as why:
            form.add_error(None, str(why))
    context = {"form": form, "organisation": organisation, "laws": laws(organisation)}
    status = 422 if form.errors else 200
    return render(request, "inform/directory/law.html", context, status=status)


@require_POST
def unlaw(request: HttpRequest, note: UUID) -> HttpResponse:
    row = LawNote.objects.filter(pk=note).first()
    if row is None:
        raise Http404
    enter(request, row.organisation, May.WRITE_ADVICE)
    remove_law(note=row, by=actor(signed_in(request)), at=timezone.now())
    return redirect("inform:law-write", row.organisation)


def bring(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """A file of somebody else's. Nothing of it is written before somebody has looked."""
    enter(request, organisation, May.WRITE_ADVICE)
    form = BatchForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = keep_batch(
                organisation=organisation, publisher=said["publisher"], link=said["link"],
                licence=said["licence"], body=_chosen(said["file"]),
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
            return redirect("inform:batch", made.pk)
        except (BadService, NotReadable) as why:
            form.add_error(None, str(why))
    context = {"form": form, "organisation": organisation}
    status = 422 if form.errors else 200
    return render(request, "inform/directory/file.html", context, status=status)


def _chosen(files: Sequence[UploadedFile[bytes]]) -> bytes:
    """The file that was chosen; several packed into one. Raises NotReadable."""
    if len(files) == 1:
        return bytes(files[0].read(LARGEST + 1))
    if sum(file.size or 0 for file in files) > MOST_UNPACKED:
        raise NotReadable(f"All files together have at most {MOST_UNPACKED // 1024 // 1024} MB.")
    return packed((file.name or "page.json", file.read()) for file in files)


def look(request: HttpRequest, batch: UUID) -> HttpResponse:
    """What the file holds, what is wrong with it, and what taking it in would do."""
    row = _batch(request, batch)
    reading = read_batch(row)
    context = {
        "batch": row,
        "organisation": row.organisation,
        "reading": reading,
        "looks": looks_of(row, reading),
    }
    return render(request, "inform/directory/look.html", context)


@require_POST
def take(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take the ticked services in: all of them or, if one fails, none."""
    row = _batch(request, batch)
    ticked = {key for key in request.POST.getlist("take") if len(key) == 36}
    chosen = {one.id for one in read_batch(row).services if str(one.id) in ticked}
    if not chosen:
        messages.error(request, "Tick the services that you want.")
        return redirect("inform:batch", row.pk)
    done = take_batch(batch=row, chosen=chosen, by=actor(signed_in(request)), at=timezone.now())
    said = f"New: {done.new}. Brought up to date: {done.changed}. The same as before: {done.same}."
    if done.left:
        said += f" Left as you have them: {len(done.left)}."
    messages.success(request, said)
    return redirect("inform:services-here", row.organisation)


@require_POST
def drop(request: HttpRequest, batch: UUID) -> HttpResponse:
    row = _batch(request, batch)
    drop_batch(batch=row, by=actor(signed_in(request)), at=timezone.now())
    messages.success(request, "Nothing was taken in.")
    return redirect("inform:services-here", row.organisation)


def _service(request: HttpRequest, key: UUID, act: May) -> Service:
    rows = Service.objects.filter(pk=key, retired_at=None).select_related("provider")
    return entered(request, rows.first(), act)


def _batch(request: HttpRequest, key: UUID) -> ServiceBatch:
    return entered(request, ServiceBatch.objects.filter(pk=key).first(), May.WRITE_ADVICE)


def _write(
    request: HttpRequest, organisation: UUID, form: ServiceForm, row: Service | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = write_service(
                organisation=organisation, new=form.service,
                version=(form.cleaned_data["version"] or 0) if row else 0,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
            return redirect("inform:service-kept", made.pk)
        except BadService as why:
            form.add_error(None, str(why))
    context = {"form": form, "organisation": organisation, "row": row}
    status = 422 if form.errors else 200
    return render(request, "inform/directory/service_form.html", context, status=status)


def _page(request: HttpRequest, row: Service, form: CheckForm | None = None) -> HttpResponse:
    one = listed(Service.objects.filter(pk=row.pk), today=timezone.localdate())[0]
    context = {
        # It is shown as it stands, not as a demonstration: the numbers are plain text.
        "one": replace(one, invented=True),
        "organisation": row.organisation,
        "form": form or CheckForm(),
        "may_write": may_do(request, row.organisation, May.WRITE_ADVICE),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "inform/directory/service.html", context, status=status)
