"""What an answer must be: each kind takes what fits it, and says what does not."""

import pytest

from pennydrop.rooms.listen.rules.form import Kind, Text
from pennydrop.rooms.listen.rules.walking import coarse
from tests.listen.walking_forms import form_of, problems, question, walk_of


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.INTEGER, ["0", "-12"], ["1.5", "x", "1e5", "٣", "9" * 20]),
        (Kind.DECIMAL, ["0", "-12.25"], ["1,5", ".", "1e5", "inf", "nan"]),
        (Kind.RANGE, ["1", "7"], ["0", "11", "1.5", "x"]),
        (Kind.DATE, ["2024-02-29"], ["2023-02-29", "yesterday"]),
        (Kind.TIME, ["19:30"], ["25:00", "x"]),
        (Kind.DATETIME, ["2024-02-29T19:30"], ["2024-02-29", "2024-02-30T19:30"]),
        (Kind.SELECT_ONE, ["a"], ["c", "a b"]),
        (Kind.SELECT_MULTIPLE, ["a", "a b"], ["c", "a c"]),
        (Kind.RANK, ["b a"], ["a a", "c a"]),
        (Kind.ACKNOWLEDGE, ["OK"], ["yes"]),
        (Kind.GEOPOINT, ["Acle", "NR3"], ["52.6 1.3", "14 Mill Road", "NR3 1AB x"]),
        (Kind.TEXT, ["anything at all"], ["x" * 20_001]),
    ],
)  # fmt: skip
def test_each_kind_takes_what_fits_it(kind, good, bad):
    form = form_of(question("x", kind))
    assert all(problems(form, "x", text) == [] for text in good)
    assert all(problems(form, "x", text) for text in bad), bad


def test_an_area_is_kept_no_finer_than_half_a_postcode():
    assert coarse("nr3 1ab") == "NR3" and coarse("SW1A2AA") == "SW1A"
    assert coarse("  Great   Yarmouth ") == "Great Yarmouth"


def test_a_constraint_says_what_its_author_wrote_or_something_kind():
    said = Text((("", "Under ${top}, please"),))
    form = form_of(
        question("top", Kind.INTEGER),
        question("n", Kind.INTEGER, constraint=". < ${top}", constraint_message=said),
        question("m", Kind.INTEGER, constraint=". < 5"),
    )
    assert problems(form, "n", "7", {"top": "5"}) == ["Under 5, please"]
    assert problems(form, "n", "4", {"top": "5"}) == [] == problems(form, "n", "")
    assert "does not fit" in problems(form, "m", "7")[0]


def test_a_required_question_is_asked_once_more_and_a_yes_is_needed():
    form = form_of(
        question("x", required="true()"), question("ok", Kind.ACKNOWLEDGE, required="true()"),
    )  # fmt: skip
    walk = walk_of(form)
    once = walk.check(walk.stop_of("x"), "")
    assert once[0].again and not walk.check(walk.stop_of("x"), "", insist=False)
    assert not walk.check(walk.stop_of("ok"), "", insist=False)[0].again
    assert walk.missing_yes().path == "ok"
    assert walk_of(form, {"ok": "OK"}).missing_yes() is None
