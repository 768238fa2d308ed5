"""Languages and settings of a form."""

from pennydrop.rooms.listen.rules.form import read_form
from pennydrop.rooms.listen.rules.form.writing import write_rows
from tests.listen.forming import made


def test_languages_and_what_is_missing_in_one():
    form = made("""
    | survey |
    | | type | name | label::English (en) | label::Cymraeg (cy) | hint |
    | | select_one yn | a | Why? | Pam? | Say |
    | | text | b | How? | | |
    | choices |
    | | list_name | name | label::English (en) | label::Polski (pl) |
    | | yn | y | Yes | Tak |
    """)
    a, b = form.questions()
    assert form.languages == ("English (en)", "Cymraeg (cy)", "Polski (pl)")
    assert form.default_language == "English (en)"
    assert a.label.in_language("Cymraeg (cy)") == "Pam?"
    assert a.hint.in_language("Cymraeg (cy)") == "Say" and a.hint.languages == ("English (en)",)
    assert b.label.in_language("Cymraeg (cy)") == "How?"
    assert a.said("y", "Polski (pl)") == "Tak"


def test_the_default_language_stays_the_default_after_being_given_back():
    form = made("""
    | survey |
    | | type | name | label::English | label::Cymraeg |
    | | text | a | Why? | Pam? |
    | settings |
    | | default_language |
    | | cymraeg |
    """)
    assert form.languages == ("Cymraeg", "English") and str(form.questions()[0].label) == "Pam?"
    assert read_form(write_rows(form)) == form


def test_a_default_language_that_is_not_there_is_said():
    form = made("""
    | survey |
    | | type | name | label::English |
    | | text | a | A |
    | settings |
    | | default_language |
    | | Polski |
    """)
    assert form.default_language == "English"
    assert "nothing is written in “Polski”" in form.remarks[0].message


def test_settings_name_the_form_and_what_would_send_answers_elsewhere_is_left_out():
    form = made("""
    | survey |
    | | type | name | label |
    | | text | a | A |
    | settings |
    | | Form_Title | Form ID | version | style | submission_url |
    | | T | t1 | 7 | pages | https://elsewhere.example |
    """)
    assert (form.title, form.form_id, form.version) == ("T", "t1", "7")
    assert form.settings == (("style", "pages"),)
    assert "never sent elsewhere" in form.remarks[0].message
