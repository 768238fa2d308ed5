"""Everything found once is found everywhere: mentions of a term, loose in case and spelling."""

import re
from collections.abc import Iterable, Iterator

from pennydrop.rooms.understand.rules.identifiers import cues, lists
from pennydrop.rooms.understand.rules.identifiers.words import Words, keys_of, loose

_SEPARATORS = r"[\s\-().,/]{0,3}"
_FEW_DIGITS = 6


def mentions_of(term: str, text: str) -> list[tuple[int, int]]:
    """Where a text mentions a term, as sorted (start, end) in code points, end exclusive.

    Whole words only; case, accents, apostrophes, possessive endings and doubled letters do not
    matter. A long number is found however it is spaced. A term that is also an everyday word
    ("Will", "May") is found in lower case only where the words around it speak of a person.
    """
    return [(start, end) for start, end, _ in occurrences(Words(text), [term])]


def occurrences(words: Words, terms: Iterable[str]) -> list[tuple[int, int, str]]:
    """Mentions of many terms in one pass, as sorted (start, end, term); the longest wins."""
    folded, literal = _sorted_terms(terms)
    if not folded and not literal:
        return []
    found = list(_by_words(words, folded))
    for term in literal:
        found += [(start, end, term) for start, end in _by_letters(words.text, term)]
    chosen: list[tuple[int, int, str]] = []
    for item in sorted(set(found), key=lambda f: (f[0], -f[1])):
        if not chosen or item[0] >= chosen[-1][1]:
            chosen.append(item)
    return chosen


def _sorted_terms(terms: Iterable[str]) -> tuple[dict[tuple[str, ...], str], list[str]]:
    """Terms of words (by their folded words) and terms to be looked up letter by letter."""
    folded: dict[tuple[str, ...], str] = {}
    literal = []
    for term in dict.fromkeys(t.strip() for t in terms):
        keys = keys_of(term)
        if term and (not keys or _is_number(term)):
            literal.append(term)
        elif keys:
            folded.setdefault(keys, term)
    return folded, literal


def _is_number(term: str) -> bool:
    digits = sum(c.isdigit() for c in term)
    return digits >= _FEW_DIGITS and not any(c.isalpha() for c in term)


def _by_words(words: Words, folded: dict[tuple[str, ...], str]) -> Iterator[tuple[int, int, str]]:
    index: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
    for exact, term in folded.items():
        lax = tuple(loose(k) for k in exact)
        index.setdefault(lax[0], []).append((lax, exact, term))
    for first, group in index.items():
        group.sort(key=lambda entry: -len(entry[0]))
        for i in words.places.get(first, ()):
            for lax, exact, term in group:
                if _stands_at(words, i, lax, exact):
                    yield words.starts[i], words.ends[i + len(lax) - 1], term
                    break


def _stands_at(words: Words, i: int, lax: tuple[str, ...], exact: tuple[str, ...]) -> bool:
    last = i + len(lax) - 1
    if last >= len(words) or not _free(words.text, words.starts[i], words.ends[last]):
        return False
    here = words.keys[i : last + 1]
    if tuple(loose(k) for k in here) != lax:
        return False
    if any(k != e and k in lists.ordinary_words() for k, e in zip(here, exact, strict=True)):
        return False  # "of" is no spelling of "Off", "an" none of "Ann"
    if not all(_belong_together(words, j) for j in range(i, last)):
        return False
    return len(lax) > 1 or exact[0] not in lists.many_meanings() or _person_here(words, i)


def _belong_together(words: Words, i: int) -> bool:
    """Whether word i and the next may be parts of one term ("my mum's shop")."""
    gap = words.gap(i)[words.tails[i] :]
    return len(gap) <= 3 and not any(c.isalnum() for c in gap)


def _free(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or underscore touches the stretch from outside."""
    return not (start and _word_like(text[start - 1])) and not (
        end < len(text) and _word_like(text[end])
    )


def _word_like(character: str) -> bool:
    return character.isalnum() or character == "_"


def _person_here(words: Words, i: int) -> bool:
    """Whether a name that is also an everyday word is a name here."""
    if cues.as_month(words, i):
        return False
    if cues.introduced(words, i) or cues.acts(words, i):
        return True
    if not words.capital(i) or cues.as_verb(words, i):
        return False
    return (
        not words.opens(i)
        or words.tails[i] > 0
        or not words.gap(i)[:1].isspace()
        or (words.key_at(i + 1) in cues.WEAK)
    )


def _by_letters(text: str, term: str) -> Iterator[tuple[int, int]]:
    if _is_number(term):
        pattern = _SEPARATORS.join(re.escape(c) for c in term if c.isdigit())
        pattern = rf"(?<!\d){pattern}(?!\d)"
    else:
        pattern = re.escape(term)
    for match in re.finditer(pattern, text):
        yield match.start(), match.end()
