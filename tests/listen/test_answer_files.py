"""Pictures and files that people give: bare, sealed, taken out by few, and gone when asked."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from pennydrop.core.audit.models import QuietEvent
from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.originals import drop_originals
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Answer, AnswerFile, Participant, Segment, Value
from pennydrop.rooms.listen.queries.values import file_bytes, files_in, values_of
from tests.listen.answering import Teller
from tests.listen.every_kind import YES_NO, begun, kept

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def photo(**more):
    exif = Image.Exif()
    exif[0x010F] = "CANARYPHONE"
    exif[0x8825] = {1: "N", 2: (52.0, 37.0, 41.0)}
    out = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "JPEG", exif=exif, comment=b"CANARYNOTE", **more)
    return SimpleUploadedFile("Craig at home.jpg", out.getvalue(), "image/jpeg")


def test_a_picture_is_sealed_without_place_maker_or_name(asks):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?")))
    sent = photo()
    assert b"CANARYPHONE" in sent.read()
    sent.seek(0)
    teller.post("question", 2, go="save", answer=sent)
    row = AnswerFile.objects.get()
    assert (row.media, row.question, kept(teller)["photo"]) == (
        "image/jpeg", "photo", "picture.jpg",
    )  # fmt: skip
    held = file_bytes(row.pk)
    assert b"CANARY" not in held and b"Exif" not in held
    assert Image.open(BytesIO(held)).size == (40, 20)
    assert held[:40] not in bytes(row.sealed)
    assert "A picture" in teller.get("check") and "Craig" not in teller.text
    assert "gave us one already" in teller.get("question", 2)


def test_a_file_is_replaced_left_taken_away_and_dropped_where_it_no_longer_counts(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("select_one yn", "may", "May we?"),
        ("image", "photo", "A picture?", "${may} = 'yes'"), choices=YES_NO,
    ))  # fmt: skip
    teller.post("question", 2, go="save", answer="yes")
    teller.post("question", 3, go="save", answer=photo())
    first = AnswerFile.objects.get().pk
    teller.post("question", 3, go="save")  # nothing chosen: the one that is there stays
    assert AnswerFile.objects.get().pk == first
    teller.post("question", 3, go="save", answer=photo(quality=30))
    assert AnswerFile.objects.get().pk != first
    teller.post("question", 3, go="save", drop="1")
    assert not AnswerFile.objects.exists() and "photo" not in kept(teller)
    teller.post("question", 3, go="save", answer=photo())
    teller.post("question", 2, go="save", answer="no")
    assert AnswerFile.objects.exists()
    teller.share()
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"MZ\x90\x00" + bytes(60), "cannot take this kind"), (b"\xff\xd8\xff x", "cannot open"),
     (b"plain words", "cannot take this kind"), (bytes(13 * 1024 * 1024), "larger than 12")],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_in_words(asks, data, said):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?")))
    page = teller.post("question", 2, go="save", answer=SimpleUploadedFile("x.jpg", data))
    assert teller.page.status_code == 422 and said in page
    assert not AnswerFile.objects.exists()


def test_a_file_can_be_the_first_answer(asks):
    teller = asks(("image", "photo", "A picture?"), ("text", "more", "More?"))
    teller.agree()
    teller.go("all")
    teller.go("save", step=1, answer=photo())
    assert teller.code() and AnswerFile.objects.count() == 1
    teller.share()
    assert not Segment.objects.exists() and Participant.objects.get().state == "shared"


@pytest.fixture
def shared_photo(asks):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?"),
                        ("integer", "age", "How old?")))  # fmt: skip
    teller.post("question", 2, go="save", answer=photo())
    teller.post("question", 3, go="save", answer="41")
    teller.code_given = teller.get("shown") and teller.code()
    teller.share()
    return teller


def test_staff_take_a_file_out_and_that_is_noted(shared_photo, client, owner, worker, stranger):
    study = shared_photo.study
    page = reverse("listen:files", args=[study.pk])
    one = reverse("listen:file", args=[study.pk, AnswerFile.objects.get().pk])
    client.force_login(owner)
    listed = client.get(page).text
    assert "A picture?" in listed and "P001" in listed
    taken = client.post(one)
    assert taken["Content-Type"] == "image/jpeg" and taken.content[:3] == b"\xff\xd8\xff"
    assert taken["Content-Disposition"] == 'attachment; filename="P001-picture.jpg"'
    assert HandCopy.objects.get().what == "A file of P001"
    for other, status in ((worker, 403), (stranger, 404)):
        client.force_login(other)
        assert client.get(page).status_code == client.post(one).status_code == status


def test_files_of_a_draft_are_nobodys_to_see(asks, client, owner):
    teller = begun(asks(("text", "first", "First?"), ("image", "photo", "A picture?")))
    teller.post("question", 2, go="save", answer=photo())
    client.force_login(owner)
    assert files_in(teller.study.pk) == []
    one = reverse("listen:file", args=[teller.study.pk, AnswerFile.objects.get().pk])
    assert client.post(one).status_code == 404


def test_what_we_hold_names_values_and_files_and_taking_back_removes_them(shared_photo, at):
    back = Teller(shared_photo.study)
    mine = back.post("code", code=shared_photo.code_given)
    assert (
        "Other answers, such as numbers and choices" in mine
        and "Pictures, recordings and files" in mine
    )
    assert "How old?" in mine and "41" in mine
    person = Participant.objects.get()
    file = AnswerFile.objects.get().pk
    receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert receipt.removed["listen"]["other answers, such as numbers and choices"] == 1
    assert receipt.removed["listen"]["pictures, recordings and files"] == 1
    assert not Value.objects.exists() and not AnswerFile.objects.exists()
    with pytest.raises((KeyGone, AnswerFile.DoesNotExist)):
        file_bytes(file)


def test_files_go_with_the_originals_and_values_stay(shared_photo, at):
    person = Participant.objects.get()
    drop_originals(participants=[person.pk], by="test", at=at)
    assert not AnswerFile.objects.exists()
    assert [v.stored for v in values_of(person)] == ["41"]


def test_only_days_are_kept_of_values_and_files(shared_photo):
    for model in (Value, AnswerFile, Answer, QuietEvent):
        kinds = {f.get_internal_type() for f in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "TimeField", "GenericIPAddressField"}
