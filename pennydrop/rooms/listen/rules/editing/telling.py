"""A form as a list that staff can read: each question with its kind and its logic in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.editing.limits import limits_in, said_when_not
from pennydrop.rooms.listen.rules.editing.reading_logic import Telling, asked_as
from pennydrop.rooms.listen.rules.editing.texts import note_of
from pennydrop.rooms.listen.rules.form import Form, Group, Item, Kind, Placed, Question, Repeat
from pennydrop.rooms.listen.rules.languages import language_of

KIND_WORDS = {
    Kind.TEXT: "Open question", Kind.INTEGER: "Whole number", Kind.DECIMAL: "Number",
    Kind.SELECT_ONE: "Choose one", Kind.SELECT_MULTIPLE: "Choose any", Kind.RANK: "Put in order",
    Kind.RANGE: "Scale", Kind.DATE: "Day", Kind.TIME: "Time of day",
    Kind.DATETIME: "Day and time", Kind.NOTE: "Text to read", Kind.ACKNOWLEDGE: "Box to tick",
    Kind.IMAGE: "Picture", Kind.AUDIO: "Recording", Kind.VIDEO: "Film", Kind.FILE: "File",
    Kind.GEOPOINT: "Town or area", Kind.CALCULATE: "Worked out, not asked",
    Kind.HIDDEN: "Hidden value, not asked",
}  # fmt: skip
SECTION = "Section"
AGAIN = "Section asked again and again"


@dataclass(frozen=True)
class Told:
    """One item in words. `number` counts what has an answer, 0 for the rest; `depth` is how many
    sections are round it; `details` are its logic, a line for each thing."""

    place: str
    depth: int
    number: int
    kind: str
    words: str
    hint: str
    details: tuple[str, ...]
    choices: tuple[str, ...]
    section: bool
    first: bool
    last: bool

    @property
    def short(self) -> str:
        return asked_as(self.words)


def told(form: Form) -> tuple[Told, ...]:
    """Every item of the form in words, in its order, each section before what is inside it."""
    return tuple(_told(form, Telling(form)))


def _told(form: Form, telling: Telling) -> Iterator[Told]:
    number, skip = 0, len(form.root) + 2
    for placed in form.placed():
        item = placed.item
        asks = isinstance(item, Question) and item.asks
        number += asks
        beside = placed.inside[-1].items if placed.inside else form.items
        yield Told(
            place=placed.path[skip:], depth=len(placed.inside), number=number if asks else 0,
            kind=kind_of(item), words=telling.filled(str(item.label)) or _unlabelled(item),
            hint=telling.filled(_hint(item, form)),
            details=tuple(_details(form, placed, telling)), choices=_choices(item),
            section=isinstance(item, Group), first=beside[0] is item, last=beside[-1] is item,
        )  # fmt: skip


def kind_of(item: Item) -> str:
    if isinstance(item, Repeat):
        return AGAIN
    if isinstance(item, Group):
        return SECTION
    if item.kind is Kind.RANGE:
        start, end = item.parameter("start") or "1", item.parameter("end") or "10"
        return f"Scale from {start} to {end}"
    return KIND_WORDS[item.kind]


def _unlabelled(item: Item) -> str:
    if isinstance(item, Group):
        return "Without a heading"
    return item.name if item.silent else "Without words"


def _hint(item: Item, form: Form) -> str:
    return str(note_of(item, form.default_language) or item.hint) if isinstance(item, Group) else (
        str(item.hint)
    )  # fmt: skip


def _choices(item: Item) -> tuple[str, ...]:
    return tuple(str(one.label) for one in item.choices) if isinstance(item, Question) else ()


def _details(form: Form, placed: Placed, telling: Telling) -> Iterator[str]:
    item = placed.item
    if item.relevant == "false()":
        yield "Never shown"
    elif item.relevant:
        yield f"Only if {telling.told(item.relevant)}"
    if isinstance(item, Repeat) and item.count:
        yield f"Asked this many times: {telling.told(item.count)}"
    if isinstance(item, Question):
        yield from _of_question(item, telling)
    yield from _untranslated(form, item)


def _of_question(item: Question, telling: Telling) -> Iterator[str]:
    yield from _asked_for(item, telling)
    if item.choice_filter:
        yield f"Only choices that fit: {telling.fitting(item.choice_filter)}"
    if item.listed and item.listed.source and not item.choices:
        yield f"Choices come from {item.listed.source}"
    if item.calculation:
        yield f"Worked out: {telling.told(item.calculation)}"
    if item.default:
        yield f"Starts with: {item.default}"
    if item.read_only == "true()":
        yield "Only to be read"


def _asked_for(item: Question, telling: Telling) -> Iterator[str]:
    if item.required and item.kind is Kind.ACKNOWLEDGE:
        yield "Must be ticked to go on"
    elif item.required:
        when = "" if item.required == "true()" else f", if {telling.told(item.required)}"
        yield f"Asked once more when left empty{when}"
    if item.constraint:
        limits = limits_in(item.kind, item.constraint)
        told = said_when_not(item.kind, limits) if limits else ""
        yield told or f"Taken only if {telling.told(item.constraint)}"


def _untranslated(form: Form, item: Item) -> Iterator[str]:
    texts = [item.label, item.hint]
    if isinstance(item, Question):
        texts += [choice.label for choice in item.choices]
    for language in form.languages:
        said = [text for text in texts if text]
        if language != form.default_language and any(language not in t.languages for t in said):
            yield f"Not all in {language_of(language).shown} yet"
