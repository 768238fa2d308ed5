"""A recommendation that stands in released findings is put to an owner as it stands there, and the
edition and the promise lead to each other."""

import pytest

from pennydrop.core.documents.blocks import Prose
from pennydrop.core.documents.blocks import Recommendation as RecommendationBlock
from pennydrop.rooms.publish.actions.recommendations import follow_block
from pennydrop.rooms.publish.models import Ask, Recommendation
from pennydrop.rooms.publish.queries.parts import parts_of
from pennydrop.rooms.publish.rules.owners import names_one
from tests.publish.promising import ASKED, BY, after
from tests.publish.releasing import released_with

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]

TEXT = "Ring on the day that was named."
PUT = {"owner": "The county partnership", "kind": "PARTNERSHIP", "on": "2026-03-10",
       "how": "by letter", "wait_days": "30"}  # fmt: skip
LIST = "/publish/promises/"


@pytest.fixture
def card(told, draft, at, on):
    on(ASKED.date())
    return released_with(told, draft, RecommendationBlock(TEXT, "The county partnership"), at)


@pytest.fixture
def there(card):
    return f"{LIST}from/{card.slug}/{parts_of(card)[0].key}/put/"


def page(client, address):
    return client.get(address).content.decode()


def test_it_waits_in_the_list_and_is_put_without_typing_it_again(client, owner, card, there):
    client.force_login(owner)
    assert there in page(client, LIST) and TEXT in page(client, LIST)
    form = page(client, there)
    assert TEXT in form and 'value="The county partnership"' in form
    answer = client.post(there, PUT)
    row = Recommendation.objects.get()
    assert answer["Location"] == f"{LIST}{row.pk}/"
    assert (row.text, row.block, row.edition) == (TEXT, parts_of(card)[0].key, card.id)
    assert Ask.objects.get().recommendation == row
    assert there not in page(client, LIST)
    assert client.get(there)["Location"] == f"{LIST}{row.pk}/put/"
    add = page(client, f"{LIST}add/")
    assert "Recommendation: " not in add and "Somebody looks up" in add


def test_what_does_not_fit_leaves_nothing_behind(client, owner, there):
    client.force_login(owner)
    answer = client.post(there, {**PUT, "on": "2026-03-11"})
    assert answer.status_code == 422 and "not come yet" in answer.content.decode()
    assert not Recommendation.objects.exists()


def test_who_may_put_it(client, colleague, worker, stranger, card, there):
    for person, status in ((colleague, 403), (worker, 403), (stranger, 404)):
        client.force_login(person)
        assert client.get(there).status_code == status
    client.force_login(colleague)
    seen = page(client, LIST)
    assert TEXT in seen and there not in seen and "A coordinator or a deputy" in seen
    assert there not in page(client, card.address)
    client.logout()
    assert there not in page(client, card.address)
    assert client.get(there.replace(card.slug, "nothing")).status_code == 302


def test_an_address_that_names_no_recommendation_is_none(client, owner, card, there):
    client.force_login(owner)
    heading = next(part for part in parts_of(card) if not part.recommends)
    for slug, block in ((card.slug, heading.key), ("nothing", parts_of(card)[0].key)):
        assert client.get(f"{LIST}from/{slug}/{block}/put/").status_code == 404


def test_edition_and_promise_lead_to_each_other(client, owner, told, card, draft, there, at, on):
    client.force_login(owner)
    assert "Put this to an owner" in page(client, card.address) and there in page(
        client, card.address
    )
    client.post(there, PUT)
    promise = f"/promises/{Recommendation.objects.get().slug}/"
    client.logout()
    seen = page(client, card.address)
    assert promise in seen and "not asked yet" in seen and "Put this" not in seen
    on(after(14).date())
    seen = page(client, card.address)
    assert "not asked yet" not in seen and "asked</" in seen
    assert f"{card.address}#block-1" in page(client, promise)
    # A block keeps its key, so the next edition knows it where it stands then.
    second = released_with(told, draft, Prose("A word before it."), at)
    assert promise in page(client, second.address)


def test_two_who_follow_it_at_once_follow_the_same(told, card):
    part = parts_of(card)[0]
    rows = {
        follow_block(organisation=told.card.organisation, part=part, by=BY, at=ASKED).pk
        for _ in range(2)
    }
    assert len(rows) == Recommendation.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "one"),
    [("The county partnership", True), ("Marsh district’s council", True), ("", False),
     ("Every surgery in the county", False), ("Schools, colleges and clubs", False),
     ("Hospital trusts", False), ("Whoever pays for it", False), ("A nurse and a doctor", False)],
)  # fmt: skip
def test_only_one_owner_is_filled_in(who, one):
    assert names_one(who) is one


def test_many_are_not_filled_in_as_one(client, owner, told, draft, at, on):
    on(ASKED.date())
    block = RecommendationBlock(TEXT, "Every surgery in the county")
    card = released_with(told, draft, block, at)
    client.force_login(owner)
    form = page(client, f"{LIST}from/{card.slug}/{parts_of(card)[0].key}/put/")
    assert 'value="Every surgery' not in form and "Name the one you asked" in form
