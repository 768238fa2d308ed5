"""The pages of finding and counting, with something on them: they fit, and pass axe; and a question
is asked by keyboard alone."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.cases import make_attribute, note_case
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.finding import keep_query
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.queries.attributes import team_key
from pennydrop.rooms.understand.rules.asking import Coded

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def pages(study, owner, interview, group, answer, at):
    """A study with something on every page; returns the pages by name."""
    me = {"by": actor(owner), "at": at}
    codes = [
        make_code(study=study.pk, name=name, **me).pk
        for name in ("Not being believed", "Pain", "Coping on my own", "A worker who stays")
    ]
    for text, turn, words, code in (
        (interview, 1, "it burned like glass", 1),
        (interview, 1, "it burned like glass. And he looks at the screen", 0),
        (interview, 3, "sorted it myself", 2),
        (interview, 3, "Same nurse every time since", 3),
        (group, 2, "They look at your arms", 0),
        (answer, 0, "the pain and nobody wrote it down", 0),
        (answer, 0, "the pain", 1),
    ):
        start, end = text.place(turn, words)
        add_coding(text=text.id, code=codes[code], start=start, end=end, **me)
    make_theme(study=study.pk, title="People are made to prove their pain", codes=codes[:2], **me)
    area = make_attribute(study=study.pk, name="Town or country", **me)
    for person, value in ((interview.people["Ash"], "Town"), (group.people["Cal"], "Country")):
        note_case(study=study.pk, participant=person.pk, values={area.pk: value}, **me)
    keep_query(study=study.pk, name="Doubt", question=Coded(frozenset(codes[:1])), **me)

    def way(name, *more, query=""):
        return reverse(f"understand:{name}", args=[study.pk, *more]) + query

    by = f"?by={team_key(area.pk)}"
    return {
        "lines": way("search", query="?q=pain&view=lines"),
        "ask": way("ask"),
        "asked": way("ask", query=f"?code1={codes[0]}&how2=and&code2={codes[1]}"),
        "by-people": way("by-people", query=by),
        "by-people-true": way("by-people", query=f"{by}&figures=true"),
        "together": way("together"),
        "by-kind": way("by-kind"),
        "saturation": way("saturation"),
        "words-said": way("words-said"),
        "stop-list": way("stop-list"),
        "cases": way("cases"),
        "case": way("case", interview.people["Ash"].pk),
    }


def test_every_page_fits_and_passes(window, owner, pages):
    seat = window(by=owner)
    for name, path in pages.items():
        seat.go(path)
        seat.looks(f"find-{name}")


def test_a_question_by_keyboard_alone(window, colleague, pages):
    seat = window(320, by=colleague)
    seat.go(pages["ask"])
    code = seat.tab.get_by_label("Code", exact=True).first
    code.focus()
    seat.tab.keyboard.type("Not")
    seat.tab.keyboard.press("Tab")
    seat.tab.keyboard.type("glass")
    seat.press("Find")
    heading = seat.tab.get_by_role("heading", level=2).first
    assert heading.inner_text() == "1 passage in 1 source"
