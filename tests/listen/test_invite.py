"""A link, a QR code and a poster lead to the study's first page, and say nothing of what it is."""

import io
import re

import pikepdf
import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image

from pennydrop.core.documents.qr import QUIET, qr_svg
from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.rules import invite
from pennydrop.rooms.listen.rules.invite import as_typed, only_here
from tests.listen.reading_age import grade

ADDRESS = "https://say.example.org/s/abcdefgh/"
PARTICIPANT = [invite.LEAD, invite.POINT, invite.OR_TYPE, invite.LONG, invite.HELP,
               invite.CARD_KEEP, invite.CARD_SAY, invite.CARD_USE]  # fmt: skip
database = pytest.mark.django_db(databases=["default", "keys"])


def picture_of(svg, scale=6):
    """Our drawing as pixels, from nothing but its path."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    image = Image.new("L", (size * scale, size * scale), 255)
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        x, y, run = int(x) * scale, int(y) * scale, int(run) * scale
        image.paste(0, (x, y, x + run, y + scale))
    return image


def read(image):
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize(
    "text", [ADDRESS, "http://127.0.0.1:8000/s/a/", "x", "ü–€ 日本", "a" * 400], ids=len
)
def test_another_reader_reads_our_square(text):
    assert read(picture_of(qr_svg(text, alt=""))) == [text]


def test_a_square_with_a_mistake_is_not_read_as_ours():
    """The reader sees what is drawn: with a third of it painted over there is nothing to read."""
    image = picture_of(qr_svg(ADDRESS, alt=""))
    image.paste(0, (0, 0, image.width, image.height // 3))
    assert read(image) == []


def test_white_stands_round_the_square_and_its_name_is_escaped():
    svg = qr_svg(ADDRESS, alt='a "b" <c>')
    places = re.findall(r"M(\d+) (\d+)h", svg)
    assert min(min(int(x), int(y)) for x, y in places) == QUIET == 4
    assert 'aria-label="a &quot;b&quot; &lt;c&gt;"' in svg


def test_what_no_square_can_hold_is_refused():
    with pytest.raises(ValueError):
        qr_svg("a" * 2400, alt="")


def test_words_on_paper_are_easy():
    assert grade(" ".join(PARTICIPANT)) <= 6


def test_addresses_as_people_type_them():
    assert as_typed(ADDRESS) == "say.example.org/s/abcdefgh"
    assert not only_here(ADDRESS)
    assert all(map(only_here, ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/"]))


@database
@pytest.mark.parametrize("strips", ["", "?strips=1"])
def test_the_poster_is_tagged_neutral_and_leads_to_the_first_page(client, owner, study, strips):
    client.force_login(owner)
    answer = client.get(reverse("listen:poster_file", args=[study.pk]) + strips)
    assert answer["Content-Disposition"] == 'attachment; filename="poster.pdf"'
    pdf = pikepdf.open(io.BytesIO(answer.content))
    assert len(pdf.pages) == 1
    assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang).startswith("en")
    assert "ketamine" not in str(pdf.docinfo).lower()


@database
def test_the_organisation_s_name_can_be_left_off(client, owner, study):
    client.force_login(owner)
    name = study.organisation.name
    invite = client.get(reverse("listen:invite", args=[study.pk])).text
    assert f"“{name}”" in invite and "?name=0" in invite
    page = reverse("listen:poster", args=[study.pk])
    assert f"From {name}" in client.get(page).text
    assert name not in client.get(page, {"name": "0", "strips": "1"}).text.split("<main")[1]
    file = client.get(reverse("listen:poster_file", args=[study.pk]), {"name": "0"}).content
    assert name not in str(pikepdf.open(io.BytesIO(file)).docinfo)


@database
def test_only_whoever_may_sees_the_pages(client, owner, colleague, worker, stranger, study):
    for name in ("invite", "poster", "poster_file", "square"):
        page = reverse(f"listen:{name}", args=[study.pk])
        for who, status in ((owner, 200), (colleague, 200), (worker, 403), (stranger, 404)):
            client.force_login(who)
            assert client.get(page).status_code == status
        client.logout()
        assert client.get(page).status_code == 302


@database
def test_the_page_says_where_an_address_does_not_work(client, owner, study):
    client.force_login(owner)
    page = reverse("listen:invite", args=[study.pk])
    start = reverse("listen:start", args=[study.slug])
    text = client.get(page).text
    assert f"http://testserver{start}" in text
    assert "on this computer only" not in text
    assert "on this computer only" in client.get(page, headers={"host": "localhost"}).text
    type(study).objects.filter(pk=study.pk).update(state="closed")
    assert "Nobody can answer yet" in client.get(page).text


@pytest.mark.browser
@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_the_pages_can_be_read_by_a_phone_and_pass_axe(window, owner, study, at):
    keep_lists(study=study, places=["Market"], kinds=["Talked"], by="test", at=at)
    seat = window(by=owner)
    start = seat.home + reverse("listen:start", args=[study.slug])
    for name in ("invite", "poster"):
        seat.go(reverse(f"listen:{name}", args=[study.pk]) + "?strips=1")
        seat.looks(name)
        shot = seat.tab.screenshot(full_page=True)
        found = read(Image.open(io.BytesIO(shot)))
        assert found and set(found) == {start}
    seat.tab.emulate_media(media="print")
    sheet = seat.tab.screenshot(full_page=True)
    assert start in read(Image.open(io.BytesIO(sheet)))
