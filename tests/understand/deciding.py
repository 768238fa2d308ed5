"""What names are decided by, and what is read of a source, in tests of taking names out."""

from django.urls import reverse

from pennydrop.rooms.listen.public import original_segments, source_card
from pennydrop.rooms.understand.queries.review import review_of, words_without_names
from pennydrop.rooms.understand.rules.spots import Place
from pennydrop.rooms.understand.rules.weighing import Ruling
from tests.understand.told import tell


def hide(form, surrogate, label="person"):
    return Ruling(form, label, "hide", surrogate)


def keep(form, label="person"):
    return Ruling(form, label, "keep")


def read(source):
    return review_of(source_card(source.pk))


def result(source):
    return [words_without_names(row).rstrip("\n") for row in read(source).rows]


def place_of(source, words, turn=0):
    segment = original_segments(source.pk)[turn]
    start = segment.text.index(words)
    return Place(segment.id, start, start + len(words))


def told_of_danny(study, ash):
    """Two turns with a friend, a town, a number and an age in them."""
    return tell(
        study,
        [
            (ash, "My mate Danny drove me to Norwich. Danny stayed all night."),
            (ash, "I rang danny again, he was on 07700 900123. I was 34 then."),
        ],
    )


def told_of_six(study, ash):
    """One turn with six names in it, and a story in the news."""
    words = "Danny rang Karen. Kez rang Tracey. Darren and Leanne stayed. It was in the papers."
    return tell(study, [(ash, words)])


def at_page(seat, name, of, query=""):
    """The window, with a page on a text open in it."""
    assert seat.go(reverse(f"understand:{name}", args=[of.pk]) + query) == 200
    return seat
