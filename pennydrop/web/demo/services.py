"""Invented services, so that somebody sees what a directory can say, and how it says that it is
old. Their addresses lead nowhere (example domains, numbers kept for drama)."""

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from pennydrop.rooms.inform.actions.services import check_service, write_law, write_service
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.near import place_meant
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

_SPACE = UUID("2c8e7f7a-9d5b-5c1e-8f60-1a2b3c4d5e6f")
_LAW = "https://law.example/"
# Name, who runs it, its town ("": from home), what it offers, access, and what else is known.
_ALL: tuple[tuple[str, str, str, frozenset[Offer], frozenset[Access], dict[str, Any]], ...] = (
    (
        "Invented Riverside Drug Service", "Invented Riverside Trust", "Norwich",
        frozenset({Offer.DRUG_SERVICE, Offer.NALOXONE, Offer.FAMILY}),
        frozenset({Access.SELF, Access.STILL_USING, Access.TOILET, Access.STEP_FREE}),
        {
            "about": "Workers talk with people about any drug. Nobody has to stop first.",
            "for_ketamine": "Two workers know ketamine well and can write to a GP.",
            "way_in": "Ring, or come by in the morning.", "phone": "01632 960001",
            "website": "https://riverside.example/", "least_age": 18, "cost": "Free",
            "hours": (Hours(("MO", "TU", "WE", "TH", "FR"), "09:00", "17:00", "Ring the bell."),),
        },
    ),
    (
        "Invented County Urology Clinic", "Invented County Hospital", "Great Yarmouth",
        frozenset({Offer.UROLOGY, Offer.PAIN}), frozenset({Access.STEP_FREE, Access.HEARING}),
        {
            "about": "A clinic for bladder and kidneys, in the same place as a pain clinic.",
            "for_ketamine": "A shared clinic with the drug service, once a month.",
            "way_in": "A GP or the drug service refers people.", "phone": "01632 960002",
        },
    ),
    (
        "Invented Marsh Needle and Syringe Service", "Invented Marsh Pharmacy", "King's Lynn",
        frozenset({Offer.NEEDLES, Offer.NALOXONE}),
        frozenset({Access.DROP_IN, Access.NO_NAME, Access.EVENINGS}),
        {"about": "A pharmacy that gives out clean needles.", "way_in": "Ask at the counter."},
    ),
    (
        "Invented Lighthouse Drug Checking", "Invented Lighthouse Lab", "Bristol",
        frozenset({Offer.CHECKING}), frozenset({Access.NO_NAME, Access.DROP_IN}),
        {
            "about": "Tests what is in a sample and says what it could not look for.",
            "standing": (LegalStanding.LICENSED, "It has a licence for the place where it is."),
        },
    ),
    (
        "Invented Harbour Room", "Invented Harbour Council", "Glasgow",
        frozenset({Offer.SAFE_USE, Offer.NALOXONE}), frozenset({Access.NO_NAME, Access.STEP_FREE}),
        {
            "about": "A room with nurses, where people bring drugs and use them.",
            "standing": (LegalStanding.AGREED, "Agreed for this one place, and looked at yearly."),
        },
    ),
    (
        "Invented Evening Peer Group", "Invented Riverside Trust", "",
        frozenset({Offer.PEERS, Offer.FAMILY}),
        frozenset({Access.REMOTE, Access.EVENINGS, Access.SELF}),
        {"about": "People who have been through it meet by video.", "anywhere": True},
    ),
    (
        "Invented Valley Young People’s Team", "Invented Valley Council", "Cardiff",
        frozenset({Offer.YOUNG_PEOPLE, Offer.DRUG_SERVICE}),
        frozenset({Access.WELSH, Access.HOME, Access.SELF}),
        {"about": "Workers meet people where they are.", "least_age": 11, "most_age": 18},
    ),
)  # fmt: skip
# How many days ago each wait was told; the second is old, and shows as old.
_WAITS = {0: ("a first talk", 1, 2, 20), 1: ("a first appointment", 18, 30, 140)}
# How many days ago each was checked; what has none was never checked here.
_CHECKED = {0: 20, 1: 170, 2: 60, 4: 10, 5: 5}


def list_some(organisation: UUID, by: str, at: dt.datetime) -> None:
    """Write the invented services, check some, and say how the law stands in two nations."""
    for number, (name, runs, town, offers, access, more) in enumerate(_ALL):
        made = Service(
            uuid5(_SPACE, name), Provider(uuid5(_SPACE, runs), runs), name, offers=offers,
            access=access, sites=_sites(name, town), waits=_waits(number, runs, at),
            **more | {"standing": _standing(more, at)},
        )  # fmt: skip
        row = write_service(organisation=organisation, new=made, by=by, at=at)
        if number in _CHECKED:
            then = at - dt.timedelta(days=_CHECKED[number])
            again = then.date() + dt.timedelta(days=90)
            check_service(service=row, who="an invented worker", again=again, by=by, at=then)
    for nation, standing, words in (
        (Nation.SCOTLAND, LegalStanding.AGREED, "Invented: one room, agreed with prosecutors."),
        (Nation.WALES, LegalStanding.UNSETTLED, "Invented: nobody has asked the prosecutors."),
    ):
        said = Said("an invented ministry", at.date() - dt.timedelta(days=30), _LAW)
        write_law(
            organisation=organisation, nation=nation, offer=Offer.SAFE_USE,
            standing=Standing(standing, said, words), by=by, at=at,
        )  # fmt: skip


def _sites(name: str, town: str) -> tuple[Site, ...]:
    spot = place_meant(town).spot
    if spot is None:
        return ()
    key = uuid5(_SPACE, f"{name}/{town}")
    plain = Site(key, "Invented House", "1 Invented Lane", spot.name, nation=spot.nation)
    return (replace(plain, point=spot.point),)


def _waits(number: int, runs: str, at: dt.datetime) -> tuple[Wait, ...]:
    if number not in _WAITS:
        return ()
    what, least, most, days = _WAITS[number]
    return (Wait(what, Said(runs, at.date() - dt.timedelta(days=days)), least, most),)


def _standing(more: dict[str, Any], at: dt.datetime) -> Standing | None:
    if "standing" not in more:
        return None
    word, words = more["standing"]
    said = Said("an invented ministry", at.date() - dt.timedelta(days=45), _LAW)
    return Standing(word, said, words)
