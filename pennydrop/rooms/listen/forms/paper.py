"""The table of consents given on paper."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from pennydrop.rooms.listen.models import Sheet
from pennydrop.rooms.listen.queries.participants import ParticipantRow
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS

REPLY_WORDS = [(Reply.YES, "Yes"), (Reply.NO, "No"), (Reply.UNKNOWN, "Not known")]
Said = dict[UUID, dict[Scope, Reply]]


class PaperForm(forms.Form):
    """What holds for every answer that is changed on the page."""

    signed_on = forms.DateField(
        label="Day on the paper",
        widget=forms.DateInput(attrs={"type": "date"}),
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
    """Participants by scopes. `filled` overrides what is recorded: sent, or read from a file."""

    people: Sequence[ParticipantRow]
    filled: Mapping[UUID, Mapping[Scope, Reply]]
    seen: Mapping[UUID, Mapping[Scope, Reply]]

    def rows(self) -> list[PaperRow]:
        return [self._row(person) for person in self.people]

    def _row(self, person: ParticipantRow) -> PaperRow:
        recorded = {**dict(person.replies), **self.seen.get(person.id, {})}
        shown = {**recorded, **self.filled.get(person.id, {})}
        cells = tuple(
            Cell(
                name=f"{person.id.hex}-{scope.value}",
                label=f"{person.name}: {words}",
                chosen=shown[scope].value,
                changed=shown[scope] is not recorded[scope],
            )
            for scope, words in SCOPE_WORDS.items()
        )
        return PaperRow(person, ",".join(recorded[scope].value for scope in SCOPE_WORDS), cells)


def sent_replies(people: Sequence[ParticipantRow], data: Mapping[str, str]) -> Said:
    """The answers as sent; a cell that was not sent is left out."""
    said: Said = {}
    for person in people:
        for scope in Scope:
            value = data.get(f"{person.id.hex}-{scope.value}", "")
            if value in {reply.value for reply in Reply}:
                said.setdefault(person.id, {})[scope] = Reply(value)
    return said


def sent_seen(people: Sequence[ParticipantRow], data: Mapping[str, str]) -> Said:
    """What stood on the page when it was filled in."""
    seen: Said = {}
    for person in people:
        values = data.get(f"seen-{person.id.hex}", "").split(",")
        if len(values) == len(SCOPE_WORDS) and set(values) <= {reply.value for reply in Reply}:
            seen[person.id] = dict(zip(SCOPE_WORDS, map(Reply, values), strict=True))
    return seen


def whole_column(people: Sequence[ParticipantRow], asked: str) -> Said:
    """What a button over a column means, such as `quote:yes`: that answer for everybody."""
    scope, _, reply = asked.partition(":")
    try:
        return {person.id: {Scope(scope): Reply(reply)} for person in people}
    except ValueError:
        return {}
