"""Changed questions are kept as a version, with a reason; versions are compared."""

import io

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.rooms.listen.actions.questions import FormNeedsReason, keep_version
from pennydrop.rooms.listen.models import FormStep, FormVersion, Study
from pennydrop.rooms.listen.queries.form_files import read_form_file
from pennydrop.rooms.listen.queries.questions import form_in
from pennydrop.rooms.listen.rules.editing.places import moved, without
from pennydrop.rooms.listen.rules.editing.starting import empty_form
from tests.listen.questioning import step, version, whole

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_keeping_makes_a_version_with_a_reason(desk, begun, study):
    page = desk.post("questions_keep")
    assert page.status_code == 422 and "Say why the questions are changed" in page.text
    page = desk.post("questions_keep", reason="Amendment 2")
    assert "Kept as version 2" in page.text
    made = FormVersion.objects.get(version=2)
    assert (made.reason, form_in(made)) == ("Amendment 2", whole())
    assert not FormStep.objects.exists()
    assert Event.objects.filter(what="listen.form.kept", on=str(made.pk)).exists()
    assert "Nothing is changed" in desk.get("questions_keep")


def test_no_reason_is_no_reason_whoever_asks(study, begun, at):
    with pytest.raises(FormNeedsReason):
        keep_version(study=study, seen="1.1", reason=" \n", by="test", at=at)
    assert FormVersion.objects.count() == 1 and FormStep.objects.exists()


def test_a_draft_study_needs_no_reason(desk, begun, study):
    Study.objects.filter(pk=study.pk).update(opened_on=None, state="draft")
    assert "Why are the questions" not in desk.get("questions_keep")
    assert "Kept as version 2" in desk.post("questions_keep").text


def test_an_unfinished_form_is_not_kept(desk, study, at):
    step(study, empty_form("T"), at)
    assert "Not ready to be asked" in desk.get("questions_keep")
    page = desk.post("questions_keep", reason="x")
    assert page.status_code == 422 and "no question yet" in page.text
    assert FormVersion.objects.count() == 1


def test_keeping_what_is_asked_already_makes_no_version(desk, study, at):
    version(study, whole(), at)
    step(study, without(whole(), "first"), at)
    step(study, whole(), at)
    desk.post("questions_keep", reason="x")
    assert FormVersion.objects.count() == 2 and not FormStep.objects.exists()


def test_versions_are_compared_and_taken_away(desk, study, at):
    version(study, whole(), at)
    version(study, moved(without(whole(), "first"), "yes", -1), at, reason="Shorter")
    page = desk.get("questions_versions")
    assert "Shorter" in page and "Gone" in page and "Moved" in page
    assert "The same in both" in desk.get("questions_versions", old="2", new="2")
    assert page.count("Who helped first?") == 1
    answer = desk.client.get(desk.url("questions_xlsx", 2))
    assert answer["Content-Disposition"] == 'attachment; filename="whole-version-2.xlsx"'
    assert read_form_file(io.BytesIO(answer.content).getvalue(), "a.xlsx") == whole()
    desk.get("questions_xlsx", 9, status=404)
    desk.get("questions_xlsx", 1, status=404)
    for nonsense in ("x", "99999999999", "-1"):
        assert "Versions" in desk.get("questions_versions", old=nonsense, new=nonsense)
