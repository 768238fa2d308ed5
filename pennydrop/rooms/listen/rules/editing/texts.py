"""Words of a form by language: reworded, translated, and the languages that are left."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pennydrop.rooms.listen.rules.form import Choice, ChoiceList, Form, Group, Item, Question, Text
from pennydrop.rooms.listen.rules.form.logic import languages_of

NOTE = "content_note"
# What can be put into another language, in the order in which a translator meets it.
SPOKEN = {
    "label": "The question", "hint": "Hint", "guidance": "More about it", "short": "A few words",
    "required_message": "When it is left out", "constraint_message": "When it does not fit",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """One text of the form: whose it is, what it is for, and how it reads in each language.

    `key` names it within the form: (place, field), (place, "content_note") or
    (list, choice, "choice").
    """

    key: tuple[str, ...]
    what: str
    said: Text
    begins: bool = False


def reworded(text: Text, words: str, language: str) -> Text:
    """The text with other words in one language; without the language where they are empty."""
    said = [(name, old) for name, old in text.said if name != language]
    if not words:
        return Text(tuple(said))
    at = next((n for n, (name, _) in enumerate(text.said) if name == language), len(said))
    return Text((*said[:at], (language, words), *said[at:]))


def in_order(text: Text, default: str) -> Text:
    """The text with the default language first, as forms are kept."""
    return Text(tuple(sorted(text.said, key=lambda pair: pair[0] != default)))


def note_of(group: Group, default: str) -> Text:
    """The content note of a section in every language."""
    said = {}
    for column, words in group.kept:
        if column == NOTE or column.startswith(f"{NOTE}:"):
            said[column.removeprefix(NOTE).strip(" :") or default] = words
    return in_order(Text(tuple(said.items())), default) if said else Text()


def with_note(group: Group, note: Text, default: str) -> Group:
    """The section with another content note. It stands in a column of its own, one for each
    language, which other tools pass over."""
    kept = [(name, words) for name, words in group.kept if not _is_note(name)]
    columns = [(f"{NOTE}::{name}" if name != default else NOTE, words) for name, words in note.said]
    return replace(group, kept=(*kept, *columns))


def _is_note(column: str) -> bool:
    return column == NOTE or column.startswith(f"{NOTE}:")


def pieces(form: Form) -> Iterator[Piece]:
    """Every text that people read, a list of choices at the first question that shows it."""
    default, skip, seen = form.default_language, len(form.root) + 2, set[str]()
    for placed in form.placed():
        item, place = placed.item, placed.path[skip:]
        yield from _own(item, place, default)
        listed = item.listed if isinstance(item, Question) else None
        if listed is not None and listed.name not in seen:
            seen.add(listed.name)
            for choice in listed.choices:
                yield Piece((listed.name, choice.name, "choice"), "Choice", choice.label)


def _own(item: Item, place: str, default: str) -> Iterator[Piece]:
    begins = True
    for field, what in SPOKEN.items():
        text = getattr(item, field, Text())
        if text:
            heading = "Section" if isinstance(item, Group) and field == "label" else what
            yield Piece((place, field), heading, text, begins)
            begins = False
    note = note_of(item, default) if isinstance(item, Group) else Text()
    if note:
        yield Piece((place, NOTE), "Said before this section", note, begins)


def translated(form: Form, words: Mapping[tuple[str, ...], str], language: str) -> Form:
    """The form with these words in one language, by the key of their piece; an empty text takes
    what is there away. Only pieces that are there are touched."""

    def item(old: Item, place: str) -> Item:
        changes: dict[str, Any] = {
            field: in_order(
                reworded(getattr(old, field), words[place, field], language), form.default_language
            )
            for field in SPOKEN
            if (place, field) in words and getattr(old, field, None)
        }
        new = replace(old, **changes)
        if isinstance(new, Group):
            new = _translated_group(new, place, words, language, form.default_language)
            return replace(new, items=tuple(item(i, f"{place}/{i.name}") for i in new.items))
        return replace(new, listed=listed(new.listed)) if new.listed else new

    def listed(old: ChoiceList) -> ChoiceList:
        return replace(old, choices=tuple(choice(old.name, one) for one in old.choices))

    def choice(name: str, old: Choice) -> Choice:
        key = (name, old.name, "choice")
        if key not in words:
            return old
        return replace(
            old, label=in_order(reworded(old.label, words[key], language), form.default_language)
        )

    items = tuple(item(one, one.name) for one in form.items)
    lookups = tuple(listed(one) for one in form.lookups)
    return with_languages(replace(form, items=items, lookups=lookups))


def _translated_group(
    group: Group, place: str, words: Mapping[tuple[str, ...], str], language: str, default: str
) -> Group:
    if (place, NOTE) not in words:
        return group
    note = in_order(reworded(note_of(group, default), words[place, NOTE], language), default)
    return with_note(group, note, default)


def with_languages(form: Form) -> Form:
    """The form with the languages in which something is written, the default one first."""
    spoken = languages_of(form)
    known = [name for name in form.languages if name in spoken or name == form.default_language]
    new = sorted(spoken - set(known))
    first = [name for name in known if name == form.default_language] or [form.default_language]
    return replace(
        form, languages=tuple(dict.fromkeys([*first, *known, *new]))
    )  # fmt: skip


def renamed_language(form: Form, old: str, new: str) -> Form:
    """The form with one language under another name, everywhere; also the default one."""

    def text(value: Text) -> Text:
        return Text(tuple((new if name == old else name, words) for name, words in value.said))

    default = new if form.default_language == old else form.default_language
    items = tuple(_retold(item, text, form.default_language, default) for item in form.items)
    lookups = tuple(_relisted(listed, text) for listed in form.lookups)
    names = tuple(new if name == old else name for name in form.languages)
    return replace(
        form, items=items, lookups=lookups, languages=names, default_language=default
    )  # fmt: skip


def without_language(form: Form, name: str) -> Form:
    """The form without what is written in one language. The default one cannot go."""
    if name == form.default_language:
        raise ValueError("The form's own language stays.")

    def text(value: Text) -> Text:
        return Text(tuple((other, words) for other, words in value.said if other != name))

    default = form.default_language
    items = tuple(_retold(item, text, default, default) for item in form.items)
    lookups = tuple(_relisted(listed, text) for listed in form.lookups)
    return with_languages(replace(form, items=items, lookups=lookups))


def _retold(item: Item, change: Callable[[Text], Text], was: str, default: str) -> Item:
    changes: dict[str, Any] = {
        field: change(getattr(item, field)) for field in SPOKEN if hasattr(item, field)
    }
    media = _media(item.media, change)
    if isinstance(item, Group):
        inner = tuple(_retold(one, change, was, default) for one in item.items)
        told = replace(item, **changes, media=media, items=inner)
        return with_note(told, change(note_of(item, was)), default) if note_of(item, was) else told
    listed = _relisted(item.listed, change) if item.listed else None
    return replace(item, **changes, media=media, listed=listed)


def _relisted(listed: ChoiceList, change: Callable[[Text], Text]) -> ChoiceList:
    choices = tuple(
        replace(choice, label=change(choice.label), media=_media(choice.media, change))
        for choice in listed.choices
    )
    return replace(listed, choices=choices)


def _media(
    media: tuple[tuple[str, Text], ...], change: Callable[[Text], Text]
) -> tuple[tuple[str, Text], ...]:
    changed = ((kind, change(text)) for kind, text in media)
    return tuple((kind, text) for kind, text in changed if text)
