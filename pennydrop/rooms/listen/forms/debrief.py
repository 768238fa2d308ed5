"""What somebody notes after an interview, and what their supervisor books."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pennydrop.core.people.models import User
from pennydrop.rooms.listen.rules.debrief import HARDNESS, LIMIT


class DebriefForm(forms.Form):
    held_on = forms.DateField(
        label="Day of the interview",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Say which day"},
    )
    hardness = forms.TypedChoiceField(
        label="How was it for you?",
        choices=[(n, f"{n}. {text}") for n, text in HARDNESS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it was, from 1 to 5"},
    )
    wants_talk = forms.BooleanField(
        label="I would like to talk to somebody about it", required=False
    )


class TalkForm(forms.Form):
    with_whom = forms.CharField(label="With whom", max_length=80)
    booked_for = forms.DateField(
        label="On", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class SupervisionForm(forms.Form):
    """Who looks after one person. `people`: who can be chosen."""

    supervisor = forms.ChoiceField(label="Looked after by", required=False)
    limit = forms.IntegerField(
        label="Hard interviews in 7 days, at most", min_value=1, max_value=20, initial=LIMIT
    )

    def __init__(self, people: Sequence[User], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        field = self.fields["supervisor"]
        assert isinstance(field, forms.ChoiceField)
        named = [(key, str(user)) for key, user in self.people.items()]
        field.choices = [("", "The coordinator or deputy"), *named]
