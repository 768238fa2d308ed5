"""Files made to harm: refused in plain words, quickly, and without a trace."""

import io
import stat
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.exchange import archive
from pennydrop.rooms.understand.rules.exchange.opening import open_project
from pennydrop.rooms.understand.rules.exchange.project import Refused
from pennydrop.rooms.understand.rules.exchange.xml import DEEPEST
from tests.understand.exchanging import (
    QUALCODER,
    TAGUETTE,
    Made,
    database,
    in_dialect,
    packed,
    places,
)

BOMB = """<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
]><Project name="&b;"/>"""
OUTSIDE = (
    '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Description>&x;</Description>'
    "</Project>"
)
BARE = '<!DOCTYPE Project SYSTEM "http://example.org/x.dtd"><Project name="p"/>'


@pytest.mark.parametrize("xml", [BOMB, OUTSIDE, BARE])
def test_entities_and_document_types_are_refused(xml):
    for data in (xml.encode(), packed({"project.qde": xml})):
        with pytest.raises(Refused, match="entities"):
            open_project(data, "p")


@pytest.mark.parametrize(
    "name",
    ["../../out.txt", "/etc/passwd", "..\\..\\out.txt", "C:/windows/x.txt", "sources/../../x"],
)
def test_paths_that_lead_out_are_refused(name):
    with pytest.raises(Refused, match="leads out"):
        open_project(packed({"project.qde": Made().xml(), name: b"x"}), "p")


def test_a_reference_that_leads_out_is_refused():
    made, raw = Made(), "some words"
    made.text("one", raw, places(raw, ["words"]), code=made.code("C"))
    made.sources[0] = made.sources[0].replace("internal://", "internal://../../")
    with pytest.raises(Refused, match="leads out"):
        open_project(made.zipped(), "p")


def test_links_doubles_locked_and_broken_zips_are_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        link = zipfile.ZipInfo("sources/x.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("project.qde", Made().xml())
    with pytest.raises(Refused, match="link"):
        open_project(held.getvalue(), "p")
    two = {"a.qde": Made().xml(), "b.qde": Made().xml()}
    with pytest.raises(Refused, match="several"):
        open_project(packed(two), "p")
    whole = in_dialect("codepoint", 2, 0).zipped()
    with pytest.raises(Refused):
        open_project(whole[: len(whole) // 2], "p")
    with pytest.raises(Refused, match="no project description"):
        open_project(packed({"readme.txt": b"x"}), "p")


def test_a_zip_that_unpacks_without_end_is_refused_before_it_does(monkeypatch):
    made = Made()
    made.files["sources/big.txt"] = b"0" * (archive._STEEP_FROM * 4)
    with pytest.raises(Refused, match="far more"):
        open_project(made.zipped(), "p")
    raw = "many words " * 500
    made = Made()
    made.text("one", raw, places(raw, ["many"]), code=made.code("C"))
    monkeypatch.setattr(archive, "MOST_BYTES", 2000)
    with pytest.raises(Refused, match="unpacks to more"):
        open_project(made.zipped(), "p")


def test_nesting_without_end_is_refused():
    deep = "<Code name='a' guid='1'>" * (DEEPEST + 9)
    with pytest.raises(Refused, match="nested"):
        open_project(f"<Project>{deep}".encode(), "p")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"\x00" * 40, b"PK\x03\x04junk", b"<html></html>", b"<Project",
             b"SQLite format 3\x00" + b"\xff" * 200, b"<?xml version='1.0' encoding='x9'?><a/>"]
)  # fmt: skip
def test_what_is_no_project_is_refused_in_plain_words(data):
    with pytest.raises(Refused) as refused:
        open_project(data, "p")
    assert str(refused.value).endswith((".", ")."))


def test_a_database_is_read_only_by_its_tables():
    """A view of the right name, which could compute without end, is not asked."""
    data = database(
        TAGUETTE.replace("CREATE TABLE tags (id integer primary key, project_id integer,"
                         " path text, description text);",
                         "CREATE VIEW tags AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
                         " i + 1 FROM n) SELECT i AS id, i AS path FROM n;"),
        {"projects": [(1, "T", "")]},
    )  # fmt: skip
    with pytest.raises(Refused, match="no project"):
        open_project(data, "p")
    several = database(TAGUETTE, {"projects": [(1, "A", ""), (2, "B", "")]})
    with pytest.raises(Refused, match="2 Taguette projects"):
        open_project(several, "p")


SEEDS = [
    in_dialect("utf16", 2, 1).zipped(), in_dialect("codepoint", 1, 0).xml(),
    database(QUALCODER, {"source": [(1, "a", "words here", None, "", "", "")],
                         "code_name": [(1, "C", "", None, "", "", "")],
                         "code_text": [(1, 1, "words", 0, 5, "", "", "")]}),
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(range(len(SEEDS))),
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6))),
)
@example(2, [(2883, b"\x80")])  # the name of a column is no text
def test_damage_anywhere_is_read_or_refused_and_never_more(seed, damage):
    data = bytearray(SEEDS[seed])
    for at, piece in damage:
        place = at % len(data)
        data[place : place + len(piece)] = piece
    try:
        open_project(bytes(data), "p")
    except Refused:
        pass
