"""What of a page is not in its language says so, and no mark stays on it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.ui.tongues import is_marked, marked, say_what_is_english, unmarked

M = marked


def said(inside):
    page = say_what_is_english(f'<html lang="cy"><body>{inside}</body></html>', "cy")
    return page.removeprefix('<html lang="cy"><body>').removesuffix("</body></html>")


def test_what_nobody_translated_is_english():
    assert said("<p>Help</p>") == '<p lang="en">Help</p>'
    assert said(f"<p>{M('Cymorth')}</p>") == "<p>Cymorth</p>"
    assert said(f"<p>{M('Cymorth')} today</p>") == '<p>Cymorth <span lang="en">today</span></p>'


def test_tags_inside_of_a_translation_stay_in_it():
    assert said(f"<p>{M('un <b>dau</b> tri')} four</p>") == (
        '<p>un <b>dau</b> tri <span lang="en">four</span></p>'
    )


def test_a_number_takes_the_language_it_stands_beside():
    assert said(f"<p>23 {M('Mai')} 2026</p>") == "<p>23 Mai 2026</p>"
    assert said("<p>999</p>") == "<p>999</p>"


def test_an_element_that_names_its_language_is_believed():
    assert said('<p lang="pl">Pomoc</p>') == '<p lang="pl">Pomoc</p>'
    assert said(f'<p lang="en-GB">Help {M("nawr")}</p>') == (
        '<p lang="en-GB">Help <span lang="cy">nawr</span></p>'
    )


def test_nothing_is_put_into_what_holds_text_alone():
    assert said("<option>One</option>") == '<option lang="en">One</option>'
    assert said(f"<title>{M('Un')} two</title>") == "<title>Un two</title>"
    assert said("<svg><text>One</text></svg>") == '<svg><text lang="en">One</text></svg>'


def test_scripts_values_and_comments_are_left_alone():
    for inside in ("<script>let a = 'b';</script>", "<!-- a note -->", '<br><img alt="A > b">'):
        assert said(inside) == inside
    assert said(f'<i title="{M("Un")}"></i>') == '<i title="Un"></i>'


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "a ", "12 ", M("un "), "<br>"])))
def test_only_languages_are_added(parts):
    """Whatever stands on a page stays there, in its order."""
    page = f"<html><body>{''.join(parts)}</body></html>"
    written = say_what_is_english(page, "cy")
    assert not is_marked(written)
    assert re.sub(r' lang="(cy|en)"|<span lang="(cy|en)">|</span>', "", written) == unmarked(page)
