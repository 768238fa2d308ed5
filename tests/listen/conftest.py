"""Fixtures of the listen room's tests."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.actions import uploads
from pennydrop.rooms.listen.rules.form import read_form
from tests.listen.answering import Teller
from tests.listen.every_kind import study_of


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
