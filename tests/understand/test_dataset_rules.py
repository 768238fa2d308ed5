"""A table in which nobody stands alone."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.dataset import (
    LEFT_OUT,
    Column,
    Holds,
    bands,
    months,
    protect,
)

TOWN = Column("town", "Which town?", Holds.CHOICE)
AGE = Column("age", "How old are you?", Holds.NUMBER)
DAY = Column("day", "When did it begin?", Holds.DAY)
FELT = Column("felt", "How was it?", Holds.CHOICE, about_person=False)
STORY = Column("story", "What happened?", Holds.WORDS)
COLUMNS = (TOWN, AGE, DAY, FELT, STORY)

rows = st.lists(
    st.fixed_dictionaries(
        {
            "town": st.sampled_from(["", "Acle", "Diss", "Cromer", "Holt"]),
            "age": st.one_of(st.just(""), st.integers(16, 80).map(str)),
            "day": st.dates().map(lambda day: day.isoformat()),
            "felt": st.sampled_from(["good", "bad", "mixed", ""]),
            "story": st.text(),
        }
    ),
    max_size=80,
)


@given(rows, st.integers(2, 12))
def test_whatever_was_answered_nobody_stands_alone(table, least):
    out = protect(table, COLUMNS, least=least)
    assert len(out) in {0, len(table)}
    told = Counter((row["town"], row["age"], row["day"]) for row in out)
    assert all(count >= least for count in told.values())
    for name in ("town", "age", "day", "felt"):
        assert all(count >= least for count in Counter(row[name] for row in out).values())
    assert all("story" not in row for row in out)


@given(rows, st.integers(2, 12))
def test_nothing_is_told_that_was_not_said(table, least):
    out = protect(table, COLUMNS, least=least)
    if out:
        for name in ("town", "felt"):
            given_, left = Counter(r[name] for r in table), Counter(r[name] for r in out)
            left.pop(LEFT_OUT, None)
            assert all(given_[value] >= count for value, count in left.items())


@given(rows)
def test_the_order_of_rows_says_nothing(table):
    assert protect(table, COLUMNS, least=3) == protect(table[::-1], COLUMNS, least=3)


def test_numbers_become_bands_that_enough_people_share():
    ages = ["16", "17", "18", "18", "25", "30", "41"]
    assert bands(ages, 3) == {
        "16": "16 to 18", "17": "16 to 18", "18": "16 to 18",
        "25": "25 to 41", "30": "25 to 41", "41": "25 to 41",
    }  # fmt: skip
    assert bands(["5", "5", "5"], 3) == {"5": "5"}
    assert bands(["5", "nan", "lots"], 3) == {"5": LEFT_OUT, "nan": LEFT_OUT, "lots": LEFT_OUT}


def test_days_become_months_or_years():
    days = ["2025-05-01", "2025-05-09", "2025-07-01", "2024-01-01"]
    assert months(days, 2) == {
        "2025-05-01": "2025-05", "2025-05-09": "2025-05", "2025-07-01": "2025",
        "2024-01-01": LEFT_OUT,
    }  # fmt: skip


def test_one_rare_town_is_not_the_only_gap():
    table = [{"town": t} for t in ["Acle"] * 5 + ["Diss"] * 3 + ["Holt"]]
    out = protect(table, [TOWN], least=3)
    assert Counter(row["town"] for row in out) == {"Acle": 5, LEFT_OUT: 4}


def test_too_few_people_make_no_file_at_all():
    assert protect([{"town": "Acle"}] * 4, COLUMNS, least=5) == []
    with pytest.raises(ValueError, match="protects nobody"):
        protect([], COLUMNS, least=1)
