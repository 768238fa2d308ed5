"""What `benchmarks/scale.py` and `benchmarks/peers.py` say: each question finds what is there,
and a promise that was broken is called so."""

from uuid import UUID

import pytest

from benchmarks import growth, peers
from benchmarks.loaders import peers_inside, scale_load
from benchmarks.loaders.scale_inside import SHOWN, questions
from pennydrop.rooms.understand.models import Coding, Segment

LOAD = ("1.0", "1.2")


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_every_question_is_asked_of_a_study_that_was_filled():
    made = scale_load.load(60)
    study = UUID(made["study"])
    assert (Segment.objects.count(), Coding.objects.count()) == (180, 600)
    asked = questions(study, made)
    assert set(asked) | {"index", "positions", "added"} == set(growth.WHAT)
    answers = {name: ask() for name, ask in asked.items()}
    places = {
        (text, start, end)
        for text, start, end in Coding.objects.filter(code=made["codes"][0]).values_list(
            "text", "start", "end"
        )
    }
    assert len(answers["quotes"]) == min(SHOWN, len(places)) > 20
    assert all(one.words for one in answers["quotes"])
    assert sum(row.passages for row in answers["codebook"]) == 600
    assert answers["word"].total and answers["pattern of few letters"].whole


def test_a_broken_promise_is_called_so_at_whatever_size():
    fine = dict.fromkeys(growth.WHAT, 0.02)
    slow = {**fine, "and": 0.3, "together": 0.9, "index": 60.0}
    rows = {
        line.split(" |")[0].strip("| "): line
        for line in growth.page("SQLite", {10: slow, 20: fine}, LOAD).splitlines()
    }
    assert "300 ms" in rows[growth.WHAT["and"]] and "NOT MET" in rows[growth.WHAT["and"]]
    assert "NOT MET" not in rows[growth.WHAT["not"]] and "| met" in rows[growth.WHAT["together"]]
    assert "met" not in rows[growth.WHAT["index"]]


def test_a_side_that_fails_ends_the_run():
    with pytest.raises(SystemExit, match="failed"):
        growth.last_line("benchmarks.loaders.no_such", "1", {"PATH": ""})
    with pytest.raises(SystemExit, match="no_such failed"):
        peers._last_line(["benchmarks.loaders.no_such"], {"PATH": ""})


def test_nothing_is_timed_before_both_sides_found_the_same():
    with pytest.raises(SystemExit, match="words: 3 by theirs, 2 by ours"):
        peers_inside._row("words", lambda: 3, lambda: 2)
    what, theirs, ours, found = peers_inside._row("words", lambda: 3, lambda: 3)
    assert (what, found) == ("words", 3) and theirs >= 0 and ours >= 0
    rows = [("words", 0.5, 0.04, 3), (peers.QUOTES, 0.1, 0.02, 9)]
    page = peers.page(rows, LOAD, (40, 0.003, 0.02))
    assert "12.5" in page and page.count("NOT MET") == 1
    assert "40 turns" in page and "500 µs each" in page and "cannot be had" in page
    assert "cannot be had" not in peers.page(rows, LOAD, (40, 0.003, 0.001))
