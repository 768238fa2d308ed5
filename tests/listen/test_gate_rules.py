"""What is missing before a study may open, and what may not change once people have joined."""

import datetime as dt
from dataclasses import fields, replace

import pytest

from pennydrop.rooms.listen.rules.gate import (
    ITEMS,
    BrokenPromise,
    Item,
    NotReady,
    Settings,
    check_kept,
    check_ready,
    missing,
)
from tests.listen.entered import ENTERED, EVALUATION, NEEDED

DAY = dt.date(2026, 3, 2)
WHOLE = Settings(**ENTERED)
EMPTY = Settings()


def test_every_setting_belongs_to_one_item():
    named = [name for asked in ITEMS.values() for name in asked.fields]
    assert len(named) == len(set(named))
    assert set(named) | {"reconfirm_days"} == {field.name for field in fields(Settings)}
    assert set(ITEMS) == set(Item)


def test_a_whole_gate_is_passed_with_either_review():
    check_ready(WHOLE, on=DAY)
    check_ready(replace(WHOLE, **EVALUATION), on=DAY)
    check_ready(replace(WHOLE, take_back="publication", take_back_days=None), on=DAY)


def test_an_empty_gate_names_every_item():
    # Whom to ask may stand in the sheet’s own words: tests/listen/test_whom_to_ask.py
    assert {gap.item for gap in missing(EMPTY, on=DAY)} == set(Item) - {Item.CONTACT}
    with pytest.raises(NotReady) as refused:
        check_ready(EMPTY, on=DAY)
    for gap in missing(EMPTY, on=DAY):
        assert gap.what in str(refused.value)


@pytest.mark.parametrize("name", NEEDED)
def test_each_thing_is_missed_by_itself(name):
    gaps = missing(replace(WHOLE, **{name: getattr(EMPTY, name)}), on=DAY)
    assert len(gaps) == 1
    assert name in ITEMS[gaps[0].item].fields


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"review_on": dt.date(2026, 3, 3)}, "not in the future"),
        ({"dpia_on": dt.date(2026, 3, 3)}, "not in the future"),
        ({"keep_until": DAY, "keep_longest": DAY}, "still to come"),
        ({"keep_longest": dt.date(2028, 5, 31)}, "not before the day of deletion"),
        ({"deputy_name": "jo marsh"}, "not the lead"),
        ({**EVALUATION, "review_reason": ""}, "why this is a service evaluation"),
        ({**EVALUATION, "review_by": ""}, "who decided"),
    ],
)
def test_what_cannot_be_is_named(changed, said):
    gaps = missing(replace(WHOLE, **changed), on=DAY)
    assert len(gaps) == 1 and said in gaps[0].what


@pytest.mark.parametrize(
    "worse",
    [
        {"keep_until": dt.date(2028, 6, 2)},
        {"keep_until": None},
        {"keep_longest": dt.date(2034, 1, 1)},
        {"take_back_days": 29},
    ],
)
def test_a_promise_is_not_made_worse(worse):
    with pytest.raises(BrokenPromise):
        check_kept(WHOLE, replace(WHOLE, **worse))


@pytest.mark.parametrize(
    "better",
    [
        {"keep_until": dt.date(2027, 6, 1)},
        {"keep_longest": dt.date(2029, 1, 1)},
        {"take_back_days": 60},
        {"take_back": "publication", "take_back_days": None},
        {"lead_name": "Somebody else"},
    ],
)
def test_a_promise_may_be_made_better(better):
    check_kept(WHOLE, replace(WHOLE, **better))


def test_until_publication_may_not_become_a_number_of_days():
    open_ended = replace(WHOLE, take_back="publication", take_back_days=None)
    with pytest.raises(BrokenPromise):
        check_kept(open_ended, WHOLE)
