"""What a document is started as: each template whole, and nothing of its guidance for readers."""

from html import unescape

import pytest

from pennydrop.core.documents.blanks import for_readers
from pennydrop.core.documents.blocks import (
    Blank,
    Figure,
    Heading,
    Insight,
    QuoteRef,
    Recommendation,
)
from pennydrop.core.documents.blocks import Theme as ThemeBlock
from pennydrop.rooms.publish.actions.drafts import (
    NewFindings,
    move_block,
    put_blocks,
    start_findings,
)
from pennydrop.rooms.publish.forms import FORMS
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.editions import edition_by_slug, read_edition
from pennydrop.rooms.publish.queries.template import Material, template_blocks
from pennydrop.rooms.publish.rules.templates import TEMPLATES
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ASK = {
    "markdown": "Ask at the **first** visit.",
    "who": "Hospital trusts",
    "change": "Less waiting",
}


@pytest.fixture
def start(told, quote, at):
    def started(template, **more):
        new = NewFindings(template=template, title=f"As {template}", **more)
        made = start_findings(study=told.card, new=new, by="user:1", at=at)
        return draft_by_id(made.id)

    return started


@pytest.fixture
def browser(client, owner):
    client.force_login(owner)
    return client


def address(draft):
    return f"/publish/{draft.study}/{draft.id}/"


