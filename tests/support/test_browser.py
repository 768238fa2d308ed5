"""The desk in a real browser, wide and as on a small phone: the whole way, axe, and nothing wider
than the page."""

import pytest
from django.utils import timezone

from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.debrief import note_debrief
from pennydrop.rooms.support.actions.handling import close, note_done
from pennydrop.rooms.support.models import Concern

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


def look(seat, path):
    assert seat.go(path) == 200, path
    seat.looks(path)


def raise_one(seat):
    look(seat, "/concerns/raise/")
    seat.press("Raise the concern")
    assert seat.title.startswith("Error: ")
    seat.looks("raise-wrong")
    seat.tab.get_by_label("Immediate.", exact=False).check()
    seat.tab.get_by_label("Something a colleague saw or heard").check()
    seat.tab.get_by_label("What worries you").fill("Left alone, and very unwell.")
    seat.press("Raise the concern")
    assert "nobody has looked at it yet" in seat.words
    seat.looks("raised")


def handle_it(seat):
    look(seat, "/today/")
    seat.go("/concerns/")
    seat.follow("Read it")
    assert "Left alone, and very unwell." in seat.words
    seat.looks("concern")
    seat.press("I have looked at this")
    seat.tab.get_by_label("What was done?").fill("Called the crew, and went there.")
    seat.press("Note it what was done")
    assert "You handled this" in seat.words


def test_one_raises_one_handles_a_third_closes(window, rota, worker, owner, deputy):
    raise_one(window(by=worker))
    handle_it(window(by=owner))
    seat = window(by=deputy)
    look(seat, f"/concerns/{Concern.objects.get().pk}/")
    seat.tab.get_by_label("Why can it be closed?").fill("The crew came. They are safe.")
    seat.press("Close it")
    assert "Kept until" in seat.words
    seat.looks("closed")


def test_pages_of_the_desk_pass_axe_and_fit(window, rota, raised, study, owner, guard, at):
    row, other = raised(), raised()
    for one in (row, other):
        note_done(concern=one, note="Rang.", by=actor(owner), at=at)
    other.refresh_from_db()
    close(concern=other, note="Enough.", by=actor(guard), at=at)
    seat = window(by=owner)
    for page in ("", "rota/", "studies/", f"{row.pk}/", f"{other.pk}/"):
        look(seat, f"/concerns/{page}")
    seat.go("/concerns/rota/")
    seat.press("Add these hours")
    assert seat.title.startswith("Error: ")
    seat.looks("rota-wrong")


def test_debriefs_pass_axe_and_fit(window, organisation, colleague, owner, person):
    person("maya", Role.DEPUTY)
    seat = window(by=colleague)
    look(seat, "/listen/debrief/")
    seat.tab.get_by_label("5. Very hard").check()
    seat.tab.get_by_label("I would like to talk").check()
    seat.press("Note it")
    assert "you want to talk" in seat.words
    for _ in range(2):
        note_debrief(
            organisation=organisation.pk, researcher=colleague, held_on=timezone.localdate(),
            hardness=5, wants_talk=False, by="test", at=timezone.now(),
        )  # fmt: skip
    seat.again()
    assert "Rest first" in seat.words
    seat.looks("rest-first")
    seat = window(by=owner)
    look(seat, "/listen/debrief/people/")
    seat.tab.get_by_label("With whom").fill("Maya")
    seat.tab.get_by_label("On", exact=True).fill("2030-01-07")
    seat.press("Book the talk Ros")
    assert "with Maya on 7 January" in seat.words
    seat.looks("booked")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_for_who_is_watched_leaves_nothing_and_has_a_way_out(window, width):
    seat = window(width)
    look(seat, "/looking/")
    assert seat.title == "Using this page"
    assert seat.context.cookies() == [] and seat.tab.locator("script").count() == 0
    assert seat.tab.get_by_role("link", name="Leave now").first.bounding_box()["y"] < 60
