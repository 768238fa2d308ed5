"""Pages of recordings: bringing one in, following it, listening, and a draft marked everywhere."""

import io
import struct
import wave

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.rooms.listen.actions import recording_engine
from pennydrop.rooms.listen.forms import recordings as forms
from pennydrop.rooms.listen.models import Participant, Recording, Session, Source
from pennydrop.rooms.listen.queries.recordings import file_of, sound
from pennydrop.rooms.listen.queries.sessions import typed_turns
from pennydrop.rooms.listen.rules.recording_drafts import Draft, Heard, Unheard
from pennydrop.rooms.listen.views import recordings as views

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
DRAFT = Draft((Heard(0, "How did it start?"), Heard(63, "At a party.")), 70)
M4A = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"mp42", 0, b"isom", b"mp42")
MDAT = struct.pack(">I4s", 8 + 40, b"mdat") + b"s" * 40


def wav(seconds=2):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\1\2" * 8000 * seconds)
    return out.getvalue()


def mp4(kind):
    """A whole, if silent, MP4 with one track of this kind."""
    hdlr = struct.pack(">I4sII4s12s", 32, b"hdlr", 0, 0, kind, b"")
    mdia = struct.pack(">I4s", 8 + len(hdlr), b"mdia") + hdlr
    trak = struct.pack(">I4s", 8 + len(mdia), b"trak") + mdia
    return M4A + struct.pack(">I4s", 8 + len(trak), b"moov") + trak + MDAT


@pytest.fixture
def machine(monkeypatch):
    """A machine that hears: it gives DRAFT, or raises what is put into the list."""
    troubles: list[Exception] = []

    def engine(data, told):
        told(50)
        if troubles:
            raise troubles.pop()
        return DRAFT

    monkeypatch.setattr("pennydrop.rooms.listen.tasks.hear_in_process", engine)
    monkeypatch.setattr(views, "can_hear", lambda: True)
    return troubles


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
    client.post(go("new_session"), said)
    return Session.objects.get()


def bring(client, go, session, data=None, **more):
    file = SimpleUploadedFile("Aisha at home.wav", wav() if data is None else data)
    said = {"file": file, "known": "on", "days": "14", **more}
    return client.post(go("bring_in_recording", session.pk), said)


def test_a_recording_is_brought_in_and_becomes_a_draft(client, go, session, machine):
    answer = bring(client, go, session)
    assert answer.status_code == 302
    recording = Recording.objects.get()
    assert (recording.state, recording.media) == ("drafted", "audio/wav")
    assert sound(recording, 0, recording.size) == wav()
    page = client.get(go("recordings", session.pk)).text
    assert "Recording 1" in page and "To be listened to and corrected" in page
    assert "Aisha" not in page
    for name in ("recordings", "session", "typing"):
        assert "machine’s draft" in client.get(go(name, session.pk)).text.lower(), name
    assert "Machine’s draft" in client.get(go("sessions")).text


def test_a_draft_is_corrected_and_handed_in_with_a_word_for_it(client, go, session, machine):
    bring(client, go, session)
    person, tape = Participant.objects.get(), Recording.objects.get()
    page = client.get(go("typing", session.pk))
    assert "1:03" in page.text and f'value="{tape.pk.hex}:63"' in page.text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    session.refresh_from_db()
    said = {"who": ["staff", str(person.pk)], "text": ["How did it start?", "At a party in May."],
            "mark": [f"{tape.pk.hex}:0", f"{tape.pk.hex}:63"], "seen": session.typed_version,
            "fidelity": "word_for_word"}  # fmt: skip
    refused = client.post(go("typing_done", session.pk), said)
    assert refused.status_code == 422
    assert "correct the draft first" in refused.text and "At a party in May." in refused.text
    assert client.post(go("typing_done", session.pk), {**said, "listened": "on"}).status_code == 302
    assert Source.objects.get().kind == "interview"
    page = client.get(go("session", session.pk)).text
    assert "machine’s draft" not in page.lower() and "Corrected" in page and "Destroyed on" in page


def test_a_save_keeps_who_is_not_known_yet(client, go, session, machine):
    bring(client, go, session)
    tape = Recording.objects.get()
    session.refresh_from_db()
    said = {"who": ["unsure", "staff"], "text": ["How?", "Mine"],
            "mark": [f"{tape.pk.hex}:4", ""], "seen": session.typed_version}  # fmt: skip
    client.post(go("typing", session.pk), said)
    kept = typed_turns(session.pk)
    assert [(turn.text, turn.unsure, bool(turn.mark)) for turn in kept] == [
        ("How?", True, True), ("Mine", False, False),
    ]  # fmt: skip


