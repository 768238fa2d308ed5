"""With the code, what is allowed can be changed, and words can be taken back."""

import pytest

from pennydrop.core.erasure.models import Receipt
from pennydrop.rooms.listen.models import Answer, Consent, Participant, Segment
from pennydrop.rooms.listen.public import consents_of
from pennydrop.rooms.listen.rules.consent import Use, may
from tests.listen.answering import Teller, seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ALL = ["start", "change", "harms", "barriers", "services", "help", "recovery"]


@pytest.fixture
def study(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def teller(study):
    return Teller(study)


def test_consents_change_with_the_code_and_every_version_stays(teller, study):
    code = teller.begin("mine")
    teller.share(quote="yes", publish="yes")
    back = Teller(study)
    back.post("code", code=code)
    assert 'value="yes" checked' in back.get("use")
    assert "No" in back.post("use", quote="no", publish="yes", keep="unknown")
    person = Participant.objects.get()
    assert not may(consents_of([person.pk])[person.pk], Use.PUBLISH_QUOTE)
    versions = Consent.objects.filter(scope="quote").order_by("version")
    assert [(c.version, c.answer, c.sheet.version) for c in versions] == [
        (1, "yes", 1), (2, "no", 1),
    ]  # fmt: skip
    assert Consent.objects.filter(scope="publish").count() == 1


def test_words_are_taken_back_with_the_code_and_a_receipt(teller, study):
    code = teller.begin("a canary sang")
    teller.share()
    back = Teller(study)
    assert "a canary sang" in back.post("code", code=code)
    asked = back.get("away")
    assert (
        "Nothing was made from them yet" in asked
        and "Pieces of the words as they were given: 1" in asked
    )
    assert Participant.objects.get().state == "shared"
    note = back.post("away")
    receipt = Receipt.objects.get()
    assert receipt.pk.hex[:8].upper() in note and "P001" in note and receipt.keys_gone
    assert str(receipt.pk) not in note
    assert not Segment.objects.exists() and not Consent.objects.exists()
    assert "Type your code" in back.get("mine")
    assert "No words are kept" in back.post("code", code=code)


def test_a_draft_can_be_taken_back_too(teller):
    teller.begin("not yet shared")
    assert "Nobody has read them" in teller.get("away")
    teller.post("away")
    assert not Answer.objects.exists() and Receipt.objects.count() == 1
