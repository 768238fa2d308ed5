"""Questions are begun with: what ships, or another study of one's own."""

from dataclasses import replace

import pytest

from pennydrop.core.people.queries import places_of
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.queries.questions import form_to_start
from pennydrop.rooms.listen.rules.form import form_to_json
from tests.listen.questioning import whole

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.mark.parametrize(("key", "count"), [("seven", 7), ("close", 7), ("one", 1)])
def test_what_ships_can_be_begun_with(key, count, desk):
    page = desk.post("questions_start", start=key)
    assert f"{count} question" in page.text and len(desk.form.questions()) == count
    assert form_to_start(key) == desk.form


def test_another_study_of_ones_own_can_be_copied_and_no_other(desk, new_study, at, stranger):
    mine = create_study(new=replace(new_study, title="Mine", form=form_to_json(whole())),
                        by="test", at=at)  # fmt: skip
    (elsewhere,) = [place.organisation for place in places_of(stranger)]
    theirs = create_study(
        new=replace(new_study, organisation=elsewhere, title="Theirs", form=form_to_json(whole())),
        by="test", at=at,
    )  # fmt: skip
    page = desk.get("questions_bring")
    assert "From “Mine”" in page and "Theirs" not in page
    assert "not there any more" in desk.post("questions_start", start=f"study-{theirs.pk}").text
    assert desk.form is None
    desk.post("questions_start", start=f"study-{mine.pk}")
    assert desk.form == whole()
    for nonsense in ("", "x", "study-", "study-x"):
        assert "not there any more" in desk.post("questions_start", start=nonsense).text
