"""Which version of a course somebody passed, and what has changed since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pennydrop.rooms.inform.rules.claims import ClaimText
from pennydrop.rooms.inform.rules.course_text import write_modules
from pennydrop.rooms.inform.rules.courses import Course
from pennydrop.rooms.inform.rules.marks import MARK_LETTERS, fingerprint, mark_of

Facts = dict[str, str]


@dataclass(frozen=True)
class Changed:
    """What is otherwise today than when somebody passed. `new`: facts that were not shown to them,
    or not in these words; `gone`: facts that are not shown any more; `words`: questions or
    connecting words were written anew."""

    new: int
    gone: int
    words: bool

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.words)


def words_mark(course: Course) -> str:
    """Changes with anything that the course says by itself, its pass mark too."""
    head = course.head
    return fingerprint(head.title, head.pass_mark, write_modules(course.modules))


def facts_of(course: Course, claims: Mapping[str, ClaimText], shown: Collection[str]) -> Facts:
    """What a course teaches on a day: the marks of its claims by key."""
    return {
        key: mark_of(claims[key])[:MARK_LETTERS]
        for key in course.keys
        if key in claims and key in shown
    }


def version_of(words: str, facts: Mapping[str, str]) -> str:
    """The version: words, questions and the claims as they were worded."""
    return fingerprint(words, sorted(facts.items()))


def changed_since(
    words: str, facts: Mapping[str, str], *, words_now: str, facts_now: Mapping[str, str]
) -> Changed:
    """From what somebody was taught to what is taught now."""
    return Changed(
        new=sum(facts.get(key) != mark for key, mark in facts_now.items()),
        gone=len(set(facts) - set(facts_now)),
        words=words != words_now,
    )
