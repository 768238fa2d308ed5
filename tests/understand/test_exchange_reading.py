"""Projects of other tools are read right, however the tool counted."""

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.exchange.opening import open_project
from pennydrop.rooms.understand.rules.exchange.placing import as_json
from tests.understand.exchanging import (
    PASSAGES,
    TALK,
    Made,
    described,
    guid,
    in_dialect,
    places,
    selection,
)

DATA = Path(__file__).parents[2] / "../shared/data/qdpx"
WAYS = list(itertools.product(("codepoint", "utf16"), (1, 2), (0, 1)))


def words_in(project, source=0):
    one = project.sources[source]
    return [one.text[c.start : c.end] for c in one.codings]


@pytest.mark.parametrize(("unit", "crlf", "bom"), WAYS)
def test_each_way_of_counting_is_found_and_every_quote_is_right(unit, crlf, bom):
    found = open_project(in_dialect(unit, crlf, bom).zipped(), "p.qdpx")
    assert words_in(found) == PASSAGES
    told = as_json(found)
    assert told["dialect"] == {"unit": unit, "crlf": crlf, "bom": bom}
    assert (told["codings"], told["placed"], told["unplaced"], told["fit"]) == (6, 6, [], 1.0)


WORD = st.sampled_from(
    ["glass", "I", "won’t", "\U0001f642", "cafe\u0301", "ألم", "e\u0301te\u0301", "שלום",
     "\U0001f469\u200d\U0001f52c", "नमस्ते", "pain,", "\U00020000x"]
)  # fmt: skip
LINES = st.lists(st.lists(WORD, min_size=3, max_size=9), min_size=4, max_size=12)


@settings(max_examples=60, deadline=None)
@given(LINES, st.sampled_from(WAYS), st.sampled_from(["\r\n", "\n"]), st.randoms())
def test_any_script_counted_any_way_gives_the_words_that_were_coded(lines, way, end, random):
    """Whole words coded all over a text: with them enough, whatever way is chosen is right."""
    raw = end.join(" ".join(line) for line in lines)
    edges = [m for m in range(len(raw) + 1) if m in (0, len(raw)) or raw[m - 1] in " \n"]
    spans = []
    for start in edges[:-1]:
        stop = start + 1
        while stop < len(raw) and raw[stop] not in " \r\n":
            stop += 1
        if stop > start and not raw[start:stop].isspace():
            spans.append((start, stop))
    chosen = random.sample(spans, min(len(spans), 30))
    made, (unit, crlf, bom) = Made(), way
    code = made.code("C")
    made.text("one", raw, chosen, mark=True, code=code, unit=unit, crlf=crlf, bom=bom)
    found = open_project(made.zipped(), "p.qdpx")
    assert words_in(found) == [raw[a:b] for a, b in chosen]


def test_the_tools_usual_way_decides_where_nothing_else_can():
    for origin, unit in (("NVivo Windows 12.6", "utf16"), ("MAXQDA 24", "codepoint")):
        made = Made(origin=origin)
        raw = "plain words only"
        made.text("one", raw, places(raw, ["words"]), code=made.code("C"))
        assert open_project(made.zipped(), "p").dialect.unit == unit


def test_one_source_that_counts_otherwise_is_placed_by_itself():
    made, raw = Made(), "\r\n".join(TALK * 3)
    code = made.code("C")
    spans = places(raw, PASSAGES)
    for n in range(4):
        made.text(f"s{n}", raw, spans, code=code, unit="utf16", crlf=2)
    made.text("odd", raw, spans, code=code, unit="codepoint", crlf=1)
    found = open_project(made.zipped(), "p")
    assert [words_in(found, n) for n in range(5)] == [PASSAGES] * 5
    assert found.remarks and "odd" in found.remarks[0]


