"""A story that somebody tells to be put out: what it may say, and what it waits for.

What counts as a success is the teller's to say: less pain, being believed, one good week. A story
is nobody's proof: no sentence of findings stands on one. It never tells amounts, never praises a
named service, and never puts a place, a job and an age side by side.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum

LONGEST_TITLE = 100
LONGEST_NOTE = 200
LONGEST_WORDS = 6_000
SIGNERS = 2
PARTS = (
    ("before", "What was going on"),
    ("helped", "What helped"),
    ("now", "How it is now"),
)


class Teller(StrEnum):
    """As whom somebody tells it. Nothing else is said of them."""

    LIVED = "somebody who has been there"
    PEER = "a peer worker"
    WORKER = "somebody who works in a service"
    FAMILY = "family or a friend"


class Told(StrEnum):
    """Whose words they are."""

    OWN = "in their own words"
    RETOLD = "told by them, written down by us"


class Reply(StrEnum):
    """What the teller said to exactly these words."""

    YES = "yes"
    CHANGE = "change"
    NO = "no"


@dataclass(frozen=True)
class StoryText:
    """One wording. `note` says before the story what is in it that could be hard to read."""

    title: str
    note: str
    told: Told
    before: str = ""
    helped: str = ""
    now: str = ""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """What is said, each part with its heading."""
        return tuple((head, text) for name, head in PARTS if (text := getattr(self, name).strip()))

    @property
    def words(self) -> str:
        """All of it that is read, to be looked through."""
        return "\n\n".join([self.title, self.note, *(text for _, text in self.parts)])


class BadStory(ValueError):
    """It cannot be kept so. The message says why, in a sentence."""


class Gap(Enum):
    """What keeps a wording in. The value says it to the team."""

    GONE = "The words are gone: they were taken back."
    CONSENT = "This person does not agree, or not any more, that their words are published."
    NO = "The teller does not want this to go out."
    CHANGE = "The teller wants something changed."
    YES = "The teller has not said yes to these words yet."
    SIGNED = "Two people have to sign it."


@dataclass(frozen=True)
class Facts:
    """How one wording stands. `agrees`: what the teller said to the study before, where they took
    part in one; True where they tell it as themselves."""

    readable: bool
    agrees: bool
    reply: Reply | None
    signers: Collection[str]


def gaps(facts: Facts) -> tuple[Gap, ...]:
    """What keeps it in, in the order of `Gap`; with none it is out."""
    here = {
        Gap.GONE: not facts.readable,
        Gap.CONSENT: not facts.agrees,
        Gap.NO: facts.reply is Reply.NO,
        Gap.CHANGE: facts.reply is Reply.CHANGE,
        Gap.YES: facts.reply is None,
        Gap.SIGNED: len(set(facts.signers)) < SIGNERS,
    }
    return tuple(gap for gap in Gap if here[gap])


def check_story(text: StoryText, *, places: Collection[str] = ()) -> None:
    """Raise BadStory for the first thing that is wrong. `places`: what in it looks like one."""
    for problem in _problems(text, places):
        raise BadStory(problem)


def pointers(words: str, *, places: Collection[str] = ()) -> tuple[str, ...]:
    """What a neighbour could know somebody by, for those who sign to weigh."""
    ages = [f"an age: “{found[0]}”" for found in _AGE.finditer(words)]
    jobs = [f"a job: “{found[0]}”" for found in _JOB.finditer(words)]
    return tuple([*ages, *jobs, *(f"a place: “{place}”" for place in places)])


def _problems(text: StoryText, places: Collection[str]) -> Iterator[str]:
    if not text.title.strip() or len(text.title) > LONGEST_TITLE:
        yield f"Give it a title of up to {LONGEST_TITLE} characters."
    if not text.note.strip() or len(text.note) > LONGEST_NOTE:
        yield f"Say in up to {LONGEST_NOTE} characters what in it could be hard to read."
    if not text.parts:
        yield "Write at least one of its parts."
    if len(text.words) > LONGEST_WORDS:
        yield f"It has {len(text.words)} characters; at most {LONGEST_WORDS} fit."
    if amount := _AMOUNT.search(text.words):
        yield f"“{amount[0]}” is an amount. A story gives none: leave it out."
    if praised := _praised(text.words):
        yield f"“{praised}” praises somebody by name. Say what helped, without the name."
    if places and _AGE.search(text.words) and _JOB.search(text.words):
        yield "A place, a job and an age together can show who somebody is. Leave one out."


def _praised(words: str) -> str:
    """The first sentence that names somebody and praises."""
    for sentence in _SENTENCE.split(words):
        if _PRAISE.search(sentence) and _NAMED.search(sentence):
            return " ".join(sentence.split())
    return ""


_NUMBER = r"(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|nine|ten|several|half(?: an?)?)"
_AMOUNT = re.compile(
    rf"£\s?\d+|\b(?:an?|{_NUMBER})\s*(?:mg|milligrams?|g|gs|grams?|ounces?|oz|kilos?)\b"
    rf"|\b{_NUMBER}\s+(?:lines?|bumps?|bags?|wraps?|keys|quid)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:aged?|turned|i (?:am|was)|i['’]m|he (?:is|was)|she (?:is|was)) (?:only |just )?"
    r"(?:1[0-9]|[2-8][0-9])\b|\b(?:1[0-9]|[2-8][0-9])[- ]years?[- ]olds?\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"\bmy job (?:as|at)\b|\b(?:work(?:ed|s|ing)?|job|employed|trained|training) as an? [a-z]+\b"
    r"|\b(?:am|was|is|i['’]m) an? (?:\w+ )?(?:nurse|teacher|doctor|chef|carer|plumber|builder|"
    r"electrician|driver|farmer|fisherman|postman|soldier|lawyer|paramedic|lecturer|mechanic|"
    r"hairdresser|social worker|youth worker|councillor|vicar|musician|DJ)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_PRAISE = re.compile(
    r"\b(?:brilliant|amazing|wonderful|fantastic|excellent|incredible|the best|saved my life|"
    r"second to none|can(?:no|['’])t thank|recommend|life[- ]?savers?)\b",
    re.IGNORECASE,
)
_DAYS = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Christmas|Easter|English|British"
)
# Two names in a row, or one inside a sentence, that is no day, month or everyday word.
_NAMED = re.compile(
    r"\b(?!(?:My|The|On|In|At|Our|Her|His|And|But|Then|That|This|One|Last)\b)"
    rf"[A-Z][a-z]+ (?!{_DAYS})[A-Z][a-z]+|(?<=[a-z,;] )(?!{_DAYS})[A-Z][a-z]{{2,}}"
)
