"""What belongs to a find and stands beside it: the initials of a name and the small words in it,
the number of a house, the "'s" of a church, a school or a shop that is called so."""

import re

from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why

_REACH = 24  # characters looked at on either side
_INITIALS_BEFORE = re.compile(r"(?:^|(?<=[\s(\[:,;/\"“‘&-]))(?:[A-Z]\.[ \u00a0]?){1,3}$")
# "the K. Sarah came": letters that are drugs, after words that a drug takes.
_DRUG_BEFORE = re.compile(
    r"\b(?:the|of|on|some|any|my|his|her|their|more|no|do|did|does|doing|done|took|take|taking)"
    r"\s+[KEG]\.\s?$",
    re.IGNORECASE,
)
_INITIAL_AFTER = re.compile(r"[ \u00a0](?![KEGI])[A-Z]\.(?!\w)")
# "van der Meulen", "dos Santos", "Our Lady of Lourdes"; "van" alone is more often a vehicle.
_PARTICLES = re.compile(
    r"(?<!\w)(?:van\s(?:der|den|de)|von(?:\sder)?|de\sla|dos)\s$",
    re.IGNORECASE,
)
_LADY = re.compile(r"(?<!\w)Our\s$")
_HOUSE_AFTER = re.compile(
    r",?\s(?:no|number|nr)\.?\s?\d{1,4}[a-z]?\b|,\s\d{1,4}[a-z]?(?=\s*(?:[,.;\n]|$))", re.IGNORECASE
)

# "buried out of St Agnes's on …", "down at Larwood's, …": not whose something is.
_OWN_NAME = re.compile(r"['’]s(?=$|[^\w\s]|\s(?:[^a-z]|[a-z]{1,3}\b))")
_SAINTS = re.compile(r"['’]s\b")


def widened(text: str, span: Span) -> Span:
    """The find with what belongs to it. What a person asked to hide stays as it was asked."""
    if span.why == Why.ASKED:
        return span
    if span.label == Label.PERSON and text[span.start].isupper():
        start = _first_initial(text, _earlier(_PARTICLES, text, span.start))
        return span._replace(start=start, end=_last_initial(text, span.end))
    if span.label == Label.ADDRESS and not any(c.isdigit() for c in text[span.start : span.end]):
        return _up_to(_HOUSE_AFTER.match(text, span.end), span)
    if span.label == Label.ORGANISATION:
        if text.startswith("Lady ", span.start):
            span = span._replace(start=_earlier(_LADY, text, span.start))
        saint = text.startswith(("St ", "St. ", "Saint "), span.start)
        return _up_to((_SAINTS if saint else _OWN_NAME).match(text, span.end), span)
    return span


def _up_to(found: re.Match[str] | None, span: Span) -> Span:
    return span._replace(end=found.end()) if found else span


def _earlier(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Where a find begins whose lead stands right before `start`; else `start`."""
    found = pattern.search(text, max(0, start - _REACH), start)
    return found.start() if found else start


def _first_initial(text: str, start: int) -> int:
    before = text[max(0, start - _REACH) : start]
    found = _INITIALS_BEFORE.search(before)
    if not found or _DRUG_BEFORE.search(before):
        return start
    return start - len(found.group())


def _last_initial(text: str, end: int) -> int:
    found = _INITIAL_AFTER.match(text, end)
    return found.end() if found else end