def test_names_and_paths_as_tools_really_write_them():
    made = Made(namespace="urn:QDA-XML:project:0:4", inner="My Study.QDE", users="")
    code = "{" + guid("x").upper() + "}"
    made.code("Pain", guid=code)
    raw = "it burned like glass"
    key = made.text("one", raw, places(raw, ["burned"]), code=guid("x"))
    made.sources[0] = made.sources[0].replace("internal://", "")
    made.files = {f"Sources/{key.upper()}.TXT": made.files[f"sources/{key}.txt"]}
    found = open_project(made.zipped(), "p")
    assert words_in(found) == ["burned"] and found.dialect.crlf == 2


def test_codes_of_one_name_under_different_parents_stay_apart():
    made = Made()
    child = '<Code name="Other" isCodable="true" guid="{}"/>'
    made.code("Work", child.format(guid("a")))
    made.code("Home", child.format(guid("b")))
    codes = open_project(made.zipped(), "p").read.codes
    assert [c.name for c in codes] == ["Work", "Other", "Home", "Other"]
    assert codes[1].parent == codes[0].id and codes[3].parent == codes[2].id


def test_what_cannot_be_placed_is_named_with_its_reason():
    made, raw = Made(), "it burned like glass"
    code = made.code("C")
    made.text("one", raw, places(raw, ["burned"]), code=code)
    odd = (
        selection("far", 500, 600, code) + selection("back", 9, 3, code)
        + selection("empty", 3, 3, code) + selection("lost code", 0, 2, guid("nobody"))
        + f'<PlainTextSelection guid="{guid("bare")}">'
        f'<Coding><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>'
    )  # fmt: skip
    made.sources[0] = made.sources[0].replace("</TextSource>", f"{odd}</TextSource>")
    made.sources.append(
        f'<PictureSource guid="{guid("pic")}" name="scan.png"><PictureSelection'
        f' guid="{guid("area")}" firstX="1" firstY="1" secondX="2" secondY="2"><Coding>'
        f'<CodeRef targetGUID="{code}"/></Coding></PictureSelection></PictureSource>'
    )
    told = as_json(open_project(made.zipped(), "p"))
    assert (told["codings"], told["placed"], told["sources"]) == (7, 1, 2)
    assert [u["why"] for u in told["unplaced"]] == [
        "it lies outside the text", "it ends before it begins", "it holds no words",
        "its code is not in the file", "it does not say where it begins and ends",
        "it is on an area of a picture",
    ]  # fmt: skip
    assert told["without_text"] == ["scan.png"]
    assert "burned" not in json.dumps(told)


def test_the_text_beside_a_pdf_or_recording_is_brought_in():
    made, raw = Made(), "spoken on the tape"
    code = made.code("C")
    marked = selection("a", 0, 6, code)
    made.sources = [
        f'<PDFSource guid="{guid("pdf")}" name="leaflet.pdf">'
        f'<PDFSelection guid="{guid("selection a")}" page="0" firstX="1" firstY="1" secondX="2"'
        f' secondY="2"><Coding><CodeRef targetGUID="{code}"/></Coding></PDFSelection>'
        f'<Representation guid="{guid("r")}"><PlainTextContent>{raw}</PlainTextContent>{marked}'
        "</Representation></PDFSource>",
        f'<AudioSource guid="{guid("tape")}" name="tape.m4a"><Transcript guid="{guid("t")}">'
        f'<PlainTextContent>{raw}</PlainTextContent><SyncPoint guid="{guid("p1")}" position="7"/>'
        f'<SyncPoint guid="{guid("p2")}" position="9"/><TranscriptSelection guid="{guid("ts")}"'
        f' fromSyncPoint="{guid("p1")}" toSyncPoint="{guid("p2")}"><Coding>'
        f'<CodeRef targetGUID="{code}"/></Coding></TranscriptSelection></Transcript></AudioSource>',
    ]
    found = open_project(made.zipped(), "p")
    assert words_in(found) == ["spoken"] and words_in(found, 1) == ["on"]
    assert found.unplaced == ()


