"""Forms of this room. They read what was sent; what is true is decided by actions and rules."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from pennydrop.core.concerns import Level
from pennydrop.core.people.models import User
from pennydrop.rooms.support.rules.handling import LONGEST, MEANING, Origin
from pennydrop.rooms.support.rules.rota import DAYS

LEVELS = [
    (level.value, f"{level.value.capitalize()}. {MEANING[level]}") for level in [*Level][::-1]
]
ORIGINS = [(o.value, o.value.capitalize()) for o in Origin if o is not Origin.ANSWER]


class RaiseForm(forms.Form):
    """A concern. `organisation` is asked only of somebody who works in several."""

    organisation = forms.ChoiceField(label="For which organisation?", widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label="How pressing is it?",
        choices=LEVELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how pressing it is"},
    )
    origin = forms.ChoiceField(
        label="Where does it come from?",
        choices=ORIGINS,
        widget=forms.RadioSelect,
        error_messages={"required": "Say where it comes from"},
    )
    summary = forms.CharField(
        label="What worries you, in your own words?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what worries you"},
        help_text="What you saw or read, what you make of it, what you have done already. Not the "
        "person’s own words, and no participant number: this is kept when they take their words "
        "back.",
    )
    study = forms.UUIDField(required=False, widget=forms.HiddenInput)
    participant = forms.UUIDField(required=False, widget=forms.HiddenInput)
    source = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, organisations: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.only = organisations[0][0] if len(organisations) == 1 else None
        if self.only:
            del self.fields["organisation"]
        else:
            field = self.fields["organisation"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(str(key), name) for key, name in organisations]

    @property
    def organisation_id(self) -> UUID:
        return self.only or UUID(self.cleaned_data["organisation"])


class NoteForm(forms.Form):
    """What was done, to whom it was handed, or why it is closed."""

    note = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what was done first"},
    )


class LevelForm(forms.Form):
    level = forms.ChoiceField(
        label="How pressing is it now?", choices=[(v, v.capitalize()) for v, _ in LEVELS]
    )


class ShiftForm(forms.Form):
    """Weekly hours. People are those who may read concerns."""

    weekday = forms.TypedChoiceField(label="Day", choices=[*enumerate(DAYS)], coerce=int)
    starts = forms.TimeField(
        label="From", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label="Until",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Earlier than the start means the next day.",
    )
    lead = forms.ChoiceField(label="Lead")
    deputy = forms.ChoiceField(label="Deputy", required=False)

    def __init__(self, people: Sequence[User], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        named = [(key, str(user)) for key, user in self.people.items()]
        for name, first in (("lead", []), ("deputy", [("", "Nobody")])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*first, *named]


class ClosedDayForm(forms.Form):
    day = forms.DateField(
        label="Day on which nobody is there",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="A holiday, for example.",
    )


class KeepForm(forms.Form):
    months = forms.IntegerField(
        label="Months that a closed concern is kept",
        min_value=1,
        max_value=1200,
        help_text="Your own safeguarding policy decides. We start with 72 (six years).",
    )
