"""Marked passages become frames: what is hidden stays hidden, and no look-alike becomes a hole."""

from random import Random

import pytest

from training.filling import Filler
from training.frames import Hole, parse
from training.frames.reading import Written
from training.framing import framed
from training.reading import Passage, held_out, read
from training.tuning import WATCHING
from training.values import read as values


def frame_of(text: str) -> str:
    (passage,) = read(f"--- id=A001 style=typed\n{text}\n", "x.txt")
    return framed(passage).split("\n", 1)[1].strip()


@pytest.mark.parametrize(
    ("marked", "frame"),
    [
        ("{{name:polish|kasia}} rang, kasia who", "{a} rang, kasia who"),
        ("{{name:polish|Kasia}}, then {{name:polish|Kasia Nowak}}", "{a}, then {a.full}"),
        ("Dr {{name:igbo|Okafor}} rang", "Dr {a.last} rang"),
        ("{{name:english|will}} will", "{person=will} will"),
        ("{{name:nickname|Smudge}} rang", "{person=Smudge} rang"),
        ("{{place|Diss}} or {{place|Eye}}, {{place|diss}}", "{place} or {place2}, {place}"),
        ("{{place|Castle Acre}}", "{place=Castle Acre}"),
        ("on {{phone|07700 900123}}", "on {phone}"),
        ("{{phone|oh seven seven}}", "{phone=oh seven seven}"),
        ("{{nhs|999 123}} {{venue|Ship}} {{street|1 Elm Row}}",
         "{nhs_number=999 123} {organisation=Ship} {address=1 Elm Row}"),
        ("some {{not|molly}} x", "some molly x"),
    ],
)  # fmt: skip
def test_each_mark_becomes_a_hole_or_stays_written_out(marked: str, frame: str) -> None:
    assert frame_of(marked) == frame


@pytest.mark.parametrize("passage", held_out(WATCHING), ids=lambda p: p.id)
def test_every_passage_makes_a_frame_that_hides_as_much(passage: Passage) -> None:
    (frame,) = parse(framed(passage), "x.txt")
    hidden = [
        p for p in frame.pieces if isinstance(p, Written) or (isinstance(p, Hole) and p.label)
    ]
    marks = [mark for mark in passage.marks if mark.type != "not"]
    assert len(hidden) == len(marks)
    filled = Filler(values(), Random(7)).fill(frame)
    assert len(filled.marks) == len(marks) and filled.style == passage.style
