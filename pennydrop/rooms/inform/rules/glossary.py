"""Hard words that cannot be left out, each with what it means in plain ones.

A page says what a word means where it first stands, in brackets and in sight. Nothing here is
advice: what a word means, and not what to do.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """`word` as readers see it, and what it `means`, to stand in brackets behind it."""

    word: str
    means: str
    pattern: re.Pattern[str]


def _term(word: str, means: str, pattern: str = "") -> Term:
    return Term(word, means, re.compile(rf"\b(?:{pattern or word})\b", re.IGNORECASE))


GLOSSARY = (
    _term("opioids", "heroin, and strong painkillers such as morphine or codeine", "opioids?"),
    _term("tranquillisers", "pills that calm you down, such as diazepam", "tranquillisers?"),
    _term("pregabalin", "a medicine for nerve pain, fits or worry"),
    _term("naloxone", "a medicine that brings people round who took an opioid"),
    _term("GHB", "a liquid drug, also called G"),
    _term("hepatitis C", "an illness of the liver that is passed on in blood"),
    _term("dependent", "when it is hard to go without", "dependent|dependence"),
    _term("continence service", "nurses who help people who leak"),
    _term("dietitian", "somebody who knows about food and health", "dietitians?"),
    _term("sterile", "with no germs on it"),
    _term("cystitis", "a sore, swollen bladder"),
    _term("cravings", "a strong wish to use", "cravings?"),
    _term("urine infection", "germs in your pee", "urine infections?"),
)


class Explained:
    """Which words a page has said already; one for each page."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def first(self, text: str) -> tuple[Term, ...]:
        """The hard words of a text that stand here for the first time."""
        new = tuple(term for term in _found(text) if term.word not in self._told)
        self._told.update(term.word for term in new)
        return new


def _found(text: str, terms: Iterable[Term] = GLOSSARY) -> Iterator[Term]:
    return (term for term in terms if term.pattern.search(text))
