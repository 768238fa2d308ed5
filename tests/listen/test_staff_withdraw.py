"""A coordinator takes words back on somebody's wish, and the receipt is worked through."""

import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.erasure.models import HandCopy, Receipt
from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.actions.receipts import mark_copy_destroyed, mark_receipt_seen
from pennydrop.rooms.listen.models import Participant, Segment
from pennydrop.rooms.listen.queries.receipts import unseen_receipts

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

TALK = b"Interviewer: How did it start?\n\nKaren: At a party.\n\nInterviewer: And?\n\nKaren: Bad.\n"


@pytest.fixture
def teller(study, at):
    import_files(
        study=study,
        files=[Upload.of("a.txt", TALK)],
        kind="interview",
        fidelity="notes",
        consents={"take_part": "yes"},
        by="test",
        at=at,
    )
    return Participant.objects.get()


@pytest.fixture
def copy(study, at):
    return HandCopy.objects.create(
        study=study.pk, what="Findings, printed", by="test", on=at.date()
    )


@pytest.fixture
def take_back(client, owner, study, teller):
    client.force_login(owner)
    address = reverse("listen:take_back", args=[study.pk, teller.pk])

    def go(**said):
        return client.post(address, said) if said else client.get(address)

    return go


def test_the_page_says_what_will_go_and_shows_no_word(take_back):
    page = take_back().text
    assert "Pieces of the words as they were given: <b>4</b>" in page and "Interview 1" in page
    assert "Answers about what we may do: <b>1</b>" in page
    assert "party" not in page and "Karen" not in page


def test_nothing_goes_without_a_tick(take_back, teller):
    answer = take_back(sure="")
    assert answer.status_code == 422 and "own wish" in answer.text
    assert Segment.objects.count() == 4 and teller.pk in holders()


def test_words_go_and_the_receipt_says_so(take_back, teller, client, copy, owner):
    answer = take_back(sure="yes")
    receipt = Receipt.objects.get()
    assert (receipt.name, receipt.asked) == ("P001", "through a coordinator")
    assert receipt.keys_gone and teller.pk not in holders()
    assert not Segment.objects.exists()
    done = Event.objects.get(what="listen.participant.withdrawn")
    assert done.by == f"user:{owner.pk}"
    page = client.get(answer["Location"]).text
    assert (
        "<dt>Pieces of the words as they were given" in page
        and "<dd>4</dd>" in page
        and "in Listen" in page
    )
    assert receipt.pk.hex[:8].upper() in page
    assert receipt.key_copy_gone_by.strftime("%-d %B %Y") in page
    assert "disk must be encrypted" in page and "Findings, printed" in page
    assert "data-print" in page
    assert "could still open them" in page and "Nobody can read these words again" not in page


def test_the_longest_way_of_asking_fits_its_column():
    from pennydrop.rooms.listen.views.people import ASKED

    assert len(ASKED) <= Receipt._meta.get_field("asked").max_length


def test_taking_back_twice_leads_to_the_receipts(take_back, client):
    take_back(sure="yes")
    answer = take_back(sure="yes")
    assert answer["Location"].endswith("/receipts/")
    assert Receipt.objects.count() == 1
    assert "already" in client.get(answer["Location"]).text


def test_a_colleague_who_does_not_coordinate_may_not(take_back, client, colleague, teller):
    client.force_login(colleague)
    assert take_back(sure="yes").status_code == 403
    assert Segment.objects.count() == 4


def test_nobody_of_another_study_can_be_taken_back_here(take_back, teller, client, new_study, at):
    from pennydrop.rooms.listen.actions.studies import create_study

    other = create_study(new=new_study, by="test", at=at)
    address = reverse("listen:take_back", args=[other.pk, teller.pk])
    assert client.post(address, {"sure": "yes"}).status_code == 404
    assert Segment.objects.count() == 4


def test_a_receipt_is_seen_once(take_back, client, study, owner, at):
    take_back(sure="yes")
    (receipt,) = unseen_receipts([study.pk])
    client.post(reverse("listen:receipt_seen", args=[study.pk, receipt.pk]))
    assert unseen_receipts([study.pk]) == []
    mark_receipt_seen(receipt=receipt, by="user:999", at=at)
    receipt.refresh_from_db()
    assert receipt.seen_by == f"user:{owner.pk}"
    assert Event.objects.filter(what="listen.receipt.seen").count() == 1


def test_a_copy_is_destroyed_and_stays_on_the_receipt(take_back, client, study, copy, owner):
    take_back(sure="yes")
    receipt = Receipt.objects.get()
    assert "To be destroyed" in client.get(reverse("listen:receipts", args=[study.pk])).text
    address = reverse("listen:copy_destroyed", args=[study.pk, receipt.pk, copy.pk])
    page = client.post(address, follow=True).text
    copy.refresh_from_db()
    assert copy.destroyed_by == f"user:{owner.pk}"
    assert "Findings, printed" in page and "destroyed on" in page
    assert "To be destroyed" not in client.get(reverse("listen:receipts", args=[study.pk])).text


def test_a_copy_of_another_study_is_not_found(take_back, client, study, at):
    import uuid

    take_back(sure="yes")
    elsewhere = HandCopy.objects.create(study=uuid.uuid4(), what="X", by="test", on=at.date())
    address = reverse(
        "listen:copy_destroyed", args=[study.pk, Receipt.objects.get().pk, elsewhere.pk]
    )
    assert client.post(address).status_code == 404


@pytest.mark.parametrize("which", ["seen", "destroyed"])
def test_no_mark_without_a_record(take_back, copy, at, monkeypatch, which):
    take_back(sure="yes")
    monkeypatch.setattr("pennydrop.rooms.listen.actions.receipts.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        if which == "seen":
            mark_receipt_seen(receipt=Receipt.objects.get(), by="user:1", at=at)
        else:
            mark_copy_destroyed(copy=copy, by="user:1", at=at)
    copy.refresh_from_db()
    assert Receipt.objects.get().seen_by == "" and copy.destroyed_on is None


def test_no_receipt_yet_is_said(client, owner, study):
    client.force_login(owner)
    page = client.get(reverse("listen:receipts", args=[study.pk])).text
    assert "Nobody has taken their words back" in page
