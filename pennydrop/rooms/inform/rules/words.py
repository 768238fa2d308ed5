"""Words that hurt, and what to write instead.

From the Scottish Drugs Forum's language guide (2020), NHS Inform's language matters (2021) and the
Scottish Drug Deaths Taskforce, with additions of ours. People choose their own words for
themselves, so this holds for our own voice and never for a quote.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Avoided:
    """A word as it was found, where it begins, and what says it better."""

    found: str
    at: int
    instead: str


@dataclass(frozen=True)
class _Rule:
    pattern: str
    instead: str


_RULES = (
    _Rule(r"(?:drug|ketamine|substance)[- ](?:user|abuser|misuser)s?", "person who uses ketamine"),
    _Rule(r"(?<!service )\busers?\b(?! name)", "person who uses"),
    _Rule(r"addicts?|junkies?|druggies?|abusers?|k-?heads?", "person who uses ketamine"),
    _Rule(r"addicted|addictions?|addictive", "dependent, dependence"),
    _Rule(r"(?:drug|substance|alcohol|ketamine) (?:abuse|misuse)", "harmful use"),
    _Rule(r"habits?(?= of (?:taking|using))|(?:drug|ketamine) habits?", "use, dependence"),
    _Rule(r"(?:get|got|getting|stay|stayed|staying|be|being|been|was|is|are) clean", "not using"),
    _Rule(r"(?:clean|dirty) (?:test|sample|urine)s?", "negative or positive test"),
    _Rule(r"ex-addicts?|former addicts?|recovering addicts?|reformed", "person in recovery"),
    _Rule(r"fell off the wagon|relapse failure|failed (?:treatment|detox|rehab)", "used again"),
    _Rule(r"non-?complian(?:t|ce)|did not attend|refused treatment", "could not get to"),
    _Rule(r"self-inflicted", "hurt by ketamine"),
    _Rule(r"(?:safe|responsible|recreational) use\b", "lower risk"),
    _Rule(r"overdose victims?|victims? of (?:drugs|ketamine)", "people who died"),
    _Rule(r"suffer(?:s|ed|ing)? from|sufferers?", "have, live with"),
    _Rule(r"commit(?:s|ted|ting)? suicide", "died by suicide"),
)  # fmt: skip
_PATTERNS = [(re.compile(rf"\b(?:{rule.pattern})", re.IGNORECASE), rule.instead) for rule in _RULES]


def avoided(text: str) -> Iterator[Avoided]:
    """Words of our own voice that hurt, in the order of the rules; each place once."""
    taken: set[int] = set()
    for pattern, instead in _PATTERNS:
        for found in pattern.finditer(text):
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                yield Avoided(found[0], found.start(), instead)
