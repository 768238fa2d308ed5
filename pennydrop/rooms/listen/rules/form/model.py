"""What a form is made of. Frozen values; expressions are kept as the author wrote them.

An expression is a text in ODK's XPath in which `${name}` stands for a question; it is empty where
there is none. `rules.form.logic` compiles it. "yes" and "no" are kept as `true()` and nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pennydrop.rooms.listen.rules.form.texts import Text

Pairs = tuple[tuple[str, str], ...]


class Kind(StrEnum):
    """What a question takes. The values are the type names of the XLSForm reference.

    Other spellings and other names are read into these (a barcode is TEXT, an e-mail asked for is
    TEXT, a percentage is INTEGER with a constraint). GEOPOINT is a coarse area, never a position.
    """

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    GEOPOINT = "geopoint"
    CALCULATE = "calculate"
    HIDDEN = "hidden"


CHOOSING = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
UPLOADING = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
SILENT = frozenset({Kind.CALCULATE, Kind.HIDDEN})  # no page of their own


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen. `name` is what is stored, `label` what is read.

    `extra` holds the other columns of its row, which a choice filter looks at.
    """

    name: str
    label: Text
    extra: Pairs = ()
    media: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class ChoiceList:
    """What can be chosen, by the name that expressions use: `instance('name')/root/item`.

    `source` is empty for a list written in the form; else the file whose rows are the choices
    ("towns.csv"), or `${name}`: the answers to that question in a repeat are the choices.
    `external` lists stand on the sheet `external_choices`.
    """

    name: str
    choices: tuple[Choice, ...] = ()
    source: str = ""
    external: bool = False


@dataclass(frozen=True)
class Question:
    """One page, or one silent value (`CALCULATE`, `HIDDEN`).

    `required`, `read_only`, `relevant`, `constraint`, `calculation` and `choice_filter` are
    expressions; `default` is a value or an expression (`logic.default_of` tells). `trigger` names
    the questions (`${a}, ${b}`) whose change runs the calculation. `parameters` are those of a
    range (start, end, step) or a list (randomize, seed, value, label). `media` is by kind: image,
    big-image, audio, video. `short` is the few words of a tile (our own optional column; other
    tools pass over it). `kept` holds the other filled columns, by name.
    """

    name: str
    kind: Kind
    label: Text = Text()
    hint: Text = Text()
    guidance: Text = Text()
    short: Text = Text()
    required: str = ""
    required_message: Text = Text()
    relevant: str = ""
    constraint: str = ""
    constraint_message: Text = Text()
    calculation: str = ""
    choice_filter: str = ""
    default: str = ""
    trigger: str = ""
    read_only: str = ""
    appearance: str = ""
    parameters: Pairs = ()
    listed: ChoiceList | None = None
    media: tuple[tuple[str, Text], ...] = ()
    kept: Pairs = ()

    @property
    def silent(self) -> bool:
        """It never has a page: it is worked out, or set, and not shown."""
        return self.kind in SILENT

    @property
    def asks(self) -> bool:
        """A person can answer it: it is neither silent, nor a note, nor only to be read."""
        return not self.silent and self.kind is not Kind.NOTE and self.read_only != "true()"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, before any choice filter."""
        return self.listed.choices if self.listed else ()

    @property
    def tile(self) -> Text:
        """What stands on a tile: the short words, or the whole question where there are none."""
        return self.short or self.label

    def parameter(self, name: str) -> str:
        return dict(self.parameters).get(name, "")

    def said(self, stored: str, language: str = "") -> str:
        """An answer in words: the labels of what was chosen, or the text itself."""
        if self.kind not in CHOOSING:
            return stored
        labels = {choice.name: choice.label.in_language(language) for choice in self.choices}
        return "; ".join(labels.get(name) or name for name in stored.split())


@dataclass(frozen=True)
class Group:
    """Questions that belong together, under a heading that may be empty."""

    name: str
    label: Text = Text()
    items: "tuple[Question | Group, ...]" = ()
    hint: Text = Text()
    relevant: str = ""
    read_only: str = ""
    appearance: str = ""
    media: tuple[tuple[str, Text], ...] = ()
    kept: Pairs = ()


@dataclass(frozen=True)
class Repeat(Group):
    """A group that is answered any number of times, or `count` (an expression) times."""

    count: str = ""


Item = Question | Group


@dataclass(frozen=True)
class Remark:
    """Something that was changed or left out while reading, which is no reason to refuse."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Placed:
    """An item with the groups and repeats round it, the outermost first."""

    item: Item
    inside: tuple[Group, ...]
    path: str

    @property
    def repeats(self) -> tuple[Repeat, ...]:
        """The repeats round it, the outermost first; a repeat is not inside itself."""
        return tuple(group for group in self.inside if isinstance(group, Repeat))


@dataclass(frozen=True)
class Form:
    """A whole form. `version` is what its author wrote, not our own count of versions.

    `languages` are all that any text is in, the default first; "" is a form without languages.
    `root` is the first step of every path (`/data/group/name`). `lookups` are lists that no
    question shows but expressions look into. `settings` are the settings we only keep.
    """

    title: str
    form_id: str
    version: str
    items: tuple[Item, ...]
    default_language: str = ""
    languages: tuple[str, ...] = ("",)
    root: str = "data"
    lookups: tuple[ChoiceList, ...] = ()
    settings: Pairs = ()
    remarks: tuple[Remark, ...] = ()

    def placed(self) -> tuple[Placed, ...]:
        """Every group, repeat and question, each before what is inside it."""
        return tuple(_walk(self.items, (), f"/{self.root}"))

    def pages(self) -> tuple[Question, ...]:
        """Every question and note, in the order in which they are met; silent ones left out."""
        return tuple(
            found.item
            for found in self.placed()
            if isinstance(found.item, Question) and not found.item.silent
        )

    def questions(self) -> tuple[Question, ...]:
        """What can be answered: notes and silent values are left out; a repeat counts once."""
        return tuple(page for page in self.pages() if page.asks)

    def question(self, name: str) -> Question | None:
        return next((q for q in self.questions() if q.name == name), None)

    def lists(self) -> tuple[ChoiceList, ...]:
        """Every list that a question shows or an expression looks into, each once."""
        shown = (found.item.listed for found in self.placed() if isinstance(found.item, Question))
        every = [*(listed for listed in shown if listed), *self.lookups]
        return tuple({listed.name: listed for listed in every}.values())

    def without_remarks(self) -> "Form":
        return replace(self, remarks=())


def _walk(items: tuple[Item, ...], inside: tuple[Group, ...], above: str) -> Iterator[Placed]:
    for item in items:
        path = f"{above}/{item.name}"
        yield Placed(item, inside, path)
        if isinstance(item, Group):
            yield from _walk(item.items, (*inside, item), path)
