"""What stands in the place of a name, a place, a date or a job: useful to a reader, and no more."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.ages import general_age, is_general_age
from pennydrop.rooms.understand.rules.identifiers import Label, find_identifiers
from pennydrop.rooms.understand.rules.kinds import (
    KINDS,
    KINDS_FOR,
    band_of,
    is_band,
    kind_in,
    kind_of,
    next_surrogate,
    number_in,
    stand_ins_in,
    written,
)
from pennydrop.rooms.understand.rules.relations import kinds_beside
from pennydrop.rooms.understand.rules.seasons import is_season, season


def test_surrogates_count_up_and_are_never_used_again():
    assert next_surrogate("friend", []) == "[friend 1]"
    taken = ["[friend 1]", "[friend 4]", "[town 9]", "my own"]
    assert next_surrogate("friend", taken) == "[friend 5]"


def test_a_description_stands_bare_until_a_second_one_needs_it():
    first = next_surrogate("village in Norfolk", [])
    second = next_surrogate("village in Norfolk", [first])
    assert (first, second) == ("[village in Norfolk]", "[village in Norfolk 2]")
    assert next_surrogate("village in Norfolk", [second]) == "[village in Norfolk 3]"
    assert {kind_in(first), kind_in(second)} == {"village in Norfolk"}
    assert [number_in(one, "village in Norfolk") for one in (first, second, "[x 1]")] == [1, 2, 0]


@given(st.sampled_from([*KINDS, "village in Norfolk", "skilled trade"]), st.integers(1, 99))
def test_a_number_is_read_as_it_was_written(kind, number):
    assert number_in(written(kind, number), kind) == number


def test_every_label_offers_known_kinds():
    assert set(KINDS_FOR) == {label.value for label in Label}
    assert {kind for kinds in KINDS_FOR.values() for kind in kinds} <= set(KINDS)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the Vida Surgery", "GP surgery"),
        ("Oak Street Medical Practice", "GP surgery"),
        ("Larch Ward", "hospital ward"),
        ("St Anne’s Hospital", "hospital"),
        ("Harbour House rehab", "rehab"),
        ("Fenland High School", "school"),
        ("HMP Wayland", "prison"),
        ("the Larkman Estate", "estate"),
        ("the Lamb Inn", "pub"),
        ("the Al-Noor mosque", "place of worship"),
        ("Ferry Lane Church", "place of worship"),
        ("The Matthew Project", "service"),
        ("Bernard Matthews", "service"),
    ],
)
def test_an_organisation_is_said_by_its_kind(words, kind):
    assert kind_of(words, Label.ORGANISATION) == kind and kind in KINDS


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("thatcher", "skilled trade"),
        ("lifeboat crew", "public-service job"),
        ("head gamekeeper", "outdoor job"),
        ("falconer", "job"),
    ],
)
def test_a_rare_job_is_said_more_widely(words, kind):
    assert kind_of(words, Label.JOB) == kind


@pytest.mark.parametrize(
    ("date", "stand_in"),
    [
        ("3rd of March 2024", "[spring 2024]"),
        ("12/05/2024", "[spring 2024]"),
        ("1.6.21", "[summer 2021]"),
        ("2019-10-04", "[autumn 2019]"),
        ("4 Dec 2023", "[winter 2023 to 2024]"),
        ("Jan 9th, 2024", "[winter 2023 to 2024]"),
        ("the third of May nineteen ninety four", "[spring 1994]"),
        ("the twenty-first of June, twenty twenty one", "[summer 2021]"),
        ("ninth of July two thousand and four", "[summer 2004]"),
        ("5th August ’98", "[summer 1998]"),
        ("14-Mar-22", "[spring 2022]"),
        ("21st of September", "[a day in autumn]"),
        ("25/12", "[a day in winter]"),
        ("third of May ninety four", "[spring 1994]"),
        ("the first of the third eighty-eight", "[spring 1988]"),
        ("3rd of the 5th 1994", "[spring 1994]"),
        ("Tuesday the 3rd", ""),
    ],
)
def test_a_date_becomes_a_season(date, stand_in):
    assert season(date) == stand_in == band_of(date, Label.DATE)
    assert is_season(stand_in) == bool(stand_in) == is_band(stand_in)


@pytest.mark.parametrize(
    ("said", "stand_in"),
    [
        ("I was born on the 3rd of May 1994 there.", "[date of birth]"),
        ("DOB: 03/05/94, seen today.", "[date of birth]"),
        ("My birthday is 12 June, and he came.", "[a birthday]"),
        ("12 June is my birthday, and he came.", "[a birthday]"),
        ("Date of birth: 1987, and that.", "[date of birth]"),
        ("My birthday was awful. On 12 June 2021 he came.", "[summer 2021]"),
    ],
)
def test_a_date_of_birth_says_nothing_of_its_year(said, stand_in):
    spans = find_identifiers(said)
    ((span, beside),) = [
        (s, b)
        for s, b in zip(spans, kinds_beside(said, spans), strict=True)
        if s.label == Label.DATE
    ]
    found = band_of(said[span.start : span.end], Label.DATE, birth=beside)
    assert found == stand_in and is_band(found)


@given(st.text(max_size=40), st.sampled_from(["", "birth", "birthday", "friend"]))
def test_any_words_give_a_season_that_is_known_as_one_or_none(text, birth):
    found = season(text, birth=birth)
    assert not found or is_season(found)


@pytest.mark.parametrize(
    ("age", "band"),
    [("thirty four", "[30s]"), ("twenty-one", "[20s]"), ("aged forty", "[40s]"), ("89", "[80s]"),
     ("nineteen", "[late teens]"), ("16", "[late teens]"), ("15", "[early teens]"),
     ("her 21st", "[20s]"), ("fortieth", "[40s]"), ("sixty-second", "[60s]"),
     ("13", "[early teens]"), ("7", "[child’s age]"), ("18 months old", "[child’s age]"),
     ("34 years and 2 months", "[30s]"), ("six months", ""),
     ("90", "[90s or over]"),
     ("ninety-nine", "[90s or over]"), ("102", "[90s or over]"),
     ("a hundred and two", "[90s or over]"), ("345", ""), ("9" * 5_000, ""), ("old", "")],
)  # fmt: skip
def test_an_age_in_words_or_digits_becomes_a_stretch_of_life(age, band):
    assert band_of(age, Label.AGE) == band
    assert not band or is_band(band)


@given(st.integers(0, 130))
def test_every_age_has_a_band_that_is_known_as_one_and_none_says_it(years):
    band = general_age(str(years))
    assert bool(band) == (years < 120)
    assert not band or is_band(band) and stand_ins_in(band) == [(0, len(band))]
    tens = years % 10 == 0 and 20 <= years <= 90
    assert tens or str(years) not in band, "only the first year of ten is in its words"


@pytest.mark.parametrize(
    "older",
    ["[teens]", "[twenties]", "[thirties]", "[nineties]", "[child’s age]", "[early thirties]",
     "[late 20s]", "[date of birth, 1990s]", "[a birthday in summer]"],
)  # fmt: skip
def test_bands_of_older_texts_and_narrower_ones_are_still_bands(older):
    assert is_band(older) and stand_ins_in(f"I am {older}.") == [(5, 5 + len(older))]


@pytest.mark.parametrize("other", ["[the thirties]", "[30]", "[10s]", "[30s 2]", "[90s or]"])
def test_what_only_looks_like_a_stretch_of_life_is_none(other):
    assert not is_general_age(other)


def test_nobodys_sex_is_said_unless_somebody_chooses_it():
    sexed = re.compile(r"\b(sister|brother|mother|father|son|daughter|wife|husband)\b")
    said = "My sister Amy, my brother Ben, my mum Cat, my dad Dev, my son Eli and my wife Fay came."
    offered = kinds_beside(said, find_identifiers(said))
    assert any(offered) and not any(sexed.search(kind) for kind in offered)
    assert "sister" in KINDS
