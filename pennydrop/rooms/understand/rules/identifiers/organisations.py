"""Named surgeries, wards, schools, hostels and the like; not the bodies that everybody knows."""

from collections.abc import Iterator

from pennydrop.rooms.understand.rules.identifiers import cues, lists
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span
from pennydrop.rooms.understand.rules.identifiers.words import Words

_TWO = {
    ("medical", "centre"),
    ("medical", "practice"),
    ("medical", "center"),
    ("health", "centre"),
    ("high", "school"),
    ("primary", "school"),
    ("grammar", "school"),
    ("junior", "school"),
    ("infant", "school"),
    ("secondary", "school"),
    ("sixth", "form"),
    ("community", "centre"),
    ("community", "hospital"),
    ("general", "hospital"),
    ("university", "hospital"),
    ("day", "centre"),
    ("treatment", "centre"),
    ("recovery", "centre"),
    ("walk", "in"),
    ("infirmary", "hospital"),
    ("family", "practice"),
    ("housing", "association"),
    ("night", "shelter"),
    ("drop", "in"),
}
_SURE = frozenset(
    """surgery ward school academy college university hospital infirmary hostel clinic
    estate hospice practice pharmacy nursery prison rehab priory unit medical""".split()
)
_CAPITAL_ONLY = frozenset(
    """house centre lodge church mosque temple gurdwara synagogue chapel cathedral arms inn
    tavern project trust hub farm club hotel gym foodbank foundation society cafe
    caff bakery garage factory mill court towers barracks abbey hall cottage place
    view manor""".split()
)
# What a service, workplace or venue may be called at the end of its name.
KINDS = (
    _SURE
    | _CAPITAL_ONLY
    | frozenset(
        """assembly barbers builders chemist chippy comp cuts dairy depot dispensary fellowship
        fisheries foods haulage infants joinery juniors kitchen library midwifery motors nails
        primary produce salon scaffolding seafoods secondary services stores supplies surgeries
        theatre workshop""".split()
    )
)
KINDS_IN_CAPITALS = KINDS | frozenset("beds rest social".split())
_LINK = frozenset("of the and st saint on in for upon".split())
_GENERIC = frozenset(
    """the a an my our his her their your this that some any every each no i we he she they
    you it at in on to from by when where and or but so then old new local first
    second third big little nice same other another whole community general private
    public special secondary primary high junior infant middle grammar boarding
    sixth form general mental health crisis social housing council working recovery
    detox medical med nursing law business art music drama acute childrens children
    urology surgical admissions assessment emergency intensive care day night
    treatment county district national royal gp doctors walk sexual needle exchange
    nursing full open english dry wet safe half way halfway all both one two three
    main industrial real wine drug drugs alcohol bladder research home tree real out
    outpatient outpatients prison maternity psych psychiatric gender pain fertility
    green red white that's thats was is are oh well had yeah after before what which
    ketamine ket k life""".split()
)
_DIRECTIONS = frozenset(
    "north south east west upper lower great little old new st saint queen queens king kings "
    "royal lady our".split()
)
# "St Agnes's", a church, a school or a hospital; not what a saint gave his name to.
_NOT_A_HOUSE = frozenset("ambulance cross dance day eve fire flag wort".split())
_REACH = 4  # words looked at to the left of "Surgery"


def find(words: Words) -> Iterator[tuple[int, int, Span]]:
    """Organisations as (first word, word after the last, span)."""
    for i, word in enumerate(words.keys):
        if word in ("hmp", "hmyoi", "yoi") and words.capital(i + 1) and words.joined(i):
            yield _found(words, i, _right(words, i + 1), 0.95)
        elif word in _SURE or word in _CAPITAL_ONLY:
            yield from _ending_at(words, i)
        elif word == "practice" or (word, words.key_at(i + 1)) in _TWO:
            continue
        elif word == "ward" and words.key_at(i + 1).isdigit():
            yield _found(words, i, i + 2, 0.7)
        elif word in ("st", "saint") and _is_a_saints(words, i):
            yield _found(words, i, i + 2, 0.8)


def _is_a_saints(words: Words, i: int) -> bool:
    """Whether word i begins a house of a saint: "St Agnes's"."""
    named = words.capital(i) and words.capital(i + 1) and words.joined(i) and words.owns[i + 1]
    return named and words.key_at(i + 2) not in _NOT_A_HOUSE


def _right(words: Words, i: int) -> int:
    """The word after the capitalised ones that begin at i."""
    end = i + 1
    while words.capital(end) and words.joined(end - 1) and end - i < 3:
        end += 1
    return end


def _ending_at(words: Words, i: int) -> Iterator[tuple[int, int, Span]]:
    head = i - 1 if (words.key_at(i - 1), words.keys[i]) in _TWO and words.joined(i - 1) else i
    capital = words.capital(i)
    start = _capitals_before(words, head) if capital else _names_before(words, head)
    if not capital and words.keys[i] in _CAPITAL_ONLY:
        return
    if start < head and _is_named(words, start, head):
        yield _found(words, start, i + 1, 0.9 if capital else 0.75)


def _capitals_before(words: Words, head: int) -> int:
    """The first of the capitalised words ("of", "the" and "and" inside) before `head`."""
    start = head
    for j in range(head - 1, max(-1, head - 1 - _REACH), -1):
        if not _touches(words, j) or _leads_to_it(words, j):
            break
        if words.capital(j):
            start = j
        elif words.keys[j] not in _LINK:
            break
        if words.opens(j):
            break
    while start < head and words.keys[start] in _GENERIC and words.keys[start] != "the":
        start += 1
    return start


def _leads_to_it(words: Words, j: int) -> bool:
    """Whether word j stands before the name and not in it: "Lives in Jubilee House", "BED AT
    SALTERS COURT"."""
    if words.shouted(j):
        return words.keys[j] in cues.STRICT_PREPOSITIONS
    opening = words.opens(j) and words.keys[j] in lists.ordinary_words()
    return opening and words.key_at(j + 1) in cues.STRICT_PREPOSITIONS


def _touches(words: Words, j: int) -> bool:
    gap = words.gap(j)
    return len(gap) <= 4 and all(c in " \u00a0-.&'’s" for c in gap)


def _names_before(words: Words, head: int) -> int:
    """The same for text without capitals: words that are no ordinary ones, and "north", "st"."""
    start = head
    for j in range(head - 1, max(-1, head - 1 - _REACH), -1):
        word = words.keys[j]
        unknown = word not in lists.ordinary_words() and word not in lists.never_names()
        if not _touches(words, j) or not (unknown or word in _DIRECTIONS):
            break
        start = j
    return start


def _is_named(words: Words, start: int, head: int) -> bool:
    """Whether at least one of the words is a name and not "sixth form", "the", "NHS"."""
    names = [
        k
        for j, k in enumerate(words.keys[start:head], start)
        if k not in _GENERIC and k not in _LINK and k not in lists.never_names()
    ]
    phrase = lists.never_phrases().get((words.keys[start], words.key_at(start + 1)), ())
    known = any(tuple(words.keys[start : start + len(t)]) == t for t in phrase)
    return bool(names) and not known


def _found(words: Words, start: int, end: int, score: float) -> tuple[int, int, Span]:
    span = Span(words.starts[start], words.ends[end - 1], Label.ORGANISATION.value, score)
    return start, end, span
