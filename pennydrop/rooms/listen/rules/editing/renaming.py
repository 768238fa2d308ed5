"""Another name for an item: everything that speaks of it by its old name follows."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pennydrop.rooms.listen.rules.editing.places import item_at, replaced
from pennydrop.rooms.listen.rules.form import Form

_KEPT = frozenset({"name", "kind"})


def renamed(form: Form, place: str, name: str) -> tuple[Form, str]:
    """The form with an item under another name, and the place where it then stands.

    `${old}` becomes `${new}` in every expression and text; so does `../old` beside it, which is how
    “something else, please say” looks at its question, and the whole path from the top. Anything
    else that spoke of the old name is found as a fault when the form is kept. Raises NoSuchPlace.
    """
    item = item_at(form, place)
    above, _, old = place.rpartition("/")
    under = replaced(form, place, replace(item, name=name))
    path = f"/{form.root}/{place}"
    beside = f"/{form.root}/{above}".rstrip("/")
    patterns = [
        (re.compile(rf"(\$\{{\s*(?:last-saved#)?){re.escape(old)}(\s*\}})"), rf"\g<1>{name}\g<2>"),
        (re.compile(rf"{re.escape(path)}(?![\w.-])"), f"{beside}/{name}"),
    ]
    near = [(re.compile(rf"(?<![\w.-])\.\./{re.escape(old)}(?![\w.-])"), f"../{name}")]
    follows = [_follow(one, patterns) for one in under.items]
    whole = replace(under, items=tuple(follows))
    new_place = f"{above}/{name}".lstrip("/")
    return _beside(whole, above, near), new_place


Patterns = list[tuple[re.Pattern[str], str]]


def _beside(form: Form, above: str, patterns: Patterns) -> Form:
    """The same for the items right beside it, whose expressions may go by `../`."""
    if not above:
        return replace(form, items=tuple(_own(item, patterns) for item in form.items))
    group: Any = item_at(form, above)
    return replaced(
        form, above, replace(group, items=tuple(_own(item, patterns) for item in group.items))
    )


def _own(item: Any, patterns: Patterns) -> Any:
    """An item's own expressions; what is inside it is further away."""
    own = {
        one.name: _sub(getattr(item, one.name), patterns)
        for one in fields(item)
        if one.name not in _KEPT and isinstance(getattr(item, one.name), str)
    }
    return replace(item, **own)


def _follow(value: Any, patterns: Patterns) -> Any:
    """Every text in a value, however deep; names and kinds stay."""
    if isinstance(value, tuple):
        return tuple(_follow(one, patterns) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _follow(getattr(value, one.name), patterns)
            for one in fields(value)
            if one.name not in _KEPT
        }
        return replace(value, **changed)
    return _sub(value, patterns) if type(value) is str else value


def _sub(text: str, patterns: Patterns) -> str:
    for pattern, new in patterns:
        text = pattern.sub(new, text)
    return text