def test_memos_cases_and_values_come_along():
    made, raw = Made(), "it burned like glass"
    code = made.code("C", f'<NoteRef targetGUID="{guid("n1")}"/>')
    key = made.text("one", raw, [], code=code)
    made.sources[0] = made.sources[0].replace(
        "</TextSource>", selection("s", 3, 9, code, described("why so?")) + "</TextSource>"
    )
    made.codes[0] = made.codes[0].replace("><NoteRef", ">" + described("how it hurts") + "<NoteRef")
    variables = (
        f'<Variables><Variable guid="{guid("v")}" name="age" typeOfVariable="Integer"/></Variables>'
    )
    cases = (
        f'<Cases><Case guid="{guid("c")}" name="Bo"><VariableValue><VariableRef targetGUID='
        f'"{guid("v")}"/><IntegerValue>34</IntegerValue></VariableValue>'
        f'<SourceRef targetGUID="{key}"/></Case></Cases>'
    )
    notes = "".join(
        f'<Note guid="{guid(n)}" creatingUser="{guid("Ana")}"><PlainTextContent>{words}'
        "</PlainTextContent></Note>"
        for n, words in (("n1", "on the code"), ("n2", "on all of it"))
    )
    made.more = f"{variables}{cases}<Notes>{notes}</Notes>"
    found = open_project(made.zipped(), "p")
    assert found.read.codes[0].description == "how it hurts"
    assert [n.words for n in found.read.codes[0].notes] == ["on the code"]
    assert [(n.words, n.by) for n in found.read.notes] == [("on all of it", "Ana")]
    assert found.read.cases[0].facts == (("age", "34"),)
    one = found.sources[0]
    assert one.cases == (guid("c"),)
    assert [(n.note.words, n.start, n.end) for n in one.notes] == [("why so?", 3, 9)]


@pytest.mark.skipif(not DATA.exists(), reason="the real projects are not on this machine")
@pytest.mark.parametrize(
    ("name", "codes", "codings", "placed"),
    [
        ("cproctor_qc_demo", 262, 205, 205),
        ("skyloom_TestProject", 14, 14, 0),  # came without its sources
        ("ponte_target-atlas-project", 3, 0, 0),
    ],
)
def test_every_real_project_is_read_with_all_that_can_be_placed(name, codes, codings, placed):
    path = DATA / f"{name}.qdpx"
    told = as_json(open_project(path.read_bytes(), path.name))
    assert (told["codes"], told["codings"], told["placed"]) == (codes, codings, placed)
    assert told["fit"] == (1.0 if placed else None)
    assert len(told["unplaced"]) == codings - placed


def test_inspect_prints_json_without_data_or_keys(tmp_path):
    file = tmp_path / "p.qdpx"
    file.write_bytes(in_dialect("utf16", 2, 0).zipped())
    env = {**os.environ, "PENNYDROP_HOME": str(tmp_path / "none")}
    command = [sys.executable, "-m", "pennydrop.web.cli", "project", "inspect", str(file), "--json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["dialect"] == {"unit": "utf16", "crlf": 2, "bom": 0} and told["placed"] == 6
    assert not (tmp_path / "none").exists()
    file.write_bytes(b"not a project")
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "no project" in done.stderr


RARE = {
    "the end is the last character": (lambda raw, a: a, lambda raw, b: b - 1),
    "counted from one": (lambda raw, a: a + 1, lambda raw, b: b + 1),
    "in bytes": (lambda raw, a: len(raw[:a].encode()), lambda raw, b: len(raw[:b].encode())),
    "line ends were two before they became LF": (
        lambda raw, a: a + raw[:a].count("\n"), lambda raw, b: b + raw[:b].count("\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", RARE)
def test_rarer_ways_are_found_where_enough_passages_prove_them(way):
    raw = "\n".join(TALK * 4)
    spans = [(m, m + len(one)) for one in PASSAGES
             for m in range(len(raw)) if raw.startswith(one, m)]  # fmt: skip
    start, end = RARE[way]
    made = Made()
    code = made.code("C")
    key = made.text("one", raw, [], code=code)
    rows = [selection(f"s{n}", start(raw, a), end(raw, b), code) for n, (a, b) in enumerate(spans)]
    made.sources[0] = made.sources[0].replace("</TextSource>", f"{''.join(rows)}</TextSource>")
    assert key and words_in(open_project(made.zipped(), "p")) == [raw[a:b] for a, b in spans]
