"""Files that cannot be read are named with their place, and nothing of them is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.models import Source
from tests.listen.bringing import TALK, nothing_in_the_database, pieces, word, zipped

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def test_a_table_with_the_wrong_columns_is_named(add, client, study):
    batch, _ = add(("numbers.csv", b"id,score\n1,4\n2,5\n"))
    address = reverse("listen:columns", args=[study.pk, batch, 0])
    assert "No column looks like words" in client.get(address).text
    page = client.post(address, {"text": ""})
    assert page.status_code == 422
    page = client.post(address, {"text": "id", "keep_column": "score", "keep_value": "9"})
    assert page.status_code == 422
    assert "numbers.csv, column “id”: no row that is to be read has words" in page.text
    assert nothing_in_the_database()


BAD = [
    ("torn.docx", word("Hello there")[:900], "torn.docx, first bytes: this file is broken off"),
    ("pack.docx", zipped(), "pack.docx, first bytes: this is a zip archive with the name of"),
    ("empty.txt", b"", "empty.txt: this file is empty"),
    ("odd.txt", b"Karen: ja\xe9\xc3\xa9\xc3\xa8\xff\x81", "odd.txt, line 1: a char"),
    ("table.csv", b"a\x00b", "table.csv, byte 2: this is not text"),
]


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=[name for name, _, _ in BAD])
def test_a_bad_file_is_named_with_its_place_and_nothing_is_kept(add, name, data, message):
    _, page = add((name, data))
    assert message in page and "Not taken" in page
    assert nothing_in_the_database()
    assert all(path.suffix == ".json" for path in pieces())


def test_a_file_of_200_mb_is_refused_before_it_is_kept(client, owner, study, monkeypatch):
    client.force_login(owner)
    # The size is what Django counted while the file came in; its bytes are never asked for.
    monkeypatch.setattr(SimpleUploadedFile, "chunks", lambda *_: 1 / 0)
    monkeypatch.setattr(
        "pennydrop.rooms.listen.views.sources.upload_of",
        lambda file: (file.name, 200 * 1024 * 1024, lambda path: 1 / 0),
    )
    file = SimpleUploadedFile("long talk.txt", b"x")
    answer = client.post(reverse("listen:bring_in", args=[study.pk]), {"files": [file]})
    page = client.get(answer["Location"]).text
    assert "long talk.txt: this file is 200 MB and the most that can be read is 20 MB" in page
    assert nothing_in_the_database()
    assert not any(path.suffix == ".data" for path in pieces())


def test_a_good_file_beside_a_bad_one_comes_in(add, answer):
    batch, page = add(("torn.docx", b"PK\x03\x04"), ("a.txt", TALK))
    assert "Not taken" in page
    answer(batch, kind="interview", fidelity="notes", voice_1_0_0="staff", voice_1_0_1="new")
    assert Source.objects.count() == 1


def test_no_file_at_all_is_said(client, owner, study):
    client.force_login(owner)
    page = client.post(reverse("listen:bring_in", args=[study.pk]), {})
    assert page.status_code == 422 and "Choose at least one file" in page.text


def test_a_failing_record_leaves_nothing_and_says_so(add, answer, client, monkeypatch, caplog):
    batch, _ = add(("a.txt", TALK))
    with monkeypatch.context() as broken:
        broken.setattr("pennydrop.rooms.listen.actions.importing.record", lambda **_: 1 / 0)
        sent = answer(
            batch, kind="interview", fidelity="notes", voice_0_0_0="staff", voice_0_0_1="new"
        )
    page = client.get(sent["Location"]).text
    assert "a.txt: something went wrong while this file was brought in" in page
    assert nothing_in_the_database()
    assert not any(path.suffix == ".data" for path in pieces())
    assert "Karen" not in caplog.text


def test_a_file_that_is_too_large_leaves_nothing_in_scratch(add):
    _, page = add(("big.txt", b"a" * (20 * 1024 * 1024 + 1)))
    assert "big.txt: this file is 20 MB and the most that can be read is 20 MB" in page
    assert [path for path in folder().iterdir() if path.is_file()] == []
    assert not any(path.suffix == ".data" for path in pieces())
