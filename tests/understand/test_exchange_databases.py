"""Projects that are databases: QualCoder's and Taguette's, every passage on its words."""

from pennydrop.rooms.understand.rules.exchange.opening import open_project
from tests.understand.exchanging import QUALCODER, TAGUETTE, database, packed


def words_in(project):
    one = project.sources[0]
    return [one.text[c.start : c.end] for c in one.codings]


def test_a_qualcoder_database_in_a_folder_or_alone():
    text = "it burned like glass \U0001f642 and nobody believed me"
    data = database(QUALCODER, {
        "project": [("v8", "2026", "about us", "QualCoder 3.6")],
        "source": [(1, "a.txt", text, None, "told in May", "ana", "2026-01-01 10:00:00"),
                   (2, "b.png", None, "/images/b.png", "", "ana", "")],
        "code_cat": [(1, "Body", "ana", "", "", None), (2, "Night", "ana", "", "", 1)],
        "code_name": [(1, "Pain", "hurts", 2, "ana", "", "#FF0000"),
                      (2, "Pain", "", None, "ana", "", "")],
        "code_text": [(1, 1, "burned", 3, 9, "ana", "", "strong"),
                      (2, 1, "nobody", 26, 32, "ben", "", ""),      # moved: found by its words
                      (2, 1, "gone from here", 0, 4, "ben", "", "")],
        "code_image": [(1, 2, 5, 1, "ana")],
        "cases": [(1, "P7", "")], "case_text": [(1, 1, 1, 0, len(text))],
        "attribute": [(1, "age", "case", "34", 1), (2, "place", "file", "home", 1)],
        "annotation": [(1, 1, 0, 2, "look here", "ben", "")],
    })  # fmt: skip
    alone = open_project(data, "data.qda")
    folder = open_project(packed({"study.qda/data.qda": data, "study.qda/documents/a": b""}), "z")
    assert alone.sources == folder.sources
    assert words_in(alone) == ["burned", "nobody"]
    assert [(c.name, c.parent) for c in alone.read.codes] == [
        ("Body", ""), ("Night", "category 1"), ("Pain", "category 2"), ("Pain", ""),
    ]  # fmt: skip
    assert {u.why for u in alone.unplaced} == {
        "its words are not where it says", "it is on an area of a picture",
    }  # fmt: skip
    assert alone.sources[0].cases == ("case 1",) and alone.read.cases[0].facts == (("age", "34"),)
    assert sorted(n.note.words for n in alone.sources[0].notes) == [
        "look here", "strong", "told in May",
    ]  # fmt: skip


def test_a_taguette_project_counts_bytes_between_tags():
    page = (
        "<h1>Café</h1><p>It burned <b>like</b> glass \U0001f642 &amp; more</p>"
        "<p>Nobody believed</p>"
    )
    plain = "CaféIt burned like glass \U0001f642 & moreNobody believed".encode()
    at = {w: (plain.index(w.encode()), plain.index(w.encode()) + len(w.encode()))
          for w in ("burned like glass", "\U0001f642 & more", "Nobody", "moreNobody")}  # fmt: skip
    data = database(TAGUETTE, {
        "projects": [(1, "T", "what it is")],
        "documents": [(1, "d", "", "d.html", 1, page)],
        "tags": [(1, 1, "pain", "hurts"), (2, 1, "pain.night", ""), (3, 1, "painkillers", "")],
        "highlights": [(n, 1, *span, "stale words") for n, span in enumerate(at.values())],
        "highlight_tags": [(0, 1), (1, 2), (2, 3), (3, 1), (0, 3)],
    })  # fmt: skip
    found = open_project(data, "t.sqlite3")
    assert words_in(found) == [
        "burned like glass", "burned like glass", "\U0001f642 & more", "Nobody", "more\nNobody",
    ]  # fmt: skip
    assert [(c.name, c.parent) for c in found.read.codes] == [
        ("pain", ""), ("night", "1"), ("painkillers", ""),
    ]  # fmt: skip
