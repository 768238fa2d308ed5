"""How many questions people meet at a time, in words for whoever runs the study."""

from collections.abc import Sequence

from pennydrop.rooms.listen.rules.editing.reading_logic import asked_as
from pennydrop.rooms.listen.rules.form import Form, Group, Question
from pennydrop.rooms.listen.rules.walking import asks_together

MOST_NAMED = 2


def paging(form: Form) -> str:
    """One to a page, unless the form asks for sections on one page (`field-list`)."""
    apart = [p.item for p in form.placed() if not any(map(_is_one_page, p.inside))]
    pages = [
        item
        for item in apart
        if isinstance(item, Group) and _is_one_page(item) and _questions(item) > 1
    ]
    if not pages:
        return "One to a page"
    if not any(map(_asks, apart)):
        return "All on one page" if len(pages) == 1 else "A section to a page"
    return f"One to a page, but for {_named(pages)}"


def _is_one_page(item: object) -> bool:
    return isinstance(item, Group) and asks_together(item)


def _asks(item: object) -> bool:
    return isinstance(item, Question) and item.asks


def _questions(group: Group) -> int:
    inner = (_questions(item) if isinstance(item, Group) else _asks(item) for item in group.items)
    return sum(inner)


def _named(groups: Sequence[Group]) -> str:
    words = [asked_as(str(group.label)) for group in groups]
    if len(words) > MOST_NAMED or not all(words):
        some = "a section that is" if len(words) == 1 else f"{len(words)} sections that are each"
        return f"{some} asked on one page"
    said = " and ".join(f"“{one}”" for one in words)
    return f"{said}, {'which is' if len(words) == 1 else 'which are each'} asked on one page"
