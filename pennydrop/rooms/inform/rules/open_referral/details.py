"""The smaller parts of a service, as others write them in versions 1 and 3."""

import re
from collections.abc import Iterator

from pennydrop.rooms.inform.rules.open_referral.shapes import Node
from pennydrop.rooms.inform.rules.services import LONGEST_LINE, Hours

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_BYDAY = re.compile(r"[+-]?\d?(MO|TU|WE|TH|FR|SA|SU)")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{1,30}(?: ?(?:ext|x)\.? ?[0-9]{1,6})?", re.IGNORECASE)

NOT_WEEKLY = "Not every week: ask for the dates."


def hours_of(service: Node) -> Iterator[Hours]:
    """When it is open, each entry that says anything."""
    for name in ("schedules", "regular_schedules"):
        for row in service.nodes(name, most=30):
            made = Hours(_days(row), _time(row, "opens_at"), _time(row, "closes_at"), _words(row))
            if made != Hours():
                yield made


def _words(row: Node) -> str:
    """What is said of it; and where it is not each week, that, for we keep days of a week alone."""
    said = row.text("description", LONGEST_LINE)
    often = row.text("freq", 20).upper() not in ("", "WEEKLY", "DAILY")
    every = row.data.get("interval") in (None, 1, "1", "")
    numbered = any(sign.isdigit() for sign in row.text("byday", 60))
    if not often and every and not numbered and not row.data.get("bymonthday"):
        return said
    row.say("freq", "It is not each week. Kept with a word to ask for the dates.")
    return " ".join(part for part in (NOT_WEEKLY, said) if part)[:LONGEST_LINE]


def ages_of(service: Node) -> tuple[int | None, int | None]:
    """The youngest and the oldest; neither, where they contradict each other."""
    old = next(service.nodes("eligibilitys", most=20), None)
    node = old if old is not None and "minimum_age" not in service.data else service
    least, most = (node.number(name, 0, 120) for name in ("minimum_age", "maximum_age"))
    if least is not None and most is not None and least > most:
        node.say("minimum_age", f"{least:g} is above maximum_age, {most:g}. Both are left out.")
        return None, None
    return None if least is None else int(least), None if most is None else int(most)


def phone_of(service: Node) -> str:
    """The first number that can be called: the service's own, else that of a contact."""
    places = [service, *service.nodes("contacts", most=20)]
    for place in places:
        for row in place.nodes("phones", most=20):
            if said := row.checked("number", _is_phone, "phone number"):
                return said
    return ""


def cost_of(service: Node) -> str:
    said = service.text("fees", LONGEST_LINE) or service.text("fees_description", LONGEST_LINE)
    if said:
        return said
    rows = [_price(row) for row in service.nodes("cost_options", most=20)]
    return "; ".join(row for row in rows if row)[:LONGEST_LINE]


def wait_words(service: Node) -> str:
    return service.text("wait_time", LONGEST_LINE)


def _price(row: Node) -> str:
    amount = row.number("amount", 0, 1_000_000)
    option, per = row.text("option", 100), row.text("amount_description", LONGEST_LINE)
    shown = "" if amount is None else f"£{amount:,.2f}".removesuffix(".00")
    return " ".join(part for part in (f"{option}:" if option else "", shown, per) if part)


def _days(row: Node) -> tuple[str, ...]:
    said = row.text("byday", 60).upper().replace(" ", "")
    found = [_BYDAY.fullmatch(part) for part in said.split(",")] if said else []
    if not all(found):
        row.say("byday", f"“{said[:40]}” is no list of days (MO,TU,…). Left out.")
        return ()
    named = {part[1] for part in found if part}
    return tuple(day for day in DAYS if day in named)


def _time(row: Node, name: str) -> str:
    said = row.text(name, 40)
    found = _TIME.fullmatch(said) if said else None
    if said and found is None:
        row.say(name, f"“{said}” is no time (HH:MM). Left out.")
    return f"{found[1]}:{found[2]}" if found else ""


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and sum(sign.isdigit() for sign in text) >= 3
