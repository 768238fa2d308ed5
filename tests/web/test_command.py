"""The `pennydrop` command, as somebody types it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.web.cli import COMMANDS, main
from pennydrop.web.identify import run


def pennydrop(*words, place, **more):
    env = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PENNYDROP_KEYS_URL")},
        "PENNYDROP_HOME": str(place / "home"),
        "PENNYDROP_KEYS": str(place / "keys"),
        "PENNYDROP_SCRATCH": str(place / "scratch"),
        "DJANGO_SETTINGS_MODULE": "pennydrop.web.settings",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        **more.pop("env", {}),
    }
    command = [sys.executable, "-m", "pennydrop.web.cli", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, **more)


def test_help_lists_everything(capsys):
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in COMMANDS)


def test_the_doctor_can_look_before_anything_is_there(tmp_path):
    done = pennydrop("doctor", place=tmp_path)
    assert done.returncode == 1 and "not up to date" in done.stdout, done.stderr


def test_an_unknown_command_is_named(capsys):
    assert main(["publsh"]) == 2
    assert "no command 'publsh'" in capsys.readouterr().err


def test_identifiers_answers_each_line_and_names_a_bad_one():
    out, err = io.StringIO(), io.StringIO()
    lines = [
        '{"id": 7, "text": "👩‍👧 ring 07700 900142"}\n',
        "nonsense\n",
        '{"id": "b", "text": "hello"}\n',
    ]
    assert run(io.StringIO("".join(lines)), out, err) == 1
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert first["id"] == 7 and second == {"id": "b", "spans": []}
    (span,) = first["spans"]
    assert lines[0] and "👩‍👧 ring 07700 900142"[span["start"] : span["end"]] == "07700 900142"
    assert "Line 2" in err.getvalue()


@given(st.text(max_size=80))
def test_identifiers_offsets_are_code_points_of_any_text(text):
    out, err = io.StringIO(), io.StringIO()
    line = json.dumps({"id": 1, "text": text}) + "\n"
    assert run(io.StringIO(line), out, err) == 0
    for span in json.loads(out.getvalue())["spans"]:
        assert 0 <= span["start"] < span["end"] <= len(text)


def test_identifiers_takes_a_plain_text_and_counts_its_line_ends(tmp_path):
    text = "So I rang our Danny.\r\nHe's on 07700 900142."
    done = pennydrop("identifiers", "--plain", place=tmp_path, input=text)
    told = json.loads(done.stdout)
    assert told["id"] == "text"
    assert [text[s["start"] : s["end"]] for s in told["spans"]] == ["Danny", "07700 900142"]
    assert "add --plain" in pennydrop("identifiers", place=tmp_path, input=text).stderr


def test_identifiers_says_why_and_points_to_less_when_asked(tmp_path):
    line = json.dumps({"id": 1, "text": "dave's on 07700 900142, or was it Wednesday"})
    done = pennydrop("identifiers", "--explain", place=tmp_path, input=line)
    phone = json.loads(done.stdout)["spans"][-1]
    assert phone["words"] == "07700 900142" and phone["why"] == "pattern"
    assert phone["because"] == "It is written like a phone number."
    calm = pennydrop("identifiers", "--setting", "less-noise", place=tmp_path, input=line)
    assert calm.returncode == 0 and "words" not in calm.stdout
    wrong = pennydrop("identifiers", "--setting", "loud", place=tmp_path, input=line)
    assert wrong.returncode == 2 and "miss-nothing" in wrong.stderr
    named = pennydrop("identifiers", "--plain", "interview.txt", place=tmp_path, input=line)
    assert named.returncode == 2 and "A file comes in by <" in named.stderr


def test_identifiers_answers_good_lines_beside_bytes_that_are_no_text(tmp_path):
    given = b'\xef\xbb\xbf{"id":1,"text":"x"}\n{"id":2,"text":"caf\xe9"}\n{"id":3,"text":"y"}\n'
    command = [sys.executable, "-m", "pennydrop.web.cli", "identifiers"]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 3]
    assert done.returncode == 1 and b"Line 2 is not UTF-8." in done.stderr


def test_identifiers_makes_no_folders(tmp_path):
    done = pennydrop("identifiers", place=tmp_path, input='{"id":1,"text":"x"}\n', cwd=tmp_path)
    assert done.returncode == 0 and list(tmp_path.iterdir()) == []


def test_keys_inside_the_data_are_refused_in_plain_words(tmp_path):
    done = pennydrop(
        "doctor", place=tmp_path, env={"PENNYDROP_KEYS": str(tmp_path / "home" / "keys")}
    )
    assert done.returncode == 1
    assert "must not lie inside" in done.stderr and "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An installation with a real organisation and no demo."""
    place = tmp_path_factory.mktemp("installed")
    made = pennydrop("organisation", "create", "Marsh Lane", "--coordinator", "dev", place=place)
    assert "/people/welcome/" in made.stdout, made.stderr
    return place


def test_a_study_is_made_as_a_closed_draft_and_says_why(installed):
    done = pennydrop("study", "create", "Ketamine here", place=installed)
    assert done.returncode == 0, done.stderr
    assert "closed draft" in done.stdout and "cannot open yet" in done.stdout
    assert "the DPIA’s reference" in done.stdout


def test_withdrawing_with_a_wrong_code_says_so(installed):
    done = pennydrop("withdraw", "1234", "5678", place=installed)
    assert done.returncode == 1 and "Traceback" not in done.stderr and done.stderr.strip()


def test_a_backup_is_written_and_put_back(installed, tmp_path):
    file = tmp_path / "b.zip"
    assert pennydrop("backup", str(file), place=installed).returncode == 0
    done = pennydrop("restore", str(file), place=installed)
    assert done.returncode == 0 and "Put back" in done.stdout, done.stderr


def test_the_doctor_speaks_plainly(installed):
    done = pennydrop("doctor", place=installed)
    assert "The record of who did what is whole." in done.stdout
    assert "disk encryption" in done.stdout and "Traceback" not in done.stderr
