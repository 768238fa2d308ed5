"""The information sheet: a short part that everybody sees, and details for those who want them.

What a study's settings say is put into words here, for people who take part (reading age 9 to
11), so that the sheet and the settings cannot tell two stories.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.gate import Settings, long_day

BREAK = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$", re.MULTILINE)
WHOM_LINES = {
    "used": "You can tell us if you have used {substance}. Does someone close to you use it? There "
    "may be other questions for you. Ask the person who gave you this link.",
    "affected": "You can tell us what it is like when someone close to you uses {substance}.",
    "both": "You can tell us if you have used {substance}. You can also tell us if someone close "
    "to you has.",
}


@dataclass(frozen=True)
class SheetParts:
    """Both in Markdown; `details` is empty where a sheet has only one part."""

    short: str
    details: str


def split_sheet(text: str) -> SheetParts:
    """The first line that draws a rule (---) parts the short sheet from the details."""
    parts = BREAK.split(text.replace("\r\n", "\n"), maxsplit=1)
    return SheetParts(parts[0].strip(), parts[1].strip() if len(parts) > 1 else "")


def fill_sheet(text: str, *, organisation: str, substance: str, whom: str = "both") -> str:
    """Our shipped sheet with the names of one study put in."""
    whole = text.replace("{whom}", WHOM_LINES[whom])
    return whole.replace("{organisation}", organisation).replace("{substance}", substance)


WHO_TO_ASK = "Who to ask"
_ASKED = re.compile(rf"^#+\s*{WHO_TO_ASK}\s*$\s*([^#\s][^#]*)", re.MULTILINE | re.IGNORECASE)
_UNFILLED = re.compile(r"\[Fill in[^\]]*\]", re.IGNORECASE)


def says_whom_to_ask(text: str) -> bool:
    return bool(_ASKED.search(text.replace("\r\n", "\n")))


def holes_in(text: str, limits: str, *, contact: str = "") -> tuple[str, ...]:
    """What a sheet still lacks before people may read it, in words; nothing where it is whole.

    A place that is marked to be filled in, and whom people can ask: the `contact` that is entered
    before going live, or in older sheets a heading with something under it.
    """
    found = [f"“{place}” is still to be filled in" for place in _UNFILLED.findall(text + limits)]
    if not contact and not says_whom_to_ask(text):
        found.append(
            "it does not say whom people can ask. Enter it under “People can ask somebody”: a "
            "name, a phone number and when somebody answers"
        )
    return tuple(found)


@dataclass(frozen=True)
class Facts:
    """What the settings say, in Markdown: `told` is who may be told and belongs with the limits
    of confidentiality, `kept` belongs with the details. Both are empty before anything is
    entered."""

    told: str
    kept: str

    @property
    def text(self) -> str:
        """Both as one text; `split_facts` takes it apart again."""
        return f"{self.told}\n\n---\n\n{self.kept}"


def facts_of(settings: Settings) -> Facts:
    """The settings in the words of people who take part; what is not entered is left out."""
    parts = (
        _asked(settings),
        _kept(settings),
        _taken_back(settings),
        _age(settings),
        _agreed(settings),
    )
    return Facts(told=_told(settings), kept="\n\n".join(part for part in parts if part))


def split_facts(text: str) -> Facts:
    parts = split_sheet(text)
    return Facts(told=parts.short, kept=parts.details)


@dataclass(frozen=True)
class Line:
    """One line of a comparison. `sign`: "+" is new, "-" is gone, "" stands in both."""

    sign: str
    text: str


def compare(old: str, new: str) -> list[Line]:
    """Two versions of a text, line by line; empty lines are left out."""
    return [line for line in _lines(old, new) if line.text.strip()]


def _lines(old: str, new: str) -> Iterator[Line]:
    for line in difflib.ndiff(old.splitlines(), new.splitlines()):
        if not line.startswith("?"):
            yield Line(line[0].strip(), line[2:])


def whom_to_ask(s: Settings) -> str:
    """Whom people can ask, in a line; empty where it is not entered."""
    if not s.contact_reach:
        return ""
    when = f" ({s.contact_when})" if s.contact_when else ""
    return f"{s.contact_name}: {s.contact_reach}{when}"


def _asked(s: Settings) -> str:
    line = whom_to_ask(s)
    return (
        f"# {WHO_TO_ASK}\n\n{line}\n\nYou do not have to give your name or your code."
        if line
        else ""
    )


def _told(s: Settings) -> str:
    if not s.lead_name:
        return ""
    role = f", {s.lead_role}" if s.lead_role else ""
    deputy = f" When {s.lead_name} is away, it is {s.deputy_name}." if s.deputy_name else ""
    return (
        f"**Who may be told.** If we must pass something on to keep someone safe, it goes to "
        f"{s.lead_name}{role}.{deputy}"
    )


def _kept(s: Settings) -> str:
    if not s.keep_until:
        return ""
    longer = (
        f" If you say yes to us keeping them, we delete them on {long_day(s.keep_longest)}."
        if s.keep_longest
        else ""
    )
    return f"# How long we keep your words\n\nWe delete them on {long_day(s.keep_until)}.{longer}"


def _taken_back(s: Settings) -> str:
    title = "# Until when you can take all of it back\n\nYou can take your words back at any time."
    if s.take_back == "days" and s.take_back_days is not None:
        span = f"For the first {s.take_back_days} days after you share them"
    elif s.take_back == "publication":
        span = "Until we make public what we found"
    else:
        return ""
    return (
        f"{title} {span}, we also take them out of what we write. After that your words still go. "
        "But what we learned from many people together may stay."
    )


def _age(s: Settings) -> str:
    if s.minimum_age is None:
        return ""
    adult = (
        " If you are younger, ask us. You can talk with one of us, with a grown-up you trust."
        if s.below_age == "with_adult"
        else " If you are younger, you can still get help. The lines at the foot of each page are "
        "there for you."
    )
    return (
        "# How old you need to be\n\n"
        f"You need to be {s.minimum_age} or over to take part here.{adult}"
    )


def _agreed(s: Settings) -> str:
    if s.review_kind == "ethics" and s.review_body:
        said = f"{s.review_body} looked at how we ask, and said yes. Their number for it is "
        return f"# Who checked this\n\n{said}{s.review_reference}."
    if s.review_kind == "service_evaluation" and s.review_by:
        return (
            "# Who checked this\n\nThis is a check of how well services work. "
            f"{s.review_by} decided that we may do it."
        )
    return ""
