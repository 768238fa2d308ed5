"""Operators and conversions: blanks, numbers, dates, and who binds closer."""

import math
from datetime import date

import pytest

from pennydrop.rooms.listen.rules.xpath import ExpressionError, parse, to_number, to_string
from tests.listen.expressions import context, household, works_out


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
@pytest.mark.parametrize(
    "pair", ["'' {} 16", "16 {} ''", "'' {} ''", "'x' {} 1", "/data/blank {} 16"]
)
def test_blank_compares_to_nothing(pair, sign):
    assert works_out(pair.format(sign), context(household())) is False


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'' = 0", False),
        ("'' != 0", True),
        ("/data/blank = ''", True),
        ("/data/nowhere = ''", True),
        ("/data/size = '03'", True),  # typed as a number by the form
        ("/data/chosen = 'apple crimson'", True),
        ("'0017.' = 17", True),
        ("'017.' = '17.0'", False),
        ("0.1 + 0.2 = 0.3", True),
        ("1 div 0 = 2 div 0", True),
        ("0 div 0 = 0 div 0", False),
        ("true() = 'false'", True),  # a text that is not blank is yes
        ("date('2024-05-31') = '2024-05-31'", True),
        ("'2024-06-01' > date('2024-05-31')", True),
        ("'2024-06-01' > '2024-05-31'", True),
        ("/data/born < today()", True),
        ("'Ann' = /data/child/name", True),
        ("/data/child/age > 11", True),
        ("/data/child/age > 12", False),
        ("/data/child/age != 7", True),
        ("/data/child/name != /data/nowhere", True),  # none counts as one blank
        ("/data/child/name = /data/nowhere", False),
    ],
)
def test_comparisons(text, value):
    assert works_out(text, context(household())) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("2 - 1 - 1", 0.0),
        ("8 div 4 div 2", 1.0),
        ("- 4 * 6", -24.0),
        ("--5", 5.0),
        ("---5", -5.0),
        ("1mod1", 0.0),
        ("6 mod 4", 2.0),
        ("'4,5' + 0.5", 5.0),
        ("true() + true()", 2.0),
        ("date('2024-05-31') - date('2024-05-01')", 30.0),
        ("'2024-05-31' - '2024-05-01'", 30.0),
        ("1 div -0", -math.inf),
        ("5 mod (1 div 0)", 5.0),
    ],
)
def test_arithmetic(text, value):
    assert works_out(text) == value


@pytest.mark.parametrize(
    "text", ["0 div 0", "5 mod 0", "'a' + 1", "-''", "(1 div 0) mod 2", "'1e6' * 1"]
)
def test_what_is_no_number(text):
    assert math.isnan(works_out(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5or2", True),
        ("6 > 5 and 4 > 3", True),
        ("1 = 2 or 2 = 2 and 3 = 4", False),
        ("-3 < 3 = 6 >= 6", True),
        ("false() and (1 + x)", False),  # the second half is not looked at
        ("true() or date('no date')", True),
    ],
)
def test_and_or(text, value):
    assert works_out(text) is value


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (1e-5, "0.00001"),
        (1e-13, "0"),
        (1.23e21, "1230000000000000000000"),
        (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
    ],
)
def test_numbers_as_text(number, text):
    assert to_string(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" 12 ", 12.0),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1970-01-02", 1.0),
        ("1970-01-02T12:00:00.000Z", 1.5),
        ("1970-01-02T12:00:00.000+06:00", 1.25),
        ("1970-01-02T12:00", 1.5),
    ],
)
def test_texts_as_numbers(text, number):
    assert to_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        ".",
        "+1",
        "1 2",
        "1e3",
        "٣",
        "Infinity",
        "1970-1-2",
        "1970-13-01",
        "1970-01-01x",
    ],
)
def test_texts_that_are_no_numbers(text):
    assert math.isnan(to_number(text))


def test_dates_as_text():
    assert to_string(date(2024, 5, 31)) == "2024-05-31"
    assert to_string(works_out("now()")) == "2024-07-15T09:30:05.250+01:00"


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        ("", 1, "empty"),
        ("   ", 4, "empty"),
        ("1 +", 4, "ends too early"),
        ("(1", 3, "“)” is missing"),
        ("1 == 1", 4, "Write one “=”"),
        ("a && b", 3, "Write “and”"),
        ("'open", 1, "never closed"),
        ("“a” = 1", 1, "straight quotes"),
        ("1 ≥ 0", 3, "Write “>=”"),
        ("${a}/${b}", 6, "To divide"),
        ("10/2", 3, "To divide"),
        ("selectd(., 'a')", 1, "Did you mean selected()?"),
        ("1 + zzz()", 5, "no function zzz()"),
        ("if(1, 2)", 1, "if() needs 3"),
        ("round()", 1, "between 1 and 2"),
        ("@id", 1, "Attributes"),
        ("following::x", 1, "cannot be used"),
        ("a/comment()", 3, "cannot be a step"),
        ("8|-9", 3, "not expected"),
        ("1 2", 3, "not expected"),
        ("f(1;2)", 4, "comma"),
        ("$", 1, "${name}"),
        ("a/", 3, "ends too early"),
        ("//", 3, "ends too early"),
        ("a:b:c", 4, "cannot stand here"),
        ("child::.", 8, "not expected"),
        ("count(/data/x", 14, "“,” is missing"),
        ("x[1", 4, "“]” is missing"),
    ],
)
def test_a_slip_is_told_with_its_place(text, column, part):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert part in caught.value.message
    assert caught.value.column == column


def test_too_long_and_too_deep_are_told():
    with pytest.raises(ExpressionError, match="longer than"):
        parse("1" * 60_000)
    for open_, close in (("(", ")"), ("not(", ")"), ("a[", "]"), ("-(", ")"), ("1 + (", ")")):
        with pytest.raises(ExpressionError, match="deep"):
            parse(open_ * 5_000 + "1" + close * 5_000)


def test_long_chains_and_a_hundred_levels_are_no_trouble():
    assert works_out(" or ".join(["false()"] * 4_000) + " or true()") is True
    assert works_out(" + ".join(["1"] * 4_000)) == 4_000.0
    assert works_out("-" * 9_999 + "1") == -1.0
    nested = "if(1 = 2, 'no', " * 100 + "'end'" + ")" * 100
    assert works_out(nested) == "end"
