"""Forms of this room. They read what was sent; what is true is decided by actions and rules."""

import datetime as dt
from typing import Any

from django import forms

from pennydrop.rooms.understand.rules.deciding import LONGEST_FORM, LONGEST_SURROGATE
from pennydrop.rooms.understand.rules.kinds import KINDS

HIDE, KEEP, UNDO, ALSO = "hide", "keep", "undo", "also"
PERSON, LAST = "person", "last"  # hide all of one person; undo whatever was done last
SAME, ANOTHER = "same", "another"  # as elsewhere in the study, or somebody else of that name
_ALL = (HIDE, KEEP, UNDO, ALSO, PERSON, LAST, SAME, ANOTHER)
LONGEST_LINK_DAYS = 60


class KindField(forms.CharField):
    """A kind of stand-in; or, in its brackets, what stands for somebody already."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=LONGEST_SURROGATE + 20)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and value not in KINDS and not value.startswith("["):
            raise forms.ValidationError("There is no such kind of stand-in.")


class DecisionForm(forms.Form):
    """What to do about a name, from the page's panel: every field but `do` may be missing."""

    do = forms.ChoiceField(choices=[(d, d) for d in _ALL])
    segment = forms.UUIDField(required=False)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    form = forms.CharField(required=False, max_length=LONGEST_FORM)
    label = forms.CharField(required=False, max_length=20)
    surrogate = forms.CharField(required=False, max_length=LONGEST_SURROGATE + 20)
    suggested = forms.CharField(required=False, max_length=LONGEST_SURROGATE + 20)
    kind = KindField()
    only = forms.BooleanField(required=False)
    sure = forms.BooleanField(required=False)


class HideForm(forms.Form):
    """One more thing to hide in signed texts."""

    form = forms.CharField(label="Words to hide", max_length=LONGEST_FORM)
    surrogate = forms.CharField(
        label="What stands there instead",
        max_length=LONGEST_SURROGATE,
        help_text="For example: friend 3, or village in Norfolk. Square brackets are put round it.",
    )


class CorrectForm(forms.Form):
    """The corrected words of one turn."""

    text = forms.CharField(
        label="The words of this turn", widget=forms.Textarea(attrs={"rows": 8}), max_length=8000
    )


class QuoteForm(forms.Form):
    """A passage cut to what is to be printed, and the line about who said it."""

    edited = forms.CharField(
        label="The quote",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        help_text="Leave words out and we mark it […]. Put words of your own in [square brackets].",
    )
    attribution = forms.CharField(
        label="Who said it",
        max_length=120,
        required=False,
        help_text="Wide enough to fit many people, such as “Interview, someone in their twenties”.",
    )
    theme = forms.ChoiceField(label="Theme", required=False)

    def __init__(self, *args: Any, themes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "No theme yet"), *themes]


class BackForm(forms.Form):
    """Why a passage should not leave like this."""

    note = forms.CharField(
        label="What should change?", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class GuestForm(forms.Form):
    """Somebody without an account who is asked to look at passages."""

    name = forms.CharField(
        label="Who is it for?",
        max_length=80,
        help_text="Their name as your team knows it. It stands beside what they sign.",
    )
    ends_on = forms.DateField(
        label="Last day it works",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends_on"].initial = today + dt.timedelta(days=14)

    def clean_ends_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["ends_on"]
        if not self.today <= day <= self.today + dt.timedelta(days=LONGEST_LINK_DAYS):
            raise forms.ValidationError(
                f"Choose a day from today on, at most {LONGEST_LINK_DAYS} days ahead."
            )
        return day
