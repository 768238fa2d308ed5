"""A team puts a picture of its own into findings: cleaned, described, and there in every form."""

import io
import zipfile
from html import unescape

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pennydrop.core.documents.blocks import PhotoRef
from pennydrop.rooms.publish.actions import photos as keeping
from pennydrop.rooms.publish.models import OwnPicture
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from tests.core.test_pdf import parts
from tests.core.test_photos import jpeg_of
from tests.publish.releasing import released
from tests.publish.test_downloads import read_zip

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ALT = "Six chairs in a circle by the window"


def chosen(data=None, name="beth-at-home.jpg"):
    return SimpleUploadedFile(name, data or jpeg_of())


@pytest.fixture
def send(client, base):
    def sent(file=None, where="add/photo/", **more):
        draft = draft_by_id(base.strip("/").split("/")[-1])
        values = {"alt": ALT, "based_on": draft.number, "place": 2, **more}
        if file is not None:
            values["file"] = file
        return client.post(f"{base}{where}", values)

    return sent


def photo_in(draft):
    return next(b for b in draft_by_id(draft.id).blocks if isinstance(b, PhotoRef))


def test_it_is_cleaned_kept_once_and_shown_by_itself(client, owner, send, draft, base):
    client.force_login(owner)
    assert send(chosen()).status_code == 302 and send(chosen()).status_code == 302
    row = OwnPicture.objects.get()
    kept = bytes(row.data)
    assert b"Exif" not in kept and b"beth" not in kept and row.digest == photo_in(draft).photo
    page = client.get(base).content.decode()
    assert 'src="data:image/jpeg;base64,' in page and f'alt="{ALT}"' in page
    assert "multipart/form-data" in client.get(f"{base}add/photo/?place=1").content.decode()


def test_its_words_can_be_changed_without_choosing_it_again(client, owner, send, draft, base):
    client.force_login(owner)
    send(chosen())
    before = photo_in(draft)
    page = client.get(f"{base}2/").content.decode()
    assert "the one that stands here stays" in page and "unless it only decorates" in page
    assert "(optional)" not in page
    assert send(where="2/", alt="", decorative="on").status_code == 302
    assert photo_in(draft) == PhotoRef(before.photo, "", True)


@pytest.mark.parametrize(
    "file, more, why",
    [
        (None, {}, "Choose a picture."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", {}, "Choose a JPEG or PNG file."),
        (None, {"alt": ""}, "Say what it shows, or that it only decorates."),
        (b"", {"decorative": "on"}, "Either it shows something that matters"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(client, owner, send, file, more, why):
    client.force_login(owner)
    answer = send(None if file is None else chosen(file or jpeg_of()), **more)
    assert answer.status_code == 200 and why in answer.content.decode()
    assert not OwnPicture.objects.exists()


def test_a_document_holds_only_so_many(client, owner, send, monkeypatch):
    client.force_login(owner)
    monkeypatch.setattr(keeping, "MOST", 1)
    send(chosen())
    assert "at most" in send(chosen(jpeg_of(colour="red"))).content.decode()
    assert OwnPicture.objects.count() == 1


def test_a_form_that_is_shown_again_says_which_picture_to_choose_again(client, owner, send):
    client.force_login(owner)
    again = send(chosen(), alt="").content.decode()
    name = chosen().name
    assert f"Choose “{name}” again: your browser does not keep it." in unescape(again)
    none = send(None, alt="").content.decode()
    assert "Choose a picture." in none and "does not keep it" not in none
    assert "Saved." in client.get(send(chosen()).headers["Location"]).content.decode()


def test_whoever_may_not_write_puts_no_picture(client, send, stranger, worker):
    for who, status in ((None, 302), (stranger, 404), (worker, 403)):
        if who:
            client.force_login(who)
        assert send(chosen()).status_code == status
    assert not OwnPicture.objects.exists()


@pytest.fixture
def out(client, owner, send, told, draft, at):
    """An edition with a picture that shows something, and one that only decorates."""
    client.force_login(owner)
    send(chosen())
    send(chosen(jpeg_of(colour="red")), alt="", decorative="on")
    client.logout()
    return edition_by_slug(released(told, draft, at).slug)


def test_it_leaves_in_every_form(client, out):
    page = client.get(out.address).content.decode()
    assert page.count('src="data:image/jpeg') == 2 and f'alt="{ALT}"' in page and 'alt=""' in page
    assert "http" not in "".join(part.split('"')[0] for part in page.split('src="')[1:])
    text = client.get(f"{out.address}report.txt").content.decode()
    assert text.count("[Picture:") == 1 and f"[Picture: {ALT}]" in text
    files = zipfile.ZipFile(io.BytesIO(client.get(f"{out.address}data.zip").content))
    sizes = [Image.open(io.BytesIO(files.read(f"picture-{n}.jpg"))).size for n in (1, 2)]
    assert sizes == [(60, 40), (60, 40)]
    with pikepdf.open(io.BytesIO(client.get(f"{out.address}report.pdf").content)) as pdf:
        said = [str(part.get("/Alt", "")) for part in parts(pdf.Root.StructTreeRoot)]
    assert said.count(ALT) == 1
    word = zipfile.ZipFile(io.BytesIO(client.get(f"{out.address}report.docx").content))
    body = word.read("word/document.xml").decode()
    assert body.count(f'descr="{ALT}"') == 1 and body.count("decorative") == 2


def test_the_package_without_pictures_has_none(client, edition):
    assert not [name for name in read_zip(client.get(f"{edition.address}data.zip").content)
                if "picture" in name]  # fmt: skip
