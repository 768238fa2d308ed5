"""What Pennydrop writes beside the standard, read back: waits with a day, and the law."""

from collections.abc import Iterator
from dataclasses import replace

from pennydrop.rooms.inform.rules.offers import LegalStanding
from pennydrop.rooms.inform.rules.open_referral.shapes import Node
from pennydrop.rooms.inform.rules.open_referral.sites import nation_named
from pennydrop.rooms.inform.rules.services import (
    LONGEST_LINE,
    MOST_WAITS,
    Origin,
    Said,
    Service,
    Standing,
    Wait,
)


def with_ours(node: Node, service: Service) -> Service:
    """The service with what stands in `pennydrop`. That somebody elsewhere checked it is not taken
    over as a check of ours: their day is kept as the publisher's."""
    if "pennydrop" not in node.data:
        return service
    mine = node.node("pennydrop")
    if mine is None:
        return service
    listed = mine.raw("nations")
    names = listed if isinstance(listed, list) else []
    nations = {nation_named(name) for name in names if isinstance(name, str)} - {None}
    here = service.website if service.website != mine.text("page", 300) else ""
    return replace(
        service,
        website=here,
        for_ketamine=mine.text("for_ketamine", LONGEST_LINE),
        anywhere=mine.flag("anywhere") or False,
        nations=frozenset(nation for nation in nations if nation) or service.nations,
        waits=tuple(_waits(mine)),
        standing=_standing(mine),
        origin=_origin(mine, service.origin),
    )


def _waits(mine: Node) -> Iterator[Wait]:
    for row in mine.nodes("waits", most=MOST_WAITS):
        said, what = _said(row), row.text("for", LONGEST_LINE)
        least, most = (row.number(name, 0, 520) for name in ("least_weeks", "most_weeks"))
        whole = [None if weeks is None else int(weeks) for weeks in (least, most)]
        if said is None or not what:
            row.say("", "A wait needs what it is for, a day, and who says it. Left out.")
            continue
        made = Wait(what, said, whole[0], whole[1], row.text("words", LONGEST_LINE))
        if made.told:
            yield made


def _standing(mine: Node) -> Standing | None:
    row = mine.node("legal") if "legal" in mine.data else None
    if row is None:
        return None
    word, said = LegalStanding.coded(row.text("standing", 40)), _said(row)
    if word is None or said is None:
        row.say("standing", "needs one of our words, a day, and who says it. Left out.")
        return None
    return Standing(word, said, row.text("words", LONGEST_LINE))


def _said(row: Node) -> Said | None:
    by, on = row.text("said_by", LONGEST_LINE), row.day("as_of")
    return Said(by, on, row.web("link")) if by and on else None


def _origin(mine: Node, origin: Origin) -> Origin:
    row = mine.node("from") if "from" in mine.data else None
    if row is None:
        return origin
    return replace(origin, link=row.web("link"), licence=row.text("licence", LONGEST_LINE))