def test_a_player_is_given_parts_and_the_first_is_recorded(client, go, session, machine):
    bring(client, go, session)
    tape, whole = Recording.objects.get(), wav()
    address = go("recording_sound", session.pk, tape.pk)
    answer = client.get(address, headers={"Range": "bytes=100-199"})
    assert (answer.status_code, answer.content) == (206, whole[100:200])
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not Event.objects.filter(what="listen.recording.played").exists()
    answer = client.get(address)
    assert b"".join(answer) == whole and answer.headers["Content-Type"] == "audio/wav"
    assert Event.objects.filter(what="listen.recording.played").count() == 1
    assert client.get(address, headers={"Range": "bytes=999999-"}).status_code == 416
    file_of(tape.pk).unlink()
    assert client.get(address).status_code == 404


def test_phones_that_put_sound_into_mp4(client, go, session, machine):
    assert bring(client, go, session, mp4(b"soun")).status_code == 302
    assert Recording.objects.get().media == "audio/mp4"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"), (b"Just words.", "cannot read this file"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "cannot read this file"), (mp4(b"vide"), "video"),
        (M4A, "cannot open this recording"), (b"RIFF\0\0\0\0WAVEjunk", "cannot open"),
    ],
)  # fmt: skip
def test_what_is_no_recording_is_refused(client, go, session, machine, data, why):
    answer = bring(client, go, session, data)
    assert answer.status_code == 422 and why in answer.text
    assert not Recording.objects.exists()


def test_one_that_is_too_large_is_not_taken_in(client, go, session, machine, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 1000)
    answer = bring(client, go, session)
    assert answer.status_code == 422 and "larger than 120 megabytes" in answer.text
    assert not Recording.objects.exists()


@pytest.mark.parametrize("wrong", [{"known": ""}, {"days": "0"}, {"days": "91"}, {"days": ""}])
def test_everybody_knew_and_its_days_are_said(client, go, session, machine, wrong):
    assert bring(client, go, session, **wrong).status_code == 422
    assert not Recording.objects.exists()


def test_a_recording_comes_only_from_our_own_page(go, session, colleague, machine):
    """The token is checked although the file has to be caught before it is read."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(colleague)
    assert bring(strict, go, session).status_code == 403
    strict.get(go("recordings", session.pk))
    token = strict.cookies["csrftoken"].value
    assert bring(strict, go, session, csrfmiddlewaretoken=token).status_code == 302


def test_without_the_optional_part_it_is_not_offered(client, go, session, monkeypatch):
    monkeypatch.setattr(views, "can_hear", lambda: False)
    page = client.get(go("recordings", session.pk)).text
    assert "pip install" in page and 'type="file"' not in page
    assert bring(client, go, session).status_code == 404


def test_whether_the_optional_part_is_here(monkeypatch):
    for here in (True, False):
        recording_engine.can_hear.cache_clear()
        monkeypatch.setattr(recording_engine, "find_spec", lambda name, here=here: here or None)
        assert recording_engine.can_hear() is here
    recording_engine.can_hear.cache_clear()


def test_one_that_failed_is_tried_again(client, go, session, machine):
    machine.append(Unheard("The sound in this file cannot be read."))
    bring(client, go, session)
    page = client.get(go("recordings", session.pk)).text
    assert "The sound in this file cannot be read." in page and "Try it again" in page
    tape = Recording.objects.get()
    assert client.post(go("recording_again", session.pk, tape.pk)).status_code == 302
    tape.refresh_from_db()
    assert tape.state == "drafted"


def test_one_is_destroyed_by_hand(client, go, session, machine):
    bring(client, go, session)
    tape = Recording.objects.get()
    assert client.post(go("destroy_recording", session.pk, tape.pk)).status_code == 302
    assert not file_of(tape.pk).exists()
    page = client.get(go("session", session.pk)).text
    assert "Destroyed" in page and "by hand" in page
    assert client.get(go("recording_sound", session.pk, tape.pk)).status_code == 404


def test_recordings_are_closed_to_who_may_not(client, go, session, machine, worker, stranger):
    bring(client, go, session)
    tape = Recording.objects.get()
    for user, status in ((worker, 403), (stranger, 404)):
        client.force_login(user)
        assert client.get(go("recordings", session.pk)).status_code == status
        assert client.get(go("recording_sound", session.pk, tape.pk)).status_code == status
        assert client.post(go("destroy_recording", session.pk, tape.pk)).status_code == status
        assert bring(client, go, session).status_code == status
    assert file_of(tape.pk).exists()
