"""Which questions look at a question, so that it is not taken out from under them."""

import re
from collections.abc import Iterator

from pennydrop.rooms.listen.rules.editing.places import item_at
from pennydrop.rooms.listen.rules.form import Form, Group, Item, Placed, Question
from pennydrop.rooms.listen.rules.form.logic import expressions, spoken
from pennydrop.rooms.listen.rules.form.references import Looked, Names
from pennydrop.rooms.listen.rules.xpath import ExpressionError, parse

_NAMED = re.compile(r"\$\{\s*(?:last-saved#)?([^\s{}]+)\s*\}")


class InUse(ValueError):
    """Others look at it. `others` are those items; the message names them."""

    def __init__(self, others: tuple[Item, ...]) -> None:
        self.others = others
        named = ", ".join(f"“{item.label or item.name}”" for item in others[:5])
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        super().__init__(
            f"It stays, because {named}{more} look{'s' if len(others) == 1 else ''} at it. Change "
            "that first."
        )


def check_unused(form: Form, place: str) -> None:
    """Raise InUse where something outside the item at a place looks at it or into it. Raises
    NoSuchPlace."""
    item_at(form, place)
    others = tuple(users(form, place))
    if others:
        raise InUse(others)


def users(form: Form, place: str) -> Iterator[Item]:
    """The items outside a place that look at it or at something inside it."""
    path, names = f"/{form.root}/{place}", Names(form)

    def hit(other: str) -> bool:
        return other == path or other.startswith(f"{path}/")

    for placed in form.placed():
        if not hit(placed.path) and any(map(hit, _looks_at(placed, names))):
            yield placed.item


def _looks_at(placed: Placed, names: Names) -> Iterator[str]:
    item = placed.item
    for column, text in expressions(item):
        try:
            tree = parse(text).tree
        except ExpressionError:
            continue
        for found in names.look(tree, placed, filtering=column == "choice_filter"):
            if isinstance(found, Looked):
                yield found.path
    for name in _named(item):
        yield from names.of.get(name, ())


def _named(item: Item) -> Iterator[str]:
    """Names in texts, triggers, lists made of answers, and columns that are only kept."""
    texts = [words for _, text in spoken(item) for _, words in text.said]
    texts += [cell for _, cell in item.kept]
    if isinstance(item, Question):
        texts += [item.trigger, item.parameter("seed"), item.listed.source if item.listed else ""]
        texts += [words for choice in item.choices for _, words in choice.label.said]
    if isinstance(item, Group):
        texts += [getattr(item, "count", "")]
    for text in texts:
        yield from _NAMED.findall(text)
