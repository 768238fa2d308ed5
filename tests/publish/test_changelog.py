"""Readers see what each edition says otherwise than the one before it, and nobody's words."""

import datetime as dt
from html import unescape

import pytest

from pennydrop.core.documents.blocks import Prose, QuoteRef
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.actions.drafts import put_block, remove_block
from pennydrop.rooms.publish.queries.changelog import changelog
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.rules.changelog import Contents, changes
from pennydrop.rooms.publish.rules.figures import TrueCounts, settle_figures
from tests.publish.conftest import CANARY
from tests.publish.releasing import FIRST, released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def contents(people=40, titles=None, blocks=None, quotes=(), themes=30):
    counts = TrueCounts({"survey": people}, 0, {"t": {"survey": themes}})
    figures = settle_figures(counts, threshold=10, months="", before=[])
    return Contents(titles or {"t": "Pain"}, blocks or {"k": "a"}, frozenset(quotes), figures)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (contents(), ()),
        (contents(titles={"t": "Pain", "u": "Home"}), ("New theme: Home.",)),
        (contents(titles={"u": "Home"}), ("New theme: Home.", "Theme no longer in it: Pain.")),
        (contents(titles={"t": "Aches"}), ("The theme “Pain” is called “Aches” now.",)),
        (contents(quotes=("q", "r")), ("2 quotes were added.",)),
        (
            contents(blocks={"k": "b", "l": "c"}),
            ("1 part of our own text was added.", "1 part of our own text was rewritten."),
        ),
        (contents(themes=15), ("1 figure of themes changed; all others stay as released.",)),
    ],
)
def test_each_change_is_a_sentence(after, said):
    assert changes(contents(), after) == said


def test_a_figure_that_was_held_is_no_change():
    assert changes(contents(people=40), contents(people=41)) == ()
    assert changes(contents(people=40), contents(people=60))[0].startswith("Survey answers: about")


def test_the_page_of_a_copy_tells_what_changed(client, told, edition, at):
    draft = draft_of(told.id)
    put_block(
        draft=draft, block=Prose("Told anew."), place=2, new=True,
        based_on=draft.number, by=FIRST, at=at,
    )  # fmt: skip
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    draft = draft_of(told.id)
    place = next(n for n, b in enumerate(draft.blocks, 1) if isinstance(b, QuoteRef))
    remove_block(draft=draft, place=place, based_on=draft.number, by=FIRST, at=at)
    released(told, draft, at + dt.timedelta(days=1))
    newest, first = changelog(edition.document)
    assert newest.changes == ("1 quote is no longer in it.", "1 part of our own text was added.")
    assert first.first and first.removed == 1
    page = unescape(client.get(f"{edition.address}status/").content.decode())
    assert "1 quote is no longer in it." in page and "One quote has been taken back" in page
    assert CANARY not in page and "heron" not in page


def test_one_edition_has_no_log(client, edition):
    assert "What changed" not in client.get(f"{edition.address}status/").content.decode()
