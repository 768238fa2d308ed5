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


HIDING = """
import json, torch
from pennydrop.rooms.understand.rules.identifiers.traits import TRAITS
from training.learn import MASK, OF_LISTS, forget_some, hide_some
torch.manual_seed(5)
pieces, mask = torch.full((40, 100), 2_000), torch.ones(40, 100)
pieces[:, 0], mask[:, 50:] = 101, 0
seen = hide_some(pieces, mask, 0.3)
words = seen[:, 1:50]
told = forget_some(torch.ones(400, 9, len(TRAITS)), 0, 0.3)
unlisted = 1 - told[:, :, OF_LISTS]
print(json.dumps({
    "hidden": (words != 2_000).float().mean().item(),
    "signs": (words == MASK).float().mean().item(),
    "kept": bool((seen[:, 0] == 101).all() and (seen[:, 50:] == 2_000).all()),
    "lowest": words[words != MASK].min().item(),
    "unlisted": unlisted.mean().item(),
    "whole": bool((unlisted.amin((1, 2)) == unlisted.amax((1, 2))).all()),
    "others": bool((told[:, :, 0] == 1).all()),
}))
"""


def run(*arguments: str, way: str = "-m") -> str:
    """One step of the way, in the environment that teaches; gives what it printed."""
    done = subprocess.run(
        [str(PYTHON), way, *arguments], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


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
    both = (str(tmp_path / "narrow/network.pt"), str(tmp_path / "again/network.pt"))
    run("training.averaging", *both, str(tmp_path / "mean"), "--share", "0.35")
    run("training.export", str(tmp_path / "mean/network.pt"), str(tmp_path / "mean.onnx"))
    mean = Tagger(tmp_path / "mean.onnx").said(
        pieces
    )  # two that are nearly alike: so is their mean
    assert all(first[i].chance == pytest.approx(mean[i].chance, abs=0.02) for i in first)
    on = ["--out", str(tmp_path / "on"), "--further", str(tmp_path / "again/network.pt")]
    run("training.learn", *on, "--steps", "5", "--pieces", "512")
    before = json.loads((tmp_path / "wide/asked.json").read_text())["loss"]
    assert json.loads((tmp_path / "on/asked.json").read_text())["loss"] < before * 1.2


@pytest.mark.skipif(not PYTHON.exists(), reason="PyTorch is not here: see training/README.md")
def test_words_alone_are_put_out_while_teaching_and_some_changed() -> None:
    told = json.loads(run(HIDING, way="-c"))
    assert told["hidden"] == pytest.approx(0.3, abs=0.04)
    assert told["signs"] == pytest.approx(0.18, abs=0.04)  # four in ten are changed instead
    assert told["kept"]
    assert told["lowest"] >= 1_000


@pytest.mark.skipif(not PYTHON.exists(), reason="PyTorch is not here: see training/README.md")
def test_in_some_windows_no_name_is_on_a_list_while_teaching() -> None:
    told = json.loads(run(HIDING, way="-c"))
    assert told["unlisted"] == pytest.approx(0.3, abs=0.07)
    assert told["whole"] and told["others"]
