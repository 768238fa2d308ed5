"""What staff fill in about a session, and about what somebody agreed to there."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from pennydrop.rooms.listen.forms.uploads import FIDELITIES
from pennydrop.rooms.listen.models import Participant, Place, Sheet
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.paper import SCOPE_WORDS
from pennydrop.rooms.listen.rules.sessions import MOST_NEW_PEOPLE

KINDS = [("interview", "Interview"), ("focus_group", "Group"), ("visit", "Visit")]
HOW = [
    ("read_aloud", "Read aloud, and the answers are on the recording or in the notes"),
    ("signed", "On paper, with a signature or a mark"),
]
REPLIES = [("yes", "Yes"), ("no", "No"), ("unknown", "Not asked")]


class PeopleForm(forms.Form):
    """Who takes part: people whom the study knows, and how many join by this."""

    people = forms.MultipleChoiceField(
        label="People whom the study knows",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    joining = forms.IntegerField(
        label="New people",
        required=False,
        min_value=0,
        max_value=MOST_NEW_PEOPLE,
        help_text="How many took part for the first time. Each gets the next pseudonym.",
    )

    def __init__(self, people: Sequence[Participant], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        chooser = self.fields["people"]
        assert isinstance(chooser, forms.MultipleChoiceField)
        chooser.choices = [(str(person.pk), person.name) for person in people]
        if not people:
            del self.fields["people"]

    @property
    def chosen(self) -> list[UUID]:
        return [UUID(person) for person in self.cleaned_data.get("people", [])]

    @property
    def new_people(self) -> int:
        return self.cleaned_data.get("joining") or 0


class SessionForm(PeopleForm):
    """A new session."""

    kind = forms.ChoiceField(label="What it was", choices=KINDS, widget=forms.RadioSelect)
    on = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Say which day it was"},
    )
    place = forms.ChoiceField(label="Where, roughly", required=False)
    interviewer = forms.ChoiceField(label="Who asked, or led")
    note_taker = forms.ChoiceField(label="Who took notes", required=False)
    field_order = ["kind", "on", "place", "interviewer", "note_taker", "people", "joining"]

    def __init__(
        self,
        people: Sequence[Participant],
        places: Sequence[Place],
        staff: Sequence[tuple[str, str]],
        today: dt.date,
        data: Any = None,
        **more: Any,
    ) -> None:
        super().__init__(people, data, **more)
        self.today = today
        self._choose("place", [("", "Not noted"), *((str(p.pk), p.name) for p in places)])
        self._choose("interviewer", list(staff))
        self._choose("note_taker", [("", "Nobody else"), *staff])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        chooser = self.fields[name]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = choices

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("This day has not come yet")
        return day

    @property
    def place_id(self) -> int | None:
        return int(self.cleaned_data["place"]) if self.cleaned_data["place"] else None


class SessionConsentForm(forms.Form):
    """What one person agreed to at one session. Nothing is chosen beforehand."""

    how = forms.ChoiceField(
        label="How it was asked",
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it was asked"},
    )
    sheet = forms.ChoiceField(label="Information sheet they had read, or heard", required=False)
    intoxicated = forms.BooleanField(
        label="They were drunk, high or coming down",
        required=False,
        help_text="Then a yes counts for a few days only: ask again when their head is clear.",
    )
    meant = forms.BooleanField(
        label="A yes holds for their earlier words too, and they know that",
        required=False,
        help_text="Only needed where they said no before.",
    )

    def __init__(self, sheets: Sequence[Sheet], data: Any = None) -> None:
        super().__init__(data)
        self.sheets = {str(sheet.pk): sheet for sheet in sheets}
        versions = [(key, f"Version {sheet.version}") for key, sheet in self.sheets.items()]
        chooser = self.fields["sheet"]
        assert isinstance(chooser, forms.ChoiceField)
        chooser.choices = [*versions, ("", "Not known")]
        for scope, words in SCOPE_WORDS.items():
            self.fields[scope.value] = forms.ChoiceField(
                label=words,
                choices=REPLIES,
                widget=forms.RadioSelect,
                error_messages={"required": f"{words}: choose yes, no or not asked"},
            )

    def scopes(self) -> list[Any]:
        return [self[scope.value] for scope in SCOPE_WORDS]

    @property
    def answers(self) -> dict[Scope, Reply]:
        return {scope: Reply(self.cleaned_data[scope.value]) for scope in SCOPE_WORDS}

    @property
    def read_sheet(self) -> Sheet | None:
        return self.sheets.get(self.cleaned_data["sheet"])


class HandInForm(forms.Form):
    """What a typed transcript is, when it is handed in."""

    fidelity = forms.ChoiceField(
        label="How was it written?",
        choices=[(value, label) for value, label, _ in FIDELITIES],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it was written"},
        help_text="Only what was written down word for word is quoted as somebody’s own words.",
    )
    listened = forms.BooleanField(
        label="I have listened to the recording and corrected the draft",
        error_messages={"required": "Listen to the recording and correct the draft first"},
        help_text="A machine often writes something else than was said, and sounds sure of it.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, draft: bool = False, **more: Any) -> None:
        super().__init__(data, **more)
        if not draft:
            del self.fields["listened"]
