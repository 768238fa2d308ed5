"""An insight is sent to those who may be asked again; they say yes, not quite or no, and why."""

import re
from html import unescape

import pytest
from django.urls import reverse

from pennydrop.core.checks import NotAsked, answer_check, checks_for
from pennydrop.core.erasure.registry import holdings_everywhere, record_everywhere
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.support.models import Concern
from pennydrop.rooms.understand.actions.checks import BadCheck, end_check, send_check
from pennydrop.rooms.understand.actions.themes import change_theme, make_theme
from pennydrop.rooms.understand.models import MemberAnswer, MemberCheck
from pennydrop.rooms.understand.queries.checks import may_be_asked, told_of
from pennydrop.rooms.understand.rules.copying import NotOurs
from tests.listen.answering import Teller, seven_study
from tests.listen.reading_age import grade

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
INSIGHT = "The question about amounts is heard as the verdict."
WHY = "my cobalt kettle said otherwise"


@pytest.fixture
def study(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def theme(study, at):
    return make_theme(
        study=study.pk, title="Made to prove it", insight=INSIGHT, by="user:1", at=at
    ).pk


@pytest.fixture
def tell(study):
    """Somebody who shares an answer, and comes back with their code."""

    def share(**replies):
        made = Teller(study)
        made.code_ = made.begin("i was in real pain")
        made.share(**replies)
        made.post("code", code=made.code_)
        made.person = Participant.objects.filter(study=study).order_by("number").last()
        return made

    return share


@pytest.fixture
def teller(tell):
    return tell(contact_again="yes")


@pytest.fixture
def sent(theme, at):
    return send_check(theme=theme, by="user:1", at=at)


def say(teller, check, answer, why=""):
    key = check.pk.hex
    return teller.post("asked", check=check.pk, **{f"answer-{key}": answer, f"why-{key}": why})


def test_a_person_finds_the_insight_under_their_code_and_answers(teller, sent):
    assert "We have 1 question for you." in teller.get("mine")
    page = unescape(teller.get("asked"))
    assert INSIGHT in page and "checked" not in page
    assert "Choose one of the three answers." in say(teller, sent, "", WHY)
    assert WHY in teller.text and not MemberAnswer.objects.exists()
    assert "You said: Not quite." in say(teller, sent, "not_quite", WHY)
    row = MemberAnswer.objects.get()
    assert row.participant == teller.person.pk and b"kettle" not in bytes(row.sealed)
    assert "You said: Yes, that fits." in say(teller, sent, "yes")
    assert MemberAnswer.objects.get().answer == "yes"


def test_whoever_gave_no_yes_is_asked_nothing(tell, sent, theme):
    for reply in ("no", "unknown"):
        quiet = tell(contact_again=reply)
        assert "question for you" not in quiet.get("mine")
        assert "We have no question for you today." in quiet.get("asked")
        say(quiet, sent, "yes")
    assert not MemberAnswer.objects.exists()


def test_a_no_said_later_ends_the_asking(teller, sent, study, at, agree):
    agree(teller.person, {"contact_again": "no"})
    assert checks_for(teller.person.pk, on=at.date()) == []
    assert may_be_asked(study.pk, on=at.date()) == set()
    with pytest.raises(NotAsked):
        answer_check(
            participant=teller.person.pk, check=sent.pk, answer="yes", why="", by="quiet", at=at
        )


@pytest.mark.parametrize("answer", ["maybe", ""])
def test_only_the_three_answers_are_kept(teller, sent, answer, at):
    with pytest.raises(NotAsked):
        answer_check(
            participant=teller.person.pk, check=sent.pk, answer=answer, why="", by="quiet", at=at
        )


def test_an_insight_that_was_ended_or_reworded_is_asked_no_more(teller, sent, theme, study, at):
    change_theme(
        theme=theme, title="Made to prove it", insight="Other words.", codes=[], by="u", at=at
    )
    again = send_check(theme=theme, by="user:1", at=at)
    assert [one.words for one in checks_for(teller.person.pk, on=at.date())] == ["Other words."]
    with pytest.raises(BadCheck):
        send_check(theme=theme, by="user:1", at=at)
    end_check(check=again.pk, by="user:1", at=at)
    assert checks_for(teller.person.pk, on=at.date()) == []
    assert MemberCheck.objects.filter(theme=theme).count() == 2


def test_nothing_is_sent_that_is_not_written_or_not_ours(study, make_text, at):
    make_text(study, "survey", [("Eve", "I was a druggie wanting pills.")])
    bare = make_theme(study=study.pk, title="Bare", by="user:1", at=at)
    with pytest.raises(BadCheck):
        send_check(theme=bare.pk, by="user:1", at=at)
    bare.insight = "So they were told: I was a druggie wanting pills."
    bare.save()  # as if the source had come in after it was written
    with pytest.raises(NotOurs):
        send_check(theme=bare.pk, by="user:1", at=at)
    assert not MemberCheck.objects.exists()


def test_what_people_wrote_is_read_without_who_and_once_three_answered(
    client, colleague, worker, owner, study, tell, sent, theme
):
    way = reverse("understand:theme", args=[study.pk, theme])
    client.force_login(colleague)
    tellers = [tell(contact_again="yes") for _ in range(3)]
    for n, one in enumerate(tellers):
        page = client.get(way).content.decode()
        assert WHY not in page and "once three have answered" in page
        say(one, sent, "no", WHY if n == 0 else "")
    page = client.get(way).content.decode()
    assert WHY in page
    told = page.split('id="checks-title"')[1].split("</section>")[0]
    assert not any(one.person.name in told for one in tellers)
    assert told.count("ewer than 10 people have answered") == 1 and "<dl" not in told


def test_figures_stand_beside_the_answers_once_enough_people_gave_one(
    client, colleague, study, tell, sent, theme
):
    for _ in range(10):
        say(tell(contact_again="yes"), sent, "yes")
    client.force_login(colleague)
    page = client.get(reverse("understand:theme", args=[study.pk, theme])).content.decode()
    told = page.split('id="checks-title"')[1].split("</section>")[0]
    assert told.count("about 10") == 1 and told.count("nearly all") == 1
    assert told.count("a few or none") == 2


def test_an_answer_goes_with_the_person(teller, sent, theme, at):
    say(teller, sent, "no", WHY)
    held = {one.what: one.count for one in holdings_everywhere(teller.person.pk)}
    assert held["answers on whether we got it right"] == 1
    record = record_everywhere(teller.person.pk)["understand"]
    assert [one.words for one in record if one.words] == [WHY]
    withdraw(participant=teller.person, asked="with the code", by="quiet", at=at)
    assert not MemberAnswer.objects.exists()
    (told,) = told_of(theme)
    assert told.answered.said == "fewer than 10" and told.whys is None


def test_an_answer_that_speaks_of_a_risk_is_read_by_somebody(teller, sent, monkeypatch):
    raised = []
    monkeypatch.setattr(
        "pennydrop.core.concerns.raise_from_words", lambda **said: raised.append(said)
    )
    say(teller, sent, "no", "It was fine for others, not for me.")
    assert not raised
    say(teller, sent, "no", "No. I want to kill myself tonight.")
    assert raised[0]["participant"] == teller.person.pk and not Concern.objects.exists()


def test_the_page_is_easy_to_read(teller, sent):
    page = teller.get("asked").split("<h1>")[1].split("<form")[0]
    text = unescape(re.sub(r"<[^>]+>", " ", page.replace("</p>", ". ")))
    assert grade(text) <= 6


def test_a_coordinator_sends_and_ends_it_through_the_page(client, owner, colleague, study, theme):
    there = reverse("understand:check", args=[study.pk, theme])
    client.force_login(colleague)
    assert client.post(there).status_code == 403 and not MemberCheck.objects.exists()
    client.force_login(owner)
    page = client.get(reverse("understand:theme", args=[study.pk, theme])).content.decode()
    assert "Fewer than 10 people said that we may ask them more" in page
    client.post(there)
    assert MemberCheck.objects.get().open
    client.post(there, {"do": "end"})
    assert not MemberCheck.objects.get().open


def test_strangers_send_nothing(client, stranger, study, theme):
    client.force_login(stranger)
    there = reverse("understand:check", args=[study.pk, theme])
    assert client.post(there).status_code == 404 and not MemberCheck.objects.exists()
