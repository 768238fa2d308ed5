"""A name that is given to somebody who was spoken of just before: "My mum works nights. Her name's
Tracey." or "My mum went there. Tracey, she's known for it."
"""

import re
from collections.abc import Callable

from pennydrop.rooms.understand.rules.identifiers.words import Words
from pennydrop.rooms.understand.rules.sexed import FEMALE, MALE

_POSSESSIVE = frozenset("her his their".split())
_SUBJECT = frozenset("she he they".split())
_OBJECT = frozenset("her him them".split())
_IS = frozenset("is was were are s".split())
_CALLED = frozenset("called named".split())
_CALLS = frozenset("call calls called".split())
_NOBODY = frozenset[str]()
_OTHER_SEX = ((FEMALE, MALE), (MALE, FEMALE))
_REACH = 14  # words back to who is meant: about a sentence
_SENTENCE = re.compile(r"[.!?…\n]")
_APART = re.compile(r"\s*[.!?…:–—]\s*|\s+-\s+")
_CLOSES = re.compile(r"\s*(?:[.!?…)\n–—]|-\s)")

# What somebody of the teller's own is, of whom a word speaks; "" for none.
Relation = Callable[[Words, int], str]


def told_before(words: Words, first: int, after: int, relation: Relation) -> str:
    """The kind of whoever is given the name at the words `first` to `after`, spoken of shortly
    before; "" where nobody or more than one could be meant."""
    pronoun = _names_whom(words, first, after)
    if pronoun is not None:
        return _meant(words, pronoun, relation)
    return _beside_alone(words, first, after, relation)


def _names_whom(words: Words, first: int, after: int) -> int | None:
    """The pronoun that says whose the name is; None for none."""
    before = _before(words, first)
    return _behind(words, first, after) if before is None else before


def _before(words: Words, first: int) -> int | None:
    """The "her" of "her name's Tracey" and "they call her Tracey", the "she" of "she's called
    Tracey"."""
    keys, back = words.keys, first - 1
    if back < 1 or words.gap(back)[words.tails[back] :].strip(" ,“\"‘'"):
        return None
    if keys[back] in _OBJECT and keys[back - 1] in _CALLS:
        return back
    at = back - 1 if keys[back] in _IS else back
    if at >= 1 and keys[at] == "name" and keys[at - 1] in _POSSESSIVE:
        return at - 1
    if keys[back] in _CALLED:
        at = back - 2 if keys[back - 1] in _IS else back - 1
        if at >= 0 and keys[at] in _SUBJECT:
            return at
    return None


def _behind(words: Words, first: int, after: int) -> int | None:
    """The "she" of "Tracey, she's known for it", the "her" of "Tracey is her name"."""
    if words.opens(first) and words.key_at(after) in _SUBJECT:
        return after if words.gap(after - 1).strip() == "," else None
    at = after + 1 if words.key_at(after) in {"is", "was"} else after
    named = words.key_at(at) in _POSSESSIVE and words.key_at(at + 1) == "name"
    return at if named else None


def _meant(words: Words, pronoun: int, relation: Relation) -> str:
    """Of whom a pronoun speaks: the one relation it fits, in its sentence or the one before."""
    kinds, breaks = set[str](), 0
    unfit = next((other for sex, other in _OTHER_SEX if words.keys[pronoun] in sex), _NOBODY)
    for j in range(pronoun - 1, max(-1, pronoun - 1 - _REACH), -1):
        breaks += bool(_SENTENCE.search(words.gap(j)[words.tails[j] :]))
        if breaks > 1:
            break
        if words.keys[j] not in unfit:
            kinds.add(relation(words, j))
    kinds.discard("")
    return kinds.pop() if len(kinds) == 1 else ""


def _beside_alone(words: Words, first: int, after: int, relation: Relation) -> str:
    """The kind in "I live with my mum. Tracey." and "my mum - Tracey - rang": the name stands by
    itself behind who it is."""
    back = first - 1
    if back < 0 or words.tails[back] or not _APART.fullmatch(words.gap(back)):
        return ""
    if words.tails[after - 1]:
        return ""
    if after < len(words) and not _CLOSES.match(words.gap(after - 1)):
        return ""
    return relation(words, back)
