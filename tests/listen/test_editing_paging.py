"""Staff are told how many questions people meet at a time, as it is."""

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.rules.editing.paging import paging
from pennydrop.rooms.listen.rules.form import Group, Kind, Repeat, plain
from tests.listen.every_kind import study_of
from tests.listen.test_walking_together import TOGETHER
from tests.listen.walking_forms import form_of, question

PAIR = (question("a"), question("b"))


def group(name, *items, label="", look="field-list"):
    return Group(name, plain(label), items or PAIR, appearance=look)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((question("go"),), "One to a page"),
        ((group("g", look=""), question("go")), "One to a page"),
        ((group("g", question("a")), question("go")), "One to a page"),
        ((TOGETHER, question("go")), "One to a page, but for “Where you live”, which is asked on"
         " one page"),
        ((question("go"), group("g", label="Home"), group("h", label="Work")),
         "One to a page, but for “Home” and “Work”, which are each asked on one page"),
        ((question("go"), group("g")),
         "One to a page, but for a section that is asked on one page"),
        ((question("go"), *(group(n, label=n) for n in "xyz")),
         "One to a page, but for 3 sections that are each asked on one page"),
        ((group("g", *PAIR, group("h", question("c"), question("d"))),), "All on one page"),
        ((group("g"), group("h")), "A section to a page"),
        # A round needs a page of its own, so the section keeps one question to a page.
        ((group("g", *PAIR, Repeat("r", plain("R"), (question("c"),))),), "One to a page"),
        ((question("n", Kind.NOTE), group("g")), "All on one page"),
    ],
)  # fmt: skip
def test_what_stands_on_one_page_is_named(items, said):
    assert paging(form_of(*items)) == said


@pytest.mark.django_db(databases=["default", "keys"])
def test_both_lists_of_questions_say_it(client, owner, new_study, at):
    form = form_of(question("go", Kind.SELECT_ONE), TOGETHER, question("end"))
    study = study_of(form, new_study, at)
    client.force_login(owner)
    for name in ("asks", "questions"):
        page = client.get(reverse(f"listen:{name}", args=[study.pk])).text
        assert "but for “Where you live”, which is asked on one page. Everything" in page
