"""An answer to a consultation: its questions as they were asked, how long an answer may be, and
what is missing before it is sent."""

import csv
import datetime as dt
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

MOST_QUESTIONS = 60
LONGEST_QUESTION = 1_000
SIGNERS = 2
SOON_DAYS = 21
_NUMBERED = re.compile(r"^(?:q(?:uestion)?\s*)?\d{1,3}\s*[.):]\s+|^question\s+\d{1,3}\s*", re.I)
_LIMIT = re.compile(
    r"\s*[(\[]?\s*(?:at most|max(?:imum)?(?: of)?|up to|no more than|limit(?: of)?:?)\s*"
    r"(\d[\d,]*)\s*words\.?\s*[)\]]?|\s*[(\[]\s*(\d[\d,]*)\s*words(?:\s+max(?:imum)?)?\s*[)\]]",
    re.I,
)


class BadQuestions(ValueError):
    """The questions cannot be read. The message says why, in a sentence."""


@dataclass(frozen=True)
class Asked:
    """One question. `most_words`: how long an answer may be; None where they set no limit."""

    text: str
    most_words: int | None = None


@dataclass(frozen=True)
class Answered:
    """A question with its answer as it would be sent; `lost`: something quoted is not there."""

    asked: Asked
    words: int
    lost: bool = False

    @property
    def over(self) -> int:
        """How many words too many it has."""
        return max(0, self.words - self.asked.most_words) if self.asked.most_words else 0


class Stand(Enum):
    """How an answer stands towards its day."""

    WRITING = "being written"
    LATE = "its day has passed"
    SENT = "sent"


def read_questions(text: str) -> tuple[Asked, ...]:
    """Questions as somebody pasted them: a paragraph each, or a line each; or a table (CSV) with
    the columns question and words. Raises BadQuestions."""
    table = _table(text)
    found = tuple(table if table is not None else map(_question, _paragraphs(text)))
    if not found:
        raise BadQuestions("There is no question in it.")
    if len(found) > MOST_QUESTIONS:
        raise BadQuestions(f"These are {len(found)} questions; at most {MOST_QUESTIONS} fit.")
    for one in found:
        if len(one.text) > LONGEST_QUESTION:
            raise BadQuestions(f"“{one.text[:60]}…” is longer than {LONGEST_QUESTION} characters.")
    return found


def word_count(text: str) -> int:
    """Words as a word processor counts them: whatever stands between spaces."""
    return len(text.split())


def gaps(answers: Sequence[Answered], signers: Collection[str]) -> Iterator[str]:
    """What stands in the way of sending, in sentences, in the order of the questions."""
    for number, one in enumerate(answers, start=1):
        if not one.words:
            yield f"Question {number} has no answer."
        if one.over:
            yield (
                f"The answer to question {number} has {one.words} words; at most "
                f"{one.asked.most_words} fit."
            )
        if one.lost:
            yield f"The answer to question {number} quotes something that is not there any more."
    if len(set(signers)) < SIGNERS:
        yield "Two people have to sign it as it stands now."


def stand_of(due: dt.date, *, sent: bool, today: dt.date) -> Stand:
    """The day itself still counts."""
    if sent:
        return Stand.SENT
    return Stand.LATE if due < today else Stand.WRITING


def _paragraphs(text: str) -> list[str]:
    """Where empty lines part it, they do; else each line is a question."""
    plain = text.replace("\r\n", "\n").strip()
    parts = re.split(r"\n\s*\n", plain) if re.search(r"\n\s*\n", plain) else plain.split("\n")
    return [joined for part in parts if (joined := " ".join(part.split()))]


def _question(text: str) -> Asked:
    limit = _LIMIT.search(text)
    said = _NUMBERED.sub("", _LIMIT.sub("", text)).strip() or text
    number = limit and (limit[1] or limit[2]).replace(",", "")
    return Asked(said, int(number) if number and int(number) else None)


def _table(text: str) -> list[Asked] | None:
    """The rows of a table; None for anything that does not begin with its columns."""
    rows = list(csv.reader(io.StringIO(text.strip(), newline="")))
    head = [name.strip().lower() for name in rows[0]] if rows else []
    if "question" not in head or not set(head) <= {"question", "words", "number"}:
        return None
    body = [(n, row) for n, row in enumerate(rows[1:], start=2) if any(map(str.strip, row))]
    return [_row(number, dict(zip(head, row, strict=False))) for number, row in body]


def _row(number: int, row: dict[str, str]) -> Asked:
    words = row.get("words", "").strip()
    text = " ".join(row.get("question", "").split())
    if not text or (words and not re.fullmatch(r"[1-9]\d{0,4}", words)):
        raise BadQuestions(f"Row {number}: give a question, and a number of words or nothing.")
    return Asked(text, int(words) if words else None)
