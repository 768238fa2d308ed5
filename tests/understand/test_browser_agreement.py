"""Reading together in a browser: every page fits and passes axe, and a difference is settled."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.together import code_blind, finish_text, settle
from pennydrop.rooms.understand.models import Settled
from pennydrop.rooms.understand.rules.agreement.differing import Outcome

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def read(study, owner, colleague, interview, group, at):
    """Two people have coded an interview, blind, and are done with it; returns its pages."""
    me, ros = actor(owner), actor(colleague)
    book = {
        name: make_code(study=study.pk, name=name, colour=n + 1, by=me, at=at).pk
        for n, name in enumerate(["Pain", "Not being believed", "A worker who stays", "Costs"])
    }
    for who, turn, words, name in [
        (me, 1, "it burned like glass", "Pain"),
        (ros, 1, "it burned like glass", "Pain"),
        (me, 1, "looks at the screen, not at me", "Not being believed"),
        (ros, 1, "how much are you taking. So that was that.", "Not being believed"),
        (me, 3, "K takes the pain off", "Pain"),
        (ros, 3, "K takes the pain off. I know how that sounds.", "Pain"),
        (ros, 3, "Same nurse every time since.", "A worker who stays"),
    ]:
        start, end = interview.place(turn, words)
        add_coding(text=interview.id, code=book[name], start=start, end=end, by=who, at=at)
    code_blind(study=study.pk, by=me, at=at)
    for who in (me, ros):
        finish_text(text=interview.id, by=who, at=at)
    settle(
        text=interview.id, turn=3, one=me, other=ros, outcome=Outcome.BOTH, by=me, at=at,
        words="Dev hears what K does, Ros hears what she thinks of herself.",
    )  # fmt: skip
    way = {
        name: reverse(f"understand:{name}", args=[study.pk])
        for name in ("readers", "agreement", "differences")
    }
    return {
        **way,
        "talked about": f"{way['differences']}?state=all",
        "not begun": reverse("understand:workspace", args=[study.pk, group.id]),
    }


def test_every_page_fits_and_passes_axe(window, owner, read):
    seat = window(by=owner)
    faults = []
    for name, path in read.items():
        assert seat.go(path) == 200, name
        faults += [f"{name} {fault}" for fault in seat.faults(f"reading-{name}")]
    assert not faults, "\n".join(faults)


def test_from_the_list_to_what_two_people_made_of_it(window, colleague, read):
    """Without a script, on a phone: who has read what, how far they agree, where, and why."""
    seat = window(320, by=colleague, script=False)
    seat.go(read["readers"])
    seat.follow("How far you agree")
    seat.follow("See where you differ")
    place = seat.tab.locator(".differ > li").first
    unclear = place.get_by_label("The code needs a clearer definition")
    seat.touch(place.locator("summary"), shows=unclear)
    unclear.check()
    place.get_by_label("What you agreed on, and why").fill("The screen is about being seen.")
    seat.press("Keep it", within=place)
    assert Settled.objects.filter(outcome="book").count() == 1
    assert "Nothing left to talk about here." in seat.tab.locator("main").inner_text()
