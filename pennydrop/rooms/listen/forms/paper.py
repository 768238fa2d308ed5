"""The table of consents given on paper."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Page, Paginator

from pennydrop.rooms.listen.models import Sheet
from pennydrop.rooms.listen.queries.participants import ParticipantRow
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS

REPLY_WORDS = [(Reply.YES, "Yes"), (Reply.NO, "No"), (Reply.UNKNOWN, "Not known")]
Said = dict[UUID, dict[Scope, Reply]]
PER_PAGE = 50


class PaperForm(forms.Form):
    """What holds for every answer that is changed on the page."""

    signed_on = forms.DateField(
        label="Day on the paper (needed)",
        widget=forms.DateInput(attrs={"type": "date", "required": True}),
        error_messages={"required": "Say which day stands on the paper"},
        help_text="The day on which it was signed. Papers of another day go in with a save of "
        "their own.",
    )
    sheet = forms.ChoiceField(
        label="Information sheet they had read",
        required=False,
        help_text="Leave it at “not known” when the paper does not say. The version in use stands "
        "under “Sheet and questions”.",
    )

    def __init__(self, sheets: Sequence[Sheet], today: dt.date, data: Any = None) -> None:
        super().__init__(data)
        self.today = today
        self.sheets = {str(sheet.pk): sheet for sheet in sheets}
        chooser = self.fields["sheet"]
        assert isinstance(chooser, forms.ChoiceField)
        versions = [(key, f"Version {sheet.version}") for key, sheet in self.sheets.items()]
        chooser.choices = [*versions, ("", "Not known")]

    def clean_signed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError("This day has not come yet")
        return day

    @property
    def read_sheet(self) -> Sheet | None:
        return self.sheets.get(self.cleaned_data["sheet"])


@dataclass(frozen=True)
class Cell:
    """One group of radio buttons."""

    name: str
    label: str
    chosen: str
    changed: bool


@dataclass(frozen=True)
class PaperRow:
    """One participant: what stood on the page (`seen`), and a cell for each scope."""

    person: ParticipantRow
    seen: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class PaperTable:
    """Participants by scopes, one page of them. `filled` overrides what is recorded: sent, or read
    from a file; `seen` is what stood on the page. `number` of the page counts from 1.

    What was filled in for people on other pages is carried along in one field, so that no page
    sends more than its own rows.
    """

    people: Sequence[ParticipantRow]
    filled: Mapping[UUID, Mapping[Scope, Reply]]
    seen: Mapping[UUID, Mapping[Scope, Reply]]
    number: int = 1

    @property
    def page(self) -> Page[ParticipantRow]:
        return Paginator(self.people, PER_PAGE).get_page(self.number)

    def rows(self) -> list[PaperRow]:
        return [self._row(person) for person in self.page]

    @property
    def changed(self) -> int:
        """How many answers, on every page, are not saved yet."""
        return sum(
            shown[scope] is not recorded[scope]
            for recorded, shown in map(self._states, self.people)
            for scope in SCOPE_WORDS
        )

    def carried(self) -> str:
        """What is filled in, and was seen, for people on other pages."""
        here = {person.id for person in self.page}
        others = ((p.id, *self._states(p)) for p in self.people if p.id not in here)
        return " ".join(
            f"{person.hex}:{_letters(recorded)}:{_letters(shown)}"
            for person, recorded, shown in others
            if recorded != shown
        )

    def _states(self, person: ParticipantRow) -> tuple[dict[Scope, Reply], dict[Scope, Reply]]:
        recorded = {**dict(person.replies), **self.seen.get(person.id, {})}
        return recorded, {**recorded, **self.filled.get(person.id, {})}

    def _row(self, person: ParticipantRow) -> PaperRow:
        recorded, shown = self._states(person)
        cells = tuple(
            Cell(
                name=f"{person.id.hex}-{scope.value}",
                label=f"{person.name}: {words}",
                chosen=shown[scope].value,
                changed=shown[scope] is not recorded[scope],
            )
            for scope, words in SCOPE_WORDS.items()
        )
        return PaperRow(person, _letters(recorded), cells)


def _letters(replies: Mapping[Scope, Reply]) -> str:
    """Answers in the order of the table, a letter each: "yynuuu"."""
    return "".join(replies[scope].value[0] for scope in SCOPE_WORDS)


def _replies(letters: str) -> dict[Scope, Reply]:
    """What `_letters` wrote; nothing where it is no such thing."""
    known = {reply.value[0]: reply for reply in Reply}
    if len(letters) != len(SCOPE_WORDS) or not set(letters) <= set(known):
        return {}
    return dict(zip(SCOPE_WORDS, (known[letter] for letter in letters), strict=True))


def in_order(people: Iterable[ParticipantRow]) -> list[ParticipantRow]:
    """Whoever waits for an answer comes first: nothing noted yet, then something not known."""

    def waits(person: ParticipantRow) -> int:
        unknown = sum(reply is Reply.UNKNOWN for _, reply in person.replies)
        return 0 if unknown == len(person.replies) else 1 if unknown else 2

    return sorted(people, key=waits)


def on_page(people: Sequence[ParticipantRow], data: Mapping[str, str]) -> list[ParticipantRow]:
    """The people whose rows were sent."""
    return [person for person in people if f"seen-{person.id.hex}" in data]


def sent_replies(people: Sequence[ParticipantRow], data: Mapping[str, str]) -> Said:
    """The answers as sent, those carried from other pages among them; a cell that was not sent is
    left out."""
    said: Said = {person: filled for person, _, filled in _carried(people, data)}
    for person in people:
        for scope in Scope:
            value = data.get(f"{person.id.hex}-{scope.value}", "")
            if value in {reply.value for reply in Reply}:
                said.setdefault(person.id, {})[scope] = Reply(value)
    return said


def sent_seen(people: Sequence[ParticipantRow], data: Mapping[str, str]) -> Said:
    """What stood on the page, or on another one, when it was filled in."""
    seen: Said = {person: stood for person, stood, _ in _carried(people, data)}
    for person in people:
        stood = _replies(data.get(f"seen-{person.id.hex}", ""))
        if stood:
            seen[person.id] = stood
    return seen


def _carried(
    people: Sequence[ParticipantRow], data: Mapping[str, str]
) -> Iterable[tuple[UUID, dict[Scope, Reply], dict[Scope, Reply]]]:
    known = {person.id.hex: person.id for person in people}
    for line in data.get("carried", "").split():
        name, _, rest = line.partition(":")
        stood, filled = map(_replies, (rest.partition(":")[0], rest.partition(":")[2]))
        if name in known and stood and filled:
            yield known[name], stood, filled


def whole_column(people: Sequence[ParticipantRow], asked: str) -> Said:
    """What a button over a column means, such as `quote:yes`: that answer for those of these people
    for whom nothing is noted. What somebody said is never overturned by a press for many."""
    scope, _, reply = asked.partition(":")
    try:
        said = {Scope(scope): Reply(reply)}
    except ValueError:
        return {}
    return {person.id: dict(said) for person in people if _nothing_noted(person, Scope(scope))}


def _nothing_noted(person: ParticipantRow, scope: Scope) -> bool:
    return dict(person.replies)[scope] is Reply.UNKNOWN
