"""A small run of the whole way: learn from frames, write the file that is shipped, ask it.

PyTorch lives in an environment of its own (.bench/training, requirements/training.in); where that
is missing the test is skipped and says so.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pennydrop.rooms.understand.queries.finder import judged
from pennydrop.rooms.understand.queries.tagger import Tagger
from pennydrop.rooms.understand.rules.identifiers import find_in
from pennydrop.rooms.understand.rules.identifiers.asking import Setting, read
from pennydrop.rooms.understand.rules.identifiers.windows import pieces_of
from pennydrop.rooms.understand.rules.identifiers.words import Words
from training.tuning import OPEN, card, fitted, tried, watched

ROOT = Path(__file__).parents[2]
OWN = ROOT / ".bench/training/bin/python"
PYTHON = Path(sys.executable) if importlib.util.find_spec("torch") else OWN
SMALL = ["--width", "48", "--layers", "1", "--pieces", "512", "--rate", "2e-3", "--faster", "1"]


def run(*arguments: str) -> None:
    """One step of the way, in the environment that teaches."""
    done = subprocess.run(
        [str(PYTHON), "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def taught(folder: Path, steps: int) -> float:
    run("training.learn", "--out", str(folder), "--steps", str(steps), *SMALL)
    loss: float = json.loads((folder / "asked.json").read_text())["loss"]
    return loss


@pytest.mark.skipif(not PYTHON.exists(), reason="PyTorch is not here: see training/README.md")
def test_a_small_model_is_taught_written_and_asked(tmp_path: Path) -> None:
    begun, again = taught(tmp_path / "a", 5), taught(tmp_path / "a", 5)
    assert begun == pytest.approx(again, abs=1e-4)  # the same seed teaches the same
    assert taught(tmp_path / "b", 80) < begun * 0.75
    model = tmp_path / "model.onnx"
    run("training.export", str(tmp_path / "b/network.pt"), str(model))
    tagger = Tagger(model)
    some = tried(watched(30), tagger)
    asked = read(card(model, fitted(some), {}), Setting.MISS_NOTHING)
    text = "My mate Dave rang me on 07700 900123."
    words = Words(text)
    found = {text[s.start : s.end] for s in judged(words, find_in(words), tagger, OPEN)}
    assert {"Dave", "07700 900123"} <= found
    assert all(0 <= span.score <= 1 for span in judged(words, find_in(words), tagger, asked))


@pytest.mark.skipif(not PYTHON.exists(), reason="PyTorch is not here: see training/README.md")
def test_a_network_is_made_narrower_and_taught_on_from_its_file(tmp_path: Path) -> None:
    taught(tmp_path / "wide", 60)
    run(
        "training.narrowing",
        str(tmp_path / "wide/network.pt"),
        str(tmp_path / "narrow"),
        "--inner",
        "96",
    )
    model, text = tmp_path / "model.onnx", "Our Kacper rang from Cromer on Tuesday."
    run("training.export", str(tmp_path / "narrow/network.pt"), str(model))
    run("training.reopening", str(model), str(tmp_path / "again"))
    run("training.export", str(tmp_path / "again/network.pt"), str(tmp_path / "again.onnx"))
    pieces = pieces_of(Words(text), find_in(Words(text)))
    first, second = Tagger(model).said(pieces), Tagger(tmp_path / "again.onnx").said(pieces)
    assert first
    assert first.keys() == second.keys()
    assert all(first[i].chance == pytest.approx(second[i].chance, abs=0.02) for i in first)
    on = ["--out", str(tmp_path / "on"), "--further", str(tmp_path / "again/network.pt")]
    run("training.learn", *on, "--steps", "5", "--pieces", "512")
    before = json.loads((tmp_path / "wide/asked.json").read_text())["loss"]
    assert json.loads((tmp_path / "on/asked.json").read_text())["loss"] < before * 1.2
