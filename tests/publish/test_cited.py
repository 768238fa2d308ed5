"""What others published and sentences stand on is listed to readers in every form."""

import io
from html import unescape

import docx
import pytest

from pennydrop.core.documents.blocks import Prose
from pennydrop.core.documents.prose import html, plain
from pennydrop.rooms.publish.actions.claims import tie_claim
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.cited import TITLE, cited
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.queries.printing import edition_text, edition_word
from pennydrop.rooms.publish.rules.claims import Evidence, Kind
from tests.publish.releasing import released
from tests.publish.test_taken_back import pdf_text

ONE, TWO = "They wait for months.", "Nobody calls them back."
PAPER = Evidence(Kind.SOURCE, "https://example.org/waiting?a=1&b=_x_", "A *count* of waits [2026]")


def test_each_is_listed_once_as_it_is_called():
    again = Evidence(Kind.SOURCE, PAPER.target, PAPER.label)
    heading, listed = cited([PAPER, Evidence(Kind.METHOD), again])
    assert heading.text == TITLE
    assert plain(listed.markdown) == f"{PAPER.label}: {PAPER.target}"
    assert 'href="https://example.org/waiting?a=1&amp;b=_x_"' in html(listed.markdown)
    assert cited([Evidence(Kind.THEME, "x"), Evidence(Kind.METHOD)]) == ()


@pytest.fixture
def resting(told, draft, at):
    """The draft with two sentences that stand on one paper."""
    put_block(
        draft=draft, block=Prose(f"{ONE} {TWO}"), place=2, new=True, based_on=1,
        by="user:1", at=at,
    )  # fmt: skip
    ready = read_draft(told.card, draft_by_id(draft.id))
    names = [one.sentence.name for one in ready.claims.all if one.sentence.text in (ONE, TWO)]
    tie_claim(ready=ready, sentences=names, to=PAPER, by="user:1", at=at)
    return draft


@pytest.mark.django_db(databases=["default", "keys"])
def test_readers_find_it_in_every_form(told, resting, base, client, owner, at):
    card = edition_by_slug(released(told, resting, at).slug)
    page = unescape(client.get(card.address).content.decode())
    assert page.count(f'href="{PAPER.target}"') == 1 and PAPER.label in page and TITLE in page
    text = edition_text(card, site="")
    assert TITLE in text and PAPER.target in text and PAPER.label in text
    word = docx.Document(io.BytesIO(edition_word(card, site="")))
    assert any(TITLE in line.text for line in word.paragraphs)
    printed = pdf_text(client.get(f"{card.address}report.pdf").content)
    assert "what we did not hear ourselves" in " ".join(printed.split())
    client.force_login(owner)
    assert TITLE in unescape(client.get(f"{base}preview/").content.decode())


@pytest.mark.django_db(databases=["default", "keys"])
def test_an_edition_without_any_has_no_such_section(client, edition):
    assert TITLE not in unescape(client.get(edition.address).content.decode())
