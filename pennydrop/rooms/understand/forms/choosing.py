"""What is sent when several passages are chosen at once."""

from typing import Any
from uuid import UUID

from django import forms

MOST = 50


class PlacesField(forms.Field):
    """Ticked passages, each as `source:start:end`."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "required": "Tick at least one passage.",
        "invalid": "One of these passages is not known. Load the page again.",
    }

    def to_python(self, value: Any) -> list[tuple[UUID, int, int]]:
        try:
            return [_place(one) for one in (value or [])[:MOST]]
        except ValueError as reason:
            raise forms.ValidationError(self.error_messages["invalid"], "invalid") from reason


def _place(typed: str) -> tuple[UUID, int, int]:
    source, start, end = typed.split(":")
    if not (start.isdecimal() and end.isdecimal() and len(start) < 18 and len(end) < 18):
        raise ValueError(typed)
    return UUID(source), int(start), int(end)


class SeveralForm(forms.Form):
    place = PlacesField(label="Passages")
    attribution = forms.CharField(
        label="Who said them", required=False, max_length=120,
        help_text="One line for all of them, such as “Interview, a parent”. No pseudonym, nothing "
        "by which somebody could be known. You can change it for each quote.",
    )  # fmt: skip
