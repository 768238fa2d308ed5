"""The two lists that a tally is counted by."""

from django import forms

from pennydrop.rooms.listen.rules.outreach import BadList, read_list


class LinesField(forms.CharField):
    """Names, one a line."""

    widget = forms.Textarea(attrs={"rows": 8})

    def clean(self, value: str) -> list[str]:
        try:
            return read_list(super().clean(value))
        except BadList as reason:
            raise forms.ValidationError(str(reason)) from reason


class ListsForm(forms.Form):
    """Places and kinds of contact, as the team words them."""

    places = LinesField(
        label="Places",
        error_messages={"required": "Write at least one place"},
        help_text="One a line, as coarse as you can live with: “Market”, “North of the county”. "
        "Never a house or a name. Interviews take their place from this list too.",
    )
    kinds = LinesField(
        label="Kinds of contact",
        error_messages={"required": "Write at least one kind of contact"},
        help_text="One a line. Each becomes a big button.",
    )
