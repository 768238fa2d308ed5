"""The Listen room's page of a study says what comes next, in one sentence."""

import pytest
from django.urls import reverse

from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def next_of(client, study):
    page = client.get(reverse("listen:study", args=[study.pk])).content.decode()
    return page.partition("What comes next:</b>")[2].partition("</p>")[0]


def take_out(source, at):
    decide_many(source=source.pk, rulings=[], rest="hide", by="user:1", at=at)
    return sign_names_out(source=source.pk, by="user:1", at=at)


def test_it_leads_from_names_to_codes(client, owner, study, at):
    client.force_login(owner)
    assert next_of(client, study) == ""
    first = tell(study, [(somebody(study), "Danny drove.")])
    tell(study, [(somebody(study, consent={}), "Nobody asked me.")])
    assert "1 source has its names still in" in next_of(client, study)
    tell(study, [(somebody(study), "It was quiet.")])
    said = next_of(client, study)
    assert "2 sources have their names still in" in said
    assert reverse("understand:review-list", args=[study.pk]) in said
    take_out(first, at)
    assert "1 source has its names still in" in next_of(client, study)


def test_it_leads_on_to_coding(client, owner, study, at):
    client.force_login(owner)
    source = tell(study, [(somebody(study), "It was quiet.")])
    text = take_out(source, at)
    said = next_of(client, study)
    assert "1 source waits to be coded" in said
    assert reverse("understand:study", args=[study.pk]) in said
    code = make_code(study=study.pk, name="Quiet", by="user:1", at=at)
    add_coding(text=text.pk, code=code.pk, start=0, end=5, by="user:1", at=at)
    assert "every source is being coded" in next_of(client, study)


def test_a_stranger_is_told_nothing(client, stranger, study):
    tell(study, [(somebody(study), "Danny drove.")])
    client.force_login(stranger)
    page = client.get(reverse("listen:study", args=[study.pk]))
    assert page.status_code == 404 and "What comes next" not in page.content.decode()
