"""A document draws on other studies where the people in them agreed to that."""

from dataclasses import replace
from html import unescape

import pytest

from pennydrop.core.documents.blocks import Prose, QuoteRef
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.actions.claims import tie_claim
from pennydrop.rooms.publish.actions.drafts import Copied, put_block, start_findings
from pennydrop.rooms.publish.actions.drafts import NewFindings as New
from pennydrop.rooms.publish.actions.drawing import NotOurs, draw_on
from pennydrop.rooms.publish.actions.release import CannotRelease
from pennydrop.rooms.publish.models import DrawnOn, Slot
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.drawing import NOT_LATER, quotes_for, studies_to_draw_on
from pennydrop.rooms.publish.queries.editions import edition_by_slug, read_edition
from pennydrop.rooms.publish.queries.trails import all_trails
from pennydrop.rooms.publish.rules.claims import Evidence, Kind
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.rules.quoting import Words
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
SAID = "the lamp stayed on in the kitchen all night"
LATER = {"later_studies": "yes"}


@pytest.fixture
def other(new_study, at):
    return create_study(new=replace(new_study, title="The first year"), by="test", at=at)


@pytest.fixture
def talk(make_text, other):
    return make_text(other, "interview", [("Eve", f"Then {SAID}, I think.")])


@pytest.fixture
def eve(talk):
    return talk.people["Eve"]


@pytest.fixture
def theirs(talk, at):
    """A quote of the other study, signed by two people."""
    made = make_quote(
        theme=None, source=talk.id, pieces=[Words(*talk.place(0, SAID))],
        attribution="Interview", by="user:1", at=at,
    )  # fmt: skip
    for who in ("user:1", "user:2"):
        sign_quote(quote=made, by=who, at=at)
    return made


@pytest.fixture
def drawing(told, draft, other, theirs, at):
    """The draft, drawing on the other study, with its quote in it."""

    def go():
        draw_on(draft=draft, study=told.card, others=[other.pk], by="user:1", at=at)
        put_block(
            draft=draft_by_id(draft.id), block=QuoteRef(str(theirs.pk)), place=3,
            new=True, based_on=1, by="user:1", at=at,
        )  # fmt: skip
        return draft_by_id(draft.id)

    return go


def test_words_of_somebody_who_agreed_are_released_and_can_go(told, drawing, agree, eve, at):
    agree(eve, LATER)
    made = released(told, drawing(), at)
    card = edition_by_slug(made.slug)
    assert SAID in str(read_edition(card).values)
    assert "told by people who agreed that our later work" in str(read_edition(card).blocks)
    withdraw(participant=eve, asked="in person", by="user:1", at=at)
    assert SAID not in str(read_edition(card).values)
    assert not Slot.objects.filter(participant=eve.id, sealed__isnull=False).exists()


def test_a_lent_quote_tells_where_it_comes_from_too(
    client, owner, told, drawing, theirs, agree, eve, talk, at
):
    agree(eve, LATER)
    made = released(told, drawing(), at)
    trail = all_trails(told.card, quotes_for(draft_by_id(made.document)), []).quotes[str(theirs.pk)]
    assert trail.names_out_on and len(trail.signed) == 2 and SAID not in str(vars(trail))
    client.force_login(owner)
    chains = unescape(client.get(f"/findings/{made.slug}/").content.decode())
    assert chains.count("Where this quote comes from") == len(made.skeleton["quotes"])


def test_what_a_released_sentence_stands_on_may_be_a_lent_quote(
    client, owner, told, drawing, theirs, agree, eve, at
):
    agree(eve, LATER)
    draft = drawing()
    put_block(
        draft=draft, block=Prose("It went on for years."), place=2, new=True,
        based_on=draft.number, by="user:1", at=at,
    )  # fmt: skip
    ready = read_draft(told.card, draft_by_id(draft.id))
    (one,) = [c.sentence for c in ready.claims.all if c.sentence.text == "It went on for years."]
    lent = Evidence(Kind.QUOTE, str(theirs.pk))
    tie_claim(ready=ready, sentences=[one.name], to=lent, by="user:1", at=at)
    card = edition_by_slug(released(told, draft, at).slug)
    client.force_login(owner)
    page = client.get(f"{card.address}claims/{one.block}/{one.mark}/").content.decode()
    assert "not there any more" not in page and "Its chain" in page


def test_nobody_is_quoted_who_has_not_agreed_to_later_studies(told, drawing, agree, eve, at):
    draft = drawing()
    with pytest.raises(CannotRelease) as why:
        released(told, draft, at)
    assert any(problem.text == NOT_LATER for problem in why.value.problems)
    agree(eve, LATER)
    assert not [card for card in quotes_for(draft) if NOT_LATER in card.blocks]
    agree(eve, {"later_studies": "no"})
    with pytest.raises(CannotRelease):
        released(told, draft, at)


def test_a_study_that_is_no_longer_drawn_on_stops_the_release(told, drawing, agree, eve, at):
    agree(eve, LATER)
    draft = drawing()
    draw_on(draft=draft, study=told.card, others=[], by="user:1", at=at)
    with pytest.raises(CannotRelease, match="The quote is gone"):
        released(told, draft, at)


def test_our_text_repeats_neither_study(told, drawing, at):
    draft = drawing()
    with pytest.raises(Copied):
        start_findings(study=told.card, new=New(title="the nurse drew a heron on my wristband"),
                       by="user:1", at=at)  # fmt: skip
    block = replace(draft.blocks[1], markdown=f"At home {SAID}.")
    with pytest.raises(Copied):
        put_block(draft=draft, block=block, place=2, new=False, based_on=2,
                  by="user:1", at=at)  # fmt: skip


@pytest.mark.parametrize("change", [{"substance": "alcohol"}, {"organisation": None}])
def test_only_studies_about_the_same_of_the_same_organisation(told, draft, other, change, at):
    assert [one.id for one in studies_to_draw_on(told.card)] == [other.pk]
    for name, value in change.items():
        card = replace(told.card, **{name: value or other.pk})
    assert studies_to_draw_on(card) == []
    with pytest.raises(NotOurs):
        draw_on(draft=draft, study=card, others=[other.pk], by="user:1", at=at)
    assert not DrawnOn.objects.exists()


def test_a_peer_chooses_studies_and_picks_from_them(
    client, colleague, told, draft, base, other, theirs, agree, eve
):
    client.force_login(colleague)
    assert SAID not in client.get(f"{base}add/quote/?place=2").content.decode()
    assert "The first year" in client.get(f"{base}studies/").content.decode()
    client.post(f"{base}studies/", {"studies": [str(other.pk)]})
    page = unescape(client.get(f"{base}add/quote/?place=2").content.decode())
    assert SAID in page and f"Not ready: {NOT_LATER}" in page
    agree(eve, LATER)
    assert NOT_LATER not in client.get(f"{base}add/quote/?place=2").content.decode()
    assert client.post(f"{base}studies/", {"studies": [str(told.id)]}).status_code == 200
    assert list(DrawnOn.objects.values_list("study", flat=True)) == [other.pk]


def test_strangers_and_workers_choose_nothing(client, stranger, worker, base, other):
    for person, status in ((stranger, 404), (worker, 403)):
        client.force_login(person)
        assert client.post(f"{base}studies/", {"studies": [str(other.pk)]}).status_code == status
    assert not DrawnOn.objects.exists()
