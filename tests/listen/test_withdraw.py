"""A person takes their words back."""

import pytest

from pennydrop.core.erasure.models import Receipt
from pennydrop.core.vault.keys import holders
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.actions.withdrawal import (
    AlreadyWithdrawn,
    finish_withdrawals,
    withdraw,
)
from pennydrop.rooms.listen.models import Consent, Participant, Segment, Source
from pennydrop.rooms.listen.public import original_segments

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def teller(study, at):
    person = add_participant(study=study, state="shared", lookup="a" * 64, by="quiet", at=at)
    record_consent(
        participant=person,
        answers={"take_part": "yes", "analyse": "yes"},
        sheet=None,
        how="online",
        by="quiet",
        at=at,
    )
    return person


@pytest.fixture
def source(study, teller, at):
    return add_source(
        study=study,
        kind="survey",
        fidelity="word_for_word",
        by="quiet",
        at=at,
        segments=[NewSegment(owner=teller, speaker="P001", text="it burned like glass")],
    )


def test_words_can_be_read_until_they_are_taken_back(teller, source, at):
    assert original_segments(source.pk)[0].text == "it burned like glass\n"

    receipt = withdraw(participant=teller, asked="with the code", by="quiet", at=at)

    assert receipt.keys_gone and receipt.name == "P001"
    assert receipt.removed["listen"]["pieces of the words as they were given"] == 1
    assert not Segment.objects.exists() and not Source.objects.exists()
    assert not Consent.objects.exists()
    assert teller.pk not in holders() | holders(kind="raw")


def test_taking_back_twice_leaves_one_receipt(teller, source, at):
    withdraw(participant=teller, asked="with the code", by="quiet", at=at)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(participant=teller, asked="with the code", by="quiet", at=at)
    assert Receipt.objects.count() == 1


def test_nothing_changes_when_the_record_cannot_be_written(teller, source, at, monkeypatch):
    monkeypatch.setattr("pennydrop.rooms.listen.actions.withdrawal.note", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        withdraw(participant=teller, asked="with the code", by="quiet", at=at)
    assert Participant.objects.get(pk=teller.pk).state == "shared"
    assert original_segments(source.pk)[0].text == "it burned like glass\n"


def test_power_fails_before_the_keys_die_and_the_start_finishes_it(teller, source, at, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("pennydrop.core.vault.keys.destroy", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            withdraw(participant=teller, asked="with the code", by="quiet", at=at)
    assert teller.pk in holders()

    assert finish_withdrawals(at=at) == 1

    assert teller.pk not in holders()
    assert Receipt.objects.get().keys_gone


def test_a_restored_backup_forgets_whoever_has_no_key(teller, source, at, monkeypatch):
    from pennydrop.core.vault import keys

    keys.destroy([teller.pk])  # the newest key store; the data is an older copy
    with pytest.raises(KeyGone):
        original_segments(source.pk)

    assert finish_withdrawals(at=at) == 1

    assert not Segment.objects.exists()
    assert Participant.objects.get(pk=teller.pk).state == "withdrawn"
