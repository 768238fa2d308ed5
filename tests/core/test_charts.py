"""Charts are named, well formed whatever their words, and say everything without colour."""

import re

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.core.ui import charts
from pennydrop.core.ui.charts import BadChart, Bars, Lines, Series

SVG = "{http://www.w3.org/2000/svg}"
NASTY = ["</title><script>", "\"&<>'", "]]>", "\0\x0b\ud800"]
WORDS = st.text(max_size=60) | st.sampled_from(NASTY)
VALUES = st.none() | st.floats(0, 1e12)


@st.composite
def bars(draw):
    names = draw(st.lists(WORDS, min_size=1, max_size=5))
    many = {"min_size": len(names), "max_size": len(names)}
    values = st.lists(VALUES, **many).map(tuple)
    words = st.just(()) | st.lists(WORDS, **many).map(tuple)
    series = st.lists(st.builds(Series, WORDS, values, words), min_size=1, max_size=3).map(tuple)
    return Bars(draw(WORDS), draw(WORDS), draw(WORDS), tuple(names), draw(series), draw(WORDS))


@st.composite
def lines(draw):
    xs = draw(st.lists(st.integers(-9999, 9999), min_size=2, max_size=6, unique=True).map(sorted))
    numbers = st.none() | st.floats(-1e12, 1e12)
    values = st.lists(numbers, min_size=len(xs), max_size=len(xs)).map(tuple)
    series = st.lists(st.builds(Series, WORDS, values), min_size=1, max_size=3).map(tuple)
    return Lines(*(draw(WORDS) for _ in range(4)), tuple(xs), draw(series))


@settings(deadline=None, max_examples=60)
@given(bars() | lines(), WORDS)
def test_any_words_and_numbers_give_a_well_formed_named_picture(chart, name):
    for drawn in (charts.inline(chart, name=name), charts.alone(chart)):
        root = ElementTree.fromstring(drawn)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert root.get("role") == "img"
        assert root.get("aria-labelledby").split() == ids[:2]
        assert [element.tag for element in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
        assert {element.tag for element in root.iter()} <= {
            SVG + tag for tag in "svg title desc defs pattern rect circle line path text".split()
        }
        for element in root.iter():
            assert not {"style", "href"} & set(element.keys())
            assert not any(key.startswith("on") for key in element.keys())
        for found in re.findall(r"url\(#(.+?)\)", drawn):
            assert found in ids


@settings(deadline=None, max_examples=60)
@given(bars() | lines())
def test_the_table_says_everything(chart):
    table = charts.as_table(chart)
    assert len(table.head) == len(chart.series) + 1
    assert all(len(row) == len(table.head) for row in table.rows)


CHART = Bars(
    "Where it came up",
    "Counts by kind of source",
    "Theme",
    ("Pain", "Company"),
    (Series("Interviews", (20, None)), Series("Survey", (10, 15), ("a quarter", ""))),
)


def texts(svg):
    return [e.text for e in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_small_values_are_words_and_never_a_length():
    stubs = []
    for values in ((20, None), (2000, None), (None, 5)):
        chart = Bars("t", "d", "c", ("Pain", "Company"), (Series("Interviews", values),))
        drawn = ElementTree.fromstring(charts.alone(chart))
        assert "fewer than 10" in texts(charts.alone(chart))
        stubs += [r.get("width") for r in drawn.iter(f"{SVG}rect") if r.get("stroke-dasharray")]
    assert len(stubs) == 3
    assert len(set(stubs)) == 1


def test_words_stand_in_place_of_numbers():
    assert charts.as_table(CHART).rows == (
        ("Pain", "20", "a quarter"),
        ("Company", "fewer than 10", "15"),
    )
    assert {"20", "a quarter", "fewer than 10", "15"} <= set(texts(charts.inline(CHART, name="1")))


def test_series_differ_in_pattern_as_well_as_colour():
    three = Bars("t", "d", "c", ("x",), tuple(Series(n, (1,)) for n in "abc"))
    root = ElementTree.fromstring(charts.alone(three))
    fills = {r.get("fill") for r in root if r.tag == f"{SVG}rect"}
    assert fills == {"#0f5257", "url(#chart-fill-2)", "url(#chart-fill-3)"}


def test_two_charts_on_a_page_share_no_id():
    ids = [set(re.findall(r' id="(.+?)"', charts.inline(CHART, name=n))) for n in ("1", "2")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_the_longest_bar_and_its_words_fit_on_a_phone():
    long = Bars("t", "d", "c", ("x",), (Series("a", (5,), ("about a quarter of them",)),))
    bar = ElementTree.fromstring(charts.inline(long, name="1")).findall(f"{SVG}rect")[-1]
    used = float(bar.get("width").rstrip("%")) / 100 * 288 + 8 + 23 * 8
    assert used <= 288


def test_a_line_leaves_a_gap_where_a_value_is_too_small():
    chart = Lines("t", "d", "x", "y", (1, 2, 3, 4), (Series("a", (1, None, 3, 4)),))
    root = ElementTree.fromstring(charts.alone(chart))
    drawn = [e for e in root if e.get("stroke-width") == "2"]
    assert len(drawn) == 2  # one in the key, one between the two neighbours


@pytest.mark.parametrize(
    "make",
    [
        lambda: Bars("t", "d", "c", ("x",), ()),
        lambda: Bars("t", "d", "c", ("x",), tuple(Series(n, (1,)) for n in "abcd")),
        lambda: Bars("t", "d", "c", ("x", "y"), (Series("a", (1,)),)),
        lambda: Bars("t", "d", "c", ("x",), (Series("a", (-1,)),)),
        lambda: Bars("t", "d", "c", (), (Series("a", ()),)),
        lambda: Series("a", (float("nan"),)),
        lambda: Series("a", (1, 2), ("one",)),
        lambda: Lines("t", "d", "x", "y", (1, 1), (Series("a", (1, 2)),)),
        lambda: Lines("t", "d", "x", "y", (1,), (Series("a", (1,)),)),
    ],
)
def test_parts_that_do_not_fit_are_refused(make):
    with pytest.raises(BadChart):
        make()
