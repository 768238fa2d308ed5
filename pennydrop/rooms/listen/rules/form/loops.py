"""The old `begin loop over list`: the same questions once for every choice of a list."""

from dataclasses import replace

from pennydrop.rooms.listen.rules.form.model import Choice, ChoiceList, Group, Item
from pennydrop.rooms.listen.rules.form.texts import Text


def unrolled(loop: Group, listed: ChoiceList) -> Group:
    """A group with one group for each choice; `%(name)s` and `%(label)s` stand for the choice."""
    groups = tuple(
        Group(choice.name, choice.label, tuple(_told(item, choice) for item in loop.items))
        for choice in listed.choices
    )
    return replace(loop, items=groups)


def _told(item: Item, choice: Choice) -> Item:
    told = replace(item, label=_filled(item.label, choice), hint=_filled(item.hint, choice))
    if isinstance(told, Group):
        return replace(told, items=tuple(_told(inner, choice) for inner in told.items))
    return told


def _filled(text: Text, choice: Choice) -> Text:
    return Text(
        tuple(
            (
                language,
                words.replace("%(name)s", choice.name).replace(
                    "%(label)s", choice.label.in_language(language)
                ),
            )
            for language, words in text.said
        )
    )
