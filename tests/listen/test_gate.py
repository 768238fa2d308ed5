"""A real study asks nobody before its gate is passed; what people were told stays as it was."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from pennydrop.core.audit.models import Event
from pennydrop.rooms.listen.actions.gate import NeedsReason, enter_item
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sheets import SheetChanged, SheetNeedsReason, amend_sheet
from pennydrop.rooms.listen.actions.studies import (
    NotOpen,
    SheetBehind,
    SheetUnfilled,
    close_study,
    create_study,
    open_study,
)
from pennydrop.rooms.listen.models import FormVersion, GateEntry, Sheet, Study
from pennydrop.rooms.listen.queries.gate import missing_for, settings_of
from pennydrop.rooms.listen.rules.gate import BrokenPromise, Item, NotReady, Settings
from tests.listen.entered import EVALUATION, NEEDED, WHOM_TO_ASK, enter_all

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def real(new_study, at):
    return create_study(new=replace(new_study, invented=False), by="test", at=at)


def open_in_the_database(study):
    with transaction.atomic():
        Study.objects.filter(pk=study.pk).update(state="open")


@pytest.fixture
def somebody(real, at):
    return add_participant(study=real, state="shared", lookup=None, by="test", at=at)


def test_a_new_study_cannot_open_and_every_missing_thing_is_named(real, at):
    with pytest.raises(NotReady) as refused:
        open_study(study=real, by="test", at=at)
    for gap in missing_for(real, on=at.date()):
        assert gap.what in str(refused.value)
    assert Study.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (WHOM_TO_ASK, "", "whom people can ask"),
        (WHOM_TO_ASK, "\n\n# Who to ask\n\n# More", "whom people can ask"),
        ("Jo Marsh", "[Fill in: a name]", "Fill in: a name"),
    ],
)
def test_a_sheet_with_a_hole_is_not_put_before_anybody(real, at, old, new, said):
    enter_all(real, at, but=[Item.CONTACT])
    sheet = Sheet.objects.get()
    Sheet.objects.update(text=sheet.text.replace(old, new))
    with pytest.raises(SheetUnfilled, match=said):
        open_study(study=real, by="test", at=at)
    real.refresh_from_db()
    assert real.state == "draft"


def test_a_whole_gate_opens_closes_and_opens_again(real, at):
    enter_all(real, at)
    open_study(study=real, by="test", at=at)
    real.refresh_from_db()
    assert (real.state, real.opened_on) == ("open", at.date())
    close_study(study=real, by="test", at=at)
    open_study(study=real, by="test", at=at + dt.timedelta(days=9))
    real.refresh_from_db()
    assert (real.state, real.opened_on) == ("open", at.date())
    what = list(Event.objects.filter(on=str(real.pk)).values_list("what", flat=True))
    assert what.count("listen.study.opened") == 2 and what.count("listen.study.closed") == 1


def test_it_opens_only_once_the_sheet_was_read_after_the_newest_questions(real, at):
    enter_all(real, at)
    open_study(study=real, by="test", at=at)
    close_study(study=real, by="test", at=at)
    FormVersion.objects.create(study=real, version=2, definition={}, made_on=at.date())
    with pytest.raises(SheetBehind, match="Read it again"):
        open_study(study=real, by="test", at=at)
    real.refresh_from_db()
    assert real.state == "closed"
    sheet = Sheet.objects.filter(study=real).order_by("-version").first()
    amend_sheet(
        study=real, text=sheet.text, limits=sheet.limits, seen=sheet.version, by="test", at=at
    )
    open_study(study=real, by="test", at=at)
    real.refresh_from_db()
    assert real.state == "open"


def test_a_draft_is_not_closed(real, at):
    with pytest.raises(NotOpen):
        close_study(study=real, by="test", at=at)


def test_the_day_of_deletion_stands_in_the_way_of_opening_again(real, at):
    enter_all(real, at)
    with pytest.raises(NotReady, match="still to come"):
        open_study(study=real, by="test", at=dt.datetime(2028, 6, 1, 12, tzinfo=dt.UTC))


@pytest.mark.parametrize("name", NEEDED)
def test_the_database_itself_refuses_each_gap(real, at, name):
    """The constraint and the rules ask for the same things."""
    enter_all(real, at)
    Study.objects.filter(pk=real.pk).update(**{name: getattr(Settings(), name)})
    with pytest.raises(IntegrityError):
        open_in_the_database(real)


@pytest.mark.parametrize("changed", [{}, EVALUATION, {"take_back": "publication"}])
def test_the_database_lets_a_whole_gate_open(real, at, changed):
    open_in_the_database(enter_all(real, at, **changed))


@pytest.mark.parametrize("gone", ["review_reason", "review_by"])
def test_a_service_evaluation_needs_its_reason_and_who_decided(real, at, gone):
    enter_all(real, at, **{**EVALUATION, gone: ""})
    with pytest.raises(NotReady):
        open_study(study=real, by="test", at=at)
    with pytest.raises(IntegrityError):
        open_in_the_database(real)


def test_an_invented_study_needs_nothing(study):
    assert study.state == "open" and settings_of(study) == Settings()


def test_each_entry_is_kept_with_who_and_when(real, at):
    enter_all(real, at)
    enter_all(real, at, dpia_reference="DPIA-8")
    versions = GateEntry.objects.filter(item="dpia").order_by("version")
    assert [v.values["dpia_reference"] for v in versions] == ["DPIA-7", "DPIA-8"]
    assert GateEntry.objects.filter(item="review").count() == 1  # nothing changed: nothing kept
    assert {v.by for v in versions} == {"test"}


def test_after_opening_a_change_needs_a_reason(real, at):
    enter_all(real, at)
    open_study(study=real, by="test", at=at)
    values = {"dpia_reference": "DPIA-8", "dpia_on": dt.date(2026, 2, 1)}
    with pytest.raises(NeedsReason):
        enter_item(study=real, item=Item.DPIA, values=values, reason=" ", by="test", at=at)
    enter_item(study=real, item=Item.DPIA, values=values, reason="renewed", by="test", at=at)
    assert GateEntry.objects.get(item="dpia", version=2).reason == "renewed"


def test_an_open_study_keeps_its_gate_whole(real, at):
    enter_all(real, at)
    open_study(study=real, by="test", at=at)
    values = {"dpia_reference": "", "dpia_on": None}
    with pytest.raises(NotReady):
        enter_item(study=real, item=Item.DPIA, values=values, reason="oops", by="test", at=at)
    real.refresh_from_db()
    assert real.dpia_reference == "DPIA-7"


def test_once_somebody_has_joined_words_are_not_kept_longer(real, somebody, at):
    enter_all(real, at)
    values = {"keep_until": dt.date(2029, 1, 1), "keep_longest": dt.date(2033, 6, 1)}
    with pytest.raises(BrokenPromise, match="1 June 2028"):
        enter_item(study=real, item=Item.RETENTION, values=values, by="test", at=at)
    values["keep_until"] = dt.date(2027, 1, 1)
    enter_item(study=real, item=Item.RETENTION, values=values, by="test", at=at)
    real.refresh_from_db()
    assert real.keep_until == dt.date(2027, 1, 1)


def test_only_the_fields_of_the_item_are_entered(real, at):
    with pytest.raises(ValueError):
        enter_item(study=real, item=Item.DPIA, values={"state": "open"}, by="test", at=at)


def test_the_sheet_says_what_the_settings_say(real, at):
    enter_all(real, at)
    facts = Sheet.objects.get().facts
    for word in ("1 June 2028", "1 June 2033", "30 days", "Jo Marsh", "16 or over", "REC 12/26"):
        assert word in facts


def test_a_sheet_that_was_read_stays_and_a_new_version_says_why(real, somebody, at):
    enter_all(real, at)
    first = Sheet.objects.get()
    record_consent(
        participant=somebody, answers={"take_part": "yes"}, sheet=first, how="paper", by="test",
        at=at,
    )  # fmt: skip
    enter_item(
        study=real, item=Item.TAKING_BACK, values={"take_back": "days", "take_back_days": 60},
        reason="The board asked for it", by="test", at=at,
    )  # fmt: skip
    second = Sheet.objects.get(version=2)
    assert "60 days" in second.facts and second.reason == "The board asked for it"
    first.refresh_from_db()
    assert "30 days" in first.facts


def test_approved_wording_is_frozen_once_open(real, at):
    enter_all(real, at)
    amend_sheet(
        study=real, text=f"# Drafted{WHOM_TO_ASK}", limits="Limits.", seen=1, by="test", at=at
    )
    assert Sheet.objects.get().text.startswith("# Drafted")  # nobody has read it: still version 1
    open_study(study=real, by="test", at=at)
    real.refresh_from_db()
    change = {"study": real, "text": "# New", "limits": "Limits.", "by": "test", "at": at}
    with pytest.raises(SheetNeedsReason):
        amend_sheet(**change, seen=1)
    made = amend_sheet(**change, seen=1, reason="Amendment 1, agreed on 2 March")
    assert (made.version, made.reason) == (2, "Amendment 1, agreed on 2 March")
    assert Sheet.objects.get(version=1).text.startswith("# Drafted")
    with pytest.raises(SheetChanged):
        amend_sheet(**{**change, "text": "# Third"}, seen=1, reason="late")
    assert amend_sheet(**change, seen=2).version == 2  # the same words make no version
