"""What somebody reads after the self-check: only what may be shown on the day, red flags first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from pennydrop.rooms.inform.rules.claims import ClaimText, Severity, Source, Standing
from pennydrop.rooms.inform.rules.glossary import Explained
from pennydrop.rooms.inform.rules.pages import GuidePage, Line, Part, Section
from pennydrop.rooms.inform.rules.selfcheck import RED, Group, Table, next_steps

TITLES = {
    Severity.NOW: "Do this now",
    Severity.TODAY: "Do this today",
    Severity.CARE: "In the next days",
    None: "Where you would rather not say",
    Severity.INFORMATION: "Good to know",
}
CALLS = "Day and night"


def check_page(
    table: Table,
    given: Mapping[str, str],
    claims: Mapping[str, ClaimText],
    judge: Callable[[ClaimText], Standing],
    *,
    drafts: bool = False,
) -> GuidePage:
    """The whole page for these answers: the groups, and below them where to call."""
    steps = next_steps(table, given)
    above = {key for group in steps for key in group.steps}
    left = tuple(key for key in table.always if key not in above)
    shown = _shown(claims, judge, drafts)
    named = [(TITLES[group.level], _part(group, shown, claims)) for group in steps]
    named.append((CALLS, _lines(left, shown, claims)))
    return _page([(title, part, keys) for title, (part, keys) in named if keys], claims, judge)


def urgent_page(
    table: Table, given: Mapping[str, str], claims: Mapping[str, ClaimText],
    judge: Callable[[ClaimText], Standing], *, drafts: bool = False,
) -> GuidePage:  # fmt: skip
    """What must not wait until the last question: the red flags among the answers so far."""
    shown = _shown(claims, judge, drafts)
    red = [group for group in next_steps(table, given) if group.level in RED]
    named = [(TITLES[group.level], *_part(group, shown, claims)) for group in red]
    return _page([one for one in named if one[2]], claims, judge)


def split_off_999(page: GuidePage) -> tuple[GuidePage | None, GuidePage]:
    """What sends to 999, to stand alone and short, and the rest of the page; None without any."""
    first = page.sections[:1]
    if not first or first[0].parts[0].severity is not Severity.NOW:
        return None, page
    return replace(page, sections=first), replace(page, sections=page.sections[1:])


def closed_page(
    claims: Mapping[str, ClaimText],
    signs: Sequence[str],
    calls: Sequence[str],
    judge: Callable[[ClaimText], Standing],
) -> GuidePage:
    """What is there while nobody has signed the table: emergency signs and helplines only."""
    stays = [key for key in claims if claims[key].kind.stays]
    urgent = {key for key in calls if key in claims and claims[key].severity is Severity.NOW}
    parts = [
        ("Call 999 if", Part("", (), Severity.NOW), [key for key in signs if key in stays]),
        (CALLS, Part(), [key for key in calls if key in stays and key not in urgent]),
    ]
    return _page([part for part in parts if part[2]], claims, judge)


def _shown(
    claims: Mapping[str, ClaimText], judge: Callable[[ClaimText], Standing], drafts: bool
) -> frozenset[str]:
    return frozenset(key for key, claim in claims.items() if drafts or judge(claim).public)


def _part(
    group: Group, shown: Collection[str], claims: Mapping[str, ClaimText]
) -> tuple[Part, list[str]]:
    said = " ".join(row.said for row in group.rows if row.said)
    card = group.level if group.level in (*RED, Severity.CARE) else None
    keys = [key for key in group.steps if key in shown and key in claims]
    return Part(f"You told us: {said}" if said and card else "", (), card), keys


def _lines(
    keys: Sequence[str], shown: Collection[str], claims: Mapping[str, ClaimText]
) -> tuple[Part, list[str]]:
    return Part(), [key for key in keys if key in shown and key in claims]


def _page(
    parts: Sequence[tuple[str, Part, Sequence[str]]],
    claims: Mapping[str, ClaimText],
    judge: Callable[[ClaimText], Standing],
) -> GuidePage:
    notes: dict[Source, int] = {}
    explained = Explained()
    sections = []
    for number, (title, part, keys) in enumerate(parts, start=1):
        lines = tuple(_line(claims[key], judge, notes, explained) for key in keys)
        sections.append(Section(number, 2, title, (Part(part.lead, lines, part.severity),)))
    return GuidePage(tuple(sections), tuple(notes))


def _line(
    claim: ClaimText, judge: Callable[[ClaimText], Standing], notes: dict[Source, int],
    explained: Explained,
) -> Line:  # fmt: skip
    cited = tuple(notes.setdefault(source, len(notes) + 1) for source in claim.sources)
    return Line(claim, judge(claim), cited, explained.first(claim.text))
