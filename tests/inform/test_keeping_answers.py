"""Somebody has the answers of the self-check kept under a code, comes back, and removes them."""

import datetime as dt
import re

import pytest
from django.test import Client
from hypothesis import given as guess
from hypothesis import strategies as st

from pennydrop.core.audit.models import QuietEvent
from pennydrop.core.vault import lookups
from pennydrop.core.vault.lookups import lookup_of, place_of
from pennydrop.rooms.inform.actions.keeping import drop_old_answers, keep_answers
from pennydrop.rooms.inform.models import KeptAnswers
from pennydrop.rooms.inform.queries.keeping import kept_under
from pennydrop.rooms.inform.rules.keeping import KEEP_DAYS, SIZE, Given, packed, unpacked
from pennydrop.rooms.inform.rules.starter.checking import shipped_table
from pennydrop.web.safekeeping.backup import kept_models

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
OURS = {"origin": "http://testserver"}
TABLE = shipped_table()
ANSWERS = {ask.key: ask.answers[0].key for ask in TABLE.questions}


@pytest.fixture(autouse=True)
def noon(monkeypatch, at):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def asked(shipped):
    """A site of the demonstration, where everybody may be asked."""
    shipped.invented = True
    shipped.save()


def send(path, data):
    return Client().post(path, data, headers=OURS)


def code_of(page):
    words = re.search(r'class="code-words">(.*?)</p>', page.text, re.DOTALL)[1]
    return re.sub(r"\D", "", words)


def test_somebody_keeps_comes_back_and_removes(asked, at):
    page = send("/check/keep/", ANSWERS)
    code = code_of(page)
    assert len(code) == 16 and not page.cookies and "Write this code down" in page.text
    again = send("/check/code/", {"code": f"{code[:4]} {code[4:]}"})
    assert not again.cookies and "You told us:" in again.text
    assert (at.date() + dt.timedelta(days=KEEP_DAYS)).strftime("%-d %B %Y") in again.text
    ticket = re.search(r'name="ticket" value="([^"]+)"', again.text)[1]
    assert code not in again.text
    assert "Your answers are gone" in send("/check/remove/", {"ticket": ticket}).text
    assert not KeptAnswers.objects.exists()
    assert send("/check/code/", {"code": code}).status_code == 422


def test_nothing_is_kept_without_being_asked_for_or_from_elsewhere(asked):
    send("/check/on/", {**ANSWERS, "at": TABLE.questions[-1].key})
    Client().post("/check/keep/", ANSWERS, headers={"origin": "https://other.example"})
    Client().post("/check/keep/", ANSWERS)
    send("/check/keep/", {"now": "<i>"})
    assert not KeptAnswers.objects.exists()


def test_nothing_is_kept_while_nobody_may_be_asked(shipped):
    assert send("/check/keep/", ANSWERS).headers["Location"] == "/check/"
    assert not KeptAnswers.objects.exists()


def test_the_row_says_nothing_and_neither_does_the_record(asked, at):
    one, _ = keep_answers(given=Given(TABLE.mark, ANSWERS), at=at)
    keep_answers(given=Given(TABLE.mark, {"now": "no"}), at=at)
    boxes = [bytes(row.box) for row in KeptAnswers.objects.all()]
    assert len({len(box) for box in boxes}) == 1 and not any(b"now" in box for box in boxes)
    row = KeptAnswers.objects.get(pk=place_of(one, purpose="check").lookup)
    assert lookup_of(one) != row.lookup and one not in str(row.__dict__)
    noted = QuietEvent.objects.filter(what="inform.check.kept")
    assert [(event.on, event.day) for event in noted] == [("check", at.date())] * 2
    assert KeptAnswers not in kept_models(), "what is removed must lie in no backup"


def test_only_its_own_code_opens_a_box(asked, at):
    one, _ = keep_answers(given=Given(TABLE.mark, ANSWERS), at=at)
    two, _ = keep_answers(given=Given(TABLE.mark, {"now": "no"}), at=at)
    mine, other = (place_of(code, purpose="check").lookup for code in (one, two))
    box = KeptAnswers.objects.get(pk=mine).box
    KeptAnswers.objects.filter(pk=other).update(box=box)
    with pytest.raises(Exception, match="does not open"):
        kept_under(two, today=at.date())
    assert kept_under(one, today=at.date()).given.answers == ANSWERS


def test_they_go_by_themselves(asked, at):
    code, until = keep_answers(given=Given(TABLE.mark, ANSWERS), at=at)
    assert until == at.date() + dt.timedelta(days=KEEP_DAYS)
    late = at + dt.timedelta(days=KEEP_DAYS)
    assert kept_under(code, today=late.date()) and drop_old_answers(at=late) == 0
    later = late + dt.timedelta(days=1)
    assert kept_under(code, today=later.date()) is None
    assert drop_old_answers(at=later) == 1 and not KeptAnswers.objects.exists()


def test_answers_to_an_older_table_are_shown_as_far_as_they_still_are_asked(asked, at):
    code, _ = keep_answers(given=Given("another", {"blood": "yes", "gone": "yes"}), at=at)
    page = send("/check/code/", {"code": code}).text
    assert "I have seen blood in my pee." in page and "Some questions were changed" in page


@pytest.mark.parametrize("typed", ["", "4711", "1234567890123456", "0" * 15])
def test_a_wrong_code_is_refused_and_not_shown_again(asked, typed):
    page = send("/check/code/", {"code": typed})
    assert page.status_code == 422 and (not typed or typed not in page.text)


def test_too_many_at_once_are_asked_for_patience(asked, monkeypatch):
    def busy(*args, **more):
        raise lookups.TooBusy

    monkeypatch.setattr("pennydrop.rooms.inform.actions.keeping.place_of", busy)
    page = send("/check/keep/", ANSWERS)
    assert page.status_code == 503 and "try again in a moment" in page.text


WAYS = st.fixed_dictionaries({ask.key: st.sampled_from(list(ask.rows)) for ask in TABLE.questions})


@guess(WAYS)
def test_every_way_through_fits_and_comes_back(answers):
    assert len(packed(Given(TABLE.mark, answers))) == SIZE
    assert unpacked(packed(Given(TABLE.mark, answers))) == Given(TABLE.mark, answers)
