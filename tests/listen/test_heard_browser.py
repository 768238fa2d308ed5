"""Payments and who was not heard from, in a real browser: they fit and pass axe."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.payments import NewPayment, log_payment
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session
from pennydrop.rooms.listen.actions.targets import keep_about_you, keep_characteristic
from pennydrop.rooms.listen.models import Payment
from pennydrop.rooms.listen.queries.sessions import people_at
from pennydrop.rooms.listen.rules.targets import read_bands

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def filled(study, owner, at):
    """Thirty people, most of whom said how old they are; a session; two payments, one struck."""
    by = actor(owner)
    keep_lists(study=study, places=["Coast towns"], kinds=["Talked"], by=by, at=at)
    bands = read_bands("Under 25 = 20\n25 to 40 = 25\nOver 40")
    age = keep_characteristic(study=study, name="Age", question="", bands=bands, by=by, at=at)
    for n in range(30):
        person = add_participant(study=study, state="shared", lookup=None, by=by, at=at)
        band = "Under 25" if n < 22 else "Over 40" if n < 25 else "25 to 40"
        keep_about_you(participant=person, shared={age.pk: band}, by=by, at=at)
    new = NewSession(kind="interview", on=at.date(), place=None, interviewer=by)
    session = note_session(study=study, new=new, people=[], joining=1, by=by, at=at)
    for receipt in ("101", "102"):
        log_payment(study=study, by=by, at=at,
                    new=NewPayment("voucher", 1500, at.date(), receipt, "Thanks"))  # fmt: skip
    Payment.objects.filter(receipt="102").update(struck=True)
    return session, people_at(session.pk)[0], age


def test_every_page_fits_and_passes_axe(window, owner, study, filled):
    session, person, age = filled
    pages = {"heard": [], "characteristics": [], "new_characteristic": [],
             "characteristic": [age.pk], "payments": [],
             "session_about": [session.pk, person.pk]}  # fmt: skip
    seat = window(by=owner)
    for name, more in pages.items():
        assert seat.go(reverse(f"listen:{name}", args=[study.pk, *more])) == 200
        seat.looks(name)
        if name in {"payments", "new_characteristic"}:
            seat.leads(seat.tab.locator("main form[data-once] button"))
            assert seat.title.startswith("Error: "), name
            seat.looks(f"{name}-wrong")
