"""The surgery of de-identification: words change, codings stay on what they were about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.replacing import (
    Replacement,
    differences,
    move,
    replace,
)

TEXTS = st.text(alphabet="ab cé\u0301👍🏽אב\r\n.K", max_size=40)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [
        Replacement(s, e, draw(st.sampled_from(["", "[x 1]", "é", "👍"]))) for s, e in pairs
    ]


@given(edits())
def test_replacing_keeps_every_untouched_character_in_order(
    case: tuple[str, list[Replacement]],
) -> None:
    text, changes = case
    changed = replace(text, changes)
    gone = {i for r in changes for i in range(r.start, r.end)}
    kept = "".join(c for i, c in enumerate(text) if i not in gone)
    assert len(changed) == len(kept) + sum(len(r.text) for r in changes)
    rest = iter(changed)
    assert all(c in rest for c in kept)


@given(edits(), st.data())
def test_a_moved_passage_holds_exactly_its_own_words(
    case: tuple[str, list[Replacement]], data: st.DataObject
) -> None:
    text, changes = case
    if len(text) < 1:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    touching = [r for r in changes if r.start < end and start < r.end]
    low = min([start, *(r.start for r in touching)])
    high = max([end, *(r.end for r in touching)])
    inside = [
        Replacement(r.start - low, r.end - low, r.text)
        for r in changes
        if r in touching or (r.start == r.end and start < r.start < end)
    ]
    expected = replace(text[low:high], inside)
    moved = move(start, end, changes)
    if moved is None:
        assert expected == ""
    else:
        assert replace(text, changes)[slice(*moved)] == expected


@given(TEXTS, TEXTS)
def test_differences_turn_the_old_text_into_the_new(old: str, new: str) -> None:
    assert replace(old, differences(old, new)) == new


def test_a_correction_touches_only_the_words_that_changed() -> None:
    old = "I saw Karen at the clinic."
    assert differences(old, "I saw [friend 1] at the clinic.") == [Replacement(6, 11, "[friend 1]")]
    assert differences(old, old) == []


@pytest.mark.parametrize(
    ("passage", "moved"),
    [
        ((0, 5), (0, 5)),  # before
        ((6, 11), (6, 16)),  # the name itself
        ((0, 8), (0, 16)),  # its end inside the name
        ((8, 14), (6, 19)),  # its start inside the name
        ((8, 9), (6, 16)),  # wholly inside
        ((12, 14), (17, 19)),  # after
    ],
)
def test_a_passage_snaps_outward(passage: tuple[int, int], moved: tuple[int, int]) -> None:
    assert move(*passage, [Replacement(6, 11, "[friend 1]")]) == moved


def test_a_passage_whose_words_are_gone_is_for_a_person() -> None:
    assert move(6, 11, [Replacement(6, 11, "")]) is None
    assert move(7, 9, [Replacement(6, 11, "")]) is None


def test_words_put_in_at_the_edge_stay_outside() -> None:
    assert move(3, 6, [Replacement(3, 3, "xx"), Replacement(6, 6, "yy")]) == (5, 8)


@pytest.mark.parametrize(
    "bad",
    [
        [Replacement(0, 3, "a"), Replacement(2, 4, "b")],
        [Replacement(3, 1, "a")],
        [Replacement(0, 9, "a")],
    ],
)
def test_bad_replacements_are_refused(bad: list[Replacement]) -> None:
    with pytest.raises(ValueError):
        replace("hello", bad)
