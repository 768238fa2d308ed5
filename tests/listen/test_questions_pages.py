"""Every page of a study's questions: it opens, and only for those who may."""

import pytest

from pennydrop.rooms.listen.rules.editing.starting import titled
from tests.listen.questioning import step, version, whole

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

KINDS = ("text", "note", "select_one", "select_multiple", "rank", "acknowledge", "integer",
         "decimal", "range", "date", "time", "dateTime", "geopoint", "image", "audio", "video",
         "file", "calculate", "section", "again")  # fmt: skip

PLACES = ("start", "helped", "first", "age", "hard", "hard/stay", "hard/stay/ward",
          "hard/stay/day", "hard/picture", "worth", "order", "yes")  # fmt: skip


def test_every_page_opens(desk, begun, study, at):
    version(study, titled(whole(), "Other"), at)
    step(study, whole(), at)
    for name in ("asks", "questions", "questions_bring", "questions_add", "questions_versions",
                 "questions_keep", "questions_whole"):  # fmt: skip
        assert desk.get(name)
    for kind in KINDS:
        desk.get("question_new", kind)
    for place in PLACES:
        assert "Change this" in desk.get("question_edit", place)
    for kind in ("hidden", "nonsense"):
        desk.get("question_new", kind, status=404)


def test_a_study_without_questions_can_begin(desk):
    assert "asks nothing online yet" in desk.get("asks")
    assert "Begin the questions" in desk.get("questions")
    for name in ("questions_keep", "questions_whole"):
        assert "asks nothing online yet" in desk.get(name)
    desk.get("preview", "now", status=404)
    desk.get("questions_now_xlsx", status=404)


LOOK = ["questions", "questions_versions", "questions_now_xlsx"]
CHANGE = ["questions_bring", "questions_add", "questions_keep", "questions_whole"]
PRESS = ["questions_change", "questions_undo", "questions_away", "questions_start",
         "questions_drop"]  # fmt: skip


@pytest.mark.parametrize("name", LOOK + CHANGE)
def test_who_may_open_it(name, desk, begun, client, colleague, worker, stranger):
    address = desk.url(name)
    assert client.get(address).status_code == 200
    for who, status in ((colleague, 200 if name in LOOK else 403), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(address).status_code == status
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("name", PRESS)
def test_who_may_press_it(name, desk, begun, client, colleague, worker, stranger):
    for who, status in ((colleague, 403), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.post(desk.url(name), {"seen": "1.1"}).status_code == status
    assert client.get(desk.url(name)).status_code == 405


def test_a_preview_is_for_the_team_only(desk, begun, client, colleague, stranger):
    address = desk.url("preview_page", "now", "1")
    for who, status in ((colleague, 200), (stranger, 404)):
        client.force_login(who)
        assert client.get(address).status_code == status
    client.logout()
    assert client.get(address).status_code == 302
