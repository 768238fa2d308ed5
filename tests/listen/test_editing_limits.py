"""Limits of an answer are written and read back."""

import pytest

from pennydrop.rooms.listen.rules.editing.limits import Limits, constraint_of, limits_in
from pennydrop.rooms.listen.rules.form import Kind


@pytest.mark.parametrize(
    ("kind", "limits", "expression"),
    [
        (Kind.INTEGER, Limits("0", "10"), ". >= 0 and . <= 10"),
        (Kind.DECIMAL, Limits("-1.5"), ". >= -1.5"),
        (Kind.SELECT_MULTIPLE, Limits(most="2"), "count-selected(.) <= 2"),
        (Kind.TEXT, Limits(most="100"), "string-length(.) <= 100"),
        (Kind.DATE, Limits(no_future=True), ". <= today()"),
        (Kind.TEXT, Limits(), ""),
    ],
)
def test_limits_are_written_and_read_back(kind, limits, expression):
    assert constraint_of(kind, limits) == expression
    assert limits_in(kind, expression) == limits


@pytest.mark.parametrize(
    ("kind", "expression"),
    [(Kind.INTEGER, ". > 0"), (Kind.INTEGER, ". >= ${a}"), (Kind.TEXT, "regex(., 'a')"),
     (Kind.DATE, ". >= today()"), (Kind.INTEGER, ". <= 5 and . >= 1"), (Kind.TIME, ". = 1"),
     (Kind.INTEGER, ". >= 1 and . >= 2"), (Kind.INTEGER, "(")],
)  # fmt: skip
def test_other_limits_stay_as_they_were_written(kind, expression):
    assert limits_in(kind, expression) is None
