"""A study's questions change step by step; only what is kept as a version is ever asked."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.models import FormStep, FormVersion, Study
from pennydrop.rooms.listen.queries.questions import Desk, desk_of, form_in
from pennydrop.rooms.listen.rules.editing.faults import Fault, check_finished, faults_of
from pennydrop.rooms.listen.rules.form import Form, form_to_json

MOST_STEPS = 30  # that can be undone; older ones are let go


class FormChanged(Exception):
    """Somebody else has changed the questions meanwhile; nothing was saved."""


class FormNeedsReason(Exception):
    """People have been asked these questions: a change says why."""


class FormFaulty(Exception):
    """The form would not hold. `faults` say where, and what to do."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(faults[0].message)


class NothingToUndo(Exception):
    """There is no step that could be taken back."""


@transaction.atomic
def keep_step(
    *, study: Study, form: Form, what: str, seen: str, by: str, at: dt.datetime
) -> FormStep | None:
    """Keep a changed form as the newest step; None where it is the same as before.

    `seen` is the state that the change began from (`Desk.seen`). Raises FormChanged where that is
    not the state now, and FormFaulty for a form that no reader would take. Nobody is asked a step:
    `keep_version` makes a version of it.
    """
    desk = _held(study, seen)
    if desk.form == form:
        return None
    faults = faults_of(form)
    if faults:
        raise FormFaulty(faults)
    number = desk.steps[0].number + 1 if desk.steps else 1
    step = FormStep.objects.create(
        study=study, base=desk.newest.version if desk.newest else 0, number=number,
        definition=form_to_json(form), what=what[:200], by=by, on=timezone.localdate(at),
    )  # fmt: skip
    FormStep.objects.filter(study=study, number__lte=number - MOST_STEPS).delete()
    record(what="listen.form.changed", on=str(study.pk), by=by, at=at)
    return step


@transaction.atomic
def undo_step(*, study: Study, seen: str, by: str, at: dt.datetime) -> str:
    """Take the newest step back, and say what it was. Raises FormChanged and NothingToUndo."""
    desk = _held(study, seen)
    if not desk.steps:
        raise NothingToUndo("There is nothing to undo.")
    what = desk.steps[0].what
    desk.steps[0].delete()
    record(what="listen.form.undone", on=str(study.pk), by=by, at=at)
    return what


@transaction.atomic
def throw_steps_away(*, study: Study, seen: str, by: str, at: dt.datetime) -> None:
    """Take every step back, so that the newest version stands again. Raises FormChanged."""
    _held(study, seen)
    FormStep.objects.filter(study=study).delete()
    record(what="listen.form.thrown_away", on=str(study.pk), by=by, at=at)


@transaction.atomic
def keep_version(
    *, study: Study, seen: str, reason: str = "", by: str, at: dt.datetime
) -> FormVersion:
    """Make the steps the study's next version, which is asked from now on.

    Whoever has begun goes on with the version that they began. Raises FormChanged, NothingToUndo
    where no step is there, Unfinished where the form cannot be asked, and FormNeedsReason once the
    study has been open.
    """
    desk = _held(study, seen)
    if not desk.steps or desk.form is None:
        raise NothingToUndo("Nothing is changed, so there is nothing to keep.")
    check_finished(desk.form)
    opened = Study.objects.values_list("opened_on", flat=True).get(pk=study.pk)
    if opened and not reason.strip():
        raise FormNeedsReason("This study has been open. Say why the questions are changed.")
    FormStep.objects.filter(study=study).delete()
    if desk.newest is not None and form_in(desk.newest) == desk.form:
        return desk.newest
    made = FormVersion.objects.create(
        study=study, version=desk.newest.version + 1 if desk.newest else 1,
        definition=form_to_json(desk.form), reason=reason.strip(), made_on=timezone.localdate(at),
    )  # fmt: skip
    record(what="listen.form.kept", on=str(made.pk), by=by, at=at)
    return made


def _held(study: Study, seen: str) -> Desk:
    """What is being edited, with the study's row held so that nobody else edits meanwhile."""
    Study.objects.filter(pk=study.pk).update(invented=study.invented)
    desk = desk_of(study.pk)
    if desk.seen != seen:
        raise FormChanged(
            "Somebody else has changed these questions while you had them open. Nothing of yours "
            "was saved. Look at them as they are now, and make your change once more."
        )
    return desk
