"""A form as JSON, for one stored version, and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from pennydrop.rooms.listen.rules.form.model import (
    Choice,
    ChoiceList,
    Form,
    Group,
    Item,
    Kind,
    Question,
    Remark,
    Repeat,
)
from pennydrop.rooms.listen.rules.form.texts import Text, plain

SHAPE = 2  # raised when the meaning of the JSON changes; shape 1 is still read
GROUPS: dict[str, type[Group]] = {"group": Group, "repeat": Repeat}


class NotAForm(ValueError):
    """The stored value is no form that this version understands."""


def form_to_json(form: Form) -> dict[str, Any]:
    """Plain dicts and lists that `form_from_json` reads again without loss.

    What is empty is left out. A list of choices stands once, however many questions show it.
    """
    return {
        "shape": SHAPE, "title": form.title, "form_id": form.form_id, "version": form.version,
        "default_language": form.default_language, "languages": list(form.languages),
        "root": form.root, "settings": _listed(form.settings),
        "lists": [_list_to(found) for found in form.lists()],
        "lookups": [found.name for found in form.lookups],
        "items": [_item_to(item) for item in form.items],
        "remarks": [[r.sheet, r.row, r.column, r.message] for r in form.remarks],
    }  # fmt: skip


def form_from_json(stored: Mapping[str, Any]) -> Form:
    """The form again. Raises NotAForm for another shape or a missing part."""
    if stored.get("shape") not in {1, SHAPE}:
        raise NotAForm("There are no questions here that this version can read.")
    try:
        return _first_shape(stored) if stored["shape"] == 1 else _form(stored)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as missing:
        raise NotAForm(f"A stored form lacks a part: {missing}") from missing


def _form(stored: Mapping[str, Any]) -> Form:
    lists = {found["name"]: _list_from(found) for found in stored["lists"]}
    return Form(
        title=stored["title"], form_id=stored["form_id"], version=stored["version"],
        items=tuple(_item_from(item, lists) for item in stored["items"]),
        default_language=stored["default_language"], languages=tuple(stored["languages"]),
        root=stored["root"], lookups=tuple(lists[name] for name in stored["lookups"]),
        settings=_pairs(stored["settings"]),
        remarks=tuple(Remark(*remark) for remark in stored["remarks"]),
    )  # fmt: skip


# How the value of a field is written and read, by the type that it has.
def _listed(value: Any) -> Any:
    if isinstance(value, Text):
        return [[language, words] for language, words in value.said]
    if isinstance(value, tuple):
        return [[name, _listed(inner)] for name, inner in value]
    return value


def _pairs(stored: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in stored)


def _text(stored: Sequence[Sequence[str]]) -> Text:
    return Text(_pairs(stored))


def _media(stored: Sequence[Sequence[Any]]) -> tuple[tuple[str, Text], ...]:
    return tuple((kind, _text(words)) for kind, words in stored)


READ: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        ["label", "hint", "guidance", "short", "required_message", "constraint_message"], _text
    ),
    **dict.fromkeys(["kept", "parameters", "extra"], _pairs),
    "media": _media, "kind": Kind,
}  # fmt: skip


def _filled(
    value: Question | Group | Choice | ChoiceList, without: frozenset[str]
) -> dict[str, Any]:
    named = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: _listed(v) for name, v in named.items() if v and name not in without}


def _read(stored: Mapping[str, Any], without: frozenset[str]) -> dict[str, Any]:
    return {
        name: READ.get(name, str)(value) for name, value in stored.items() if name not in without
    }


def _item_to(item: Item) -> dict[str, Any]:
    if isinstance(item, Group):
        return {
            "group": "repeat" if isinstance(item, Repeat) else "group",
            **_filled(item, frozenset({"items"})),
            "items": [_item_to(inner) for inner in item.items],
        }
    listed = {"listed": item.listed.name} if item.listed else {}
    return {**_filled(item, frozenset({"listed"})), **listed}


def _item_from(stored: Mapping[str, Any], lists: Mapping[str, ChoiceList]) -> Item:
    if "group" in stored:
        made = GROUPS[stored["group"]]
        items = tuple(_item_from(inner, lists) for inner in stored["items"])
        return made(items=items, **_read(stored, frozenset({"group", "items"})))
    listed = lists[stored["listed"]] if "listed" in stored else None
    return Question(listed=listed, **_read(stored, frozenset({"listed"})))


def _list_to(listed: ChoiceList) -> dict[str, Any]:
    choices = [_filled(choice, frozenset()) for choice in listed.choices]
    return {**_filled(listed, frozenset({"choices"})), "choices": choices}


def _list_from(stored: Mapping[str, Any]) -> ChoiceList:
    choices = tuple(
        Choice(**{"name": "", "label": Text(), **_read(choice, frozenset())})
        for choice in stored["choices"]
    )
    return ChoiceList(
        name=stored["name"], choices=choices, source=stored.get("source", ""),
        external=bool(stored.get("external")),
    )  # fmt: skip


def _first_shape(stored: Mapping[str, Any]) -> Form:
    """The shape of the first versions: one language, no logic, choices inside their question."""
    return Form(
        title=stored["title"], form_id=stored["form_id"], version=stored["version"],
        items=tuple(_first_item(item) for item in stored["items"]),
        remarks=tuple(Remark(*remark) for remark in stored["remarks"]),
    )  # fmt: skip


def _first_item(item: Mapping[str, Any]) -> Item:
    common: dict[str, Any] = {
        "name": item["name"], "label": plain(item["label"]), "relevant": item["relevant"],
        "kept": _pairs(item["kept"]),
    }  # fmt: skip
    if item["type"] == "group":
        return Group(items=tuple(_first_item(inner) for inner in item["items"]), **common)
    choices = tuple(Choice(name, plain(label)) for name, label in item["choices"])
    return Question(
        kind=Kind(item["type"]), hint=plain(item["hint"]), short=plain(item["short"]),
        required="true()" if item["required"] else "",
        listed=ChoiceList(item["name"], choices) if choices else None, **common,
    )  # fmt: skip
