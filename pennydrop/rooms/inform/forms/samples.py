"""A list of results as a checking service gives it, and the place that a reader chooses."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from pennydrop.rooms.inform.rules.places import NATIONS, REGIONS, Place

PLACES = [
    (Place.UK.value, _(Place.UK.value)),
    *((place.value, _(place.value)) for place in NATIONS),
    (_("Regions of England"), [(place.value, _(place.value)) for place in REGIONS]),
]


class ResultsForm(forms.Form):
    service = forms.CharField(
        label="Which service tested them", max_length=80, help_text="As readers should see it."
    )
    licence = forms.BooleanField(
        label="The service lets us show figures made from its list",
    )
    file = forms.FileField(
        label="The list",
        help_text="A CSV or Excel file with a head row, as WEDINOS or UNC list it.",
    )
    found = forms.FileField(
        label="What was found, if it is in a list of its own",
        help_text="UNC calls it lab_detail: a row for each substance.",
        required=False,
    )


class KeyForm(forms.Form):
    for_service = forms.CharField(
        label="Which service sends them", max_length=80, help_text="As readers should see it."
    )
    lets_us = forms.BooleanField(label="The service lets us show figures made from its results")


class PlaceForm(forms.Form):
    """Where a reader wants to look. Choosing keeps nothing."""

    place = forms.ChoiceField(label=_("Where"), choices=PLACES)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "PlaceForm":
        """Filled from an address; with everything, where that names no place that there is."""
        asked = cls({"place": query.get("place", "")})
        return asked if asked.is_valid() else cls({"place": Place.UK.value})

    @property
    def chosen(self) -> Place:
        return Place(self.data["place"])
