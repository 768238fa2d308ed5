"""Forms for recommendations that others published: one, or a table of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from pennydrop.rooms.publish.forms.promises import words
from pennydrop.rooms.publish.rules.past import COLUMNS, LONGEST, Past, faults_of, read_past

LARGEST_UPLOAD = 1024 * 1024


class OrganisationForm(forms.Form):
    """Asks for which organisation only where somebody works in several."""

    organisation = forms.ChoiceField(label="For which organisation?")

    def __init__(self, places: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = places[0][0] if len(places) == 1 else None
        if self.only:
            del self.fields["organisation"]
            return
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in places]

    @property
    def organisation_id(self) -> UUID:
        return self.only or UUID(self.cleaned_data["organisation"])


class PastForm(OrganisationForm):
    """One recommendation that somebody else published."""

    recommendation = words("What it asks for", most=LONGEST["recommendation"])
    source_title = forms.CharField(
        label="The report that it stands in", max_length=LONGEST["source title"]
    )
    publisher = forms.CharField(label="Who published that", max_length=LONGEST["publisher"])
    year = forms.CharField(label="In which year", max_length=4)
    link = forms.CharField(
        label="Its address",
        max_length=LONGEST["link"],
        help_text="It begins with https://.",
    )

    past: list[Past]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        cells = {name: values[name.replace(" ", "_")].strip() for name in COLUMNS}
        for fault in faults_of(cells):
            self.add_error(fault.column.replace(" ", "_"), f"It {fault.message}.")
        if not self.errors:
            self.past, _ = read_past([list(cells), list(cells.values())])
        return values


class PastFileForm(OrganisationForm):
    """A table of them. Its fields have names of their own: another form stands on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_table_%s", **kwargs)

    file = forms.FileField(label="The table (CSV or a spreadsheet)")

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST_UPLOAD:
            raise forms.ValidationError("The table has more than 1 MB.")
        return sent
