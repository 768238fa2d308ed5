"""Themes in a draft: which is offered, what its title will be, and what its section lacks."""

import re
from dataclasses import replace
from html import unescape

import pytest

from pennydrop.core.documents.blocks import Heading, Insight, Prose, QuoteRef, Theme
from pennydrop.rooms.publish.actions.drafts import put_blocks
from pennydrop.rooms.publish.queries.checks import check_draft, texts
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.understand.actions.themes import make_theme
from tests.publish.releasing import try_it

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
OWN = "{{theme title}}"


@pytest.fixture
def second(told, draft, at):
    """A theme that is not in the draft; `draft` holds the other one."""
    return make_theme(study=told.id, title="Nights are long", by="user:1", at=at)


@pytest.fixture
def weighs(told, draft, second, at):
    """What is to be weighed once a section with the second theme stands at the end of the draft,
    or before the thanks."""

    def found(*inside, last=False):
        thanks = next(
            n for n, b in enumerate(draft.blocks, 1)
            if isinstance(b, Heading) and b.text == "Thank you"
        )  # fmt: skip
        put_blocks(
            draft=draft, blocks=[Theme(OWN, str(second.pk)), *inside],
            place=len(draft.blocks) + 1 if last else thanks, based_on=1, by="user:1", at=at,
        )  # fmt: skip
        said = check_draft(told.card, draft_of(told.id), printing=False).weighs
        return " ".join(str(one) for one in said if "Nights are long" in one.where)

    return found


def test_the_first_theme_that_is_not_there_yet_is_offered(client, colleague, told, second, base):
    client.force_login(colleague)
    shown = unescape(client.get(f"{base}add/theme/?place=2").content.decode())
    assert f'<option value="{told.theme.pk}">Somebody looks up (in the draft already)<' in shown
    assert f'<option value="{second.pk}" selected>Nights are long<' in shown
    assert "{{theme" not in re.search(r"<form.*?</form>", shown.split("<main")[1], re.DOTALL)[0]


def test_where_each_theme_is_there_none_is_chosen_unasked(client, colleague, told, draft, base):
    client.force_login(colleague)
    address = f"{base}add/theme/?place=2"
    shown = client.get(address).content.decode()
    assert '<option value="" selected>Each theme is in the draft already<' in shown
    sent = {"theme_id": "", "title_shown": "", "based_on": 1, "place": 2}
    assert client.post(address, sent).status_code == 200
    assert draft_of(told.id).blocks == draft.blocks


def test_a_title_left_empty_is_the_themes_own(client, colleague, told, second, base):
    client.force_login(colleague)
    sent = {"theme_id": str(second.pk), "title_shown": "", "based_on": 1, "place": 2}
    client.post(f"{base}add/theme/?place=2", sent)
    assert draft_of(told.id).blocks[1] == Theme(OWN, str(second.pk))
    shown = unescape(client.get(f"{base}2/").content.decode())
    assert "now “Nights are long”" in shown and f'value="{OWN}"' not in shown
    assert "Nights are long (in the draft already)" not in shown


def test_a_theme_with_neither_story_nor_quote_is_weighed(weighs):
    assert "holds no story and no quote" in weighs(Insight("Nights are long for everybody."))


def test_a_theme_without_a_quote_is_weighed(weighs):
    assert "holds no quote" in weighs(Prose("They told it in many ways."))


def test_a_theme_without_a_story_is_weighed(weighs, quote):
    assert "no story" in weighs(QuoteRef(str(quote.pk)))


def test_a_full_theme_before_the_thanks_is_not_weighed(weighs, quote):
    said = weighs(Prose("They told it in many ways."), QuoteRef(str(quote.pk)))
    assert "This theme" not in said


def test_a_theme_after_the_thanks_is_weighed(weighs, quote):
    said = weighs(Prose("They told it in many ways."), QuoteRef(str(quote.pk)), last=True)
    assert "stands after “Thank you”" in said and "holds" not in said


def test_a_clean_draft_is_held_against_the_sources_once(told, draft, monkeypatch):
    looks = []
    look = texts.copied_in
    monkeypatch.setattr(texts, "copied_in", lambda *a: looks.append(a) or look(*a))
    check_draft(told.card, draft, printing=False)
    assert len(looks) == 1


def test_six_words_stop_in_one_text_and_not_across_two(told, draft, at):
    try_it(told, draft, at)
    across = (Prose("Well. Then the nurse drew"), Prose("a heron on my wristband"))
    blocks, keys = (*draft.blocks, *across), (*draft.keys, "one", "two")
    ready = check_draft(told.card, replace(draft, blocks=blocks, keys=keys), printing=False)
    assert not ready.stops
    more = Prose("They said the nurse drew a heron on it.")
    copied = replace(draft, blocks=(*blocks, more), keys=(*keys, "three"))
    (stop,) = check_draft(told.card, copied, printing=False).stops
    assert stop.block == len(blocks) + 1 and "Make it a quote" in stop.text
