"""Pictures and sounds that a form shows: brought beside it, missing ones said, shown in words."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pennydrop.core.documents.sheets_writing import write_sheets
from pennydrop.rooms.listen.actions.form_media import keep_media
from pennydrop.rooms.listen.models import FormMedia, FormStep
from pennydrop.rooms.listen.queries.questions import desk_of
from pennydrop.rooms.listen.rules.form import read_form
from pennydrop.rooms.listen.rules.form.media import files_named
from tests.journeys.robot import mp4, png, wav
from tests.listen.answering import Teller
from tests.listen.every_kind import begun, study_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ROWS = {
    "survey": [
        ["type", "name", "label", "media::image", "image_alt", "audio"],
        ["text", "first", "First?"],
        ["select_one yn", "door", "Which door?", "door.png", "A red door, half open", "door.wav"],
        ["text", "last", "Last?", "gone.png"],
    ],
    "choices": [
        ["list_name", "name", "label", "image"],
        ["yn", "yes", "Yes", "yes.png"], ["yn", "no", "No", "lost.png"],
    ],
}  # fmt: skip


def upload(name, data):
    return SimpleUploadedFile(name, data)


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def bring(client, study, *media):
    seen = desk_of(study.pk).seen
    form = upload("form.xlsx", write_sheets(ROWS))
    address = reverse("listen:questions_bring", args=[study.pk])
    sent = {"file": form, "beside": list(media), "seen": seen}
    return client.post(address, sent, follow=True).content.decode()


@pytest.fixture
def desk_client(client, owner):
    client.force_login(owner)
    return client


def test_they_come_beside_the_form_and_what_is_missing_is_said_with_its_place(desk_client, study):
    everything = zipped(
        {"media/door.png": png(), "media/door.wav": wav(), "__MACOSX/._door.png": b"x",
         "extra.png": png()}
    )  # fmt: skip
    page = bring(desk_client, study, upload("all.zip", everything), upload("yes.png", png()))
    assert set(FormMedia.objects.values_list("name", flat=True)) == {
        "door.png", "door.wav", "yes.png",
    }  # fmt: skip
    assert "were not kept: extra.png" in page
    remarks = {(r.sheet, r.row, r.column): r.message for r in desk_of(study.pk).form.remarks}
    assert "gone.png" in remarks["survey", 4, "media::image"] or "gone.png" in page
    assert "lost.png" in page and "door.png” did not come" not in page
    assert "image_alt" in page  # gone.png has no words for whoever cannot see it
    page = bring(desk_client, study, upload("gone.png", png()))
    assert "gone.png” did not come" not in page and "yes.png” did not come" not in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("door.png", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "is no picture"),
        ("door.png", mp4(), "is no picture"),
        ("door.png", b"\x89PNG\r\n\x1a\nbroken", "cannot be opened"),
        ("all.zip", b"PK\x03\x04broken", "a zip that cannot be opened"),
        ("all.zip", zipped({"notes.txt": b"hello"}), "notes.txt is no picture"),
        ("all.zip", zipped({"big.wav": b"RIFF" + bytes(11 * 1024 * 1024)}), "more than 10 MB"),
        ("all.zip", zipped({f"{n}.png": b"x" for n in range(101)}), "more than 100"),
    ],
)
def test_what_is_no_picture_or_sound_is_refused_and_nothing_kept(
    desk_client, study, name, data, said
):
    page = bring(desk_client, study, upload(name, data))
    assert said in page
    assert not FormMedia.objects.exists() and not FormStep.objects.exists()


def test_the_form_keeps_them_through_its_own_file():
    form = read_form(ROWS, media={"door.png"})
    assert files_named(form) == {"door.png", "door.wav", "gone.png", "yes.png", "lost.png"}
    assert [r.message for r in read_form(ROWS).remarks] == []


@pytest.fixture
def told(new_study, at):
    study = study_of(read_form(ROWS), new_study, at)
    files = {"door.png": (png(), "image/png"), "door.wav": (wav(), "audio/wav"),
             "yes.png": (png(), "image/png")}  # fmt: skip
    keep_media(study=study, files=files, by="test", at=at)
    return begun(Teller(study))


def test_people_see_them_with_their_words_and_missing_ones_leave_no_gap(told):
    page = told.text
    assert 'alt="A red door, half open"' in page
    assert re.search(r'<audio [^>]*aria-label="Listen to: Which door\?"', page)
    assert 'alt="A picture that goes with: Yes"' in page and page.count("<img") == 2
    assert "media-src 'self'" in told.page["Content-Security-Policy"]
    picture = re.search(r'<img src="([^"]+)" alt="A red door', page).group(1)
    assert "door" not in picture and re.fullmatch(r"/s/[\w-]+/[0-9a-f-]{36}/", picture)
    anybody = Client()
    answer = anybody.get(picture)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert answer.content == png() and not answer.cookies
    sound = re.search(r'<audio [^>]*src="([^"]+)"', page).group(1)
    part = anybody.get(sound, headers={"Range": "bytes=4-7"})
    assert part.status_code == 206 and part.content == wav()[4:8]
    assert part["Content-Range"] == f"bytes 4-7/{len(wav())}"
    assert "<img" not in told.get("question", 3)


def test_a_picture_of_another_study_or_a_closed_one_is_not_there(told, organisation, at):
    file = FormMedia.objects.first().pk
    assert Client().get(f"/s/somewhere/{file}/").status_code == 404
    told.study.state = "closed"
    told.study.save()
    assert Client().get(f"/s/{told.study.slug}/{file}/").status_code == 410


def test_staff_see_them_in_the_preview_and_a_stranger_does_not(desk_client, study, stranger):
    bring(desk_client, study, upload("door.png", png()))
    file = FormMedia.objects.get().pk
    address = reverse("listen:question_picture", args=[study.pk, file])
    assert desk_client.get(address)["Content-Type"] == "image/png"
    page = desk_client.get(reverse("listen:preview", args=[study.pk, "now"]), {"at": "door"},
                            follow=True).content.decode()  # fmt: skip
    assert address in page and "A red door, half open" in page
    other = Client()
    other.force_login(stranger)
    assert other.get(address).status_code in {403, 404}
    assert Client().get(address).status_code == 302
