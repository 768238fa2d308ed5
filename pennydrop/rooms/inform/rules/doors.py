"""Help now: four doors, and what stands behind each.

Only emergency steps and helplines stand here, so nothing on these pages ever has to vanish, and a
copy that somebody keeps on their phone can hold no advice that is past its review.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pennydrop.core.documents.blocks import Block, ClaimRef, Heading
from pennydrop.rooms.inform.rules.calls import Call, calls_in
from pennydrop.rooms.inform.rules.claims import ClaimText, Gap, Nation, standing

SIGNS = (
    "call-999-wont-wake",
    "call-999-breathing",
    "call-999-blue",
    "call-999-fit",
    "call-999-chest",
    "call-999-pulse",
    "call-999-confused",
    "call-999-unsure",
)
MIND = (
    "help-samaritans",
    "help-shout",
    "help-papyrus",
    "help-childline",
    "help-111-mind-england",
    "help-111-mind-wales",
    "help-111-mind-scotland",
    "help-breathing-space",
    "help-lifeline",
)
_BODY = ("help-111-body", "help-gp-ni")
_DRUGS = ("help-frank", "help-frank-bill", "help-dan", "help-scotland", "help-northern-ireland")


@dataclass(frozen=True)
class Group:
    """Claims by key under one heading. `steps`: they are done one after the other."""

    title: str
    keys: tuple[str, ...]
    steps: bool = False


@dataclass(frozen=True)
class Door:
    """A way in, in the words of somebody who needs it. `name` stands in the address and `neutral`
    in the title: what others may see of it says nothing."""

    name: str
    label: str
    neutral: str
    first: str
    groups: tuple[Group, ...]
    lines: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Every claim that it may show, each once."""
        named = [key for group in self.groups for key in group.keys]
        return tuple(dict.fromkeys([*named, *self.lines]))


DOORS = (
    Door(
        "hurt",
        "I’m hurting",
        "your body",
        "Is it very bad, or are you scared? Call 999.",
        (
            Group("Call 999 or go to A&E", ("flag-signs-999", "flag-belly-severe",
                  "flag-cannot-pee", "flag-kidney-999", "flag-self-harm-999")),
            Group("Get help today", ("flag-kidney", "flag-no-pee-day", "flag-yellow")),
            Group("When the pain is too much", ("pain-crisis",)),
            Group("If somebody hurts you",
                  ("help-domestic-abuse", "help-domestic-abuse-scotland")),
        ),
        (*_BODY, "help-samaritans"),
    ),
    Door(
        "wake",
        "Someone won’t wake",
        "first aid",
        "Call 999 now. Put the phone on speaker.",
        (
            Group("While you wait", ("aid-side", "aid-airway", "aid-life-support", "aid-stay",
                  "aid-not-sleep-off", "aid-warm", "aid-no-food", "aid-tell-crew"), steps=True),
            Group("If it may be heroin or a strong painkiller",
                  ("aid-naloxone", "aid-naloxone-limits")),
            Group("Good to know", ("aid-crew-care",)),
            Group("Other signs to call 999", SIGNS),
        ),
        (),
    ),
    Door(
        "stay",
        "K-hole",
        "stay with them",
        "Can you wake them? If not, call 999 now.",
        (
            Group("Call 999 if you see one of these", SIGNS),
            Group("If they are awake, or can be woken", ("k-hole-stay", "k-hole-sit",
                  "k-hole-dangers", "k-hole-quiet", "k-hole-talk", "k-hole-breathe", "k-hole-side",
                  "k-hole-no-more", "k-hole-check-hurt", "k-hole-strangers"), steps=True),
            Group("Afterwards", ("k-hole-after-help",)),
        ),
        _DRUGS,
    ),
    Door(
        "talk",
        "I can’t go on",
        "somebody to talk to",
        "Are you in danger now? Call 999.",
        (Group("Get help now", ("flag-self-harm-999", "flag-mind-today")),),
        MIND,
    ),
)  # fmt: skip
# On the first page, below the doors.
FIRST_LINES = ("help-samaritans", "help-shout", *MIND[4:], *_BODY, *_DRUGS)
# In few words, at the foot of every page that anybody may open.
FEW = ("help-999", "help-111-body", "help-samaritans", "help-frank")
ALL_KEYS = tuple(dict.fromkeys([*(key for door in DOORS for key in door.keys), *FIRST_LINES, *FEW]))


