"""Ask somebody without an account to sign a release, and what they answer."""

import datetime as dt
from typing import Any

from django import forms

LONGEST_LINK_DAYS = 30
USUAL_LINK_DAYS = 14
SIGN, DECLINE = "sign", "decline"


class InviteForm(forms.Form):
    """A link for one person, for one release."""

    name = forms.CharField(
        label="Who is it for?",
        max_length=80,
        help_text="One person, by name: somebody who did not write these findings.",
    )
    ends_on = forms.DateField(
        label="Last day it works",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends_on"].initial = today + dt.timedelta(days=USUAL_LINK_DAYS)

    def clean_ends_on(self) -> dt.date:
        last: dt.date = self.cleaned_data["ends_on"]
        if not self.today <= last <= self.today + dt.timedelta(days=LONGEST_LINK_DAYS):
            raise forms.ValidationError(
                f"Choose a day from today on, at most {LONGEST_LINK_DAYS} days ahead."
            )
        return last


class OutsideForm(forms.Form):
    """The second signature, or a no with its reason, and who gives it."""

    says = forms.ChoiceField(
        label="What do you say?",
        widget=forms.RadioSelect,
        choices=[
            (SIGN, "I read all of it, and it may be released as it stands"),
            (DECLINE, "It should not be released like this"),
        ],
    )
    why = forms.CharField(
        label="If not, why?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In your own words, for the team alone. Leave out names.",
    )
    name = forms.CharField(label="Your name", max_length=80)
    role = forms.CharField(
        label="What you do, and where",
        max_length=120,
        help_text="Such as: manager of another charity. It is kept beside your signature.",
    )
