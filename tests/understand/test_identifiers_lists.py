"""The list of words that are never a name holds no name, no town and nothing twice."""

from collections import Counter
from importlib.resources import files

from pennydrop.rooms.understand.rules import identifiers
from pennydrop.rooms.understand.rules.identifiers import lists
from pennydrop.rooms.understand.rules.identifiers.words import Words
from training.values import read

# Months, days, faiths, firms and words for kin that the rules tell from a name by what stands
# round them.
ALSO_NAMES = frozenset(
    """april asia christian ed goodness india islam jan jun lol may mcdonald mercedes nan pip
    ramadan summer sunday""".split()
)
ALSO_TOWNS = frozenset("diss glastonbury march vauxhall".split())
TOLD_APART = ("april", "may", "summer", "victor")  # of more than one kind on purpose


def written() -> list[str]:
    text = files(identifiers).joinpath("look_alikes.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] not in "#["]


def test_no_term_stands_twice() -> None:
    counted = Counter(tuple(Words(line).keys) for line in written())
    twice = {" ".join(term) for term, number in counted.items() if number > 1}
    assert twice <= set(TOLD_APART)


def test_no_given_or_family_name_is_called_never_a_name() -> None:
    names = lists.given_names() | lists.surnames()
    assert lists.never_names() & names <= ALSO_NAMES


def test_the_names_that_teach_are_few_among_the_words_that_are_no_names() -> None:
    """Single words only; a nickname such as "Tesco" may be spelled like a thing."""
    given = {n.lower() for c in read().cultures for group in c.given.values() for n in group}
    assert len(lists.never_names() & given) < 40


def test_no_town_is_called_never_a_name() -> None:
    towns = {term[0] for group in lists.places().values() for term in group if len(term) == 1}
    assert lists.never_names() & towns <= ALSO_TOWNS


def test_no_phrase_is_a_town() -> None:
    towns = {term for group in lists.places().values() for term in group if len(term) > 1}
    phrases = {term for group in lists.never_phrases().values() for term in group}
    assert not towns & phrases


def test_famous_people_stand_as_whole_names_only() -> None:
    assert ("dolly", "parton") in lists.never_phrases()["dolly", "parton"]
    assert not {"dolly", "parton", "robbie"} & lists.never_names()
