"""Every sentence in a template that the public or a participant may read goes through gettext."""

import re
from functools import cache
from pathlib import Path

import pytest

PRODUCT = Path(__file__).parents[2] / "pennydrop"
OPEN = ("ui/public.html", "ui/participant.html", "ui/base.html")
# In English: what helpers of a project read behind a link of their own, what staff hold in
# their hands in the field, what they print, and what they look at before it is open.
LATER = (
    "listen/field/", "listen/invite/", "listen/outreach/", "listen/questions/", "people/",
    "publish/second", "understand/", "allauth/",
    "listen/participant/spoken.html",  # two attributes, and no words
)  # fmt: skip
# Names, and words that are no language's own.
NAMES = re.compile(r"Pennydrop|\bWord\b|PNG|SVG|JSON|CSV|PDF|URL|BibTeX|RIS|CSL-JSON|&\w+;|\bx\b")
_DONE = re.compile(
    r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{#.*?#}|{%\s*comment.*?endcomment\s*%}"
    r"|{%\s*block (?:robots|body_class|main_class|icon)\s*%}.*?{%\s*endblock\s*%}"
    r"|<(?:svg|style|script|code)\b.*?</(?:svg|style|script|code)>",
    re.DOTALL,
)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_ELEMENT = re.compile(
    r"""</?(?:[a-zA-Z!]|{%.*?%}[a-z]+{%.*?%}[a-z]+{%.*?%})"""
    r"""(?>{%.*?%}|{{.*?}}|"(?>{%.*?%}|{{.*?}}|[^"])*"|[^>"])*>""",
    re.DOTALL,
)
_VALUE = re.compile(
    r"""(?<![-\w])(?:aria-label|title|alt|placeholder|data-start|data-stop)="([^"{]*)\""""
)
_PART = re.compile(
    r"{%\s*(?:button|notice|empty|back_link|progress|field|text_field|choice_tiles|insight|status"
    r"|quote|data_table|stat|tabs|chart_figure|include|help_now|support_lines)\b.*?%}",
    re.DOTALL,
)
_LITERAL = re.compile(r'(?<![:\w(])"([A-Z][^"]*)"')
_LEADS = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)")


@cache
def templates():
    """Every template by the name that others call it by."""
    found = {}
    for folder in PRODUCT.rglob("templates"):
        for file in folder.rglob("*.html"):
            found[str(file.relative_to(folder))] = file.read_text(encoding="utf-8")
    return found


def leads_to(name):
    return [one for one in _LEADS.findall(templates().get(name, "")) if one in templates()]


def open_templates():
    """Those that stand upon an open page's frame, and all that they take in."""
    found, waiting = set(), [name for name in templates() if stands_on_an_open_frame(name)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one for one in leads_to(name) if one != "ui/account_menu.html"]
    return sorted(name for name in found if not name.startswith(LATER))


def stands_on_an_open_frame(name):
    if name in OPEN:
        return True
    frame = re.match(r"{%\s*extends\s+[\"']([^\"']+)", templates()[name])
    if frame is None or frame[1] == "ui/base.html" or name.startswith(("account/", "mfa/")):
        return False
    return frame[1] in templates() and stands_on_an_open_frame(frame[1])


def unmarked(text):
    """Words that gettext never sees."""
    text = _DONE.sub(" ", text)
    found = [one for part in _PART.findall(text) for one in _LITERAL.findall(part)]
    found += [value for element in _ELEMENT.findall(text) for value in _VALUE.findall(element)]
    bare = _TAG.sub("\n", _ELEMENT.sub("\n", text))
    found += [line.strip() for line in bare.splitlines()]
    return [one for one in found if re.search(r"[A-Za-z]", NAMES.sub("", one))]


@pytest.mark.parametrize("name", open_templates())
def test_every_sentence_of_an_open_page_can_be_translated(name):
    assert unmarked(templates()[name]) == []


def test_the_frames_and_their_parts_are_among_them():
    found = open_templates()
    assert len(found) > 130
    for name in ("ui/nav.html", "inform/help/_step.html", "listen/participant/question.html"):
        assert name in found


@pytest.mark.parametrize(
    "text",
    [
        "<p>Words</p>",
        '<a href="{% url "x" %}">Words</a>',
        '<nav aria-label="Words">',
        '{% button "Words" href=url %}',
        "{% if one %}words{% endif %}",
        '{% notice kind="late" title="Words" %}{% endnotice %}',
        "<p>{% translate 'One' %} words</p>",
    ],
)
def test_words_outside_are_found(text):
    assert unmarked(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p class="s">{% translate "Words" %}</p>',
        '{% button _("Words") "quiet" href=url %}',
        '<a href="/x" data-aloud="h1 > li">{{ words }}</a>',
        "<{% if a %}ol{% else %}ul{% endif %} class='steps'></{% if a %}ol{% else %}ul{% endif %}>",
        "{% blocktranslate with a=b %}Words <b>{{ a }}</b>{% endblocktranslate %}",
        '{{ day|date:"j F Y" }} · 12',
    ],
)
def test_nothing_else_is(text):
    assert unmarked(text) == []
