"""Each benchmark writes its own part of the page of results."""

import pytest

from benchmarks.forms import form_having
from benchmarks.results import write_part


def test_a_part_takes_the_place_of_its_older_self_and_leaves_the_others(tmp_path):
    page = tmp_path / "results.md"
    write_part("answers", "# Answers\n\nold", page)
    write_part("taguette", "# Beside Taguette", page)
    write_part("answers", "# Answers\n\nnew", page)
    text = page.read_text()
    assert text.index("# Beside Taguette") < text.index("new")
    assert "old" not in text and text.count("# Answers") == 1


def test_a_part_that_nobody_knows_is_refused(tmp_path):
    with pytest.raises(ValueError, match="weather"):
        write_part("weather", "sunny", tmp_path / "results.md")


def test_the_form_that_has_the_field_is_found_with_its_address():
    page = b'<form action="/a/"><input name="x"></form><form action="/b/"><textarea name="y">'
    assert form_having(page, "y") == ("/b/", {"y": ""})
    with pytest.raises(LookupError):
        form_having(page, "z")
