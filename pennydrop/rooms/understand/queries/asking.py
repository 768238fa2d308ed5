"""Put a question to the codings and words as they are now (rules/asking.py)."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.queries.asking_spans import Asking, texts_of
from pennydrop.rooms.understand.queries.blind import hidden_from
from pennydrop.rooms.understand.queries.positions import positions_with_attributes
from pennydrop.rooms.understand.rules.asking import Narrowed, Question
from pennydrop.rooms.understand.rules.spans import Span


@dataclass(frozen=True)
class Found:
    """Where something was found: listen's id of the source, and the passage in it."""

    source: UUID
    span: Span


def find(study: UUID, question: Question, *, reader: str) -> list[Found]:
    """Every passage that fits, source by source in reading order, going by the codings that
    `reader` (as in records) may see. Raises BadPattern."""
    with positions_with_attributes(study) as file:
        spans = Asking(study, file, hidden_from(study, reader)).find(question)
        wanted = [text for text, found in spans.items() if found]
        ids = texts_of(file, wanted)
    return [Found(ids[text], span) for text in sorted(wanted) for span in spans[text]]


@dataclass(frozen=True)
class FoundPage:
    """How many passages in how many sources were found, and a page of them."""

    total: int
    sources: int
    page: list[Found]


def find_page(study: UUID, question: Question, *, reader: str, first: int, count: int) -> FoundPage:
    """The same as `find`, where only a page is shown. Raises BadPattern.

    What can be is counted and cut where it lies: by bits (queries/asking_bits.py), or by the file
    itself (queries/asking_file.py).
    """
    hidden = hidden_from(study, reader)
    with positions_with_attributes(study) as file:
        # What is asked one after the other has to be of one moment. What is worked out of people
        # may be kept.
        file.execute("BEGIN IMMEDIATE" if isinstance(question, Narrowed) else "BEGIN")
        total, sources, page = Asking(study, file, hidden).page(question, first, count)
        ids = texts_of(file, list({text for text, _ in page}))
        file.execute("COMMIT")
    return FoundPage(total, sources, [Found(ids[text], span) for text, span in page])
