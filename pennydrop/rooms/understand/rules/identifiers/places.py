"""Towns and villages by the place list and the words around them, and streets."""

import re
from collections.abc import Iterator

from pennydrop.rooms.understand.rules.identifiers import cues, lists
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span, Why
from pennydrop.rooms.understand.rules.identifiers.words import Words, key

_STREET = (
    r"(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|crescent|cres|terrace|gardens|gdns|grove"
    r"|mews|court|walk|place|square|rise|row|hill|parade|green|yard|gate|loke|wynd|quay|boulevard|way"
    r"|house|buildings|towers?|point|heights)"
)
_SURE_STREET = (
    r"(?:Road|Rd|Street|Lane|Ln|Avenue|Ave|Close|Crescent|Cres|Terrace|Gardens|Gdns|Grove"
    r"|Mews|Drive|Loke|Wynd)"
)
_NUMBER = (
    r"(?:(?:flat|apartment|apt|unit|room)\s(?:\d{1,4}[a-z]?|[a-z])\b,?\s(?:at\s)?)?"
    r"(?:number\s|no\.?\s?)?(?:\d{1,4}\s?[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|twenty(?:[\s-]\w+)?)"
)
_HOUSE = re.compile(
    rf"(?<![\w£.,:/]){_NUMBER},?\s((?:[^\W\d_][\w'’.-]{{0,20}}\s){{1,3}}){_STREET}\b", re.IGNORECASE
)
_FLAT = re.compile(
    r"\b(?:flat|apartment)\s\d{1,4}[a-z]?\b(?!\s?(?:quid|pounds|screen))", re.IGNORECASE
)
_NAMED = re.compile(
    rf"(?<!\w)((?:[A-Z][\w'’-]{{1,20}}\s(?:of\s(?:the\s)?(?=[A-Z]))?){{1,3}}){_SURE_STREET}\b"
)
_WITHIN = frozenset({"of", "the"})  # "Prince of Wales Road"
_PART_OF = re.compile(
    r"(?:all|back|bottom|end|front|half|most|one|out|part|rest|side|some|top)\sof\s(?:the\s)?", re.I
)  # "Most of Mill Road"
_LOWER = re.compile(
    r"(?<!\w)([a-z][a-z'’]{2,20})\s(?:road|rd|street|lane|avenue|ave|close|crescent|terrace)\b"
)
_NOT_STREET = frozenset(
    """the a an my our his her their this that down up in on off to of and or from at for
    with by i we he she it was were is are minutes mins miles hours people lads of
    along across over into nice some any same main other every each one two three
    years year weeks days times grams quid pounds easy memory per cent out when
    where then lines bags street road side council different whole its thats shes hes theres im
    weve youre ye yer id ill ive mr mrs miss ms""".split()
)


def streets(text: str) -> Iterator[Span]:
    """House and street, or a street named by itself."""
    for match in _HOUSE.finditer(text):
        tokens = [key(t) for t in match.group(1).split()]
        street = match.group().split()[-1]
        if not _NOT_STREET & set(tokens) and _house_like(tokens, street):
            yield Span(match.start(), match.end(), Label.ADDRESS.value, 0.95)
    for match in _FLAT.finditer(text):
        yield Span(match.start(), match.end(), Label.ADDRESS.value, 0.6)
    for match in _NAMED.finditer(text):
        yield from _named_street(match)
    for match in _LOWER.finditer(text):
        first = key(match.group(1))
        if first not in lists.ordinary_words() and first not in lists.never_names():
            yield Span(match.start(), match.end(), Label.ADDRESS.value, 0.7)


def _house_like(tokens: list[str], street: str) -> bool:
    """Whether the words between number and street are a name, not "10 bags, came my way"."""
    if street[0].isupper():
        return True
    sure = street.title() in {
        "Road",
        "Rd",
        "Street",
        "Lane",
        "Avenue",
        "Ave",
        "Close",
        "Crescent",
        "Terrace",
    }
    return (sure and len(tokens) < 3) or any(t not in lists.ordinary_words() for t in tokens)


def _named_street(match: re.Match[str]) -> Iterator[Span]:
    part = _PART_OF.match(match.group())
    start = match.start() + (part.end() if part else 0)
    tokens = match.string[start : match.end(1)].split()
    while tokens and key(tokens[0]) in _NOT_STREET:
        start += len(tokens[0]) + 1
        tokens = tokens[1:]
    if tokens and not (_NOT_STREET - _WITHIN) & {key(t) for t in tokens}:
        yield Span(start, match.end(), Label.ADDRESS.value, 0.75)


def find(words: Words, taken: list[bool], known: lists.Terms) -> Iterator[tuple[int, int, Span]]:
    """Places as (first word, word after the last, span); `known` are further places."""
    for i, first in enumerate(words.keys):
        if taken[i]:
            continue
        for term in known.get(first, ()):
            if matches(words, i, term):
                yield i, i + len(term), _span(words, i, len(term), 0.95, Why.EARLIER)
                break
        for term in lists.places().get(first, ()):
            score = _score(words, i, term) if matches(words, i, term) else 0.0
            if score:
                yield i, i + len(term), _span(words, i, len(term), score)
                break


def matches(words: Words, i: int, term: tuple[str, ...]) -> bool:
    """Whether the term stands at word i, its words parted by spaces, hyphens or full stops only."""
    if tuple(words.keys[i : i + len(term)]) != term:
        return False
    return all(
        len(words.gap(j)) <= 4 and all(c in " \u00a0-.‐‑'’s" for c in words.gap(j))
        for j in range(i, i + len(term) - 1)
    )


def _span(words: Words, i: int, length: int, score: float, why: Why = Why.LIST) -> Span:
    return Span(words.starts[i], words.ends[i + length - 1], Label.PLACE.value, score, why.value)


def _score(words: Words, i: int, term: tuple[str, ...]) -> float:
    ordinary = lists.ordinary_words()
    if len(term) > 1:
        capital = words.capital(i) and words.capital(i + len(term) - 1)
        if any(t not in ordinary for t in term):
            return 0.95 if capital else 0.8
        return (
            0.85
            if capital and not words.opens(i)
            else (0.6 if _led(words, i) and _unusual(term) else 0.0)
        )
    if term[0] in ordinary or term[0] in lists.never_names() or term[0] in lists.drug_names():
        return _ordinary_word(words, i)
    if term[0] in lists.given_names() or term[0] in lists.surnames():
        return 0.8 if _led(words, i) and not words.owns[i] else 0.0
    return 0.9 if words.capital(i) else 0.8


def _unusual(term: tuple[str, ...]) -> bool:
    return any(t not in lists.common_words() for t in term)


def _led(words: Words, i: int) -> bool:
    """A preposition of place stands right before word i."""
    return words.key_at(i - 1) in cues.STRICT_PREPOSITIONS and words.gap(i - 1).isspace()


def _ordinary_word(words: Words, i: int) -> float:
    """A place named like a thing ("Reading", "Bath"): needs a capital and a preposition."""
    if not words.capital(i) or words.opens(i) or words.shouted(i):
        return 0.0
    if (
        cues.as_month(words, i)
        or words.key_at(i - 1) == "to"
        and words.key_at(i) in {"may", "mark", "battle"}
    ):
        return 0.0
    if words.capital(i + 1) and words.joined(i):
        return 0.0
    return 0.75 if _led(words, i) else 0.0
