"""What the benchmark does around the servers: forms, snippets, and where it installs."""

import sys
from pathlib import Path

import pytest

from benchmarks.peer import WrongEnvironment, check_own_environment, version
from benchmarks.sides.taguette import plain
from benchmarks.wire import multipart

ELSEWHERE = [Path(sys.executable), Path(sys.base_prefix, "bin", "python3")]


@pytest.mark.parametrize("python", ELSEWHERE, ids=["ours", "the machine's"])
def test_old_libraries_never_go_into_another_environment(python):
    if not python.exists():
        pytest.skip(f"there is no {python.name} where this system keeps its programs")
    with pytest.raises(WrongEnvironment, match="nothing was installed"):
        check_own_environment(python)


def test_the_peer_is_pinned():
    assert version() == "1.5.2"


def test_a_snippet_becomes_its_words_on_one_line():
    assert plain("<p>one &amp;  two</p><p>three</p>") == "one & two three"


def test_a_form_with_a_file_is_framed():
    body, kind = multipart({"name": "x"}, ("a.html", "text/html", b"<p>"))
    edge = kind.split("boundary=")[1].encode()
    assert body.count(b"--" + edge) == 3
    assert body.endswith(b"--" + edge + b"--\r\n")
    assert b'name="file"; filename="a.html"' in body
