"""Cards to share hold only the key insights that an editor picked."""

import pytest

from pennydrop.core.documents.blocks import Insight, Theme
from pennydrop.rooms.publish.actions.drafts import NewFindings
from pennydrop.rooms.publish.models import Findings
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.understand.actions.themes import make_theme
from tests.publish.conftest import INSIGHT

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ADULTS = "Adults spoke of what they inject."


@pytest.fixture
def other(told, at):
    return make_theme(
        study=told.id, title="For adults", insight=ADULTS, narrative="", codes=[], by="user:1",
        at=at,
    )  # fmt: skip


@pytest.fixture
def browser(client, owner):
    client.force_login(owner)
    return client


def themes_in(document):
    return [block.theme_id for block in draft_by_id(document).blocks if isinstance(block, Theme)]


def made(answer):
    row = Findings.objects.get()
    assert answer["Location"].endswith(f"/{row.pk}/")
    return row.pk


def test_choosing_cards_asks_first_and_ticks_nothing(browser, told, other):
    sent = {"template": "cards", "title": "For our youth club"}
    page = browser.post(f"/publish/{told.id}/start/", sent).content.decode()
    assert INSIGHT in page and ADULTS in page and 'value="For our youth club"' in page
    assert "checked" not in page and not Findings.objects.exists()


def test_only_what_was_ticked_goes_on_them(browser, told, other):
    sent = {"title": "For our youth club", "themes": [str(told.theme.pk)]}
    document = made(browser.post(f"/publish/{told.id}/start/cards/", sent))
    assert themes_in(document) == [str(told.theme.pk)]
    draft = draft_by_id(document)
    assert draft.template == "cards" and draft.title == "For our youth club"
    assert sum(isinstance(block, Insight) for block in draft.blocks) == 1


def test_none_ticked_is_the_frame_alone(browser, told, other):
    document = made(browser.post(f"/publish/{told.id}/start/cards/", {"title": ""}))
    assert themes_in(document) == [] and draft_by_id(document).title == told.card.title


def test_a_theme_of_elsewhere_is_not_taken(browser, told, other):
    sent = {"title": "", "themes": [str(told.id)]}
    page = browser.post(f"/publish/{told.id}/start/cards/", sent).content.decode()
    assert "Error: " in page and not Findings.objects.exists()


@pytest.mark.parametrize("address", ["start/", "start/cards/"])
def test_a_stranger_sees_nothing_of_it(client, stranger, told, address):
    client.force_login(stranger)
    assert client.get(f"/publish/{told.id}/{address}").status_code == 404


def test_other_documents_take_all_where_nobody_picks(told, other):
    assert NewFindings().takes(other.pk) and not NewFindings(template="cards").takes(other.pk)
