"""What a form is made of. Frozen values; expressions are kept as the author wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass

ASKING = frozenset({"text", "select_one", "select_multiple"})


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen. `name` is what is stored, `label` what is read."""

    name: str
    label: str


@dataclass(frozen=True)
class Question:
    """One page: something asked (text, select_one, select_multiple) or something said (note).

    `short` is the few words of a tile (our own optional column; other tools pass over it).
    `kept` holds the other filled columns, by name, for tools that understand more than we do.
    """

    name: str
    type: str
    label: str
    hint: str = ""
    short: str = ""
    required: bool = False
    relevant: str = ""
    choices: tuple[Choice, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    @property
    def asks(self) -> bool:
        return self.type in ASKING

    @property
    def tile(self) -> str:
        """What stands on a tile: the short words, or the whole question where there are none."""
        return self.short or self.label

    def said(self, stored: str) -> str:
        """An answer in words: the labels of what was chosen, or the text itself."""
        if self.type not in {"select_one", "select_multiple"}:
            return stored
        labels = {choice.name: choice.label for choice in self.choices}
        return "; ".join(labels.get(name, name) for name in stored.split())


@dataclass(frozen=True)
class Group:
    """Questions that belong together, under a heading that may be empty."""

    name: str
    label: str
    items: "tuple[Question | Group, ...]"
    relevant: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Remark:
    """Something that was changed or left out while reading, which is no reason to refuse."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Form:
    """A whole form. `version` is what its author wrote, not our own count of versions."""

    title: str
    form_id: str
    version: str
    items: tuple[Question | Group, ...]
    remarks: tuple[Remark, ...] = ()

    def pages(self) -> tuple[Question, ...]:
        """Every question and note, in the order in which they are met."""
        return tuple(_walk(self.items))

    def questions(self) -> tuple[Question, ...]:
        """What can be answered: notes are left out."""
        return tuple(page for page in self.pages() if page.asks)

    def question(self, name: str) -> Question | None:
        return next((q for q in self.questions() if q.name == name), None)


def _walk(items: tuple[Question | Group, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from _walk(item.items)
        else:
            yield item
