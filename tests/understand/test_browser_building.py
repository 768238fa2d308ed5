"""The pages of building themes, with something on them: they fit, pass axe, work by keyboard and
by dragging."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.approach import (
    change_approach,
    note_decision,
    write_entry,
)
from pennydrop.rooms.understand.actions.barriers import start_barriers
from pennydrop.rooms.understand.actions.care import mark_hard
from pennydrop.rooms.understand.actions.checks import send_check
from pennydrop.rooms.understand.actions.contrary import choose_contrary
from pennydrop.rooms.understand.actions.framework import sum_up
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Theme
from pennydrop.rooms.understand.rules.quoting import Words
from tests.understand.building import code_on, coding_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
# Pages that are there only in one approach; the study changes to it on the way.
APPROACHES = {"journal": "reflexive thematic", "matrix": "framework"}
INSIGHT = "The question about amounts is heard as the verdict."


@pytest.fixture
def built(study, owner, interview, group, answer, at):
    """Two themes with all that can stand round one; returns pages by name."""
    me = {"by": actor(owner), "at": at}
    start_barriers(study=study.pk, **me)
    believed = code_on(
        study, at, "Not being believed", (interview, 1, "how much are you taking"),
        (group, 2, "look at your arms"), (answer, 0, "nobody wrote it down"),
    )  # fmt: skip
    stayed = code_on(
        study, at, "Somebody stayed", (interview, 3, "somebody listened"),
        (interview, 1, "he goes, how much are you taking"),
    )  # fmt: skip
    first = make_theme(
        study=study.pk, title="People are made to prove their pain", codes=[believed],
        central_idea="Being in pain is treated as a claim.", insight=INSIGHT,
        what_it_is="Being doubted by somebody paid to help.",
        what_it_is_not="Feeling shy beforehand.", **me,
    )  # fmt: skip
    make_theme(study=study.pk, title="One who stays changes everything", codes=[stayed], **me)
    choose_contrary(theme=first.pk, coding=coding_of(believed, answer).pk, **me)
    start, end = interview.place(3, "somebody listened")
    make_quote(
        theme=first.pk, source=interview.id, pieces=[Words(start, end)], attribution="", **me
    )
    note_decision(study=study.pk, about="codes", words="Merged two codes: one meaning.", **me)
    write_entry(study=study.pk, words="I expect anger, because I was angry.", **me)
    ash = interview.people["Ash"].pk
    sum_up(theme=first.pk, participant=ash, words="Asked once, and gave up.", **me)
    mark_hard(
        text=group.id, start=group.place(1, "honestly")[0], end=group.place(1, "honestly")[1],
        note="death or bereavement", by="user:99", at=at,
    )  # fmt: skip
    send_check(theme=first.pk, **me)
    return pages_of(study.pk, first.pk, believed, ash, group)


def pages_of(study, theme, code, person, group):
    """Page by name, in the order in which they are looked at."""

    def way(name, *more):
        return reverse(f"understand:{name}", args=[study, *more])

    start, end = group.place(1, "honestly")
    folded = way("workspace", group.id)
    plain = (
        "material",
        "study",
        "approach",
        "trail",
        "themes",
        "board",
        "theme-map",
        "codes",
        "care",
    )
    return {
        **{name: way(name) for name in plain},
        "theme": way("theme", theme),
        "theme-change": way("theme-change", theme),
        "contrary": way("contrary", theme) + f"?code={code}",
        "folded": folded,
        "folded-pane": f"{folded}?start={start}&end={end}",
        "barriers": reverse("understand:barriers"),
        "matrix": way("matrix"),
        "cell": way("cell", theme, person),
        "journal": way("journal"),
    }


def test_every_page_fits_and_passes_axe(window, owner, study, built, at):
    seat = window(1280, by=owner)
    for name, place in built.items():
        if name in APPROACHES:
            change_approach(
                study=study.pk, approach=APPROACHES[name], reason="To see.", by="user:1", at=at
            )
        assert seat.go(place) == 200, name
        seat.looks(f"building-{name}")


def test_a_card_moves_by_keyboard_and_focus_stays_with_it(window, owner, built):
    seat = window(1280, by=owner, script=False)
    seat.go(built["board"])
    card = seat.tab.locator("[data-card]", has_text="Waits").first
    card.get_by_label("Move Waits to").select_option(label="People are made to prove their pain")
    card.get_by_role("button", name="Move Waits").focus()
    seat.tab.keyboard.press("Enter")
    first = Theme.objects.get(order=0)
    seat.until(lambda: first.codes.filter(name="Waits").exists())
    seat.until(lambda: "#card-" in seat.tab.url)


def test_a_card_can_be_dragged(window, owner, built):
    seat = window(1280, by=owner)
    seat.go(built["board"])
    card = seat.tab.locator("[data-card]", has_text="Stigma").first
    column = seat.tab.get_by_role("region", name="One who stays changes everything")
    # By its edge: in its middle stands the list of themes.
    card.drag_to(column, source_position={"x": 5, "y": 5})
    second = Theme.objects.get(order=1)
    seat.until(lambda: second.codes.filter(name="Stigma").exists())