@dataclass(frozen=True)
class Step:
    """One sentence to read, and what can be pressed. `due` is the day on which somebody should have
    looked at it again, where that has passed; `where` names the nations in which it holds, unless
    its own words do."""

    text: str
    calls: tuple[Call, ...]
    conflict: str = ""
    due: dt.date | None = None
    where: str = ""


@dataclass(frozen=True)
class Shown:
    """A heading with what stands below it."""

    title: str
    steps: tuple[Step, ...]
    numbered: bool = False


@dataclass(frozen=True)
class HelpPage:
    """What stands behind a door on one day.

    `everywhere` and `nations` hold whom to call. `unsigned`: something here was not signed by both
    sides. `read` is the day on which the oldest of its sources was read; `sources` names each once.
    """

    groups: tuple[Shown, ...]
    everywhere: tuple[Step, ...]
    nations: tuple[tuple[Nation, tuple[Step, ...]], ...]
    unsigned: bool
    read: dt.date | None
    sources: tuple[str, ...]


def door_named(name: str) -> Door | None:
    return next((door for door in DOORS if door.name == name), None)


def first_page(claims: Mapping[str, ClaimText], *, today: dt.date) -> HelpPage:
    """Whom to call, for somebody who has not yet chosen a door."""
    return _page((), FIRST_LINES, claims, today)


def door_page(door: Door, claims: Mapping[str, ClaimText], *, today: dt.date) -> HelpPage:
    """What stands behind a door. A claim that is not there, or is mere advice, leaves no gap."""
    return _page(door.groups, door.lines, claims, today)


def blocks_of(door: Door) -> tuple[Block, ...]:
    """The same as the blocks of a page: headings, steps and whom to call."""
    called = Group("Somebody to call", door.lines)
    groups = [*door.groups, called] if door.lines else door.groups
    blocks: list[Block] = []
    for group in groups:
        blocks += [Heading(2, group.title), *(ClaimRef(key) for key in group.keys)]
    return tuple(blocks)


def few_lines(claims: Mapping[str, ClaimText], *, today: dt.date) -> HelpPage:
    """Whom to call, for the foot of every other page: one group of lines."""
    return _page((Group("", FEW),), (), claims, today)


def _page(
    groups: Iterable[Group],
    lines: Iterable[str],
    claims: Mapping[str, ClaimText],
    today: dt.date,
) -> HelpPage:
    shown = [
        (group, found)
        for group in groups
        if (found := [claims[key] for key in group.keys if _stays(claims, key)])
    ]
    called = [claims[key] for key in lines if _stays(claims, key)]
    every = [*(claim for _, found in shown for claim in found), *called]
    read = [source.seen for claim in every for source in claim.sources if source.seen]
    return HelpPage(
        groups=tuple(Shown(g.title, _steps(found, today), g.steps) for g, found in shown),
        everywhere=_steps([claim for claim in called if not claim.nations], today),
        nations=_by_nation(called, today),
        unsigned=any(_is_unsigned(claim, today) for claim in every),
        read=min(read, default=None),
        sources=tuple(dict.fromkeys(s.cited for claim in every for s in claim.sources)),
    )


def _by_nation(
    called: Iterable[ClaimText], today: dt.date
) -> tuple[tuple[Nation, tuple[Step, ...]], ...]:
    found = {nation: [one for one in called if nation in one.nations] for nation in Nation}
    return tuple((nation, _steps(there, today)) for nation, there in found.items() if there)


def _steps(claims: Iterable[ClaimText], today: dt.date) -> tuple[Step, ...]:
    return tuple(
        Step(
            claim.text,
            calls_in(claim.text),
            claim.conflict,
            _overdue(claim, today),
            claim.where,
        )
        for claim in claims
    )


def _stays(claims: Mapping[str, ClaimText], key: str) -> bool:
    return key in claims and claims[key].kind.stays


def _overdue(claim: ClaimText, today: dt.date) -> dt.date | None:
    return claim.review_by if Gap.OVERDUE in standing(claim, today=today).gaps else None


def _is_unsigned(claim: ClaimText, today: dt.date) -> bool:
    gaps = standing(claim, today=today).gaps
    return Gap.LIVED in gaps or Gap.CLINICAL in gaps
