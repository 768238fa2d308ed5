"""Every type and every spelling of the standard, and what becomes of it here."""

import pytest

from pennydrop.rooms.listen.rules.form import Kind
from pennydrop.rooms.listen.rules.form.types import Means, near, read_type
from tests.listen.forming import asked, made


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", Kind.TEXT), ("string", Kind.TEXT), ("q string", Kind.TEXT),
        ("add text prompt", Kind.TEXT), ("barcode", Kind.TEXT), ("Text", Kind.TEXT),
        ("integer", Kind.INTEGER), ("int", Kind.INTEGER), ("decimal", Kind.DECIMAL),
        ("date", Kind.DATE), ("add date prompt", Kind.DATE), ("time", Kind.TIME),
        ("dateTime", Kind.DATETIME), ("datetime", Kind.DATETIME), ("date time", Kind.DATETIME),
        ("add dateTime prompt", Kind.DATETIME), ("note", Kind.NOTE), ("q note", Kind.NOTE),
        ("acknowledge", Kind.ACKNOWLEDGE), ("trigger", Kind.ACKNOWLEDGE), ("range", Kind.RANGE),
        ("image", Kind.IMAGE), ("photo", Kind.IMAGE), ("q picture", Kind.IMAGE),
        ("audio", Kind.AUDIO), ("add video prompt", Kind.VIDEO), ("file", Kind.FILE),
        ("geopoint", Kind.GEOPOINT), ("gps", Kind.GEOPOINT), ("location", Kind.GEOPOINT),
        ("hidden", Kind.HIDDEN), ("percentage", Kind.INTEGER), ("phone number", Kind.TEXT),
        ("number of days in last month", Kind.INTEGER),
        ("select_one yn", Kind.SELECT_ONE), ("select one yn", Kind.SELECT_ONE),
        ("select one from yn", Kind.SELECT_ONE), ("select1 yn", Kind.SELECT_ONE),
        ("add select one prompt using yn", Kind.SELECT_ONE),
        ("select_multiple yn", Kind.SELECT_MULTIPLE), ("Select Multiple yn", Kind.SELECT_MULTIPLE),
        ("select all that apply yn", Kind.SELECT_MULTIPLE),
        ("select all that apply from yn", Kind.SELECT_MULTIPLE),
        ("add select multiple prompt using yn", Kind.SELECT_MULTIPLE), ("rank yn", Kind.RANK),
    ],
)  # fmt: skip
def test_all_spellings_of_a_type_mean_one_thing(written, kind):
    assert asked(written).kind is kind


def test_what_is_asked_what_is_shown_and_what_is_silent():
    form = made("""
    | survey |
    | | type | name | label | calculation | read_only |
    | | text | a | A | | |
    | | note | n | N | | |
    | | calculate | c | | 1 + 1 | |
    | | hidden | h | | | |
    | | integer | r | R | ${a} | yes |
    | | acknowledge | k | K | | |
    """)
    assert [q.name for q in form.questions()] == ["a", "k"]
    assert [q.name for q in form.pages()] == ["a", "n", "r", "k"]
    assert [placed.path for placed in form.placed()][-1] == "/data/k"


def test_old_types_bring_their_limit_unless_the_author_gave_one():
    assert asked("percentage").constraint == "0 <= . and . <= 100"
    assert asked("percentage", constraint=". > 5").constraint == ". > 5"
    assert str(asked("number of days in last year").hint) == "A number from 0 to 365."


@pytest.mark.parametrize(
    "kind",
    """deviceid imei subscriberid simserial phonenumber username email audit start-geopoint
    background-audio background-geopoint uri:deviceid geotrace geoshape osm start end
    today""".split(),
)
def test_what_tells_who_or_where_is_left_out_and_said(kind):
    form = made(
        f"| survey |\n| | type | name | label |\n| | {kind} | meta_a | |\n| | text | b | B |"
    )
    assert [placed.item.name for placed in form.placed()] == ["b"]
    (remark,) = form.remarks
    assert (remark.sheet, remark.row, remark.column) == ("survey", 2, "type")
    assert f"“{kind}” was left out" in remark.message


def test_what_others_look_at_stays_as_a_blank_or_as_a_day():
    form = made("""
    | survey |
    | | type | name | label | relevant |
    | | start | began | | |
    | | deviceid | machine | | |
    | | text | b | On ${began} | ${machine} != '' |
    """)
    began, machine, _ = (placed.item for placed in form.placed())
    assert (began.kind, began.calculation) == (Kind.CALCULATE, "once(today())")
    assert (machine.kind, machine.default, machine.calculation) == (Kind.HIDDEN, "", "")
    assert "Only the day is kept" in form.remarks[0].message
    assert "always blank" in form.remarks[1].message


def test_a_place_is_only_ever_a_wide_area():
    form = made("| survey |\n| | type | name | label |\n| | geopoint | a | Where? |")
    assert "wide area" in form.remarks[0].message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("txet", "text"), ("select_on yn", "select_one yn"), ("begin_grop", "begin_group"),
        ("integr", "integer"), ("datetme", "dateTime"), ("xyzzy", ""),
    ],
)  # fmt: skip
def test_a_slip_in_a_type_gets_a_suggestion(written, meant):
    assert read_type(written).means is Means.UNKNOWN
    assert near(written) == meant
