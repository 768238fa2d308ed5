"""Somebody answers the self-check: a question at a time, and nothing stays behind."""

import datetime as dt

import pytest

from pennydrop.rooms.inform.actions.claims import sign_claim
from pennydrop.rooms.inform.models import ClaimVersion
from pennydrop.rooms.inform.rules.claims import Severity, Side
from pennydrop.rooms.inform.rules.selfcheck import TABLE_KEY
from pennydrop.rooms.inform.rules.starter.checking import shipped_table

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
ASKED = shipped_table().questions
CALM = {ask.key: ask.answers[-1].key for ask in ASKED}


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def brought(shipped):
    return shipped


@pytest.fixture
def answer_for(brought, at):
    """Sign the current words of a claim from both sides."""

    def put(key, days=90):
        version = ClaimVersion.objects.select_related("claim").get(claim__key=key)
        for side in Side:
            sign_claim(version=version, side=side, role="r", by=f"user:{side}", at=at,
                       review_by=at.date() + dt.timedelta(days=days))  # fmt: skip

    return put


def send(client, data, path="/check/on/"):
    return client.post(path, data)


def result(client, **changed):
    return send(client, {**CALM, **changed, "at": ASKED[-1].key}).content.decode()


def test_unsigned_nobody_is_asked_and_the_emergency_steps_are_there(client, brought):
    page = client.get("/check/").content.decode()
    assert "These questions are being checked" in page and "Begin" not in page
    assert "They have a fit." in page and "116 123" in page
    assert send(client, {}).headers["Location"] == "/check/"
    assert send(client, CALM, "/check/page/").headers["Location"] == "/check/"


def test_without_any_content_the_emergency_steps_are_there(client, db):
    assert "They have a fit." in client.get("/check/").content.decode()


def test_signed_it_asks_one_thing_at_a_time_and_back_works(client, answer_for):
    answer_for(TABLE_KEY)
    assert "Begin" in client.get("/check/").content.decode()
    page = send(client, {}).content.decode()
    assert ASKED[0].ask in page and "rather not say" in page and ASKED[1].ask not in page
    page = send(client, {"at": "now", "now": "no"}).content.decode()
    assert ASKED[1].ask in page and 'name="now" value="no"' in page
    page = send(client, {"at": "stuck", "now": "no", "back": "yes"}).content.decode()
    assert ASKED[0].ask in page and 'value="no" checked' in page
    assert send(client, {"at": "now", "back": "yes"}).headers["Location"] == "/check/"


def test_nothing_chosen_is_asked_again_and_strange_answers_count_for_nothing(client, answer_for):
    answer_for(TABLE_KEY)
    for sent in ({"at": "now"}, {"at": "now", "now": "<i>"}):
        page = send(client, sent)
        assert page.status_code == 422 and "Choose one" in page.content.decode()
        assert "<i>" not in page.content.decode()
    assert ASKED[0].ask in send(client, {"at": "nowhere"}).content.decode()


def test_a_red_flag_does_not_wait_for_the_last_question(client, answer_for):
    answer_for(TABLE_KEY)
    page = send(client, {"at": "now", "now": "yes"}).content.decode()
    assert "Call 999 if a life is in danger." in page
    assert page.index("Call 999 if a life") < page.index(ASKED[1].ask)
    page = send(client, {"at": "stuck", "now": "yes", "stuck": "can"}).content.decode()
    assert "Call 999 if a life is in danger." in page, "a call to 999 stays in sight"


def test_red_flags_come_first_and_unsigned_advice_stays_away(client, answer_for):
    answer_for(TABLE_KEY)
    page = result(client, mood="end", pee="often")
    assert page.index("Get help today") < page.index("116 123") and "cannot go on" in page
    assert "See a GP or a nurse while" not in page
    answer_for("bladder-see-gp", days=10)
    assert "See a GP or a nurse while" in result(client, mood="end", pee="often")


def test_advice_is_gone_the_day_after_its_review_was_due(client, answer_for, at, monkeypatch):
    answer_for(TABLE_KEY)
    answer_for("bladder-see-gp", days=10)
    late = at + dt.timedelta(days=11)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    assert "See a GP or a nurse while" not in result(client, pee="often")
    monkeypatch.setattr("django.utils.timezone.now", lambda: at + dt.timedelta(days=91))
    assert "These questions are being checked" in client.get("/check/").content.decode()


def test_the_page_for_a_gp_says_it_in_the_persons_words(client, answer_for):
    answer_for(TABLE_KEY)
    page = send(
        client, {**CALM, "pee": "often", "mood": "rather-not"}, "/check/page/"
    ).content.decode()
    assert "I pee more often, in a rush, or at night." in page and "For my GP or nurse" in page
    assert "rather not say" not in page.split("What the page told me")[0]


def test_the_demonstration_asks_under_a_plain_banner(client, brought):
    brought.invented = True
    brought.save()
    assert "Nobody has checked this yet" in client.get("/check/").content.decode()
    page = result(client, pee="often")
    assert "See a GP or a nurse while" in page and "Nobody has checked this yet" in page


def test_nothing_is_set_or_kept(client, answer_for, django_assert_num_queries):
    answer_for(TABLE_KEY)
    for page in (client.get("/check/"), send(client, CALM), send(client, CALM, "/check/page/")):
        assert not page.cookies and page.headers["Cache-Control"] == "no-store"
    assert "<script" not in client.get("/check/").content.decode()


def test_where_it_says_999_that_comes_first_and_the_rest_is_folded(client, answer_for):
    answer_for(TABLE_KEY)
    ask, row = next((ask, row) for ask in ASKED for row in ask.answers
                    if row.level is Severity.NOW)  # fmt: skip
    first, fold = result(client, **{ask.key: row.key}).split("What else your answers say")
    assert first.index('href="tel:999"') < first.index("You told us:") < first.index("<details>")
    assert row.said in first and "Day and night" in fold and "Day and night" not in first
    assert "What else your answers say" not in result(client)
