"""A line published with a yes outlasts the study; taking it back still removes it."""

import datetime as dt

import pytest

from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen.actions.retention import delete_what_is_over
from pennydrop.rooms.listen.actions.withdrawal import finish_withdrawals, withdraw
from pennydrop.rooms.listen.models import Participant, RetentionReceipt
from pennydrop.rooms.listen.models import Segment as Original
from pennydrop.rooms.understand.models import Segment
from tests.listen.entered import enter_all
from tests.publish.conftest import CANARY

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
OVER = dt.datetime(2033, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def over(told, edition, study, at):
    enter_all(study, at)
    delete_what_is_over(at=OVER)
    return Participant.objects.get(pk=told.person().pk)


def test_the_words_go_and_the_published_line_stays(told, over, edition, client):
    receipt = RetentionReceipt.objects.get()
    assert receipt.published == 1 and receipt.people == len(told.texts)
    assert not Original.objects.exists() and not Segment.objects.exists()
    assert CANARY in client.get(edition.address).content.decode()
    assert over.state == "ended"
    assert over.pk in holders() and over.pk not in holders(kind="raw")
    assert holders() == {over.pk}


def test_it_can_still_be_taken_back(told, over, edition, client):
    withdraw(participant=over, asked="through a coordinator", by="user:1", at=OVER)
    assert CANARY not in client.get(edition.address).content.decode()
    assert over.pk not in holders()


def test_the_next_start_leaves_it_as_it_is(over, edition, client):
    assert delete_what_is_over(at=OVER) == []
    assert finish_withdrawals(at=OVER) == 0
    assert CANARY in client.get(edition.address).content.decode()
