"""Fixtures of the listen room's tests."""

import datetime as dt
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.actions import uploads
from pennydrop.rooms.listen.actions.recording_hearing import hear
from pennydrop.rooms.listen.actions.recordings import NewRecording, keep_recording
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session
from pennydrop.rooms.listen.queries.sessions import people_at
from pennydrop.rooms.listen.rules.form import read_form
from tests.listen.answering import Teller
from tests.listen.every_kind import study_of
from tests.listen.questioning import Desk, step, whole
from tests.listen.recording import DRAFT, SOUND


@pytest.fixture
def empty_scratch():
    for path in folder("uploads").iterdir():
        uploads.throw_away(batch_id=UUID(path.name))


@pytest.fixture
def add(client, owner, study, empty_scratch):
    """Send files; gives the batch's number and the page that follows."""
    client.force_login(owner)

    def go(*files):
        sent = [SimpleUploadedFile(name, data) for name, data in files]
        answer = client.post(reverse("listen:bring_in", args=[study.pk]), {"files": sent})
        page = client.get(answer["Location"])
        return page.context["batch"].id, page.text

    return go


@pytest.fixture
def answer(client, study):
    def go(batch, **said):
        address = reverse("listen:who", args=[study.pk, batch])
        return client.post(address, {key.replace("_", "-"): v for key, v in said.items()})

    return go


@pytest.fixture
def asks(new_study, at):
    """A study that asks rows of a survey, and somebody who has begun with the first question."""

    def make(*survey, choices=(), columns=("type", "name", "label", "relevant", "required")):
        rows = {"survey": [list(columns), *map(list, survey)]}
        if choices:
            rows["choices"] = [["list_name", "name", "label"], *map(list, choices)]
        return Teller(study_of(read_form(rows), new_study, at))

    return make


@pytest.fixture
def desk(client, owner, study):
    """The questions of a study, and somebody who works on them."""
    client.force_login(owner)
    return Desk(client, study)


@pytest.fixture
def begun(study, at):
    """The questions are begun with, and no version of them is kept yet."""
    step(study, whole(), at, "Began")


@pytest.fixture
def meet(study, at):
    """Note a session; gives it and its people."""

    def go(kind="interview", joining=1):
        new = NewSession(kind=kind, on=dt.date(2026, 2, 3), place=None, interviewer="user:1")
        made = note_session(study=study, new=new, people=(), joining=joining, by="user:1", at=at)
        return made, people_at(made.pk)

    return go


@pytest.fixture
def keep(at):
    def go(session, days=14):
        new = NewRecording(SOUND, "audio/wav", days)
        return keep_recording(session=session, new=new, by="user:1", at=at)

    return go


@pytest.fixture
def drafted(meet, keep, at):
    """A session with a machine's draft: the session, its people, the recording."""

    def go(kind="interview", joining=1, draft=DRAFT):
        session, people = meet(kind, joining)
        recording = keep(session)
        hear(recording_id=recording.pk, engine=lambda data, told: draft, at=at)
        session.refresh_from_db()
        recording.refresh_from_db()
        return session, people, recording

    return go
