"""Frames are read, filled and made noisy, and every mark stays on its words."""

from dataclasses import replace
from itertools import islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import noise
from training.filling import Filler, Mark, Sample
from training.frames import BadFrame, Hole, frames, parse
from training.frames.reading import FORMS, LABELS
from training.reading import held_out
from training.sets import frame_side, kept_back, names, says, stream, usable
from training.values import read, side
from training.values.reading import DEV_SHARE

LISTED = ("venue", "org", "drug", "med", "test", "body", "role", "weekday", "county", "country")
UNLISTED = ("amount", "loose", "job")


def test_a_frame_is_read_with_its_holes() -> None:
    [frame] = parse("--- typed a=f\nhi {a}, in {place2} w {person=Big Dave}\n", "x.txt")
    assert (frame.style, frame.sex, frame.where) == ("typed", {"a": "f"}, "x.txt:1")
    assert [p for p in frame.pieces if isinstance(p, Hole)] == [
        Hole("person", "a", ""),
        Hole("place", "2", ""),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hello\n", "x.txt:1: words before"),
        ("--- sung\nla\n", 'x.txt:1: no style "sung"'),
        ("--- typed\n\n--- typed\nhi\n", "x.txt:1: the frame is empty"),
        ("--- typed\nhi {a\n", "x.txt:1: a brace"),
        ("--- typed\nhi {planet}\n", 'x.txt:1: there is no "{planet}"'),
        ("--- typed\nhi {org.spaceship}\n", "x.txt:1: there is no"),
        ("--- typed\nhi {pet=Rex}\n", 'x.txt:1: "pet" is no label'),
        ("--- typed\nhi\n---typed\nyo\n", 'x.txt:3: "---typed"'),
    ],
)
def test_a_broken_frame_says_where(text: str, why: str) -> None:
    with pytest.raises(BadFrame) as caught:
        parse(text, "x.txt")
    assert str(caught.value).startswith(why)


def test_every_hole_has_something_to_fill_it() -> None:
    lists = read().lists
    for kind in (*LISTED, *UNLISTED):
        for form in FORMS[kind]:
            assert lists[f"{kind}.{form}" if form else kind]
    assert lists["street"] and lists["ambiguous.f"] and lists["ambiguous.m"]


def test_what_is_written_by_hand_is_enough_and_never_twice() -> None:
    found = frames()
    assert len(found) > 1000
    bodies = ["".join(str(p) for p in frame.pieces) for frame in found]
    assert len(set(bodies)) > 0.995 * len(bodies)
    used = {p.kind for f in found for p in f.pieces if isinstance(p, Hole)}
    assert set(LABELS) <= used


def test_filling_marks_each_identifier_where_it_stands() -> None:
    filler = Filler(read(), Random(1))
    for frame in frames()[:300]:
        sample = filler.fill(frame)
        labels = [p.label for p in frame.pieces if not isinstance(p, str) and p.label]
        assert [mark.label for mark in sample.marks] == labels
        for mark in sample.marks:
            assert sample.text[mark.start : mark.end].strip()


def test_the_word_the_is_said_once_and_never_marked() -> None:
    [frame] = parse("--- typed\nin the {venue.pub}, {venue.pub2}\n", "x")
    for seed in range(60):
        sample = Filler(read(), Random(seed)).fill(frame)
        assert "the the" not in sample.text.lower()
        assert not any(
            sample.text[m.start : m.end].lower().startswith("the ") for m in sample.marks
        )


def test_the_same_hole_is_the_same_value() -> None:
    [frame] = parse("--- typed\n{a} {a} {place} {place} {place2}\n", "x")
    for seed in range(20):
        sample = Filler(read(), Random(seed)).fill(frame)
        said = [sample.text[m.start : m.end] for m in sample.marks]
        assert said[0] == said[1] and said[2] == said[3]


def test_no_name_or_place_that_measures_teaches() -> None:
    hidden = kept_back(held_out())
    [frame] = parse("--- note\n{a.full} {place}\n", "x")
    ours = usable(read(), "train", hidden)
    for seed in range(300):
        sample = Filler(ours, Random(seed)).fill(frame)
        place = sample.marks[-1]
        assert sample.text[place.start : place.end].lower() not in hidden
    shown = {n.lower() for c in ours.cultures for g in c.given.values() for n in g}
    assert shown and not shown & hidden


def test_frames_and_values_are_split_for_good() -> None:
    sides = [frame_side(frame) for frame in frames()]
    assert sides.count("dev") / len(sides) == pytest.approx(DEV_SHARE / 100, abs=0.02)
    assert side("Norwich") == side("norwich") == side("Norwich")


def test_the_same_seed_makes_the_same_texts() -> None:
    def first(seed: int) -> list[Sample]:
        return list(islice(stream(frames(), read(), seed, "dev", frozenset()), 20))

    assert first(5) == first(5) != first(6)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30)


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    text, marks = "", []
    for number in range(draw(st.integers(1, 5))):
        text += draw(WORDS) + " "
        inner = f"N{number}{'abcdefgh'[: draw(st.integers(1, 8))]}"
        marks.append(Mark(len(text), len(text) + len(inner), "person"))
        text += inner
    text += draw(st.sampled_from(("", " you and because they don't know.", "! 'tis…")))
    style = draw(st.sampled_from(("typed", "interview", "group", "note", "other")))
    return Sample(text, tuple(marks), style, "x")


@given(samples(), st.integers(0, 10_000))
@settings(max_examples=200, deadline=None)
def test_noise_never_moves_a_mark_off_its_name(sample: Sample, seed: int) -> None:
    made = noise.noisy(sample, Random(seed))
    assert len(made.marks) == len(sample.marks)
    for number, mark in enumerate(made.marks):
        # A slip inside a name may drop or swap letters after its first two.
        assert made.text[mark.start : mark.start + 2].lower() == f"n{number}"
        assert made.text[mark.start : mark.end].isalnum()


def test_a_name_kept_back_is_never_met_only_as_something_famous() -> None:
    famous, person, other = parse(
        "--- typed\nshe sang Danny Boy\n--- typed\n{person=Danny} sang\n--- typed\nhe sang\n",
        "x.txt",
    )
    assert says(famous, {"danny"}) and not says(person, {"danny"}) and not says(other, {"danny"})
    every = [famous, *(replace(frame, where=famous.where) for frame in (person, other))]
    for hidden, met in ((frozenset({"danny"}), False), (frozenset({"dave"}), True)):
        texts = list(islice(stream(every, read(), 1, frame_side(famous), hidden), 40))
        for words in ("boy", "danny sang"):
            assert any(words in sample.text.lower() for sample in texts) is met


def test_what_a_frame_spells_out_teaches_only_where_it_is_not_kept_back() -> None:
    kept = {"danny", "grace", "cromer", "clyde's"}
    frames = parse(
        "--- typed\n{person=Big Danny} sang\n--- typed\nin {place=Cromer}\n"
        "--- typed\n{person=Grace} sang\n--- typed\n{venue.pub} {a}\n--- typed\nDanny sang\n",
        "x.txt",
    )
    assert [names(frame, kept) for frame in frames] == [True, True, False, False, False]
