"""Results to correct, or to take back, by the numbers under which a service sent them."""

import re

from django import forms

from pennydrop.rooms.inform.actions.sample_changes import MOST_AT_ONCE
from pennydrop.rooms.inform.rules.sample_changes import Why


class _ChangeForm(forms.Form):
    service = forms.ChoiceField(label="Whose results they are")
    why = forms.ChoiceField(label="Why", choices=[(one.value, one.said) for one in Why])

    def __init__(self, *given: object, services: list[str], **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]
        self.fields["service"] = forms.ChoiceField(
            label="Whose results they are", choices=[(one, one) for one in services]
        )

    @property
    def reason(self) -> Why:
        return Why(self.cleaned_data["why"])


class CorrectForm(_ChangeForm):
    file = forms.FileField(
        label="The corrected list",
        help_text="The same kind of file as before, with only the rows that change. Each stands in "
        "the place of the result that has the same number.",
    )


class TakeBackForm(_ChangeForm):
    refs = forms.CharField(
        label="Numbers of the results",
        help_text="As the service gave them, with spaces or commas between.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=41 * MOST_AT_ONCE,
    )

    def clean_refs(self) -> list[str]:
        return list(dict.fromkeys(re.findall(r"[^\s,;]+", self.cleaned_data["refs"])))
