"""`pennydrop expression`: the shapes it writes, forms brought along, and files that are none."""

import io
import json
import subprocess
import sys

import pytest

from pennydrop.web import cli, expression


def run(capsys, monkeypatch, text, *arguments):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    status = cli.main(["expression", "-", *arguments])
    sys.stdout.flush()
    written = sys.stdout.buffer.getvalue().decode()
    return status, json.loads(written) if written else None, capsys.readouterr().err


def answers(capsys, monkeypatch, *entries):
    texts = [{"expression": e} if isinstance(e, str) else e for e in entries]
    status, found, err = run(capsys, monkeypatch, json.dumps(texts))
    assert (status, err) == (0, "")
    return found


def test_shapes(capsys, monkeypatch):
    found = answers(
        capsys,
        monkeypatch,
        "1 + 1",
        "'é'",
        "true()",
        "0 div 0",
        "1 div 0",
        "-1 div 0",
        "-0",
        "date('2024-5-1')",
        "1 +",
        "nope()",
        "count(/data/path)",
        "/data/path",
        "/data/path[3]",
        "/data/path[9]",
        "$var_string_five",
        "$other",
        "/elsewhere",
    )
    assert found == [
        {"value": 2.0},
        {"value": "é"},
        {"value": True},
        {"value": {"number": "NaN"}},
        {"value": {"number": "Infinity"}},
        {"value": {"number": "-Infinity"}},
        {"value": -0.0},
        {"value": "2024-05-01"},
        {"error": True},
        {"error": True},
        {"value": 5.0},
        {"value": ["", "", "some value", "", ""]},
        {"value": "some value"},
        {"value": ""},
        {"value": "five"},
        {"error": True},
        {"error": True},
    ]
    assert str(found[6]["value"]) == "-0.0"


def test_an_entry_brings_its_own_form(capsys, monkeypatch):
    form = {"data": {"child": [{"age": 2, "ok": True}, {"age": "7", "ok": None}], "n": 1.5}}
    found = answers(
        capsys,
        monkeypatch,
        {
            "expression": "count(../../child[age > 3])",
            "answers": form,
            "here": "/data/child[2]/age",
        },
        {
            "expression": ". + $x",
            "answers": form,
            "here": "/data/child[2]/age",
            "variables": {"x": 1},
        },
        {"expression": "/data/child[1]/ok", "answers": form},
        {"expression": "/data/n = '1.50'", "answers": form},
        {"expression": "1", "answers": form, "here": "/data/child"},
        {"expression": "1", "answers": {}},
    )
    assert found == [
        {"value": 1.0},
        {"value": 8.0},
        {"value": "true"},
        {"value": True},
        {"error": True},
        {"error": True},
    ]


def test_why(capsys, monkeypatch):
    status, found, _ = run(capsys, monkeypatch, '[{"expression": "1 + zzz()"}]', "--why")
    assert status == 0
    assert found[0]["error"] is True
    assert "zzz" in found[0]["message"] and found[0]["column"] == 5


def test_nothing_asked(capsys, monkeypatch):
    assert run(capsys, monkeypatch, "[]") == (0, [], "")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "not JSON"),
        ("", "not JSON"),
        ('{"expression": "1"}', "must hold a list"),
        ('["1"]', "entry 1"),
        ('[{"expression": "1"}, {"expression": 5}]', "entry 2"),
        ('[{"expression": "1", "answers": []}]', '"answers"'),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_none(capsys, monkeypatch, text, part):
    status, found, err = run(capsys, monkeypatch, text)
    assert (status, found) == (2, None)
    assert part in err and err.startswith("pennydrop: ")


def test_a_file_that_is_not_there_or_no_text(capsys, tmp_path):
    assert cli.main(["expression", str(tmp_path / "none.json")]) == 2
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\xff")
    assert cli.main(["expression", str(tmp_path / "bytes.json")]) == 2
    err = capsys.readouterr().err
    assert "cannot be read" in err and "not text in UTF-8" in err


def test_answers_nested_too_deeply_are_an_error_and_no_crash():
    deep = {}
    for _ in range(900):
        deep = {"a": deep}
    assert expression.answer({"expression": "1", "answers": deep}, expression.datetime.now()) == {
        "error": True
    }


def test_it_needs_no_settings_and_leaves_nothing_behind(tmp_path):
    (tmp_path / "in.json").write_text('\ufeff[{"expression": "2 + 3"}]', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pennydrop.web.cli", "expression", "in.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(cli.__file__).removesuffix("/pennydrop/web/cli.py")},
    )
    assert (done.returncode, done.stderr, json.loads(done.stdout)) == (0, "", [{"value": 5.0}])
    assert [p.name for p in tmp_path.iterdir()] == ["in.json"]
