"""A form is read as a browser would send it."""

import pytest

from benchmarks.forms import form_with

PAGE = b"""<form action="/leave/"><input name="away" value="1"></form>
<form method="post"><input type="hidden" name="token" value="t&amp;1">
<input type="radio" name="kind" value="a"><input type="radio" name="kind" value="b" checked>
<input type="checkbox" name="same" value="yes"><input type="file" name="files">
<select name="first"><option value="1">one</option><option value="2">two</option></select>
<select name="chosen"><option value="1">one</option><option value="2" selected>two</option></select>
</form><input name="outside" value="x">"""


def test_values_that_stand_are_sent():
    wanted = {"token": "t&1", "kind": "b", "first": "1", "chosen": "2"}
    assert form_with(PAGE, "token") == wanted


def test_a_missing_form_is_said():
    with pytest.raises(LookupError, match="outside"):
        form_with(PAGE, "outside")
