"""What one page is told: the words filled in, the choices left, and what was said before."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pennydrop.rooms.listen.rules.form.model import Group, Item, Kind, Question, Repeat
from pennydrop.rooms.listen.rules.form.texts import Text
from pennydrop.rooms.listen.rules.walking.plan import Ready, content_note
from pennydrop.rooms.listen.rules.walking.settling import Settled
from pennydrop.rooms.listen.rules.walking.tree import Held
from pennydrop.rooms.listen.rules.xpath import ExpressionError, parse, substitute, to_string

_NAMED = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


class Means(Enum):
    """What a page is for: a question or note, several of them together, the start of a part that
    is hard to read, or whether there is one more to tell of."""

    QUESTION = "question"
    TOGETHER = "together"
    PART = "part"
    ROUNDS = "rounds"


@dataclass(frozen=True)
class Option:
    name: str
    label: str


@dataclass(frozen=True)
class Page:
    """One page. `address` is neutral ("7-2"), `path` is where the answer is kept.

    `label`, `hint`, `guidance` and `headings` are Markdown in the language asked for; what people
    wrote is escaped in them. `stored` is the answer so far, or what the form suggests. `rounds` is
    how many rounds there are, for a page of that meaning.
    """

    means: Means
    path: str
    address: str
    item: Item
    label: str
    hint: str
    guidance: str
    headings: tuple[str, ...]
    choices: tuple[Option, ...]
    required: bool
    read_only: bool
    stored: str
    rounds: int

    @property
    def question(self) -> Question:
        """The question of a page that has one."""
        assert isinstance(self.item, Question)
        return self.item

    @property
    def asks(self) -> bool:
        """A person can answer here."""
        return self.means is Means.QUESTION and self.question.asks and not self.read_only

    @property
    def consents(self) -> bool:
        """The form asks for a yes that it cannot go without: a required acknowledgement."""
        return self.asks and self.required and self.question.kind.value == "acknowledge"


def page_at(settled: Settled, held: Held, means: Means) -> Page:
    """Everything that a page shows."""
    item = held.spot.item
    asked = item if isinstance(item, Question) else None
    options = settled.choices(held) if asked and asked.listed else ()
    language = settled.setting.language
    return Page(
        means=means, path=held.path, address=held.address, item=item,
        label=_label(settled, held, means),
        hint="" if means is Means.TOGETHER else filled(settled, held, _hint(item)),
        guidance=filled(settled, held, asked.guidance) if asked else "",
        headings=tuple(headings(settled, held)),
        choices=tuple(
            Option(c.name, filled(settled, held, c.label, language)) for c in options
        ),
        required=bool(asked) and settled.says(held, "required", otherwise=False),
        read_only=settled.read_only(held) if asked else False,
        stored=held.node.text if asked else "",
        rounds=len(held.node.named(item.name)) if means is Means.ROUNDS else 0,
    )  # fmt: skip


def _label(settled: Settled, held: Held, means: Means) -> str:
    words = filled(settled, held, held.spot.item.label)
    one_round = means is Means.TOGETHER and isinstance(held.spot.item, Repeat)
    return _round_name(words, held) if one_round else words


def _round_name(words: str, held: Held) -> str:
    return f"{words or 'Part'} {held.rounds[-1]}"


def _hint(item: Item) -> Text:
    return content_note(item) if isinstance(item, Group) else item.hint


def headings(settled: Settled, held: Held) -> Iterator[str]:
    """The names of the parts that this stands in, with which round it is."""
    around: list[Held] = []
    outer = held.outer
    while outer is not None:
        around.append(outer)
        outer = outer.outer
    for group in reversed(around):
        label = filled(settled, group, group.spot.item.label)
        name = _round_name(label, group) if isinstance(group.spot.item, Repeat) else label
        if name:
            yield name


def filled(settled: Settled, held: Held, text: Text, language: str | None = None) -> str:
    """The words in the language asked for, with the answers that they name put in."""
    words = text.in_language(settled.setting.language if language is None else language)
    if "${" not in words:
        return words
    return _NAMED.sub(lambda found: _MARKS.sub(r"\\\1", said_of(settled, held, found[1])), words)


def said_of(settled: Settled, held: Held, name: str) -> str:
    """What was answered to the question of a name, in words, as seen from here."""
    plan = settled.plan
    try:
        text = substitute(f"${{{name}}}", plan.names, held.spot.path, plan.repeats)
        value = settled.value(held, Ready(parse(text), chance=False))
    except ExpressionError:
        return ""
    stored = "" if value is None else to_string(value)
    spot = plan.at.get(plan.names.get(name, ""))
    if spot and isinstance(spot.item, Question):
        return said(spot.item, stored, settled.setting.language)
    return stored


def said(question: Question, stored: str, language: str = "") -> str:
    """An answer in words: labels for what was chosen (a single choice may have spaces in it), a
    date as people write it. Empty for none."""
    labels = {choice.name: choice.label.in_language(language) for choice in question.choices}
    if stored in labels:
        return labels[stored]
    in_words = _IN_WORDS.get(question.kind)
    return in_words(question, stored) if in_words and stored else question.said(stored, language)


def _day(question: Question, stored: str) -> str:
    try:
        day = date.fromisoformat(stored)
    except ValueError:
        return stored
    looks = question.appearance.split()
    if "year" in looks:
        return f"{day.year}"
    return f"{day:%B} {day.year}" if "month-year" in looks else f"{day.day} {day:%B} {day.year}"


def _clock(question: Question, stored: str) -> str:
    return stored[:5]


def _moment(question: Question, stored: str) -> str:
    day, _, clock = stored.partition("T")
    return f"{_day(question, day)}, {_clock(question, clock)}"


def _file(question: Question, stored: str) -> str:
    kinds = {"picture": "A picture", "recording": "A recording", "video": "A video"}
    return kinds.get(stored.partition(".")[0], "A file")


_IN_WORDS: dict[Kind, Callable[[Question, str], str]] = {
    Kind.DATE: _day, Kind.TIME: _clock, Kind.DATETIME: _moment, Kind.IMAGE: _file,
    Kind.AUDIO: _file, Kind.VIDEO: _file, Kind.FILE: _file,
    Kind.ACKNOWLEDGE: lambda question, stored: "Yes",
}  # fmt: skip
