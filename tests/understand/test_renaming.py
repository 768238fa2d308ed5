"""A name that is given another stand-in is given it in signed texts too, and nothing else is."""

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.rooms.understand.actions.deidentify import decide, decide_many, decide_one
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.stepping import undo_last
from pennydrop.rooms.understand.models import Code, Coding
from pennydrop.rooms.understand.queries.texts import passage, segments_of
from tests.understand.deciding import hide, place_of
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def signed(study, ash, at):
    source = tell(study, [(ash, "Danny met Karen. Then Danny Larter left, and Danny too.")])
    rulings = [hide("Danny", "[friend 1]"), hide("Danny Larter", "[friend 1]"),
               hide("Karen", "[friend 2]")]  # fmt: skip
    decide_many(source=source.pk, rulings=rulings, rest="keep", by="user:1", at=at)
    sign_names_out(source=source.pk, by="user:1", at=at)
    return source


@pytest.fixture
def later(study, ash):
    return tell(study, [(ash, "Danny, Danny Larter and Karen.")])


def words(source):
    return "".join(segment.text for segment in segments_of(source.pk)).strip()


def both(stand_in):
    return [hide("Danny", stand_in), hide("Danny Larter", stand_in)]


def test_it_goes_for_what_is_signed_and_codings_stay(study, signed, later, at):
    code = Code.objects.create(study=study.pk, name="Any", by="user:1", at=at)
    start = words(signed).index("Then")
    row = Coding.objects.create(
        text_id=signed.pk, code=code, start=start, end=start + len("Then [friend 1] left"),
        by="user:1", at=at,
    )  # fmt: skip
    decide_many(source=later.pk, rulings=both("[sibling 12]"), by="user:1", at=at)
    assert words(signed) == (
        "[sibling 12] met [friend 2]. Then [sibling 12] left, and [sibling 12] too."
    )
    row.refresh_from_db()
    assert passage(signed.pk, row.start, row.end) == "Then [sibling 12] left"
    assert Event.objects.filter(what="understand.stand_in.renamed").count() == 1
    undo_last(source=later.pk, by="user:1", at=at)
    assert words(signed).startswith("[friend 1] met [friend 2].")
    row.refresh_from_db()
    assert passage(signed.pk, row.start, row.end) == "Then [friend 1] left"


def test_what_stands_for_something_else_too_is_left(signed, later, at):
    before = words(signed)
    decide(source=later.pk, ruling=hide("Danny", "[friend 9]"), by="user:1", at=at)
    assert words(signed) == before, "“Danny Larter” is [friend 1] still: which is which?"


def test_what_stands_for_one_place_alone_is_left(signed, later, at):
    place = place_of(later, "Karen")
    decide_one(
        source=later.pk, place=place, decision="hide", surrogate="[friend 1]", by="user:1", at=at
    )
    before = words(signed)
    decide_many(source=later.pk, rulings=both("[friend 9]"), by="user:1", at=at)
    assert words(signed) == before


def test_two_that_change_places_change_places(signed, later, at):
    rulings = [*both("[friend 2]"), hide("Karen", "[friend 1]")]
    decide_many(source=later.pk, rulings=rulings, by="user:1", at=at)
    assert words(signed).startswith("[friend 2] met [friend 1]. Then [friend 2] left")


def test_other_peoples_words_are_left(study, signed, at):
    other = tell(study, [(somebody(study), "Danny and Danny Larter.")])
    before = words(signed)
    decide_many(source=other.pk, rulings=both("[friend 9]"), by="user:1", at=at)
    assert words(signed) == before
