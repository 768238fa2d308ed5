"""A form as JSON, for one stored version, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from pennydrop.rooms.listen.rules.form.model import Choice, Form, Group, Question, Remark

SHAPE = 1  # raised when the meaning of the JSON changes


class NotAForm(ValueError):
    """The stored value is no form that this version understands."""


def form_to_json(form: Form) -> dict[str, Any]:
    """Plain dicts and lists that `form_from_json` reads again without loss."""
    return {
        "shape": SHAPE, "title": form.title, "form_id": form.form_id, "version": form.version,
        "items": [_item_to(item) for item in form.items],
        "remarks": [[r.sheet, r.row, r.column, r.message] for r in form.remarks],
    }  # fmt: skip


def form_from_json(stored: Mapping[str, Any]) -> Form:
    """The form again. Raises NotAForm for another shape or a missing part."""
    if stored.get("shape") != SHAPE:
        raise NotAForm("There are no questions here that this version can read.")
    try:
        return Form(
            title=stored["title"],
            form_id=stored["form_id"],
            version=stored["version"],
            items=tuple(_item_from(item) for item in stored["items"]),
            remarks=tuple(Remark(*remark) for remark in stored["remarks"]),
        )
    except (KeyError, TypeError) as missing:
        raise NotAForm(f"A stored form lacks a part: {missing}") from missing


def _item_to(item: Question | Group) -> dict[str, Any]:
    common = {
        "name": item.name,
        "label": item.label,
        "relevant": item.relevant,
        "kept": [list(pair) for pair in item.kept],
    }
    if isinstance(item, Group):
        return {**common, "type": "group", "items": [_item_to(inner) for inner in item.items]}
    return {
        **common, "type": item.type, "hint": item.hint, "short": item.short,
        "required": item.required, "choices": [[c.name, c.label] for c in item.choices],
    }  # fmt: skip


def _item_from(item: Mapping[str, Any]) -> Question | Group:
    kept = _pairs(item["kept"])
    if item["type"] == "group":
        return Group(
            name=item["name"],
            label=item["label"],
            relevant=item["relevant"],
            kept=kept,
            items=tuple(_item_from(inner) for inner in item["items"]),
        )
    return Question(
        name=item["name"],
        type=item["type"],
        label=item["label"],
        hint=item["hint"],
        short=item["short"],
        required=item["required"],
        relevant=item["relevant"],
        choices=tuple(Choice(name, label) for name, label in item["choices"]),
        kept=kept,
    )


def _pairs(stored: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in stored)
