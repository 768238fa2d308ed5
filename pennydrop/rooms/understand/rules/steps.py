"""The steps of an analysis, each in a sentence for people who never learned it, and which is next.

The order is a help, not a rule: every page is open at any time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from pennydrop.rooms.understand.rules.approach import Approach


class Step(Enum):
    """A step of an analysis."""

    NAMES = "names"
    BOOK = "book"
    JOURNAL = "journal"
    READ = "read"
    COMPARE = "compare"
    THEMES = "themes"
    BOUNDARIES = "boundaries"
    CONTRARY = "contrary"
    MATRIX = "matrix"
    INSIGHT = "insight"
    ASK = "ask"
    QUOTES = "quotes"


@dataclass(frozen=True)
class Facts:
    """How far a study is, in numbers of things.

    `open`: sources the team can read, `uncoded` where nobody has coded one of them; `undefined`:
    codes (headings left out) without a sentence on when they fit; `compared` where two people
    coded the same text; `bare`, `unbounded`, `unsought`: themes without a key insight, without
    boundaries, without a look for contrary cases; `cells` of the framework, and how many are
    `told`; `asked`: insights sent to those who took part; `signed`: quotes with two signatures.
    """

    sources: int = 0
    open: int = 0
    uncoded: bool = False
    codes: int = 0
    undefined: int = 0
    compared: bool = False
    journal: int = 0
    themes: int = 0
    bare: int = 0
    unbounded: int = 0
    unsought: int = 0
    cells: int = 0
    told: int = 0
    asked: int = 0
    signed: int = 0


@dataclass(frozen=True)
class Telling:
    """A step on the page: its name, why and how in a sentence, and the word on its button."""

    title: str
    text: str
    action: str


TOLD: Mapping[Step, Telling] = MappingProxyType(
    {
        Step.NAMES: Telling(
            "Take names out of every source",
            "The team can read and code a source once one person has taken names and places out.",
            "Take names out",
        ),
        Step.BOOK: Telling(
            "Agree on a codebook",
            "Read a few sources together, list the codes you need, and say in a sentence when each "
            "one fits and when it does not.",
            "Open the codebook",
        ),
        Step.JOURNAL: Telling(
            "Write what you bring along",
            "What you have lived through shapes what you notice. Write it down before you code, "
            "for yourself or for the team.",
            "Open the journal",
        ),
        Step.READ: Telling(
            "Read and code every source",
            "Read it once without coding. Then mark what matters and give it a short name.",
            "Open the study",
        ),
        Step.COMPARE: Telling(
            "Have two people code the same source",
            "Where two of you code the same words differently, talk about it: the codebook is "
            "unclear there, or there is more to see.",
            "Choose a source",
        ),
        Step.THEMES: Telling(
            "Bring codes together in themes",
            "A theme is a meaning that several people share, round one central idea. It is more "
            "than a folder of codes.",
            "Open the board",
        ),
        Step.BOUNDARIES: Telling(
            "Say where each theme ends",
            "Write what the theme is and what it is not. If two themes say the same, they are one.",
            "Open the themes",
        ),
        Step.CONTRARY: Telling(
            "Look for what speaks against each theme",
            "Somebody may have lived the opposite. Choose their words as a contrary case, or say "
            "that you looked and found none.",
            "Open the themes",
        ),
        Step.MATRIX: Telling(
            "Sum up each person under each theme",
            "One or two sentences in each cell of the table, from that person's own passages. Then "
            "read across a row for one life, and down a column for one theme.",
            "Open the table",
        ),
        Step.INSIGHT: Telling(
            "Write the key insight of each theme",
            "What did you understand that nobody had seen before? Write it beside the evidence, "
            "with how strong it is and where it is thin.",
            "Open the themes",
        ),
        Step.ASK: Telling(
            "Ask people whether you got it right",
            "Send an insight to those who said that you may ask them more. They say yes, not quite "
            "or no, with their code.",
            "Open the themes",
        ),
        Step.QUOTES: Telling(
            "Choose quotes, and have them signed",
            "Two people look at each passage in its context before it can leave the study.",
            "Open the quotes",
        ),
    }
)

_BUILDING = (Step.THEMES, Step.BOUNDARIES, Step.CONTRARY)
_ENDING = (Step.INSIGHT, Step.ASK, Step.QUOTES)
ORDER: Mapping[Approach, tuple[Step, ...]] = MappingProxyType(
    {
        Approach.REFLEXIVE: (Step.NAMES, Step.JOURNAL, Step.READ, *_BUILDING, *_ENDING),
        Approach.CODEBOOK: (
            Step.NAMES, Step.BOOK, Step.READ, Step.COMPARE, Step.THEMES, Step.BOUNDARIES, *_ENDING,
        ),
        Approach.FRAMEWORK: (
            Step.NAMES, Step.BOOK, Step.THEMES, Step.READ, Step.COMPARE, Step.MATRIX, *_ENDING,
        ),
    }
)  # fmt: skip

_DONE: Mapping[Step, Callable[[Facts], bool]] = MappingProxyType(
    {
        Step.NAMES: lambda f: 0 < f.sources <= f.open,
        Step.BOOK: lambda f: f.codes > 0 and f.undefined == 0,
        Step.JOURNAL: lambda f: f.journal > 0,
        Step.READ: lambda f: f.open > 0 and not f.uncoded,
        Step.COMPARE: lambda f: f.compared,
        Step.THEMES: lambda f: f.themes > 0,
        Step.BOUNDARIES: lambda f: f.themes > 0 and f.unbounded == 0,
        Step.CONTRARY: lambda f: f.themes > 0 and f.unsought == 0,
        Step.MATRIX: lambda f: 0 < f.cells <= f.told,
        Step.INSIGHT: lambda f: f.themes > 0 and f.bare == 0,
        Step.ASK: lambda f: f.asked > 0,
        Step.QUOTES: lambda f: f.signed > 0,
    }
)


def done(step: Step, facts: Facts) -> bool:
    return _DONE[step](facts)


def next_step(approach: Approach, facts: Facts) -> Step:
    """The first step that is not done; the last one where all are. While nothing is open to the
    team, that is taking names out; once something is, the rest need not wait for every name."""
    if not facts.open:
        return Step.NAMES
    left = [step for step in ORDER[approach] if not done(step, facts)]
    if left[:1] == [Step.NAMES] and facts.uncoded:
        left = left[1:]
    return left[0] if left else ORDER[approach][-1]
