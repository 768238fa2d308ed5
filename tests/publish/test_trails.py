"""From a quote and from a number back to where it comes from, for those who write findings."""

from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.queries.trails import NumberTrail, Trail, all_trails
from pennydrop.rooms.understand.public.quotes import quotes_of
from pennydrop.rooms.understand.public.themes import themes_of
from tests.publish.conftest import CANARY, SECOND

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
QUOTE, NUMBER = "Where this quote comes from", "Where these numbers come from"


def page(client, address):
    return unescape(client.get(address).content.decode())


def test_both_open_in_draft_preview_and_edition(client, owner, edition, base):
    client.force_login(owner)
    for address in (base, f"{base}preview/", edition.address):
        shown = page(client, address)
        assert QUOTE in shown and NUMBER in shown, address
        assert "Looked at" in shown and "in a word under 10" in shown


def test_neither_is_there_for_anybody_else(client, edition, worker, stranger):
    for person in (None, worker, stranger):
        if person:
            client.force_login(person)
        shown = page(client, edition.address)
        assert QUOTE not in shown and NUMBER not in shown


def words_of(trail: Trail | NumberTrail) -> str:
    return " ".join(map(str, vars(trail).values()))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    replies=st.lists(
        st.tuples(st.sampled_from(["analyse", "quote", "publish"]), st.sampled_from(["yes", "no"])),
        max_size=4,
    )
)
def test_a_chain_never_shows_words_whatever_was_agreed(told, quote, agree, replies):
    """It names codes, versions and staff; the words stand in the quote alone, held back there."""
    for scope, reply in replies:
        agree(told.person(), {scope: reply})
    trails = all_trails(told.card, quotes_of(told.id), themes_of(told.id))
    assert trails.quotes and trails.numbers
    for trail in (*trails.quotes.values(), *trails.numbers.values()):
        assert CANARY not in words_of(trail) and SECOND not in words_of(trail)
    agree(told.person(), {"quote": "yes", "publish": "yes", "analyse": "yes"})


def test_after_a_withdrawal_the_chain_is_gone_with_the_quote(client, owner, told, edition, at):
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    client.force_login(owner)
    shown = page(client, edition.address)
    assert CANARY not in shown and QUOTE not in shown and NUMBER in shown
