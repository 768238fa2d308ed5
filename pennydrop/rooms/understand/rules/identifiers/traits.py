"""What can be seen of each word besides its letters: how it is written, which lists know it, and
what the rules make of it. The small model reads these beside the word itself.

The order of TRAITS is part of the model: a trait added or moved asks for a new one.
"""

from collections.abc import Sequence
from functools import lru_cache

from pennydrop.rooms.understand.rules.identifiers import cues, lists, people
from pennydrop.rooms.understand.rules.identifiers.spans import Label, Span
from pennydrop.rooms.understand.rules.identifiers.words import Words

_SHAPES = ("lower", "capital", "shouted", "initial", "mixed", "digits", "digit among letters")
_LISTS = (
    "given name",
    "family name",
    "place begins",
    "place goes on",
    "common",
    "ordinary",
    "drug or name",
    "many meanings",
    "never a name",
    "phrase never a name",
    "calendar",
    "kin",
    "title",
    "human verb",
)
_STANDING = ("opens", "owner", "tail", "in a text of capitals", "in a text without capitals")
_NO_RULE = (Label.HIDDEN, Label.JOB)
_RULES = tuple(f"rules say {label.value}" for label in Label if label not in _NO_RULE)
TRAITS: tuple[str, ...] = (
    "begins a word",
    "mark",
    *_SHAPES,
    *_LISTS,
    *_STANDING,
    *_RULES,
    "rules begin",
    "rules are sure",
)
NUMBER = {trait: number for number, trait in enumerate(TRAITS)}
SURE = 0.8
_FEW_CAPITALS = 0.01  # of letters; prose with sentences has three times as many
_MANY_CAPITALS = 0.5


def traits_of(words: Words, spans: Sequence[Span]) -> list[tuple[int, ...]]:
    """For each word the numbers of its traits, "begins a word" first. `spans` is what the rules
    found, sorted."""
    places = _places(words)
    phrases = people.never_marked(words)
    ruled = _ruled(words, spans)
    text = _casing(words.text)
    found = []
    for i, key in enumerate(words.keys):
        more = [*text, *ruled[i]]
        if words.opens(i):
            more.append(NUMBER["opens"])
        if words.tails[i]:
            more.append(NUMBER["owner" if words.owns[i] else "tail"])
        if places[i]:
            more.append(NUMBER[places[i]])
        if phrases[i]:
            more.append(NUMBER["phrase never a name"])
        by_itself = _of_word(words.word(i), key)
        found.append((*by_itself, *more) if more else by_itself)
    return found


@lru_cache(maxsize=50_000)
def _of_word(word: str, key: str) -> tuple[int, ...]:
    """What can be said of a word wherever it stands."""
    return (NUMBER["begins a word"], *_written(word), *_known(key))


def _written(word: str) -> tuple[int, ...]:
    if word.isdigit():
        return (NUMBER["digits"],)
    shapes = (NUMBER["digit among letters"],) if any(c.isdigit() for c in word) else ()
    if len(word) == 1 and word.isupper():
        return (*shapes, NUMBER["initial"])
    if word.islower():
        return (*shapes, NUMBER["lower"])
    if word.isupper():
        return (*shapes, NUMBER["shouted"])
    capital = word[0].isupper() and word[1:].islower()
    return (*shapes, NUMBER["capital" if capital else "mixed"])


def _known(key: str) -> tuple[int, ...]:
    known = (
        ("given name", lists.given_names()),
        ("family name", lists.surnames()),
        ("common", lists.common_words()),
        ("ordinary", lists.ordinary_words()),
        ("drug or name", lists.drug_names()),
        ("many meanings", lists.many_meanings()),
        ("never a name", lists.never_names()),
        ("calendar", lists.months_and_days()),
        ("kin", cues.KIN),
        ("title", cues.TITLES),
        ("human verb", cues.HUMAN),
    )
    return tuple(NUMBER[name] for name, group in known if key in group)


def _casing(text: str) -> list[int]:
    letters = sum(map(str.isalpha, text))
    share = sum(map(str.isupper, text)) / letters if letters else 0.0
    if share > _MANY_CAPITALS:
        return [NUMBER["in a text of capitals"]]
    return [NUMBER["in a text without capitals"]] if share < _FEW_CAPITALS else []


def _places(words: Words) -> list[str]:
    """Which words begin a name on the list of places, and which go on with it."""
    found = [""] * len(words)
    known = lists.places()
    for i, first in enumerate(words.keys):
        for term in known[first] if first in known else ():
            if tuple(words.keys[i : i + len(term)]) == term:
                found[i] = "place begins"
                for j in range(i + 1, i + len(term)):
                    found[j] = found[j] or "place goes on"
                break
    return found


def _ruled(words: Words, spans: Sequence[Span]) -> list[list[int]]:
    """What the rules say of each word; both rows are sorted, so one walk does."""
    found: list[list[int]] = [[] for _ in words.keys]
    at = 0
    for i, start in enumerate(words.starts):
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if at == len(spans) or spans[at].start >= words.ends[i] or spans[at].label == Label.HIDDEN:
            continue
        span = spans[at]
        found[i].append(NUMBER[f"rules say {span.label}"])
        if span.start >= start or i == 0 or words.ends[i - 1] <= span.start:
            found[i].append(NUMBER["rules begin"])
        if span.score >= SURE:
            found[i].append(NUMBER["rules are sure"])
    return found
