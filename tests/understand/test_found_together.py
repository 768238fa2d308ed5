"""The turns of a source are read together; each person's own list stays their own."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.queries.elsewhere import mark_of
from pennydrop.rooms.understand.queries.known import with_known
from pennydrop.rooms.understand.queries.suggesting import Found, Turn, found_in, is_remembered


def turns(*said: tuple[str, tuple[str, ...]]) -> list[Turn]:
    return [Turn(UUID(int=n + hash(one) % 2**64), *one) for n, one in enumerate(said)]


def words(some: list[Turn]) -> list[list[str]]:
    return [
        [turn.text[span.start : span.end] for span in found.spans]
        for turn, found in zip(some, found_in(some), strict=True)
    ]


def test_a_name_that_is_clear_in_one_turn_is_found_in_another() -> None:
    some = turns(("I was with my mate Zubair Latif.", ()), ("so zubair rang them", ()))
    assert words(some) == [["Zubair Latif"], ["zubair"]]


def test_what_one_person_asked_to_hide_is_hidden_where_they_speak() -> None:
    some = turns(("we met at the pier", ("pier",)), ("the pier was shut", ()))
    assert words(some) == [["pier"], []]


def test_what_was_found_is_remembered_by_turn_and_list() -> None:
    some = turns(("Karen rang", ("the farm",)))
    assert not is_remembered(some)
    first = found_in(some)
    assert is_remembered(some) and found_in(some) is first
    assert not is_remembered([Turn(some[0].id, some[0].text, ())])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("Karen oN.\n4é7 'x", max_size=30), max_size=5))
def test_spans_lie_in_their_turn_and_in_order(said: list[str]) -> None:
    some = turns(*((text, ("Karen",)) for text in said))
    found: tuple[Found, ...] = found_in(some)
    assert len(found) == len(some)
    for turn, here in zip(some, found, strict=True):
        assert len(here.beside) == len(here.spans)
        ends = [0, *(edge for span in here.spans for edge in (span.start, span.end))]
        assert ends == sorted(ends) and ends[-1] <= len(turn.text)


def test_a_name_that_was_taken_out_elsewhere_in_the_study_is_pointed_to() -> None:
    some = turns(("off to qorblyn vash it was, with qorblyn's lot. and we may go", ()))
    missed = [Found((), ())]
    (here,) = with_known(some, missed, {mark_of("Qorblyn Vash"), mark_of("May")})
    assert [(some[0].text[s.start : s.end], s.why) for s in here.spans] == [
        ("qorblyn vash", "earlier")
    ]
    assert len(here.beside) == 1
    assert with_known(some, missed, set()) == tuple(missed)


def test_what_somebody_asked_for_is_hidden_and_no_more_than_that() -> None:
    """The model takes "marsh at Acle" for one name; the person asked for Acle."""
    some = turns(("me n Craig down the marsh at Acle wi a tent", ("Craig", "Acle")))
    (found,) = found_in(some)
    said = {some[0].text[s.start : s.end]: s.label for s in found.spans}
    assert said["Craig"] == said["Acle"] == "hidden"
