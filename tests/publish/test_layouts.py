"""Each kind of document leaves in its own form, and its cards as pictures with their words."""

import io
from html import unescape

import pikepdf
import pytest
from PIL import Image

from pennydrop.core.documents.cards import SIZES
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.rules.templates import TEMPLATES
from tests.publish.conftest import CANARY
from tests.publish.test_taken_back import pdf_text

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
A4, A3 = (595, 842), (842, 1191)
SHEETS = {
    "report": A4, "summary": A4, "easy": A4, "briefing": A4,
    "slides": (960, 540), "cards": (540, 540), "poster": A3,
}  # fmt: skip


@pytest.fixture
def released_as(edition):
    """The same edition, as if its document had been started from another template."""

    def change(template):
        row = Edition.objects.get()
        row.skeleton["template"] = template
        row.save()
        return edition_by_slug(row.slug)

    return change


def test_every_template_has_a_form():
    assert set(SHEETS) == set(TEMPLATES)


@pytest.mark.parametrize("template", SHEETS)
def test_each_form_is_tagged_has_its_size_and_says_the_quote(client, released_as, template):
    card = released_as(template)
    content = client.get(f"{card.address}report.pdf").content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
        box = [round(float(side)) for side in pdf.pages[0].MediaBox]
        assert tuple(box[2:]) == SHEETS[template]
        alts = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
        assert f"QR code that opens http://testserver{card.address}status/" in alts
    text = pdf_text(content)
    assert CANARY in text and "Edition 1" in text and "Invented for demonstration" in text
    assert f"{card.address}status/" in text.replace(" ", "")


def test_cards_are_squares_with_their_words_beside_them(client, released_as):
    card = released_as("cards")
    page = client.get(f"{card.address}cards/").content.decode()
    assert page.count("<img ") == page.count("<textarea ") > 3
    assert f"“{CANARY} [at the surgery] […]" in page
    assert f'href="{card.address}cards/"' in client.get(card.address).content.decode()
    for kind, wanted in (("png", "image/png"), ("svg", "image/svg+xml")):
        answer = client.get(f"{card.address}cards/square-1.{kind}")
        assert answer.status_code == 200 and answer["Content-Type"] == wanted
    for shape, size in SIZES.items():
        drawn = client.get(f"{card.address}cards/{shape}-2.png").content
        with Image.open(io.BytesIO(drawn)) as picture:
            assert picture.size == size
        assert f"{size[0]} × {size[1]}" in page
    words = client.get(f"{card.address}cards/square-2.txt").content.decode()
    assert words.strip() and words.strip() in unescape(page)


@pytest.mark.parametrize(
    "odd", ["square-0.png", "square-999.png", "square-999.txt", "square-1.gif", "long-1.png"]
)
def test_there_is_no_card_but_those(client, released_as, odd):
    card = released_as("cards")
    assert client.get(f"{card.address}cards/{odd}").status_code == 404


def test_what_is_not_made_of_cards_has_none(client, edition):
    assert client.get(f"{edition.address}cards/").status_code == 404
    assert client.get(f"{edition.address}cards/square-1.png").status_code == 404
    assert "/cards/" not in client.get(edition.address).content.decode()


def test_words_taken_back_leave_the_cards(client, told, released_as, at):
    card = released_as("cards")
    said = client.get(f"{card.address}cards/").content.decode().split("readonly>")[1:]
    words = [part.split("</textarea>")[0] for part in said]
    number = next(n for n, text in enumerate(words, start=1) if CANARY in text)
    before = client.get(f"{card.address}cards/square-{number}.png").content
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    assert client.get(f"{card.address}cards/square-{number}.png").content != before
    after = client.get(f"{card.address}cards/").content.decode()
    assert CANARY not in after and "Removed at the person’s wish." in after
