"""Where expressions stand in a form, what their names mean, and which of them are one."""

import re
from collections.abc import Iterator, Mapping

from pennydrop.rooms.listen.rules.form.model import (
    Form,
    Group,
    Item,
    Kind,
    Placed,
    Question,
    Repeat,
)
from pennydrop.rooms.listen.rules.form.texts import Text
from pennydrop.rooms.listen.rules.xpath import ARITY, Expression, parse, substitute

# Fields that hold expressions, by the column that they come from.
QUESTION = {
    "relevant": "relevant", "constraint": "constraint", "calculation": "calculation",
    "choice_filter": "choice_filter", "required": "required", "read_only": "read_only",
}  # fmt: skip
TEXTS = {
    "label": "label", "hint": "hint", "guidance": "guidance_hint", "short": "short",
    "required_message": "required_message", "constraint_message": "constraint_message",
}  # fmt: skip
META = ("instanceID", "instanceName")
_CALL = re.compile(r"(?<![\w:.-])((?:jr:)?[a-z][a-z0-9-]*)\(")
_SUM = re.compile(r"[\d)\s](?:[*+]| div | mod )\s*[\d(]|\d\s+-\s+\d")


class Logic:
    """The expressions of one form, ready to be worked out. Make it once for a version."""

    def __init__(self, form: Form) -> None:
        self.paths = {name: at[0] for name, at in places_of(form).items() if len(at) == 1}
        self.repeats = tuple(
            placed.path for placed in form.placed() if isinstance(placed.item, Repeat)
        )
        self._made: dict[tuple[str, str], Expression] = {}

    def expression(self, text: str, here: str) -> Expression:
        """The expression that stands at the path `here`, every `${name}` a path.

        Raises ExpressionError for what `read_form` would have refused.
        """
        key = (text, here)
        if key not in self._made:
            self._made[key] = parse(substitute(text, self.paths, here, self.repeats))
        return self._made[key]


def places_of(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Every name of the form with the paths where it stands; more than one is ambiguous."""
    found: dict[str, tuple[str, ...]] = {
        name: (f"/{form.root}/meta/{name}",) for name in META
    }  # fmt: skip
    mine: dict[str, tuple[str, ...]] = {}
    for placed in form.placed():
        mine[placed.item.name] = (*mine.get(placed.item.name, ()), placed.path)
    return {**found, **mine}


def default_is_expression(question: Question) -> bool:
    """Whether a default is worked out (`today()`, `${a}`, `1 + 1`), not taken as it stands.

    The line is drawn as the XLSForm reference draws it, but a bracket in ordinary words, such as
    "other(s)", is no function.
    """
    text = question.default
    if question.kind in {Kind.IMAGE, Kind.NOTE} and "${" not in text:
        return False
    named = any(name in ARITY for name in _CALL.findall(text))
    return "${" in text or named or bool(_SUM.search(text))


def expressions(item: Item) -> Iterator[tuple[str, str]]:
    """The expressions of an item, each with the column it stands in."""
    if isinstance(item, Group):
        yield from _filled(item, ("relevant", "read_only"))
        if isinstance(item, Repeat) and item.count:
            yield "repeat_count", item.count
        return
    yield from _filled(item, tuple(QUESTION))
    if item.default and default_is_expression(item):
        yield "default", item.default


def _filled(item: Item, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        text = getattr(item, name)
        if text:
            yield name, text


def spoken(item: Item) -> Iterator[tuple[str, Text]]:
    """The texts of an item that people read, each with the column it stands in."""
    for field, column in TEXTS.items():
        text = getattr(item, field, Text())
        if text:
            yield column, text


def by_path(form: Form) -> Mapping[str, Placed]:
    return {placed.path: placed for placed in form.placed()}


def languages_of(form: Form) -> frozenset[str]:
    """Every language in which something of the form is written, "" for none in particular."""
    items = [placed.item for placed in form.placed()]
    choices = [choice for listed in form.lists() for choice in listed.choices]
    said = [text for item in items for _, text in spoken(item)]
    said += [choice.label for choice in choices]
    said += [text for shown in (*items, *choices) for _, text in shown.media]
    return frozenset(language for text in said for language in text.languages)
