"""An edition is cited in four forms and described to search engines; no title can break one."""

import datetime as dt
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.citing import Work, bibtex, csl, in_words, ris, schema_org

lines = st.text(min_size=1).filter(str.strip)
works = st.builds(
    Work,
    key=st.just("findings-bcdfg"),
    title=lines,
    subtitle=st.text(),
    organisation=lines,
    kind=st.just("Policy briefing"),
    number=st.integers(1, 99),
    day=st.dates(dt.date(2020, 1, 1), dt.date(2090, 1, 1)),
    address=st.just("https://example.org/findings/bcdfg/"),
    newest=st.just("https://example.org/findings/bcdfg/newest/"),
    themes=st.lists(lines, max_size=3).map(tuple),
)
OURS = Work(
    "findings-bcdfg", "Made to prove it", "What 15 people told us", "Marsh Lane & Co",
    "Policy briefing", 2, dt.date(2026, 3, 2), "https://example.org/findings/bcdfg/",
    "https://example.org/findings/xyz/newest/", ("Not being believed",),
)  # fmt: skip


def test_as_a_reader_would_write_it():
    assert in_words(OURS) == (
        "Marsh Lane & Co (2026). Made to prove it: What 15 people told us. "
        "Policy briefing, edition 2. https://example.org/findings/bcdfg/"
    )
    assert r"author = {{Marsh Lane \& Co}}," in bibtex(OURS)
    assert "TY  - RPRT\r\nAU  - Marsh Lane & Co\r\n" in ris(OURS)
    assert json.loads(csl(OURS))[0]["issued"] == {"date-parts": [[2026, 3, 2]]}
    data = json.loads(schema_org(OURS))
    assert (data["@type"], data["version"], data["keywords"]) == (
        "Report", "2", ["Not being believed"],
    )  # fmt: skip
    assert "M3  - Policy briefing" in ris(OURS) and "type = {Policy briefing}" in bibtex(OURS)
    assert json.loads(csl(OURS))[0]["genre"] == data["genre"] == "Policy briefing"


@given(works)
def test_no_title_breaks_out_of_its_field(work):
    assert "\n" not in in_words(work)
    rows = ris(work).split("\r\n")
    assert rows[0] == "TY  - RPRT" and rows[-2:] == ["ER  - ", ""]
    assert len(rows) == 11 + len(work.themes)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", row) for row in rows[:-1])
    plain = re.sub(
        r"\\textbackslash\{\}|\\textasciitilde\{\}|\\textasciicircum\{\}", "", bibtex(work)
    )
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", plain):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0
    assert json.loads(csl(work))[0]["publisher"] == " ".join(work.organisation.split())
    assert not set("<>&") & set(schema_org(work))
    assert json.loads(schema_org(work))["name"] == " ".join(work.title.split())
