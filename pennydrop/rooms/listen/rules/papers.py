"""Papers that are filled in from a study's settings, with what a person must fill in marked."""

import datetime as dt
import re
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.gate import Settings, long_day

_BLANK = re.compile(r"\[\[(.+?)\]\]")
MARK = "Fill in: "


@dataclass(frozen=True)
class Piece:
    """A part of a paper: a heading (`level` 2 or 3), a text in Markdown, or a named table."""

    kind: str
    text: str
    level: int = 0


def blank(wanted: str) -> str:
    """How a place that a person must fill stands in a table: [Fill in: who takes complaints]."""
    return f"[{MARK}{wanted}]"


def pieces_of(template: str) -> list[Piece]:
    """A template taken apart: `##` and `###` are headings, `@name` is a table, the rest is text.

    `[[what]]` in the text becomes a blank that stands out.
    """
    found: list[Piece] = []
    for part in re.split(r"\n{2,}", template.strip()):
        heading = re.match(r"(#{2,3}) (.+)", part)
        if heading:
            found.append(Piece("heading", heading[2], len(heading[1])))
        elif part.startswith("@"):
            found.append(Piece("table", part[1:].strip()))
        else:
            found.append(Piece("text", _BLANK.sub(rf"**[{MARK}\1]**", part)))
    return found


def blanks_in(texts: list[str]) -> int:
    """How many places a person must fill."""
    return sum(text.count(f"[{MARK}") for text in texts)


def review_line(s: Settings) -> str:
    """Who said yes to the study; what is not entered is a blank."""
    if s.review_kind == "ethics":
        return (
            f"{s.review_body or '[[which ethics committee]]'} said yes: reference "
            f"{s.review_reference or '[[its reference]]'}, {_day(s.review_on)}."
        )
    if s.review_kind == "service_evaluation":
        return (
            f"This is a service evaluation. {s.review_by or '[[who decided that]]'} decided so on "
            f"{_day(s.review_on)}. The reason: {s.review_reason or '[[why]]'}"
        )
    return "[[the ethics reference, or who decided that this is a service evaluation, and why]]"


def retention_line(s: Settings) -> str:
    """How long words are kept."""
    if s.keep_until is None:
        return "[[the day on which words are deleted]]"
    longest = long_day(s.keep_longest) if s.keep_longest else "[[the last day]]"
    return (
        f"On {long_day(s.keep_until)} the study closes and the words of everybody who did not say "
        f"“keep” or “later studies” are deleted by the software itself, which leaves a receipt. "
        f"The words of those who did are deleted on {longest}. Lines that somebody agreed to "
        "publish stay in what is published, and can still be taken back. Once people have joined, "
        "these days can come earlier and not later."
    )


def take_back_line(s: Settings) -> str:
    """Until when taking back also reaches what is being written."""
    if s.take_back == "days" and s.take_back_days is not None:
        until = f"for {s.take_back_days} days after they shared"
    elif s.take_back == "publication":
        until = "until the findings are published"
    else:
        until = "[[until when]]"
    return (
        "Words can be taken back at any time and are then gone from here. Taking back also reaches "
        f"what is being written {until}."
    )


def age_line(s: Settings) -> str:
    """From what age people take part."""
    if s.minimum_age is None:
        return "Youngest age: [[the youngest age, and what happens below it]]."
    below = {
        "help_only": "Somebody younger is asked nothing and is shown where to get help.",
        "with_adult": "Somebody younger is asked nothing online; they may talk with a member of "
        "the team and a parent or guardian who agrees too.",
    }
    return (
        f"People take part from {s.minimum_age} years on. {below.get(s.below_age, '')} They are "
        "asked whether they are old enough; no birthday is asked or kept."
    )


def safeguarding_line(s: Settings) -> str:
    """Who answers for safety. How to reach them is the team's and does not stand in papers."""
    if not s.lead_name:
        return "[[the safeguarding lead and a deputy]]."
    deputy = s.deputy_name or "[[the deputy]]"
    return f"{s.lead_name} ({s.lead_role or '[[role]]'}); deputy {deputy}."


def _day(day: dt.date | None) -> str:
    return long_day(day) if day else "[[day]]"


RISKS = (
    (
        "Somebody is recognised in what is published",
        "Names and places are taken out and signed for; two people sign each passage in its "
        "context; small numbers are not shown; the person sees a quote first with their code.",
    ),
    (
        "A database, backup or disk is stolen",
        "Every word is sealed under keys of its own for each person, kept in another place than "
        "the data. The disk must be encrypted as well.",
    ),
    (
        "Somebody at home or on a shared phone sees what was written",
        "Neutral titles and addresses, “Leave now” on every page, nothing opens without the "
        "private code.",
    ),
    (
        "Somebody tells of a child or an adult in danger",
        "The limits of confidentiality stand before the first question; a lead and a deputy are "
        "named; the software passes nothing on by itself.",
    ),
    (
        "Telling, or reading, does harm",
        "Everything can be skipped; a break at any time; support lines on every page; the team is "
        "told to stop and to talk.",
    ),
    (
        "A consent does not hold",
        "Kept by scope and version, checked at each use; unknown counts as no; a yes given while "
        "intoxicated is said again or lapses.",
    ),
    (
        "Words are kept too long",
        "The software deletes on the entered day by itself; nobody has to remember it.",
    ),
)
"""What can go wrong, and what the software does about it."""
