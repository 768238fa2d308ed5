"""Items of a form by their place: found, put in, taken out, moved. A form is never changed.

A place is the names from the top down, with “/” between: `home/who` (no root in front, unlike the
paths in expressions).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pennydrop.rooms.listen.rules.editing.texts import with_languages
from pennydrop.rooms.listen.rules.form import Form, Group, Item

Items = tuple[Item, ...]


class NoSuchPlace(LookupError):
    """There is nothing at this place; it may have been taken out meanwhile."""


class CannotMove(ValueError):
    """It stands at the edge already, or would end up inside itself."""


def places(form: Form) -> Iterator[tuple[str, Item]]:
    """Every item with its place, each group before what is inside it."""
    skip = len(form.root) + 2
    return ((placed.path[skip:], placed.item) for placed in form.placed())


def item_at(form: Form, place: str) -> Item:
    """Raises NoSuchPlace."""
    items: Items = form.items
    found: Item | None = None
    for name in place.split("/"):
        found = next((item for item in items if item.name == name), None)
        items = found.items if isinstance(found, Group) else ()
    if found is None:
        raise NoSuchPlace(f"There is no “{place}” in these questions.")
    return found


def replaced(form: Form, place: str, item: Item) -> Form:
    """The form with another item at a place. Raises NoSuchPlace."""
    item_at(form, place)
    above, name = _split(place)
    return _around(form, above, lambda items: tuple(item if i.name == name else i for i in items))


def without(form: Form, place: str) -> Form:
    """The form without the item at a place, and what is inside it. Raises NoSuchPlace."""
    item_at(form, place)
    above, name = _split(place)
    return _around(form, above, lambda items: tuple(i for i in items if i.name != name))


def put_in(form: Form, item: Item, *, inside: str = "", after: str = "") -> Form:
    """The form with one item more: at the end of the group `inside` (the top where it is empty),
    or right behind the item of this place `after`. Raises NoSuchPlace."""
    if after:
        item_at(form, after)
        inside, name = _split(after)
        return _around(form, inside, lambda items: _behind(items, name, item))
    if inside and not isinstance(item_at(form, inside), Group):
        raise NoSuchPlace(f"“{inside}” is no section.")
    return _around(form, inside, lambda items: (*items, item))


def moved(form: Form, place: str, by: int) -> Form:
    """The form with an item so many places further down (or up, below 0) within its group.

    Raises NoSuchPlace, and CannotMove at the edge.
    """
    item_at(form, place)
    above, name = _split(place)

    def change(items: Items) -> Items:
        now = next(at for at, item in enumerate(items) if item.name == name)
        if not 0 <= now + by < len(items):
            raise CannotMove("It is the first or the last one there already.")
        rest = [item for item in items if item.name != name]
        rest.insert(now + by, items[now])
        return tuple(rest)

    return _around(form, above, change)


def moved_into(form: Form, place: str, inside: str) -> Form:
    """The form with an item at the end of another group, or of the top where `inside` is empty.

    Raises NoSuchPlace, and CannotMove where a group would go inside itself or would meet another
    item of its name.
    """
    item = item_at(form, place)
    if inside == _split(place)[0]:
        return form
    if inside == place or inside.startswith(f"{place}/"):
        raise CannotMove("A section cannot go inside itself.")
    there = item_at(form, inside) if inside else None
    beside: Sequence[Item] = there.items if isinstance(there, Group) else form.items
    if any(other.name == item.name for other in beside):
        raise CannotMove(f"There is a question “{item.name}” there already.")
    return put_in(without(form, place), item, inside=inside)


def new_place(place: str, inside: str) -> str:
    """Where an item stands once it was moved into another group."""
    name = _split(place)[1]
    return f"{inside}/{name}" if inside else name


def section_of(place: str) -> str:
    """The place of the group that an item stands in; empty at the top."""
    return _split(place)[0]


def _split(place: str) -> tuple[str, str]:
    above, _, name = place.rpartition("/")
    return above, name


def _behind(items: Items, name: str, new: Item) -> Items:
    at = next(at for at, item in enumerate(items) if item.name == name)
    return (*items[: at + 1], new, *items[at + 1 :])


def _around(form: Form, above: str, change: Callable[[Items], Items]) -> Form:
    """The form with the items of one group (the top where `above` is empty) changed."""
    names = above.split("/") if above else []
    return with_languages(replace(form, items=_inside(form.items, names, change)))


def _inside(items: Items, names: Sequence[str], change: Callable[[Items], Items]) -> Items:
    if not names:
        return change(items)
    return tuple(
        replace(item, items=_inside(item.items, names[1:], change))
        if isinstance(item, Group) and item.name == names[0]
        else item
        for item in items
    )
