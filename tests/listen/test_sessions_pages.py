"""Pages of sessions, typing and the guide, as staff meet them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.rooms.listen.actions.studies import create_from_builtin
from pennydrop.rooms.listen.models import Participant, Session, Source
from pennydrop.rooms.listen.public import consents_of
from pennydrop.rooms.listen.queries.sessions import typed_turns
from pennydrop.rooms.listen.rules.consent import Reply, Scope

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def go(client, colleague, study):
    client.force_login(colleague)

    def address(name, *more):
        return reverse(f"listen:{name}", args=[study.pk, *more])

    return address


@pytest.fixture
def session(client, go, colleague):
    said = {"kind": "interview", "on": "2026-03-01", "joining": "1",
            "interviewer": f"user:{colleague.pk}"}  # fmt: skip
    answer = client.post(go("new_session"), said)
    assert answer.status_code == 302
    return Session.objects.get()


@pytest.fixture
def somebody(session):
    return Participant.objects.get()


def test_a_session_is_noted_with_who_was_there(client, go, session, somebody):
    page = client.get(go("session", session.pk)).text
    assert "Interview session 1" in page
    assert "Asked by Ros" in page
    assert somebody.name in page
    assert "Not recorded yet" in page
    assert "Interview session 1" in client.get(go("sessions")).text


@pytest.mark.parametrize(
    "wrong",
    [{"kind": ""}, {"on": "2999-01-01"}, {"on": ""}, {"joining": "-1"}, {"joining": "500"},
     {"interviewer": "user:999999"}, {"place": "7"}],
)  # fmt: skip
def test_what_cannot_be_is_refused(client, go, colleague, wrong):
    said = {"kind": "interview", "on": "2026-03-01", "interviewer": f"user:{colleague.pk}"}
    assert client.post(go("new_session"), {**said, **wrong}).status_code == 422
    assert not Session.objects.exists()


def test_what_somebody_agreed_to_is_recorded_scope_by_scope(client, go, session, somebody):
    address = go("session_consent", session.pk, somebody.pk)
    assert "checked" not in client.get(address).text
    said = {scope.value: "yes" for scope in Scope}
    assert client.post(address, said).status_code == 422  # how it was asked is missing
    assert client.post(address, {**said, "publish": "no", "how": "signed"}).status_code == 302
    state = consents_of([somebody.pk])[somebody.pk]
    assert state.on(Scope.QUOTE).reply is Reply.YES
    assert state.on(Scope.PUBLISH).reply is Reply.NO
    assert "Recorded" in client.get(go("session", session.pk)).text
    again = client.post(address, {**said, "how": "read_aloud"})
    assert again.status_code == 422
    assert "said no before to: publish" in again.text
    client.post(address, {**said, "how": "read_aloud", "meant": "on"})
    assert consents_of([somebody.pk])[somebody.pk].on(Scope.PUBLISH).reply is Reply.YES


def turns(somebody, *texts, seen=0):
    who = ["staff", str(somebody.pk)]
    return {"who": [who[n % 2] for n in range(len(texts))], "text": list(texts), "seen": seen}


def test_a_transcript_is_typed_kept_and_handed_in(client, go, session, somebody):
    address = go("typing", session.pk)
    assert client.post(address, turns(somebody, "So?", "At a party.", "")).status_code == 302
    page = client.get(address).text
    assert "At a party." in page
    more = turns(somebody, "So?", "At a party.", "And?", "It burned.", seen=1)
    assert client.post(go("typing_done", session.pk), more).status_code == 422
    done = client.post(go("typing_done", session.pk), {**more, "fidelity": "word_for_word"})
    assert done.status_code == 302
    page = client.get(go("session", session.pk)).text
    assert f"Next: record what {somebody.name} agreed to." in page and "Next: names out" not in page
    assert f">record what {somebody.name} agreed to</a>" in page
    assert Source.objects.get().segment_set.count() == 4
    assert client.get(address).status_code == 302
    assert "They are <b>Interview 1" in client.get(go("session", session.pk)).text


def test_a_save_by_itself_answers_in_json(client, go, session, somebody):
    address, asks = go("typing", session.pk), {"Accept": "application/json"}
    told = client.post(address, turns(somebody, "So?", "Yes."), headers=asks)
    assert told.json() == {"seen": 1, "turns": 2, "note": ""}
    late = client.post(address, turns(somebody, "Other", "Words"), headers=asks)
    assert late.status_code == 409
    assert "Nothing was overwritten" in late.json()["why"]
    gone = {"who": [str(uuid.uuid4())], "text": ["x"], "seen": 1}
    assert "left out" in client.post(address, gone, headers=asks).json()["note"]


def test_what_was_typed_stands_on_the_page_that_refuses_it(client, go, session, somebody):
    address = go("typing", session.pk)
    client.post(address, turns(somebody, "So?", "First."))
    late = client.post(address, turns(somebody, "So?", "Second."))
    assert late.status_code == 422
    assert "Second." in late.text
    shown = late.context["form"]["seen"].value()  # pressing the same button again
    again = client.post(address, turns(somebody, "So?", "Second.", seen=shown))
    assert again.status_code == 422
    assert typed_turns(session.pk)[1].text == "First."


def test_a_file_goes_the_usual_way_and_comes_back_to_its_session(
    client, go, session, somebody, empty_scratch
):
    assert client.post(go("session_files", session.pk)).status_code == 422
    file = SimpleUploadedFile("talk.txt", b"Interviewer: So?\n\nKaren: At a party.\n")
    answer = client.post(go("session_files", session.pk), {"files": [file]})
    batch = client.get(answer["Location"]).context["batch"]
    assert "on their way in" in client.get(go("session", session.pk)).text
    said = {"kind": "interview", "fidelity": "notes", "voice-0-0-0": "staff",
            "voice-0-0-1": f"person:{somebody.pk}"}  # fmt: skip
    client.post(go("who", batch.id), said)
    session.refresh_from_db()
    assert session.source.title == "Interview 1"
    assert session.batch is None


def test_sessions_of_another_study_are_not_there(client, go, session, somebody, organisation, at):
    other = create_from_builtin(organisation=organisation.pk, title="Other", by="test", at=at)
    for name, more in (("session", []), ("typing", []), ("session_consent", [somebody.pk])):
        wrong = reverse(f"listen:{name}", args=[other.pk, session.pk, *more])
        assert client.get(wrong).status_code == 404


def test_sessions_are_closed_to_who_may_not(client, worker, stranger, study, session):
    for reader, status in ((worker, 403), (stranger, 404)):
        client.force_login(reader)
        for name in ("session", "typing"):
            address = reverse(f"listen:{name}", args=[study.pk, session.pk])
            assert client.get(address).status_code == status


def test_the_guide_has_questions_and_prompts(client, colleague, organisation, at):
    client.force_login(colleague)
    study = create_from_builtin(organisation=organisation.pk, title="Seven", by="test", at=at)
    address = reverse("listen:guide", args=[study.pk])
    page = client.get(address).text
    assert "How did it start?" in page
    assert "To read aloud" in page
    edit = reverse("listen:edit_guide", args=[study.pk])
    said = {"q-start": "Where were you?\nWho was there?", "opening": "Say who you are."}
    assert client.post(edit, said).status_code == 302
    page = client.get(address).text
    assert "<li>Who was there?</li>" in page
    assert "Say who you are." in page
    client.post(edit, {"opening": ""})
    assert "Say who you are." not in client.get(address).text