def blanks(draft):
    return [(n, b) for n, b in enumerate(draft.blocks, 1) if isinstance(b, Blank)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_is_shown_released_and_printed_without_its_guidance(
    browser, client, start, told, name, at
):
    draft = start(name, themes=[told.theme.pk])
    assert draft.kind == TEMPLATES[name].title and blanks(draft)
    page = unescape(browser.get(address(draft)).content.decode())
    preview = unescape(browser.get(f"{address(draft)}preview/").content.decode())
    made = released(told, draft, at)
    card = edition_by_slug(made.slug)
    client.logout()
    public = unescape(client.get(card.address).content.decode())
    for _, blank in blanks(draft):
        assert blank.guidance in page
        assert blank.guidance not in preview and blank.guidance not in public
    assert f'class="as-{name}"' in public and "Somebody looks up" in public
    assert client.get(f"{card.address}report.pdf").content.startswith(b"%PDF")
    keys = made.skeleton["keys"]
    assert keys == [draft.keys[place] for place in for_readers(draft.blocks)]
    assert len(read_edition(card).blocks) == len(keys)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_check_finds_no_fault_with_what_a_template_leaves_out_by_design(start, told, name):
    found = check_draft(told.card, start(name), printing=False).problems
    assert not [str(one) for one in found if one.kind == "section"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_place_can_be_filled_with_what_it_waits_for(name):
    waiting = [b for b in template_blocks(TEMPLATES[name], Material()) if isinstance(b, Blank)]
    assert waiting and all(blank.kind in FORMS for blank in waiting)


def test_the_report_has_every_part_of_a_findings_report(start):
    draft = start("report")
    headings = [block.text for block in draft.blocks if isinstance(block, Heading)]
    for part in ("About the project", "Where this stands nationally and locally", "Overview",
                 "What people want changed first", "How we listened", "What this cannot tell you",
                 "Who we did not hear from", "Ethics and safety", "The questions we asked",
                 "Key points at a glance", "What people ask for", "In conclusion", "Thank you",
                 "Talk to us"):  # fmt: skip
        assert part in headings, part
    kinds = {type(block) for block in draft.blocks}
    assert {ThemeBlock, QuoteRef, Insight, Figure} <= kinds


def test_what_people_said_stands_before_how_we_know(start):
    blocks = start("report").blocks
    theme = next(n for n, block in enumerate(blocks) if isinstance(block, ThemeBlock))
    at = {block.text: n for n, block in enumerate(blocks) if isinstance(block, Heading)}
    assert at["Overview"] < theme < at["How we listened"] < at["What this cannot tell you"]
    assert at["Who we did not hear from"] < at["What people ask for"], "before anything is asked"


def test_what_is_given_takes_the_place_of_the_guidance(start):
    draft = start("report", texts={"context": "Two strategies meet here.", "asks": ""})
    headings = [block.text for block in draft.blocks if isinstance(block, Heading)]
    assert "What people ask for" not in headings
    assert "Two strategies meet here." in str(draft.blocks)
    assert not any("strategies, reviews" in blank.guidance for _, blank in blanks(draft))


def test_a_place_is_filled_and_read_under_the_same_key(browser, start, told, at):
    draft = start("briefing")
    place = next(n for n, b in blanks(draft) if b.kind == "recommendation")
    form = browser.get(f"{address(draft)}{place}/").content.decode()
    assert "What belongs here" in form and "Who must act" in form
    sent = {**ASK, "based_on": 1, "place": place}
    browser.post(f"{address(draft)}{place}/", sent)
    after = draft_by_id(draft.id)
    assert after.blocks[place - 1] == Recommendation(*ASK.values())
    assert after.keys == draft.keys
    move_block(draft=after, place=place, steps=-1, based_on=2, by="user:1", at=at)
    moved = draft_by_id(draft.id)
    assert moved.keys[place - 2] == draft.keys[place - 1]
    page = browser.get(f"{address(draft)}preview/").content.decode()
    for seen in ("Ask at the <strong>first</strong> visit.", "Hospital trusts", "Less waiting"):
        assert seen in page


def test_a_briefing_begins_with_what_the_report_recommends(start, told, at):
    report = start("report")
    asks = [Recommendation("Ask at the first visit.", "Hospitals", "Less pain"),
            Recommendation("Ring back.", "The partnership")]  # fmt: skip
    place = next(n for n, b in blanks(report) if b.kind == "recommendation")
    put_blocks(draft=report, blocks=asks, place=place, based_on=1, by="user:1", at=at)
    briefing = start("briefing")
    assert [block for block in briefing.blocks if isinstance(block, Recommendation)] == asks
    assert not [blank for _, blank in blanks(briefing) if blank.kind == "recommendation"]


def test_a_recommendation_names_who_must_act(browser, start):
    draft = start("report")
    sent = {**ASK, "who": " ", "based_on": 1, "place": 1}
    page = browser.post(f"{address(draft)}add/recommendation/?place=1", sent).content.decode()
    assert "Error: " in page and draft_by_id(draft.id).number == 1


def test_their_words_are_refused_in_each_field_of_a_recommendation(browser, start):
    draft = start("report")
    for name in ASK:
        sent = {**ASK, name: "The nurse drew a heron on my wristband", "based_on": 1, "place": 1}
        page = browser.post(f"{address(draft)}add/recommendation/?place=1", sent).content.decode()
        assert "Make them a quote" in page, name
    assert draft_by_id(draft.id).number == 1


def test_cards_stand_apart_and_a_report_does_not(browser, start, told):
    draft = start("cards", themes=[told.theme.pk])
    cards = browser.get(f"{address(draft)}preview/").content.decode()
    assert cards.count('<section class="sheet">') >= 3
    assert (
        'class="sheet"' not in browser.get(f"{address(start('summary'))}preview/").content.decode()
    )


def test_a_card_that_says_too_much_is_told_of_while_it_is_written(browser, start, told, at):
    draft = start("cards")
    place = next(n for n, block in blanks(draft) if block.kind == "prose")
    sent = {"markdown": "Ask at the first visit. " * 20, "based_on": 1, "place": place}
    page = browser.post(f"{address(draft)}{place}/", sent, follow=True).content.decode()
    assert "Too much for a card" in page and "Have you heard?</b>: This fills 2 cards" in page
    found = check_draft(told.card, draft_by_id(draft.id), printing=False).weighs
    assert [one.where for one in found if one.kind == "long card"] == ["Have you heard?"]
