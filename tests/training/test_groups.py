"""The passages by which groups of names are compared: enough of each, and nowhere else."""

import re
from collections import Counter

import pytest

from training.reading import GROUPS, STYLES, held_out
from training.tuning import WATCHING

ENOUGH = 40


@pytest.fixture(scope="module")
def passages():
    return held_out(GROUPS)


def test_every_group_that_is_held_out_has_enough_names_here(passages):
    names = Counter(mark.culture for each in passages for mark in each.marks if mark.culture)
    held = {mark.culture for each in held_out() for mark in each.marks if mark.culture}
    assert set(names) == held
    assert min(names.values()) >= ENOUGH, names


def test_they_are_written_in_every_style(passages):
    styles = Counter(each.style for each in passages)
    assert set(styles) == set(STYLES)
    assert min(styles.values()) >= 0.12 * len(passages)


def test_no_passage_stands_where_something_figures_or_settings_come_from(passages):
    texts = {each.text for each in passages}
    others = {each.text for folder in (held_out(), held_out(WATCHING)) for each in folder}
    assert len(texts) == len(passages) and not texts & others


def test_a_name_is_marked_wherever_it_stands_in_a_passage(passages):
    for each in passages:
        inside = {at for mark in each.marks for at in range(mark.start, mark.end)}
        for mark in each.marks:
            word = re.compile(rf"(?<!\w){re.escape(each.surface(mark))}(?!\w)")
            for found in word.finditer(each.text) if mark.culture else ():
                assert set(range(*found.span())) <= inside, (each.id, found[0])


def test_names_are_marked_without_title_and_ending(passages):
    for each in passages:
        for mark in each.marks:
            if mark.culture:
                written = each.surface(mark)
                assert not re.match(r"(?:the|mr|mrs|ms|dr|prof)\b|.*['’]s$", written, re.I), each.id
