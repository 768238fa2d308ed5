"""Alerts for those who pass them on: write, grade, send out, withdraw."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import May
from pennydrop.core.people.views.doors import enter, entered, may_do, signed_in
from pennydrop.rooms.inform.actions.alerts import (
    grade_alert,
    issue_alert,
    withdraw_alert,
    write_alert,
)
from pennydrop.rooms.inform.forms.alerts import (
    USUAL_CLAIMS,
    AlertForm,
    GradeForm,
    WithdrawForm,
    first_of,
)
from pennydrop.rooms.inform.models import Alert, AlertVersion
from pennydrop.rooms.inform.queries.alerts import (
    advice_of,
    alert_text,
    alerts_of,
    grades_of,
    newest_version,
)
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.alerts import BadAlert, Level, gaps
from pennydrop.rooms.inform.rules.claims import Side
from pennydrop.rooms.inform.views.claims import SIGNS


def here(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Every alert of an organisation."""
    enter(request, organisation, May.READ_ADVICE)
    context = {
        "organisation": organisation,
        "versions": alerts_of(organisation),
        "today": timezone.localdate(),
        "may_write": may_do(request, organisation, May.WRITE_ADVICE),
    }
    return render(request, "inform/alerting.html", context)


def add(request: HttpRequest, organisation: UUID) -> HttpResponse:
    enter(request, organisation, May.WRITE_ADVICE)
    have = claims_of(organisation, USUAL_CLAIMS)
    usual = "\n".join(key for key in USUAL_CLAIMS if key in have)
    form = AlertForm(request.POST or None, initial={"claims": usual})
    return _write(request, organisation, form, None)


def edit(request: HttpRequest, alert: UUID) -> HttpResponse:
    """Another version. It begins without grades; what is out stays until it is sent."""
    row = _alert(request, alert, May.WRITE_ADVICE)
    form = AlertForm(request.POST or None, initial=first_of(alert_text(newest_version(row))))
    return _write(request, row.organisation, form, row)


def version(request: HttpRequest, alert: UUID) -> HttpResponse:
    return _page(request, _alert(request, alert))


@require_POST
def grade(request: HttpRequest, alert: UUID) -> HttpResponse:
    """Give it a level, from one side."""
    row = _alert(request, alert)
    form = GradeForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    said = form.cleaned_data
    side = Side(said["side"])
    enter(request, row.organisation, SIGNS[side])
    newest = newest_version(row)
    if newest.number != said["number"]:
        form.add_error(None, "It was changed while you read. Read it again before you grade.")
        return _page(request, row, form)
    try:
        grade_alert(
            version=newest, side=side, role=said["role"], level=Level(said["level"]),
            looks=said["looks"], by=actor(signed_in(request)), at=timezone.now(),
        )  # fmt: skip
    except BadAlert as why:
        form.add_error(None, str(why))
        return _page(request, row, form)
    messages.success(request, "Graded. Thank you.")
    return redirect("inform:alert-version", row.pk)


@require_POST
def issue(request: HttpRequest, alert: UUID) -> HttpResponse:
    row = _alert(request, alert, May.WRITE_ADVICE)
    try:
        issue_alert(version=newest_version(row), by=actor(signed_in(request)), at=timezone.now())
        messages.success(request, "Out. It ends by itself.")
    except BadAlert as why:
        messages.error(request, str(why))
    return redirect("inform:alert-version", row.pk)


@require_POST
def withdraw(request: HttpRequest, alert: UUID) -> HttpResponse:
    """Anybody who may read drafts may: waiting for somebody else could cost more."""
    row = _alert(request, alert)
    form = WithdrawForm(request.POST)
    try:
        withdraw_alert(
            alert=row, why=form.data.get("why", ""), by=actor(signed_in(request)), at=timezone.now()
        )
        messages.success(request, "Withdrawn. It stays on show, marked so.")
    except BadAlert as why:
        messages.error(request, str(why))
    return redirect("inform:alert-version", row.pk)


def _alert(request: HttpRequest, key: UUID, act: May = May.READ_ADVICE) -> Alert:
    return entered(request, Alert.objects.filter(pk=key).first(), act)


def _write(
    request: HttpRequest, organisation: UUID, form: AlertForm, alert: Alert | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = write_alert(
                organisation=organisation, new=form.alert, alert=alert,
                by=actor(signed_in(request)), at=timezone.now(),
            )  # fmt: skip
            return redirect("inform:alert-version", made.alert_id)
        except BadAlert as why:
            form.add_error(None, str(why))
    context = {"form": form, "organisation": organisation, "alert": alert}
    status = 422 if form.errors else 200
    return render(request, "inform/alert_form.html", context, status=status)


def _page(request: HttpRequest, row: Alert, form: GradeForm | None = None) -> HttpResponse:
    newest = newest_version(row)
    context = {
        "alert": row,
        "version": newest,
        "form": form or GradeForm(initial={"number": newest.number, "level": newest.level}),
        "withdraw_form": WithdrawForm(),
        "may_write": may_do(request, row.organisation, May.WRITE_ADVICE),
        **_standing(request, row, newest),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "inform/alert_version.html", context, status=status)


def _standing(request: HttpRequest, row: Alert, newest: AlertVersion) -> dict[str, Any]:
    """What stands in its way today, and for which sides this person may still grade."""
    today, text, grades = timezone.localdate(), alert_text(newest), list(newest.grades.all())
    me, done = actor(signed_in(request)), {one.side for one in grades}
    mine = any(one.by == me for one in grades)
    return {
        "text": text,
        "grades": grades_of(grades),
        "gaps": gaps(text, grades_of(grades), [one.by for one in grades], today=today),
        "advice": advice_of(row.organisation, text, today=today, drafts=True),
        "sides": [
            (side.value, side.value)
            for side, act in SIGNS.items()
            if not mine and side not in done and may_do(request, row.organisation, act)
        ],
        "out": AlertVersion.objects.filter(alert=row).exclude(issued_at=None).exists(),
    }
