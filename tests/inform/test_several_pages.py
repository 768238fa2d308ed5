"""A list that its publisher cut into pages comes in together."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.models import Service
from pennydrop.rooms.inform.rules.open_referral import several
from pennydrop.rooms.inform.rules.open_referral.reading import read_services
from pennydrop.rooms.inform.rules.open_referral.several import packed, unpacked
from pennydrop.rooms.inform.rules.open_referral.shapes import NotReadable


def entry(number):
    key = f"0b9d7c6e-2f1a-4e3d-8c5b-{number:012}"
    run = {"id": key.replace("0b9d", "1b9d"), "name": "A charity", "description": "It helps."}
    return {"id": key, "name": f"Drug help {number}", "status": "active", "organization": run}


def page(number, of, *entries):
    said = {
        "total_items": of, "total_pages": of, "page_number": number, "size": len(entries),
        "first_page": number == 1, "last_page": number == of, "empty": not entries,
    }  # fmt: skip
    return json.dumps(said | {"contents": entries}).encode()


def read(*files):
    return read_services(packed(files), publisher="A council")


def test_all_pages_are_one_list_and_nothing_says_that_one_is_missing():
    found = read(("2.json", page(2, 2, entry(2))), ("1.json", page(1, 2, entry(1))))
    assert [one.name for one in found.services] == ["Drug help 1", "Drug help 2"]
    assert (found.pages, found.remarks, found.problem) == (1, (), "")
    assert read(("1.json", page(1, 3, entry(1))), ("2.json", page(2, 3, entry(2)))).pages == 3


def test_what_is_wrong_is_named_with_its_page():
    wrong = page(2, 2, entry(1), entry(2) | {"status": None})
    found = read(("a.json", page(1, 2, entry(1))), ("b.json", wrong), ("c.json", b"{"))
    assert len(found.services) == 2
    places = [one.place for one in found.remarks]
    assert any(place.startswith("002 b.json contents[1].status") for place in places)
    assert "003 c.json" in places and any("page before" in one.says for one in found.remarks)


def test_a_packed_file_that_cannot_be_read_says_why(monkeypatch):
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as whole:
        whole.writestr("notes.txt", "x")
    assert "no .json file" in read_services(empty.getvalue(), publisher="x").problem
    broken = packed([("a.json", page(1, 1, entry(1)))])[:60]
    assert "damaged" in read_services(broken, publisher="x").problem
    monkeypatch.setattr(several, "MOST_UNPACKED", 100)
    assert "at most" in read_services(packed([("a.json", b" " * 5000)]), publisher="x").problem
    with pytest.raises(NotReadable, match="At most 200"):
        packed((f"{n}.json", b"") for n in range(201))


@given(st.binary(max_size=200), st.integers(0, 150))
def test_whatever_stands_in_it_it_is_read_or_refused(noise, cut):
    whole = packed([("a.json", page(1, 1, entry(1)))])
    for data in (
        b"PK\x03\x04" + noise,
        whole[:cut] + noise + whole[cut:],
        packed([("a.json", noise)]),
    ):
        read_services(data, publisher="x")
    assert unpacked(whole)[0][0] == "001 a.json"


@pytest.mark.django_db(databases=["default", "keys"])
def test_an_editor_chooses_several_files_at_once(client, real, owner):
    client.force_login(owner)
    files = [SimpleUploadedFile(f"{n}.json", page(n, 2, entry(n))) for n in (1, 2)]
    sent = {"publisher": "A council", "file": files}
    look = client.post(f"/inform/{real.pk}/services/file/", sent, follow=True)
    said = look.content.decode()
    assert "2 services that can be read" in said and "one page of several" not in said
    take = look.redirect_chain[-1][0] + "take/"
    client.post(take, {"take": [entry(n)["id"] for n in (1, 2)]})
    assert Service.objects.count() == 2
