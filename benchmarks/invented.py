"""An invented study of a known size: the same seed gives the same words, codes and codings.

Made from syllables, so that no sentence means anything and nothing needs de-identifying. Some words
carry letters outside ASCII, because one side counts code points and the other UTF-8 bytes.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

SYLLABLES = [c + v for c in "bdfghklmnprstvwz" for v in ("a", "e", "i", "o", "u", "ee", "ai", "ou")]
ENDINGS = ["", "", "", "n", "r", "st", "ck", "m", "lé", "ñ", "’s"]
MARKS = [".", ".", ".", "?", "!", " – so.", " …", " ☕."]
QUESTION_WORDS = (6, 30)
ANSWER_WORDS = (30, 190)
PASSAGE_WORDS = (5, 60)
RUNS_ON = 0.05  # share of passages that end in the next turn


@dataclass(frozen=True)
class Size:
    """How large a study to invent. `interview_bytes` and `long_bytes` are UTF-8."""

    interviews: int
    interview_bytes: int
    long_bytes: int
    themes: int
    codes_in_theme: int
    codings: int
    adds: int
    long_adds: int
    repeats: int


FULL = Size(271, 30_600, 500_000, 10, 6, 10_000, 200, 50, 7)
SMALL = Size(8, 6_000, 40_000, 4, 3, 300, 10, 5, 2)


@dataclass(frozen=True)
class Code:
    """A code within a theme. `path` is how a tool with flat tags can hold both."""

    name: str
    theme: str

    @property
    def path(self) -> str:
        return f"{self.theme}.{self.name}"


@dataclass(frozen=True)
class Passage:
    """Words of one interview: from an offset in one turn to an offset (exclusive) in the same turn
    or the next. Offsets are code points within the turn. `code` is an index into the codes."""

    interview: int
    first: int
    start: int
    last: int
    end: int
    code: int


@dataclass(frozen=True)
class InventedStudy:
    """Interviews as lists of turns, interviewer and participant by turns; the last interview is
    the long one, and no coding stands in it. `fresh` and `long_fresh` are passages not yet coded:
    in the first interview and in the long one."""

    interviews: tuple[tuple[str, ...], ...]
    codes: tuple[Code, ...]
    codings: tuple[Passage, ...]
    fresh: tuple[Passage, ...]
    long_fresh: tuple[Passage, ...]

    def in_theme(self, theme: str) -> list[Passage]:
        """The codings of a theme's codes, in the order they were drawn."""
        return [coding for coding in self.codings if self.codes[coding.code].theme == theme]

    @property
    def themes(self) -> list[str]:
        """From the one with most codings to the one with fewest."""
        names = sorted({code.theme for code in self.codes})
        return sorted(names, key=lambda theme: -len(self.in_theme(theme)))

    def words(self, passage: Passage) -> str:
        """The passage as one line, words parted by single spaces."""
        turns = self.interviews[passage.interview]
        if passage.first == passage.last:
            return one_line(turns[passage.first][passage.start : passage.end])
        return one_line(
            f"{turns[passage.first][passage.start :]} {turns[passage.last][: passage.end]}"
        )

    def in_bytes(self, passage: Passage) -> tuple[int, int]:
        """Start and end in UTF-8 bytes of all turns written one after another, nothing between."""
        turns = self.interviews[passage.interview]
        ends = [0, *accumulate(len(turn.encode()) for turn in turns[: passage.last])]
        start = ends[passage.first] + len(turns[passage.first][: passage.start].encode())
        return start, ends[passage.last] + len(turns[passage.last][: passage.end].encode())


def page_of(turns: tuple[str, ...]) -> str:
    """An interview as the HTML that is brought in: its text is the turns, nothing between."""
    body = "".join(f"<p>{html.escape(turn, quote=False)}</p>" for turn in turns)
    return f"<!DOCTYPE html><html><head><title>Interview</title></head><body>{body}</body></html>"


def one_line(text: str) -> str:
    return " ".join(text.split())


def invent(size: Size, seed: int = 271) -> InventedStudy:
    """The whole study. Raises ValueError where the texts are too short for so many passages."""
    dice = Random(seed)
    vocabulary = [_word(dice) for _ in range(4000)]
    interviews = [
        _interview(dice, vocabulary, size.interview_bytes) for _ in range(size.interviews)
    ]
    interviews.append(_interview(dice, vocabulary, size.long_bytes))
    codes = [
        Code(f"{dice.choice(vocabulary)} {number}".replace("’", ""), f"T{theme:02d}")
        for theme in range(1, size.themes + 1)
        for number in range(1, size.codes_in_theme + 1)
    ]
    passages = _Passages(dice, interviews, codes)
    where = [dice.randrange(size.interviews) for _ in range(size.codings)]
    taken: set[Passage] = set()
    long = size.interviews
    return InventedStudy(
        interviews=tuple(interviews),
        codes=tuple(codes),
        codings=tuple(_new(passages, here, taken) for here in where),
        fresh=tuple(_new(passages, 0, taken) for _ in range(size.adds)),
        long_fresh=tuple(_new(passages, long, taken) for _ in range(size.long_adds)),
    )


class _Passages:
    """Draws passages on word boundaries; frequent codes first, as in any real codebook."""

    def __init__(self, dice: Random, interviews: list[tuple[str, ...]], codes: list[Code]) -> None:
        self.dice, self.interviews = dice, interviews
        self.places = range(len(codes))
        self.weights = [1 / (3 + place) ** 0.35 for place in self.places]

    def draw(self, interview: int) -> Passage:
        turns = self.interviews[interview]
        first = self.dice.randrange(len(turns) - 1)
        begins = _word_starts(turns[first])
        place = self.dice.randrange(max(1, len(begins) - 4))
        last = first + 1 if self.dice.random() < RUNS_ON else first
        ends = _word_ends(turns[last])
        count = self.dice.randint(*PASSAGE_WORDS)
        stop = min((place if last == first else 0) + count, len(ends)) - 1
        code = self.dice.choices(self.places, self.weights)[0]
        return Passage(interview, first, begins[place], last, ends[stop], code)


def _new(passages: _Passages, interview: int, taken: set[Passage]) -> Passage:
    for _ in range(1000):
        passage = passages.draw(interview)
        if passage not in taken:
            taken.add(passage)
            return passage
    raise ValueError("The interviews are too short for so many passages.")


def _word(dice: Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(1, 3))) + dice.choice(ENDINGS)


def _interview(dice: Random, vocabulary: list[str], wanted: int) -> tuple[str, ...]:
    return tuple(_turns(dice, vocabulary, wanted))


def _turns(dice: Random, vocabulary: list[str], wanted: int) -> Iterator[str]:
    asks = True
    while wanted > 0:
        turn = _turn(dice, vocabulary, QUESTION_WORDS if asks else ANSWER_WORDS)
        wanted -= len(turn.encode())
        asks = not asks
        yield turn


def _turn(dice: Random, vocabulary: list[str], length: tuple[int, int]) -> str:
    words = dice.choices(vocabulary, k=dice.randint(*length))
    sentences = []
    while words:
        count = dice.randint(4, 18)
        sentences.append(" ".join(words[:count]).capitalize() + dice.choice(MARKS))
        words = words[count:]
    return " ".join(sentences)


def _word_starts(text: str) -> list[int]:
    return [at for at, sign in enumerate(text) if sign != " " and (at == 0 or text[at - 1] == " ")]


def _word_ends(text: str) -> list[int]:
    last = len(text) - 1
    return [
        at + 1
        for at, sign in enumerate(text)
        if sign != " " and (at == last or text[at + 1] == " ")
    ]
