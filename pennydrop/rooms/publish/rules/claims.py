"""What the sentences of a document stand on: each with its evidence, or shown as without.

A tie names a block by its key and a sentence by its fingerprint. So it stays while the block is
moved and while other sentences of it change, and falls off when the sentence itself changes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a sentence can stand on."""

    THEME = "theme"
    CODE = "code"
    QUESTION = "question"
    QUOTE = "quote"
    FIGURE = "figure"
    METHOD = "method"
    SOURCE = "source"
    NONE = "none"


NAMES: Mapping[Kind, str] = {
    Kind.THEME: "Theme",
    Kind.CODE: "Code",
    Kind.QUESTION: "Kept question",
    Kind.QUOTE: "Quote",
    Kind.FIGURE: "Chart or table of this document",
    Kind.METHOD: "How this study was done",
    Kind.SOURCE: "Something others published",
    Kind.NONE: "Needs no evidence",
}
# These can be gone by the time somebody looks.
FOUND_IN_STUDY = frozenset({Kind.THEME, Kind.CODE, Kind.QUESTION, Kind.QUOTE, Kind.FIGURE})
# Behind these stand people of the study.
PEOPLE_BEHIND = frozenset({Kind.THEME, Kind.CODE, Kind.QUESTION, Kind.QUOTE})


class BadTie(ValueError):
    """A sentence cannot be tied to this; the message says why."""


@dataclass(frozen=True)
class Evidence:
    """What a sentence stands on. `target`: an id, or an address that begins with http; `label`
    names what others published."""

    kind: Kind
    target: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.target}"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document. `block`: its block's key, `place` where that stands now (from 1);
    `insight`: it is a key insight; `given`: what it stands on without anybody's saying so."""

    block: str
    place: int
    mark: str
    text: str
    insight: bool = False
    given: Evidence | None = None

    @property
    def name(self) -> str:
        """How a form names it."""
        return f"{self.block}.{self.mark}"


@dataclass(frozen=True)
class Tie:
    """Somebody's word that a sentence stands on something. `said`: the sentence as it was."""

    id: str
    block: str
    mark: str
    evidence: Evidence
    said: str
    by: str


class State(StrEnum):
    """How it stands with a sentence."""

    TIED = "tied"
    NEEDS_NONE = "needs none"
    OPEN = "open"
    GONE = "gone"


@dataclass(frozen=True)
class Claim:
    """A sentence with its ties; `gone`: the ids of those whose evidence is not there any more."""

    sentence: Sentence
    ties: tuple[Tie, ...]
    gone: frozenset[str] = frozenset()

    @property
    def alive(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.id not in self.gone)

    @property
    def state(self) -> State:
        kinds = {tie.evidence.kind for tie in self.alive}
        if self.sentence.given or kinds - {Kind.NONE}:
            return State.TIED
        if kinds:
            return State.NEEDS_NONE
        return State.GONE if self.gone else State.OPEN

    @property
    def settled(self) -> bool:
        return self.state in (State.TIED, State.NEEDS_NONE)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What it stands on now."""
        given = (self.sentence.given,) if self.sentence.given else ()
        return (*given, *(tie.evidence for tie in self.alive if tie.evidence.kind != Kind.NONE))


@dataclass(frozen=True)
class Claims:
    """Every sentence of a document, and the ties that fell off because their sentence changed."""

    all: tuple[Claim, ...]
    loose: tuple[Tie, ...] = ()

    @property
    def open(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.all if not claim.settled)

    @property
    def counted(self) -> tuple[Claim, ...]:
        """Those that need evidence."""
        return tuple(claim for claim in self.all if claim.state is not State.NEEDS_NONE)

    @property
    def tied(self) -> int:
        return sum(claim.state is State.TIED for claim in self.all)

    @property
    def said(self) -> str:
        """How many have it, in words."""
        total = len(self.counted)
        if not total:
            return "No sentence needs evidence yet."
        have = "has" if self.tied == 1 else "have"
        return f"{self.tied} of {total} sentence{'' if total == 1 else 's'} {have} evidence."

    def of_block(self, key: str) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.all if claim.sentence.block == key)

    def named(self, names: Collection[str]) -> tuple[Claim, ...]:
        """Those that a form names, in the order of the document."""
        return tuple(claim for claim in self.all if claim.sentence.name in names)


def read_claims(
    sentences: Sequence[Sentence], ties: Iterable[Tie], there: Mapping[Kind, Collection[str]]
) -> Claims:
    """The sentences with their ties. `there`: of each kind, the targets that are there now."""
    held: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        held.setdefault((tie.block, tie.mark), []).append(tie)
    claims = []
    for sentence in sentences:
        own = tuple(held.get((sentence.block, sentence.mark), ()))
        gone = frozenset(tie.id for tie in own if not _is_there(tie.evidence, there))
        claims.append(Claim(sentence, own, gone))
    said = {(sentence.block, sentence.mark) for sentence in sentences}
    blocks = {sentence.block for sentence in sentences}
    # A tie of a block that was taken out waits: going back to an earlier revision brings both back.
    loose = [
        tie
        for (block, mark), own in held.items()
        if block in blocks and (block, mark) not in said
        for tie in own
    ]
    return Claims(tuple(claims), tuple(loose))


def _is_there(evidence: Evidence, there: Mapping[Kind, Collection[str]]) -> bool:
    return evidence.kind not in FOUND_IN_STUDY or evidence.target in there.get(evidence.kind, ())
