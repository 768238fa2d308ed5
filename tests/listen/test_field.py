"""What comes from a phone in the field: whole, once, and never after it was taken back."""

import datetime as dt
import json
import re
import uuid
from pathlib import Path

import pytest
from django.urls import reverse

from pennydrop.core.vault.lookups import lookup_of
from pennydrop.rooms.listen.actions.cards import fresh_code
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import (
    Consent,
    Participant,
    Segment,
    Session,
    SessionConsent,
    Source,
    Submission,
    Value,
)
from pennydrop.rooms.listen.queries.answers import newest_form, newest_sheet, words_of
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.field import paper_of
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.field import BadSubmission, read_submission
from tests.listen.answering import seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TODAY = dt.date.today()
ROOM = Path(__file__).parents[2] / "pennydrop/rooms/listen"


@pytest.fixture
def asked(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def recorded(asked):
    """A recording as the phone sends it."""

    def make(kind="interview", **changed):
        first = paper_of(newest_form(asked)).asked
        question = next(one.path for one in first if one.shown_as == "area")
        return {
            "id": str(uuid.uuid4()), "kind": kind, "on": TODAY.isoformat(), "code": fresh_code(),
            "sheet": str(newest_sheet(asked).pk), "form": str(newest_form(asked).pk),
            "replies": {"take_part": "yes", "analyse": "yes", "quote": "yes", "publish": "no"},
            "old_enough": True, "intoxicated": False, "meant": False, "fidelity": "notes",
            "turns": [{"staff": True, "text": "How are you?"},
                      {"staff": False, "text": "Better than in May."}],
            "answers": {question: "It started at a party."}, **changed,
        }  # fmt: skip

    return make


@pytest.fixture
def send(client, owner, asked):
    client.force_login(owner)

    def go(data):
        address = reverse("listen:phone_send", args=[asked.pk])
        return client.post(address, data=json.dumps(data), content_type="application/json")

    return go


def test_an_interview_comes_in_with_its_session_consents_and_words(send, recorded, owner):
    data = recorded(on=(TODAY - dt.timedelta(days=3)).isoformat())
    assert send(data).json() == {"kept": True, "fresh": True}
    person = Participant.objects.get()
    assert person.lookup == lookup_of(data["code"]) and person.state == "shared"
    said = [(part.speaker, part.text) for part in words_of(person)]
    assert said == [("Interviewer", "How are you?"), (person.name, "Better than in May.")]
    session = Session.objects.get()
    assert session.on == TODAY - dt.timedelta(days=3) and session.source == Source.objects.get()
    assert session.source.fidelity == "notes" and session.interviewer == f"user:{owner.pk}"
    state = consent_states([person.pk])[person.pk]
    assert [state.on(scope).reply for scope in (Scope.QUOTE, Scope.PUBLISH, Scope.KEEP)] == [
        Reply.YES, Reply.NO, Reply.UNKNOWN,
    ]  # fmt: skip
    assert set(Consent.objects.values_list("how", flat=True)) == {"spoken"}
    assert SessionConsent.objects.count() == len(Scope)
    assert set(SessionConsent.objects.values_list("on", flat=True)) == {session.on}


def test_answers_come_in_as_if_shared(send, recorded):
    assert send(recorded("answers")).status_code == 200
    person = Participant.objects.get()
    assert person.state == "shared"
    assert [part.text for part in words_of(person)] == ["It started at a party."]
    assert Source.objects.get().kind == "survey"
    assert set(Consent.objects.values_list("how", flat=True)) == {"spoken"}
    assert not Value.objects.exists()


@pytest.mark.parametrize("kind", ["interview", "answers"])
def test_sent_again_nothing_doubles(send, recorded, kind):
    data = recorded(kind)
    assert send(data).json()["fresh"]
    assert send(data).json() == {"kept": True, "fresh": False}
    assert (Participant.objects.count(), Source.objects.count()) == (1, 1)


@pytest.mark.parametrize("kind", ["interview", "answers"])
def test_sent_again_after_it_was_taken_back_nothing_returns(send, recorded, kind, at):
    data = recorded(kind)
    send(data)
    withdraw(participant=Participant.objects.get(), asked="with the code", by="quiet", at=at)
    assert send(data).json() == {"kept": True, "fresh": False}
    another = {**recorded(kind), "code": data["code"]}
    assert send(another).status_code == 410 and send(another).json() == {"gone": True}
    assert not Segment.objects.exists() and not Source.objects.exists()
    assert not Submission.objects.filter(pk=another["id"]).exists()


def test_somebody_who_was_heard_before_is_heard_again_under_the_same_code(send, recorded):
    data = recorded()
    send(data)
    again = {**recorded(), "code": data["code"]}
    assert send(again).status_code == 200
    assert (Participant.objects.count(), Source.objects.count()) == (1, 2)


def test_a_yes_after_a_no_has_to_be_meant(send, recorded):
    data = recorded()
    send(data)
    yes = {**recorded(), "code": data["code"]}
    yes["replies"]["publish"] = "yes"
    answer = send(yes)
    assert answer.status_code == 422 and answer.json()["not_meant"]
    assert Source.objects.count() == 1
    assert send({**yes, "meant": True}).status_code == 200
    assert Source.objects.count() == 2


def test_a_code_that_is_somebodys_is_refused_and_nothing_is_left_of_it(send, recorded):
    data = recorded()
    send(data)
    answer = send({**recorded("answers"), "code": data["code"]})
    assert answer.status_code == 422 and "used already" in answer.json()["why"]
    assert (Participant.objects.count(), Submission.objects.count()) == (1, 1)


def test_a_code_of_another_study_is_refused(client, send, recorded, organisation, at):
    other = seven_study(organisation, at)
    data = recorded(sheet=str(newest_sheet(other).pk))
    address = reverse("listen:phone_send", args=[other.pk])
    assert client.post(address, data, content_type="application/json").status_code == 200
    assert "used already" in send({**recorded(), "code": data["code"]}).json()["why"]
    assert "another study" in send(recorded(sheet=data["sheet"])).json()["why"]


def test_a_yes_while_intoxicated_waits_to_be_said_again(send, recorded):
    for kind in ("interview", "answers"):
        send(recorded(kind, intoxicated=True))
    for state in consent_states(Participant.objects.values_list("pk", flat=True)).values():
        assert state.on(Scope.TAKE_PART).to_reconfirm and state.on(Scope.QUOTE).to_reconfirm


def test_a_closed_study_takes_nothing_and_the_phone_keeps_it(send, recorded, asked):
    type(asked).objects.filter(pk=asked.pk).update(state="closed")
    for kind in ("interview", "answers"):
        assert send(recorded(kind)).status_code == 409
    assert not Submission.objects.exists() and not Participant.objects.exists()


def test_the_forms_own_rules_hold(send, recorded):
    assert "not known here" in send(recorded("answers", answers={"nowhere": "x"})).json()["why"]
    assert "not known here" in send(recorded("answers", answers={"a[1]/b": "x"})).json()["why"]
    assert not Participant.objects.exists()


BAD = [
    {"id": "x"}, {"kind": "x"}, {"kind": []}, {"on": "x"}, {"on": "2019-01-01"}, {"on": None},
    {"on": (TODAY + dt.timedelta(days=2)).isoformat()}, {"code": "1234"}, {"code": None},
    {"sheet": ""}, {"replies": {}}, {"replies": []}, {"replies": {"take_part": "yes"}},
    {"old_enough": False}, {"old_enough": "yes"}, {"turns": "x"}, {"turns": []}, {"turns": [1]},
    {"turns": [{"staff": True, "text": "only I"}]}, {"turns": [{"text": 5}]},
    {"turns": [{"text": "a" * 20_001}]}, {"turns": [{"text": "\ud800"}]},
    {"turns": [{"text": "a" * 20_000}] * 51}, {"fidelity": "x"},
]  # fmt: skip


@pytest.mark.parametrize("wrong", BAD, ids=lambda wrong: str(wrong)[:40])
def test_what_is_not_in_order_is_refused_before_anything_is_kept(recorded, wrong):
    data = {**recorded(), "code": "1234 5678 9012 345" + "0", **wrong}
    data["code"] = wrong.get("code", fresh_code())
    read_submission({**data, **{name: recorded()[name] for name in wrong}}, today=TODAY)
    with pytest.raises(BadSubmission):
        read_submission(data, today=TODAY)


@pytest.mark.parametrize("wrong", [{"answers": {}}, {"answers": []}, {"answers": {"a": 1}},
                                   {"answers": {"a": "b" * 20_001}}, {"form": "x"}])  # fmt: skip
def test_answers_are_checked_too(recorded, wrong):
    with pytest.raises(BadSubmission):
        read_submission({**recorded("answers"), **wrong}, today=TODAY)


def test_no_json_is_an_answer_too(client, send, asked):
    address = reverse("listen:phone_send", args=[asked.pk])
    for body in ("", "{", "[]", "null", '"x"'):
        answer = client.post(address, data=body, content_type="application/json")
        assert answer.status_code in (400, 422) and answer.json()["why"], body


def test_only_whoever_may_and_only_with_a_token(client, owner, worker, stranger, asked, recorded):
    from django.test import Client

    pages = [
        reverse(f"listen:{n}", args=[asked.pk]) for n in ("phone", "phone_worker", "phone_token")
    ]
    for who, status in ((owner, 200), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert [client.get(page).status_code for page in pages] == [status] * 3
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    address = reverse("listen:phone_send", args=[asked.pk])
    sent = {"data": json.dumps(recorded()), "content_type": "application/json"}
    assert strict.post(address, **sent).status_code == 403
    token = strict.get(pages[2]).json()["token"]
    assert strict.post(address, **sent, headers={"X-CSRFToken": token}).status_code == 200


def test_the_page_names_nobody(client, owner, asked):
    client.force_login(owner)
    page = client.get(reverse("listen:phone", args=[asked.pk])).text
    assert "Dev" not in page and "csrfmiddlewaretoken" not in page
    assert "ketamine" not in page.partition("<title>")[2].partition("</title>")[0].lower()


def test_every_part_of_the_page_is_on_its_list_of_what_is_kept():
    """Without signal the page opens with what its links name, and an import that none of them names
    would leave it dead."""
    page = (ROOM / "templates/listen/field/phone.html").read_text("utf-8")
    kept = set(re.findall(r"listen/(field[\w-]*\.js)", page))
    wanted, seen = {"field.js"}, set[str]()
    while wanted - seen:
        name = (wanted - seen).pop()
        seen.add(name)
        code = (ROOM / "static/listen" / name).read_text("utf-8")
        wanted |= set(re.findall(r'from "\./([\w-]+\.js)"', code))
    assert wanted == kept
