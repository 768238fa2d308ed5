"""An answer out of a posted page, and what a question page is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from pennydrop.rooms.listen.rules.form import Question

LONGEST = 20_000
LEAVE_NAMES = "Please leave out names if you can. We take out the ones you miss."


@dataclass(frozen=True)
class TooLong(Exception):
    """More than we can keep in one answer. Nothing is cut off without asking."""

    text: str

    @property
    def message(self) -> str:
        over = len(self.text) - LONGEST
        return f"This is {over:,} letters too long for one page. Make it shorter, or split it up"


def answer_in(posted: QueryDict, question: Question) -> str:
    """What was written or chosen, as it is kept: text, or the names of choices. Raises TooLong."""
    if not question.asks:
        return ""
    if question.kind == "text":
        text = posted.get("answer", "").replace("\r\n", "\n").replace("\0", "").strip()
        if len(text) > LONGEST:
            raise TooLong(text)
        return text
    known = [choice.name for choice in question.choices]
    chosen = [name for name in known if name in posted.getlist("answer")]
    return " ".join(chosen if question.kind == "select_multiple" else chosen[:1])


def question_page(
    pages: Sequence[Question], step: int, *, alone: bool, answer: str = "",
    problem: TooLong | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The context of one question page; `step` counts from 1."""
    question = pages[step - 1]
    return {
        "question": question,
        "options": [(choice.name, choice.label) for choice in question.choices],
        "kind": "checkbox" if question.kind == "select_multiple" else "radio",
        "chosen": answer.split(),
        "answer": problem.text if problem else answer,
        "answered": bool(answer),
        "errors": {"id_answer": problem.message} if problem else {},
        "error": problem.message if problem else "",
        "leave_names": LEAVE_NAMES, "step": step, "of": 0 if alone else len(pages),
    }  # fmt: skip
