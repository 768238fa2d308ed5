"""A question that claims answer."""

from typing import Any

from django import forms

from pennydrop.rooms.inform.rules.myths import LONGEST_ASKED, Myth


class MythForm(forms.Form):
    """After `is_valid`, `myth` holds what was written."""

    key = forms.SlugField(
        label="Its key", max_length=60, help_text="Such as “green-tea”. It stays as it is."
    )
    asked = forms.CharField(
        label="The question", max_length=LONGEST_ASKED,
        help_text="As somebody would ask it. The page never states a myth.",
    )  # fmt: skip
    claims = forms.CharField(
        label="Claims that answer it, a key on each line", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The first is the answer. Without it nothing of the question is shown.",
    )  # fmt: skip

    @property
    def myth(self) -> Myth:
        said: dict[str, Any] = self.cleaned_data
        return Myth(said["key"], " ".join(said["asked"].split()), tuple(said["claims"].split()))
