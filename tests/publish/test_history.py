"""What became of a draft can be seen, compared and taken back."""

from html import unescape

import pytest

from pennydrop.core.documents.blocks import Prose, QuoteRef
from pennydrop.core.documents.models import Revision
from pennydrop.rooms.publish.actions.drafts import put_block, remove_block
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from tests.publish.conftest import CANARY

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def peer(client, colleague):
    client.force_login(colleague)
    return client


@pytest.fixture
def changed(draft, at):
    """Three revisions: as started; a text anew; a quote taken out."""
    put_block(
        draft=draft, block=Prose("Told anew."), place=2, new=False, based_on=1,
        by="user:9", at=at,
    )  # fmt: skip
    second = draft_by_id(draft.id)
    place = next(n for n, b in enumerate(second.blocks, 1) if isinstance(b, QuoteRef))
    remove_block(draft=second, place=place, based_on=2, by="user:9", at=at)
    return draft_by_id(draft.id)


def test_two_revisions_stand_beside_each_other(peer, base, changed):
    assert "Revision 3" in peer.get(f"{base}history/").content.decode()
    page = unescape(peer.get(f"{base}history/2/").content.decode())
    assert "<ins>" in page and "<del>" in page and "Told anew" in page
    page = unescape(peer.get(f"{base}history/3/?with=1").content.decode())
    assert "Told anew" in page and "Quote from Interview 1" in page and "taken out: " in page


def test_no_revision_and_no_comparison_holds_their_words(peer, base, changed):
    assert CANARY not in str(list(Revision.objects.values_list("blocks", flat=True)))
    assert CANARY not in unescape(peer.get(f"{base}history/3/?with=1").content.decode())


def test_the_draft_goes_back_and_forward_again(peer, base, draft, changed):
    peer.post(f"{base}history/1/back/", {"based_on": 3})
    again = draft_by_id(draft.id)
    assert (again.number, again.blocks, again.keys) == (4, draft.blocks, draft.keys)
    peer.post(f"{base}history/3/back/", {"based_on": 4})
    assert draft_by_id(draft.id).blocks == changed.blocks


def test_going_back_overwrites_nobody(peer, base, draft, changed):
    answer = peer.post(f"{base}history/1/back/", {"based_on": 2}, follow=True)
    assert "saved revision 3 meanwhile" in answer.content.decode()
    assert draft_by_id(draft.id).number == 3


def test_going_back_brings_back_no_words_of_a_source(peer, base, draft, changed, told):
    row = Revision.objects.get(document=draft.id, number=1)
    blocks = [{"block": "prose", "markdown": f"It said: {CANARY}."}, *row.blocks[1:]]
    Revision.objects.filter(document=draft.id, number=1)._raw_delete("default")
    Revision.objects.create(
        document=draft.document, number=1, blocks=blocks, keys=row.keys, by="user:1", at=row.at
    )
    answer = peer.post(f"{base}history/1/back/", {"based_on": 3}, follow=True)
    assert "Make them a quote" in unescape(answer.content.decode())
    assert draft_by_id(draft.id).number == 3


def test_what_is_not_there_is_not_found(peer, base, changed):
    assert peer.get(f"{base}history/9/").status_code == 404
    assert peer.post(f"{base}history/9/back/", {"based_on": 3}).status_code == 404


def test_strangers_and_workers_see_nothing(client, stranger, worker, base, draft, changed):
    for person, status in ((stranger, 404), (worker, 403)):
        client.force_login(person)
        for page in (f"{base}history/", f"{base}history/2/"):
            assert client.get(page).status_code == status
        assert client.post(f"{base}history/1/back/", {"based_on": 3}).status_code == status
    assert draft_by_id(draft.id).number == 3
