"""Choices written one to a line, and which of them are the ones that were there before."""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from pennydrop.rooms.listen.rules.editing.naming import free_name, name_for
from pennydrop.rooms.listen.rules.editing.texts import reworded
from pennydrop.rooms.listen.rules.form import Choice, ChoiceList, Form, Item, Kind, Question, plain

MOST_CHOICES = 200
# A line that is this much like one that went is the same choice in other words. Below it the
# choice is a new one: answers given to the old one must not be read as the new one.
ALIKE = 0.6


class BadChoices(ValueError):
    """The lines cannot be choices. The message says what to do."""


def lines_of(question: Question) -> str:
    """The choices of a question, one to a line, as they are edited."""
    return "\n".join(" ".join(str(choice.label).split()) for choice in question.choices)


def read_choices(lines: str, before: Sequence[Choice], language: str) -> tuple[Choice, ...]:
    """The choices of the lines. What was there before keeps its name, its translations and its
    pictures. Raises BadChoices."""
    labels = [" ".join(line.split()) for line in lines.splitlines() if line.strip()]
    if len(labels) < 2:
        raise BadChoices("Write at least two choices, each on a line of its own")
    if len(labels) > MOST_CHOICES:
        raise BadChoices(f"Write at most {MOST_CHOICES} choices")
    twice = next((one for at, one in enumerate(labels) if one in labels[:at]), "")
    if twice:
        raise BadChoices(f"“{twice}” is there twice. Take one of the two out")
    same = _matched(labels, before)
    taken = {choice.name for choice in same.values()}
    made = []
    for label in labels:
        if label in same:
            made.append(replace(same[label], label=reworded(same[label].label, label, language)))
            continue
        name = name_for(label, taken, "choice")
        taken.add(name)
        made.append(Choice(name, plain(label, language)))
    return tuple(made)


def _matched(labels: Sequence[str], before: Sequence[Choice]) -> dict[str, Choice]:
    """Which line is which choice of before: the same words first, then those most alike."""
    old = {" ".join(str(choice.label).split()): choice for choice in before}
    same = {label: old[label] for label in labels if label in old}
    left = {words: choice for words, choice in old.items() if words not in same}
    for label in labels:
        near = (
            difflib.get_close_matches(label, left, n=1, cutoff=ALIKE) if label not in same else []
        )
        if near:
            same[label] = left.pop(near[0])
    return same


def sharing(form: Form, question: Question) -> list[Question]:
    """The other questions that show the same list."""
    if question.listed is None:
        return []
    return [
        placed.item
        for placed in form.placed()
        if isinstance(placed.item, Question) and placed.item.listed is not None
        and placed.item.name != question.name and placed.item.listed.name == question.listed.name
    ]  # fmt: skip


def with_list(form: Form, listed: ChoiceList) -> Form:
    """The form with this list wherever one of its name is shown or looked into."""
    lookups = tuple(listed if old.name == listed.name else old for old in form.lookups)
    return replace(form, items=tuple(_shows(item, listed) for item in form.items), lookups=lookups)


def _shows(item: Item, listed: ChoiceList) -> Item:
    if isinstance(item, Question):
        mine = item.listed is not None and item.listed.name == listed.name
        return replace(item, listed=listed) if mine else item
    return replace(item, items=tuple(_shows(inner, listed) for inner in item.items))


def list_name(form: Form, name: str) -> str:
    """A name for a new list that no list has."""
    return name_for(name, {listed.name for listed in form.lists()}, "choices")


def taken_in(form: Form) -> Form:
    """The form with the choices that came from files as its own, so that it needs no file."""
    for listed in form.lists():
        if listed.source and listed.choices and not listed.source.startswith("${"):
            form = with_list(form, replace(listed, source=""))
    return form


def asks_what(question: Question, language: str, taken: set[str]) -> Question:
    """The open question that follows “Something else”."""
    name = free_name(f"{question.name}_other", taken)
    seen = f"${{{question.name}}}"
    one = question.kind is Kind.SELECT_ONE
    relevant = f"{seen} = 'other'" if one else f"selected({seen}, 'other')"
    return Question(name, Kind.TEXT, plain("Please say what.", language), relevant=relevant)
