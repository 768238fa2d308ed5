"""A form laid open, so that every page of it can be looked at without answering any."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pennydrop.rooms.listen.rules.editing.texts import SPOKEN
from pennydrop.rooms.listen.rules.form import (
    Choice,
    ChoiceList,
    Form,
    Item,
    Question,
    Repeat,
    Text,
    plain,
)

_NAMED = re.compile(r"\$\{[^}]*\}")


def laid_open(form: Form) -> Form:
    """The form with nothing hidden: every page is there, every choice, each repeat once. Where an
    answer would stand within a text stands “…”."""
    return replace(form, items=tuple(_open(item) for item in form.items))


def first_rounds(form: Form) -> Mapping[str, str]:
    """Answers that ask for one round of each repeat, as `Walk` takes them."""
    rounds, skip = {}, len(form.root) + 2
    for placed in form.placed():
        if isinstance(placed.item, Repeat):
            rounds[_in_first_rounds(placed.path[skip:], placed.repeats)] = "1"
    return rounds


def place_of(path: str) -> str:
    """The place of an item out of the path of its page: `home[1]/who` is `home/who`."""
    return re.sub(r"\[[0-9]+\]", "", path)


def _in_first_rounds(place: str, repeats: tuple[Repeat, ...]) -> str:
    names = {repeat.name for repeat in repeats}
    *above, last = place.split("/")
    return "/".join([*(f"{name}[1]" if name in names else name for name in above), last])


def _open(item: Item) -> Item:
    said: dict[str, Any] = {
        field: _without_answers(getattr(item, field)) for field in SPOKEN if hasattr(item, field)
    }
    opened = replace(item, relevant="", **said)
    if isinstance(opened, Question):
        return replace(opened, choice_filter="", calculation="", listed=_filled(opened.listed))
    if isinstance(opened, Repeat) and opened.count:
        opened = replace(opened, count="1")
    return replace(opened, items=tuple(_open(inner) for inner in opened.items))


def _filled(listed: ChoiceList | None) -> ChoiceList | None:
    """A list that is made of answers has nothing in it yet: one choice stands for all."""
    if listed is None or not listed.source.startswith("${"):
        return listed
    return ChoiceList(f"{listed.name}_shown", (Choice("shown", plain("…")),))


def _without_answers(text: Text) -> Text:
    return Text(tuple((language, _NAMED.sub("…", words)) for language, words in text.said))
