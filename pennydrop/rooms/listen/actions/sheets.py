"""The information sheet changes: what people were told once stays as it was told."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.models import Consent, Sheet, Study
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.queries.studies import newest_form, newest_sheet
from pennydrop.rooms.listen.rules.sheet import facts_of


class SheetNeedsReason(Exception):
    """The wording was approved and people may have read it: a change says why."""


class SheetChanged(Exception):
    """Somebody else made a newer version meanwhile; nothing was saved."""


@transaction.atomic
def amend_sheet(
    *, study: Study, text: str, limits: str, seen: int, reason: str = "", by: str, at: dt.datetime
) -> Sheet:
    """Change the information sheet and the limits of confidentiality. Returns the newest version.

    `seen` is the version that the change began from; raises SheetChanged where there is a newer
    one. Raises SheetNeedsReason once the study has been open.
    """
    Study.objects.filter(pk=study.pk).update(invented=study.invented)  # holds the row
    newest = newest_sheet(study.pk)
    if newest is None or newest.version != seen:
        raise SheetChanged(
            "Somebody else has changed the sheet while you had it open. Nothing was saved. "
            "Look at the new version and make your changes once more."
        )
    text, limits = text.replace("\r\n", "\n").strip(), limits.replace("\r\n", "\n").strip()
    if (text, limits) == (newest.text.strip(), newest.limits.strip()):
        _read_again(newest, by, at)
        return newest
    if study.opened_on and not reason.strip():
        raise SheetNeedsReason("This study has been open. Say why the wording is changed.")
    newest.questions = _asked(study)
    return _keep(study, newest, text, limits, reason.strip(), by, at)


def _read_again(sheet: Sheet, by: str, at: dt.datetime) -> None:
    """Saved as it was: somebody has read it beside the newest questions, and it holds."""
    asked = _asked(sheet.study)
    if sheet.questions != asked:
        Sheet.objects.filter(pk=sheet.pk).update(questions=asked)
        record(what="listen.sheet.read_again", on=str(sheet.pk), by=by, at=at)


def _asked(study: Study) -> int:
    form = newest_form(study.pk)
    return form.version if form else 1


@transaction.atomic
def renew_sheet(*, study: Study, reason: str, by: str, at: dt.datetime) -> None:
    """Put what the settings say now into the sheet, where that is another thing than before."""
    newest = newest_sheet(study.pk)
    if newest is not None and newest.facts != facts_of(settings_of(study)).text:
        _keep(study, newest, newest.text, newest.limits, reason, by, at)


def _keep(
    study: Study, newest: Sheet, text: str, limits: str, reason: str, by: str, at: dt.datetime
) -> Sheet:
    facts = facts_of(settings_of(study)).text
    read = study.opened_on or Consent.objects.filter(sheet=newest).exists()
    if read:
        newest = Sheet.objects.create(
            study=study, version=newest.version + 1, text=text, limits=limits, facts=facts,
            questions=newest.questions, reason=reason, made_on=timezone.localdate(at),
        )  # fmt: skip
    else:
        Sheet.objects.filter(pk=newest.pk).update(
            text=text,
            limits=limits,
            facts=facts,
            questions=newest.questions,
            made_on=timezone.localdate(at),
        )
        newest.refresh_from_db()
    record(what="listen.sheet.changed", on=str(newest.pk), by=by, at=at)
    return newest
