"""A date on which somebody was born says no more than their age band does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.births import Told, births_in
from pennydrop.rooms.understand.rules.identifiers import Label, find_identifiers
from tests.understand.deciding import read
from tests.understand.told import somebody, tell

BORN, DAY = "[date of birth]", "[a birthday]"


def births(*turns, years=(2026,)):
    """The words of every date that is a birth, with its kind."""
    told = [Told(text, find_identifiers(text)) for text in turns]
    return {
        turn.text[turn.spans[n].start : turn.spans[n].end].rstrip("."): kind
        for turn, here in zip(told, births_in(told, years), strict=True)
        for n, kind in here.items()
    }


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Born 4 August 2006, I grew up here.", "birth"),
        ("I was born there on 4 August 2006.", "birth"),
        ("I was born in the old town on 4 August 2006.", "birth"),
        ("My D.O.B is 4 August 2006.", "birth"),
        ("My birth date: 4 August 2006.", "birth"),
        ("4 August 2006 is my date of birth.", "birth"),
        ("4 August 2006, that's when I was born.", "birth"),
        ("On 4 August 2006 my daughter was born.", "birth"),
        ("4 August 2006 (DOB).", "birth"),
        ("My bday is 4 August 2006.", "birthday"),
        ("It was my birthday on 4 August 2006.", "birthday"),
        ("4 August 2006 is my mate's birthday.", "birthday"),
        ("I turned nineteen on 4 August 2006.", "birthday"),
        # what happened on a day is none
        ("My birthday was awful. On 4 August 2006 he came.", ""),
        ("She was born and then on 4 August 2006 he left.", ""),
        ("He died on 4 August 2006.", ""),
        ("I turned up on 4 August 2006.", ""),
    ],
)
def test_the_words_beside_a_date_say_that_it_is_a_birth(said, kind):
    assert births(said, years=()) == ({"4 August 2006": kind} if kind else {})


@pytest.mark.parametrize(
    ("said", "years", "is_one"),
    [
        ("I'm 19. 4 August 2006.", [2026], True),
        ("I'm 19. 4 August 2006.", [2025], True),
        ("I'm nineteen, 04/08/06.", [2025], True),
        ("4 August 2006. I'm 19 now.", [2026], True),
        ("19, 4 August 2006.", [2026], True),
        ("He's 6. 4 August 2019.", [2026], True),
        ("In 2025 I'm 19. 4 August 2006.", [], True),
        # the year does not fit, nothing says when it was told, or something happened that day
        ("I'm 19. 4 August 2016.", [2026], False),
        ("I'm 19. 4 August 2006.", [2032], False),
        ("I'm 19. 4 August 2006.", [], False),
        ("I'm 19. My dad left on 4 August 2006.", [2026], False),
        ("I took 19 grams. 4 August 2006.", [2026], False),
        ("He's 6 months clean. 4 August 2019.", [2026], False),
        ("I'm 19." + " And so it went on." * 9 + " 4 August 2006.", [2026], False),
    ],
)
def test_a_year_that_fits_an_age_beside_it_is_a_birth(said, years, is_one):
    assert (set(births(said, years=years).values()) == {"birth"}) == is_one


def test_the_question_before_says_so_too_and_an_age_in_the_turn_before():
    assert births("And your date of birth?", "4 August 2006.") == {"4 August 2006": "birth"}
    assert births("When's your birthday?", "4th of August") == {"4th of August": "birthday"}
    assert births("I'm 19.", "4 August 2006.") == {"4 August 2006": "birth"}
    assert births("When did it begin?", "4 August 2024.") == {}


def test_a_day_that_is_a_birth_once_is_one_however_it_is_written():
    found = births("I was born on 4 August 2006.", "It says 04/08/2006 there.")
    assert set(found) == {"4 August 2006", "04/08/2006"}


@settings(deadline=None)
@given(st.lists(st.text("I'm 19. 4/August2006bornyt\n", max_size=40), max_size=4))
def test_anything_is_answered_and_only_dates_are_births(turns):
    told = [Told(text, find_identifiers(text)) for text in turns]
    for turn, here in zip(told, births_in(told, [2026]), strict=True):
        assert all(turn.spans[n].label == Label.DATE for n in here)


@pytest.mark.django_db(databases=["default", "keys"])
def test_what_is_offered_for_a_birth_says_no_year_and_no_season(study):
    source = tell(study, [(somebody(study), "I'm 19. 4 August 2006. I moved on 4 May 2024.")])
    assert {form.form.rstrip("."): form.surrogate for form in read(source).forms} == {
        "19": "[late teens]", "4 August 2006": BORN, "4 May 2024": "[spring 2024]",
    }  # fmt: skip
    source = tell(study, [(somebody(study), "My birthday is 12 June, and he came.")])
    assert [form.surrogate for form in read(source).forms] == [DAY]
