"""A place in a story: opened by the code, held for a while by a cookie, never by anybody else."""

import datetime as dt

import pytest
from django.utils import timezone

from pennydrop.core.audit.models import QuietEvent
from pennydrop.core.vault.codes import read_code
from pennydrop.rooms.listen.models import Answer, Consent, Participant
from pennydrop.rooms.listen.views.participant import place as places
from tests.listen.answering import Teller, seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ALL = ["start", "change", "harms", "barriers", "services", "help", "recovery"]


@pytest.fixture
def study(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def teller(study):
    return Teller(study)


def test_coming_back_with_the_code_goes_on_where_it_stopped(teller, study):
    code = teller.begin("first", step=1)
    teller.post("question", 2, go="save", answer="second")
    again = Teller(study)
    assert "Your place is kept" in again.post("code", code=code.replace(" ", "-"))
    assert "Question 3 of 7" in again.get("on")
    assert "second" in again.get("check")
    assert code in again.get("shown").replace("</span> <span>", " ")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Type the 16"), ("1234", "This has 4"), ("0" * 15 + "1", "not right"),
     ("0" * 16, "No words are kept")],
)  # fmt: skip
def test_a_wrong_code_opens_nothing_and_is_not_shown_again(teller, typed, said):
    page = teller.post("code", code=typed)
    assert said in page and teller.page.status_code == 422
    assert "place" not in teller.client.cookies or not teller.client.cookies["place"].value
    assert not typed or typed not in page


def test_a_code_is_never_kept_in_the_clear(teller):
    code = read_code(teller.begin())
    for model in (Participant, Answer, Consent, QuietEvent):
        assert code not in str(list(model.objects.values()))


def test_the_first_answer_sent_twice_makes_one_participant(teller, study):
    teller.agree()
    teller.go("one-1")
    path = teller.path
    for _ in range(2):
        teller.post("first", study.slug, path=path, go="save", step=1, answer="the same")
    assert Participant.objects.count() == 1 and Answer.objects.count() == 1
    assert teller.code()


def test_somebody_who_goes_back_on_a_shared_phone_becomes_somebody_else(teller, study):
    teller.agree()
    teller.go("one-1")
    path = teller.path
    teller.post("first", study.slug, path=path, go="save", step=1, answer="the first person")
    first = teller.code()
    other = Teller(study)
    other.post("first", study.slug, path=path, go="save", step=1, answer="the second person")
    assert other.code() != first
    assert "the first person" not in other.get("check")
    assert Participant.objects.count() == 2


def test_a_path_of_another_study_or_a_made_up_one_leads_to_the_start(teller, organisation, at):
    elsewhere = seven_study(organisation, at)
    teller.agree()
    path = teller.path
    for forged in (path[:-2] + "xx", "", "nonsense"):
        assert "No name" in teller.post("first", teller.study.slug, path=forged, go="all")
    assert "No name" in teller.post("first", elsewhere.slug, path=path, go="all")


def test_after_a_long_break_words_are_kept_but_not_shown(teller, study, monkeypatch):
    teller.begin("before the break")
    later = timezone.now() + places.SITTING + dt.timedelta(minutes=1)
    monkeypatch.setattr(places.timezone, "now", lambda: later)
    page = teller.post("question", 2, go="save", answer="typed slowly")
    assert "What you wrote is kept" in page and "typed slowly" not in page
    assert Answer.objects.count() == 2
    assert "Type your code" in teller.get("check")


def test_a_very_old_or_foreign_cookie_opens_nothing(teller, monkeypatch):
    teller.begin("before")
    late = timezone.now() + places.SAVING + dt.timedelta(minutes=1)
    with monkeypatch.context() as patched:
        patched.setattr(places.timezone, "now", lambda: late)
        teller.post("question", 2, go="save", answer="too late")
    assert Answer.objects.count() == 1
    teller.client.cookies["place"] = "made-up"
    assert "Type your code" in teller.get("mine")
