"""What is counted about people, and what somebody chose to share."""

from typing import Any

from django import forms

from pennydrop.rooms.listen.models import Characteristic
from pennydrop.rooms.listen.queries.targets import bands_of
from pennydrop.rooms.listen.rules.targets import BadBands, Wanted, read_bands


class BandsField(forms.CharField):
    """Bands with their targets, one a line."""

    widget = forms.Textarea(attrs={"rows": 7})

    def clean(self, value: str) -> list[Wanted]:
        try:
            return read_bands(super().clean(value))
        except BadBands as reason:
            raise forms.ValidationError(str(reason)) from reason


class CharacteristicForm(forms.Form):
    name = forms.CharField(
        label="What it is",
        max_length=60,
        error_messages={"required": "Say what it is, such as Age"},
        help_text="Such as Age, Gender, or Where they live.",
    )
    bands = BandsField(
        label="Groups and targets",
        error_messages={"required": "Write at least one group"},
        help_text="One group a line, with how many people you want to hear after “=”. Such as "
        "18 to 24 = 20. Without “=” it has no target.",
    )


class AboutYouForm(forms.Form):
    """One choice for each characteristic; every one may be left."""

    def __init__(self, counted: list[Characteristic], kept: dict[int, str], data: Any) -> None:
        super().__init__(data)
        for one in counted:
            names = [(band.name, band.name) for band in bands_of(one.pk)]
            self.fields[f"c{one.pk}"] = forms.ChoiceField(
                label=one.name,
                required=False,
                choices=[("", "Did not say"), *names],
                initial=kept.get(one.pk, ""),
            )

    @property
    def shared(self) -> dict[int, str]:
        return {int(name[1:]): band for name, band in self.cleaned_data.items()}
