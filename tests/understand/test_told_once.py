"""A passage is a stretch of words: it counts once and stands once, however many people coded it."""

import re
from html import unescape

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.understand.actions.approach import change_approach
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Coding, ContraryCase
from pennydrop.rooms.understand.queries.asking import find, find_page
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.framework import matrix
from pennydrop.rooms.understand.queries.tables import codes_together
from pennydrop.rooms.understand.queries.themes import theme as read_theme
from pennydrop.rooms.understand.rules.asking import Coded, How, Joined, Worded
from tests.understand.building import code_on

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TWICE, ALONE = "how much are you taking", "look at your arms"


@pytest.fixture
def doubt(study, interview, group, at, owner, colleague):
    """A code that the owner and the colleague set on the same words, and one of them on others."""
    code = code_on(
        study, at, "Doubt", (interview, 1, TWICE), (group, 2, ALONE), by=actor(colleague)
    )
    start, end = interview.place(1, TWICE)
    add_coding(text=interview.id, code=code, start=start, end=end, by=actor(owner), at=at)
    return code


@pytest.fixture
def theme(study, doubt, interview, at):
    """Of two codes that lie on the same words."""
    other = code_on(study, at, "Asked", (interview, 1, TWICE))
    return make_theme(
        study=study.pk, title="Not believed", codes=[doubt, other], by="user:1", at=at
    ).pk


@pytest.fixture
def page(client, colleague, study):
    client.force_login(colleague)

    def read(name, *more, **query):
        answer = client.get(reverse(f"understand:{name}", args=[study.pk, *more]), query)
        return unescape(answer.content.decode()).split("<h1>")[-1]

    return read


@pytest.fixture
def both(owner, colleague):
    return f"coded by {name_of(actor(colleague))} and {name_of(actor(owner))}"


def test_codebook_table_and_question_count_the_same(study, doubt, page):
    (row,) = codebook(study.pk)
    asked = Coded(frozenset({doubt}))
    found = find_page(study.pk, asked, reader="", first=0, count=9)
    assert row.passages == codes_together(study.pk).sizes[doubt] == found.total == 2
    assert [one.source for one in found.page] == [
        one.source for one in find(study.pk, asked, reader="")
    ]
    overlapping = Joined(asked, How.AND, Worded("taking"))
    assert len(find(study.pk, overlapping, reader="")) == 1
    assert "2 passages in 2 sources" in page("ask", code1=doubt)
    assert "2 passages" in page("codes")


def test_words_that_are_found_and_coded_stand_once_as_the_coding(study, doubt):
    either = Joined(Worded(f'"{TWICE}"'), How.OR, Coded(frozenset({doubt})))
    first, second = find(study.pk, either, reader="")
    assert first.span.id == min(
        Coding.objects.filter(start=first.span.start).values_list("pk", flat=True)
    )
    assert second.span.id


def test_the_page_of_a_code_tells_it_once_with_both_coders(doubt, page, both):
    shown = page("code", doubt)
    assert "2 passages" in shown and shown.count(f"“{TWICE}”") == 1
    assert shown.count("coded by") == 1 and both in shown


def test_a_theme_counts_words_with_two_of_its_codes_once(study, theme, page):
    assert read_theme(study.pk, theme).passages == 2
    assert "2 passages · " in page("themes")
    assert "2 passages. Words" in page("theme-passages", theme)


def test_a_split_moves_all_codings_of_what_is_ticked(client, study, doubt, page):
    shown = page("code-split", doubt)
    ticks = re.findall(r'name="coding" value="(\d+)"', shown)
    assert len(ticks) == 2
    first = Coding.objects.get(pk=ticks[0])
    there = reverse("understand:code-split", args=[study.pk, doubt])
    told = client.post(there, {"name": "How much", "coding": ticks[0]}, follow=True)
    assert "“How much” has 1 of the passages now." in unescape(told.content.decode())
    moved = Coding.objects.filter(code__name="How much")
    assert {row.start for row in moved} == {first.start} and moved.count() == 2
    assert Coding.objects.filter(code=doubt).count() == 1


def test_a_contrary_case_is_offered_once_and_not_again(client, study, theme, doubt, page, both):
    shown = page("contrary", theme, code=doubt)
    offered = re.findall(r'name="coding" value="(\d+)"', shown)
    assert len(offered) == 2 and shown.count(f"“{TWICE}”") == 1 and both in shown
    client.post(reverse("understand:contrary-add", args=[study.pk, theme]), {"coding": offered[0]})
    assert ContraryCase.objects.count() == 1
    left = page("contrary", theme, code=doubt).split("Choose from what is coded")[1]
    assert f"“{TWICE}”" not in left and f"“{ALONE}”" in left


def test_a_cell_of_the_framework_counts_what_its_page_shows(study, theme, interview, page, at):
    change_approach(study=study.pk, approach="framework", reason="To compare.", by="user:1", at=at)
    ash = interview.people["Ash"].pk
    counts = {case.participant: case.cells[0].passages for case in matrix(study.pk).cases}
    shown = page("cell", theme, ash)
    assert counts[ash] == 1 and "1 passage behind it" in shown
    assert shown.count(f"“{TWICE}”") == 1
