"""The team talks about a draft, block by block."""

from html import unescape

import pytest

from pennydrop.core.documents.commenting import BadComment, threads_of
from pennydrop.core.documents.models import Comment
from pennydrop.rooms.publish.actions.comments import comment_on, settle
from pennydrop.rooms.publish.actions.drafts import Copied, move_block, remove_block
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from tests.publish.conftest import CANARY

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def key(draft):
    return draft.keys[1]


@pytest.fixture
def thread(draft, key, at):
    return comment_on(draft=draft, key=key, text="Who is “us” here?", by="user:9", at=at)


@pytest.fixture
def peer(client, colleague):
    client.force_login(colleague)
    return client


def test_a_peer_comments_answers_and_settles(peer, draft, base, key, thread):
    page = unescape(peer.get(f"{base}comments/{key}/").content.decode())
    assert "This report is what they said" in page, "the block itself is not beside it"
    assert "Who is “us” here?" in page and "Comments on block 2, text" in page
    peer.post(f"{base}comments/{key}/", {"text": "The network.", "answers": thread.pk})
    (found,) = threads_of(draft.id)
    assert [one.text for one in found.said] == ["Who is “us” here?", "The network."] and found.open
    peer.post(f"{base}comments/{thread.pk}/settle/")
    assert not threads_of(draft.id)[0].open
    page = peer.get(f"{base}comments/").content.decode()
    assert "Settled by" in page and "The network." in page


def test_the_draft_shows_how_many_are_open(peer, draft, base, thread, at):
    page = " ".join(peer.get(base).content.decode().split())
    assert "1 comment<" in page and "Comments, 1 open" in page
    settle(draft=draft, thread=thread.pk, by="user:1", at=at)
    assert "1 comment<" not in peer.get(base).content.decode()


def test_an_answer_opens_a_settled_thread_again(draft, key, thread, at):
    settle(draft=draft, thread=thread.pk, by="user:1", at=at)
    comment_on(draft=draft, key=key, text="Not yet.", answers=thread.pk, by="user:9", at=at)
    assert threads_of(draft.id)[0].open


def test_a_comment_goes_with_its_block(peer, draft, base, key, thread, at):
    move_block(draft=draft, place=2, steps=3, based_on=1, by="user:1", at=at)
    assert "Comments on block 5" in peer.get(f"{base}comments/{key}/").content.decode()
    moved = draft_by_id(draft.id)
    remove_block(draft=moved, place=5, based_on=2, by="user:1", at=at)
    assert "a block that was taken out" in peer.get(f"{base}comments/{key}/").content.decode()
    with pytest.raises(BadComment):
        comment_on(draft=draft_by_id(draft.id), key=key, text="Late.", by="user:1", at=at)


def test_nothing_that_somebody_said_is_repeated_in_a_comment(peer, draft, base, key, at):
    with pytest.raises(Copied):
        comment_on(draft=draft, key=key, text=f"As in: {CANARY}.", by="user:1", at=at)
    page = peer.post(f"{base}comments/{key}/", {"text": f"As in: {CANARY}."}).content.decode()
    assert "Make them a quote" in page and "Error: " in page
    assert not Comment.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_a_comment_needs_words_and_an_end(peer, draft, base, key, text, at):
    assert peer.post(f"{base}comments/{key}/", {"text": text}).status_code == 200
    with pytest.raises(BadComment):
        comment_on(draft=draft, key=key, text=text, by="user:1", at=at)


def test_a_thread_of_another_document_is_not_answered_or_settled(draft, key, thread, at):
    Comment.objects.filter(pk=thread.pk).update(first=thread.pk)
    with pytest.raises(BadComment):
        settle(draft=draft, thread=thread.pk, by="user:1", at=at)
    with pytest.raises(BadComment):
        comment_on(draft=draft, key=key, text="Well.", answers=999, by="user:1", at=at)


def test_strangers_and_workers_see_and_say_nothing(client, stranger, worker, draft, base, key):
    for person, status in ((stranger, 404), (worker, 403)):
        client.force_login(person)
        for page in (f"{base}comments/", f"{base}comments/{key}/"):
            assert client.get(page).status_code == status
        assert client.post(f"{base}comments/{key}/", {"text": "Hello."}).status_code == status
    assert not Comment.objects.exists()


def test_nobody_comments_on_what_never_was(peer, base):
    assert peer.get(f"{base}comments/nothing/").status_code == 404
    assert peer.post(f"{base}comments/7/settle/").status_code == 404
