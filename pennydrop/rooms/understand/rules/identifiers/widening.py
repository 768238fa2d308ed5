"""What belongs to a find and stands beside it: the initials of a name and the small words in it,
the number of a house, the "'s" of a church, a school or a shop that is called so."""

import re
from collections.abc import Sequence

from pennydrop.rooms.understand.rules.identifiers import dates, lists, organisations
from pennydrop.rooms.understand.rules.identifiers.decoding import SMALL
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.words import key, keys_of

_REACH = 24  # characters looked at on either side
_INITIALS_BEFORE = re.compile(r"(?:^|(?<=[\s(\[:,;/\"“‘&-])(?<!\bA&))(?:[A-Z]\.[ \u00a0]?){1,3}$")
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
_LADY = re.compile(r"(?<!\w)[Oo]ur\s$")
_LADY_AFTER = re.compile(r"(?:(?:\s(?:of|the|and))*\s[A-Z][\w'’]+)+")
_NEXT = re.compile(r"(?:['’]s)?\s(?P<word>[A-Za-z]+)(?![\w'’])")
# "smoking terrace, Paper [Lantern]": a word in capitals before a name, in the middle of a sentence.
_ITS_FIRST = re.compile(r"(?<=[a-z,]\s)(?P<word>[A-Z][a-z]+)['’]?\s$")
# "fifty[-two]", "organ [tuner]", "[kipper] smoker".
_UNIT_AFTER = re.compile(rf"[\s-]{dates.UNIT}(?![\w-])", re.IGNORECASE)
_TENS = ("ty", "Ty", "TY")
_TRADE = r"[a-z]{2,15}(?:er|or|ist|man|woman|smith|wright|monger|herd)"
_TRADE_AFTER = re.compile(rf"\s{_TRADE}(?![\w-])")
_TRADE_ALONE = re.compile(_TRADE)
_KIND_BEFORE = re.compile(
    r"(?<=\s)(?:a|an|the|his|her|my)\s(?P<kind>[a-z]{3,15}\s)$", re.IGNORECASE
)
# "on [stadium] road", of which the model saw the last word.
_STREET_ALONE = re.compile(r"(?:road|street|lane|avenue|close|terrace|crescent)", re.IGNORECASE)
_STREETS_NAME = re.compile(
    r"(?<![\w'’])(?!(?:the|a|my|our|this|that|main|high)\s)[A-Za-z'’]{3,}\s$"
)
_HOUSE_AFTER = re.compile(
    r",?\s(?:no|number|nr)\.?\s?\d{1,4}[a-z]?\b|,\s\d{1,4}[a-z]?(?=\s*(?:[,.;\n]|$))", re.IGNORECASE
)

# "buried out of St Agnes's on …", "down at Larwood's, …": not whose something is.
_OWN_NAME = re.compile(r"['’]s(?=$|[^\w\s]|\s(?:[^a-z]|[a-z]{1,3}\b))")
# "outside Molloy's holding himself", "down the Nag's first"
_LED_TO = re.compile(
    r"\b(?:at|behind|by|down|in|inside|into|near|off|opposite|outside|past|round|to)\s(?:the\s)?$",
    re.IGNORECASE,
)
_SAINT = ("st ", "st. ", "saint ")
_SAINTS = re.compile(r"['’]s\b")
_NAMES = frozenset({Label.PERSON, Label.PLACE, Label.ORGANISATION, Label.ADDRESS})
_WHOLE = organisations.KINDS | frozenset("pub bar gang lot team group ward estate".split())


def widened(text: str, span: Span) -> Span:
    """The find with what belongs to it. What a person asked to hide stays as it was asked."""
    if span.why == Why.ASKED:
        return span
    if span.label == Label.PERSON and text[span.start].isupper():
        start = _first_initial(text, _earlier(_PARTICLES, text, span.start))
        return span._replace(start=start, end=_last_initial(text, span.end))
    if span.label == Label.ADDRESS:
        return _whole_address(text, span)
    if span.label == Label.AGE and text.endswith(_TENS, span.start, span.end):
        return _up_to(_UNIT_AFTER.match(text, span.end), span)
    if span.label == Label.JOB:
        return _whole_job(text, span)
    if span.label == Label.ORGANISATION:
        if text.startswith(("Lady ", "lady of "), span.start):
            span = span._replace(start=_earlier(_LADY, text, span.start))
            return _up_to(_LADY_AFTER.match(text, span.end), span)
        span = span._replace(start=_first_of_its_words(text, span))
        return _up_to(_its_kind(text, span) or _own_name(text, span), span)
    return span


def _whole_address(text: str, span: Span) -> Span:
    if _STREET_ALONE.fullmatch(text, span.start, span.end):
        return span._replace(start=_earlier(_STREETS_NAME, text, span.start))
    numbered = any(c.isdigit() for c in text[span.start : span.end])
    return span if numbered else _up_to(_HOUSE_AFTER.match(text, span.end), span)


def _whole_job(text: str, span: Span) -> Span:
    """A trade of two words of which the model saw one."""
    words = text[span.start : span.end]
    if " " in words or not words.isalpha():
        return span
    if not _TRADE_ALONE.fullmatch(words):
        return _up_to(_TRADE_AFTER.match(text, span.end), span)
    before = _KIND_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    return span._replace(start=before.start("kind")) if before else span


def bridged(text: str, spans: Sequence[Span]) -> list[Span]:
    """Two finds parted by no more than "'s" as one where either is a venue or a service: "Kaveh's
    Cuts", "Sultan's Chair"."""
    made: list[Span] = []
    for span in spans:
        last = made[-1] if made else None
        if last and _one_name(text, last, span):
            score = max(last.score, span.score)
            made[-1] = last._replace(end=span.end, label=Label.ORGANISATION.value, score=score)
        else:
            made.append(span)
    return made


def _one_name(text: str, first: Span, second: Span) -> bool:
    labels = {first.label, second.label}
    sorts = labels <= _NAMES and Label.ORGANISATION in labels
    decided = Why.EARLIER in (first.why, second.why) or Why.ASKED in (first.why, second.why)
    return sorts and not decided and text[first.end : second.start] in ("'s ", "’s ")


def _first_of_its_words(text: str, span: Span) -> int:
    """Where a venue or service begins whose first word the model took for none."""
    found = _ITS_FIRST.search(text, max(0, span.start - _REACH), span.start)
    if not found or not text[span.start].isupper() or _no_part(key(found["word"])):
        return span.start
    return found.start()


def _its_kind(text: str, span: Span) -> re.Match[str] | None:
    """The word after a name that says what it is of ("oyster bay [surgery]"), written alike."""
    found = _NEXT.match(text, span.end)
    if not found:
        return None
    capital = found["word"][0].isupper()
    kinds = organisations.KINDS_IN_CAPITALS if capital else organisations.KINDS
    alike = key(found["word"]) in kinds and capital == text[span.start].isupper()
    last = keys_of(text[span.start : span.end])[-1:]
    return found if alike and last and last[0] not in _WHOLE else None


def _own_name(text: str, span: Span) -> re.Match[str] | None:
    """The "'s" of a name that ends so, and not what shows whose something is."""
    saint = text[span.start : span.start + 6].lower().startswith(_SAINT)
    led = _LED_TO.search(text, max(0, span.start - _REACH), span.start)
    return (_SAINTS if saint or led else _OWN_NAME).match(text, span.end)


def _no_part(word: str) -> bool:
    return word in SMALL or word in lists.never_names() or word in lists.given_names()


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
