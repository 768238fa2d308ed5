"""The page parts, one by one: what they write, what they escape, what they leave out."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from pennydrop.core import ui

STATIC = Path(ui.__file__).parent / "static" / "ui"


def write(source, request=None, **context):
    template = engines["django"].from_string("{% load ui %}" + source)
    return template.render(context, request)


class Choosing(forms.Form):
    approach = forms.ChoiceField(choices=[("r", "Reflexive")], widget=forms.RadioSelect)
    title = forms.CharField(help_text="As on the sheet.")
    token = forms.CharField(widget=forms.HiddenInput)


NASTY = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "source",
    [
        '{% text_field "a" bad value=bad hint=bad error=bad %}',
        '{% text_field "a" bad value=bad rows=3 %}',
        '{% choice_tiles "a" bad options value=bad %}',
        "{% button bad href=bad what=bad %}",
        "{% notice title=bad %}{{ bad }}{% endnotice %}",
        "{% insight title=bad %}{{ bad }}{% endinsight %}",
        "{% quote by=bad href=bad %}{{ bad }}{% endquote %}",
        "{% scroll_table label=bad %}{{ bad }}{% endscroll_table %}",
        "{% data_table bad cells rows %}",
        "{% status bad bad %}{% stat bad bad bad bad %}{% empty bad bad bad %}",
        "{% progress 1 2 bad %}{% code_chip bad bad bad %}",
        "{% tabs items bad %}{% summary_list items %}{% back_link bad bad %}",
        "{% return_code bad bad %}{% error_summary problems %}",
    ],
)
def test_nothing_a_person_wrote_becomes_markup(source):
    items = [{"label": NASTY, "url": NASTY, "value": NASTY, "action": NASTY}]
    html = write(
        source, bad=NASTY, options=[(NASTY, NASTY)], cells=[NASTY], rows=[[NASTY]], items=items,
        problems={"id_a": NASTY},
    )  # fmt: skip
    assert "<img" not in html
    assert "&lt;img" in html


def test_problems_lead_to_their_fields():
    html = write("{% error_summary form %}", form=Choosing({}))
    assert 'href="#id_approach_0">Approach: This field is required.' in html
    assert 'href="#id_title">Title: This field is required.' in html
    assert "#id_token" not in html and "Token: This field" in html


def test_no_problems_no_summary():
    assert write("{% error_summary form errors %}", form=Choosing(), errors={}).strip() == ""


def test_form_ties_hint_and_error_to_the_control():
    html = write("{{ form }}", form=Choosing({"token": "x"}))
    control = re.search(r"<input[^>]*id=\"id_title\"[^>]*>", html)[0]
    assert 'aria-describedby="id_title_helptext id_title_error"' in control
    assert 'id="id_title_helptext"' in html and 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in control


def test_field_takes_another_label_and_hint():
    html = write('{% field form.title label="Name" hint="Short." %}', form=Choosing())
    assert ">Name</label>" in html and "Short." in html and "As on the sheet" not in html


def test_plain_field_ties_hint_and_error_to_the_control():
    html = write(
        '{% text_field "a" "Words" rows=2 hint="Any." error="Say one" value=said %}', said="x"
    )
    assert 'aria-describedby="id_a_helptext id_a_error"' in html
    assert re.search(r"<textarea[^>]*aria-invalid=\"true\"[^>]*>\nx</textarea>", html)


@pytest.mark.parametrize(("value", "ticked"), [("", 0), (None, 0), ("b", 1), (["a", "b"], 2)])
def test_only_what_was_chosen_is_ticked(value, ticked):
    options = [("", "None of these"), ("a", "A"), ("b", "B")]
    html = write(
        '{% choice_tiles "q" "?" options value=v kind="checkbox" %}', v=value, options=options
    )
    assert html.count(" checked") == ticked


@pytest.mark.parametrize(
    ("number", "name"), [(1, "c1"), (6, "c6"), (7, "c1"), ("c3", "c3"), ("14", "c2"), ("x", "c6")]
)
def test_six_colours_then_again(number, name):
    assert write("{{ n|colour_class }}", n=number) == name


@pytest.mark.django_db(databases=["default", "keys"])
def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/", {"q": "pain & loss", "page": "2", "kind": ["i", "f"]})
    page = Paginator(range(50), 10).page(2)
    html = write("{% pagination page %}", request, page=page)
    assert 'href="?q=pain+%26+loss&amp;kind=i&amp;kind=f&amp;page=3" rel="next"' in html
    assert html.count('aria-current="page"') == 1


def test_a_list_with_the_newest_first_says_so():
    page = Paginator(range(30), 10).page(2)
    shown, by_age = (
        write("{% pagination page %}", page=page),
        write("{% pagination page newest_first=True %}", page=page),
    )
    assert ">Previous<" in shown and ">Next<" in shown
    assert ">Newer<" in by_age and ">Older<" in by_age


def test_one_page_needs_no_pagination():
    assert write("{% pagination page %}", page=Paginator([1], 10).page(1)).strip() == ""


def test_progress_is_said_in_words_first():
    few, many = write("{% progress 2 5 %}"), write("{% progress 20 50 %}")
    assert "2 of 5" in few and few.count("<i") == 5 and few.count("full") == 2
    assert "20 of 50" in many and "<progress" in many
    assert "<progress" not in write("{% progress 0 0 %}")


def test_a_count_of_none_is_shown():
    items = [{"label": "Decided", "url": "?b", "count": 0}, {"label": "All", "url": "?c"}]
    html = write('{% tabs items label="x" %}', items=items)
    assert html.count('class="count"') == 1 and ">0</span>" in html


def test_lines_can_be_rung():
    call = {"href": "tel:116123", "number": "116 123"}
    steps = [{"text": "They are there *day and night*.", "calls": [call], "due": None}]
    told = {"groups": [{"steps": steps}], "sources": ["A board. A page"], "read": None}
    html = write("{% support_lines %}", to_call=told)
    assert 'href="tel:116123"' in html and "<em>day and night</em>" in html
    assert "Sources: A board" in html
    assert "Sources:" not in write("{% support_lines compact=True %}", to_call=told)


def test_a_page_that_knows_no_lines_says_when_to_call_999():
    assert 'href="tel:999"' in write("{% support_lines %}")


def test_sheets_are_small_and_ask_nobody_else():
    for sheet in STATIC.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert all(found.startswith("fonts/") for found in re.findall(r'url\("?([^")]+)', text))
        assert "@import" not in text
    assert (STATIC / "base.css").stat().st_size <= 17 * 1024
