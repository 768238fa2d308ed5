"""Services for tests: one that says everything, and one that is in the list."""

import datetime as dt
from uuid import UUID

from pennydrop.rooms.inform.actions.services import write_service
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import Point
from pennydrop.rooms.inform.rules.offers import Access, LegalStanding, Offer
from pennydrop.rooms.inform.rules.services import (
    Hours,
    Provider,
    Said,
    Service,
    Site,
    Standing,
    Wait,
)

TODAY = dt.date(2026, 3, 2)
KEY = UUID("5d0f6d0a-8a4b-4c0e-9a51-6a1f2b3c4d5e")
PROVIDER = Provider(UUID("0b9d7c6e-2f1a-4e3d-8c5b-7a6f5e4d3c2b"), "Fenland Drug Help", "A charity.")


def said(day=TODAY, **more):
    return Said("The service itself", day, **more)


def service(key=KEY, **more):
    """A service that says everything there is to say."""
    told = {
        "about": "Talks with people about ketamine and other drugs.",
        "for_ketamine": "Two workers know ketamine well.",
        "way_in": "Ring them, or turn up.",
        "cost": "Free",
        "website": "https://fen.example/help",
        "email": "hello@fen.example",
        "phone": "01603 000000",
        "least_age": 16,
        "most_age": 99,
        "nations": frozenset({Nation.ENGLAND}),
        "offers": frozenset({Offer.DRUG_SERVICE, Offer.CHECKING}),
        "access": frozenset({Access.STEP_FREE, Access.TOILET, Access.SELF}),
        "sites": (site(),),
        "hours": (Hours(("MO", "FR"), "09:00", "17:00", "Ring the bell."),),
        "waits": (Wait("a first talk", said(), 2, 4),),
        "standing": Standing(LegalStanding.LICENSED, said(link="https://l.example/1"), "In May."),
    }  # fmt: skip
    return Service(key, **{"provider": PROVIDER, "name": "Fenland Drug Help", **told, **more})


def site(number=1, **more):
    told = {
        "name": "The Old Dairy", "street": "1 Milk Lane", "town": "Norwich", "county": "Norfolk",
        "postcode": "NR1 1AA", "nation": Nation.ENGLAND, "point": Point(52.63, 1.3),
        "access_note": "A ramp is at the side.",
    }  # fmt: skip
    return Site(UUID(int=number), **told | more)


def kept(organisation, at, **more):
    """A service in the list."""
    return write_service(organisation=organisation, new=service(**more), by="user:1", at=at)
