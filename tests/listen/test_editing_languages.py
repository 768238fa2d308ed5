"""Every text of a form can be put into another language."""

import pytest

from pennydrop.rooms.listen.rules.editing.texts import (
    pieces,
    renamed_language,
    reworded,
    translated,
    without_language,
)
from pennydrop.rooms.listen.rules.form import Text, read_form
from pennydrop.rooms.listen.rules.form.writing import write_rows
from tests.listen.questioning import whole

FORM = whole()


def test_every_text_can_be_put_into_another_language():
    english = renamed_language(FORM, "", "English (en)")
    every = {piece.key: f"Cy {piece.said}" for piece in pieces(english)}
    both = translated(english, every, "Cymraeg (cy)")
    assert both.languages == ("English (en)", "Cymraeg (cy)")
    assert all("Cymraeg (cy)" in piece.said.languages for piece in pieces(both))
    assert read_form(write_rows(both)) == both
    assert without_language(both, "Cymraeg (cy)") == english
    assert renamed_language(english, "English (en)", "") == FORM
    fewer = translated(both, {piece.key: "" for piece in pieces(both)}, "Cymraeg (cy)")
    assert fewer == english
    with pytest.raises(ValueError, match="stays"):
        without_language(both, "English (en)")


def test_rewording_keeps_the_other_languages():
    both = Text((("", "A"), ("cy", "B")))
    assert reworded(both, "C", "") == Text((("", "C"), ("cy", "B")))
    assert reworded(both, "", "cy") == Text((("", "A"),))
    assert reworded(both, "D", "pl").said[-1] == ("pl", "D")
