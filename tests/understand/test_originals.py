"""Originals go early, once names are out of everything a person said."""

import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.vault import keys
from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.models import Segment as Original
from pennydrop.rooms.listen.public import original_segments
from pennydrop.rooms.understand.actions.correcting import hide_everywhere
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.models import Identifier, OneMention
from pennydrop.rooms.understand.queries.originals import ready_to_destroy
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.rules.weighing import Ruling
from tests.understand.deciding import hide
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def ash(study):
    return somebody(study, hide=["Danny"])


@pytest.fixture
def signed(study, ash, at):
    source = tell(study, [(ash, "Danny drove.")])
    decide_many(source=source.pk, rulings=[hide("Danny", "[friend 1]")], by="user:1", at=at)
    sign_names_out(source=source.pk, by="user:1", at=at)
    return source


def test_everything_that_leads_back_goes_and_the_words_stay(study, ash, signed, at):
    assert ready_to_destroy(study.pk) == [ash.pk]
    assert destroy_originals(study=study.pk, by="user:1", at=at) == 1
    assert ash.pk not in holders(kind="raw") and ash.pk in holders(kind="words")
    assert not Identifier.objects.exists() and not OneMention.objects.exists()
    assert not Original.objects.filter(sealed__isnull=False).exists()
    assert Participant.objects.get(pk=ash.pk).hide is None
    assert original_segments(signed.pk) == []
    assert segments_of(signed.pk)[0].text == "[friend 1] drove.\n"
    assert Event.objects.filter(what="understand.originals.destroyed").count() == 1
    assert destroy_originals(study=study.pk, by="user:1", at=at) == 0


def test_nobody_goes_while_one_of_their_sources_waits(study, ash, signed, at):
    tell(study, [(ash, "One more thing.")])
    assert destroy_originals(study=study.pk, by="user:1", at=at) == 0
    assert ash.pk in holders(kind="raw") and len(original_segments(signed.pk)) == 1


def test_power_fails_before_the_key_dies_and_pressing_again_finishes(
    study, ash, signed, at, monkeypatch
):
    with monkeypatch.context() as broken:
        broken.setattr(keys, "destroy", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            destroy_originals(study=study.pk, by="user:1", at=at)
    assert ash.pk in holders(kind="raw")
    assert destroy_originals(study=study.pk, by="user:1", at=at) == 1
    assert ash.pk not in holders(kind="raw")


def test_signed_texts_can_still_be_corrected_afterwards(study, ash, signed, at):
    destroy_originals(study=study.pk, by="user:1", at=at)
    done = hide_everywhere(
        source=signed.pk, ruling=Ruling("drove", "person", "hide", "thing"), by="user:1", at=at
    )
    assert done.places == 1 and not Identifier.objects.exists()


def test_a_coordinator_confirms_and_a_colleague_may_not(
    client, owner, colleague, stranger, study, ash, signed
):
    address = reverse("understand:originals", args=[study.pk])
    for user, status in ((colleague, 403), (stranger, 404)):
        client.force_login(user)
        assert client.post(address, {"sure": "yes"}).status_code == status
    client.force_login(owner)
    assert ash.name in client.get(address).content.decode()
    assert client.post(address).status_code == 422
    assert ash.pk in holders(kind="raw")
    assert client.post(address, {"sure": "yes"}).status_code == 302
    assert ash.pk not in holders(kind="raw")
    page = client.get(reverse("understand:review", args=[signed.pk]))
    assert page.status_code == 200 and "Names taken out" in page.content.decode()
