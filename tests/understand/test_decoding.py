"""From what the model says of each word to spans."""

import pytest

from pennydrop.rooms.understand.rules.identifiers.decoding import Least, Said, spans_of
from pennydrop.rooms.understand.rules.identifiers.tags import KINDS
from pennydrop.rooms.understand.rules.identifiers.words import Words

LEAST = Least(dict.fromkeys(KINDS, 0.5), 0.3)


def read(text: str, kind: str, chance: float, first: int, last: int) -> list[str]:
    """What is found where the model says `kind` of the words from `first` to `last`."""
    words = Words(text)
    said = {i: Said(kind, chance, i == first) for i in range(first, last + 1)}
    return [text[span.start : span.end] for span in spans_of(words, said, LEAST)]


@pytest.mark.parametrize(
    ("text", "first", "last", "found"),
    [
        ("spelt s-a-o-i on it", 1, 4, ["s-a-o-i"]),
        ("that's a p a r a j i t a love", 1, 9, ["a p a r a j i t a"]),
        ("present: a. boateng (chair)", 1, 2, ["a. boateng"]),
        ("me, Ha, An, and Long", 2, 2, ["An"]),
        ("me, ha, an, and long", 2, 2, []),
        ("An answer", 0, 0, []),
        ("the gurdwara in Slough", 0, 2, ["gurdwara"]),
    ],
)
def test_a_letter_is_part_of_a_name_where_the_model_is_sure(
    text: str, first: int, last: int, found: list[str]
) -> None:
    assert read(text, "person", 0.99, first, last) == found


def test_letters_of_which_it_is_not_sure_are_small_words() -> None:
    assert read("plan a dave will ring", "person", 0.6, 1, 2) == ["dave"]


def test_a_person_ends_where_a_comma_and_a_small_word_follow() -> None:
    assert read("Art Gilley, vulnerable, 81", "person", 0.99, 0, 1) == ["Art Gilley"]
    assert read("Art Gilley, vulnerable now", "person", 0.99, 0, 3)[0] == "Art Gilley"
    assert read("Wes - flatmates", "person", 0.99, 0, 1)[0] == "Wes"
    assert read("Hussain, Amir rang", "person", 0.99, 0, 1) == ["Hussain, Amir"]
