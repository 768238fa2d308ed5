"""Say what sentences stand on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import URLValidator

from pennydrop.rooms.publish.rules.claims import FOUND_IN_STUDY, NAMES, Evidence, Kind

MOST_FOUND = 12


@dataclass(frozen=True)
class Offer:
    """One thing that sentences can be tied to. `said`: its words, where it is a quote."""

    kind: Kind
    target: str
    label: str
    said: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.target}"

    @property
    def kind_name(self) -> str:
        return NAMES[self.kind]


def offers(named: Mapping[Kind, Mapping[str, str]], said: Mapping[str, str]) -> list[Offer]:
    """Everything in the study that can be chosen."""
    return [
        Offer(kind, target, label, said.get(target, "") if kind is Kind.QUOTE else "")
        for kind, found in named.items()
        for target, label in found.items()
    ]


def looked_for(all_: Iterable[Offer], words: str) -> list[Offer]:
    """Those that hold every word somebody looks for."""
    wanted = words.casefold().split()
    return [
        one
        for one in all_
        if all(word in f"{one.label} {one.said} {one.kind_name}".casefold() for word in wanted)
    ]


class TieForm(forms.Form):
    """`to` is the name of an offer, or a kind that needs no target."""

    to = forms.CharField(max_length=420, error_messages={"required": "Choose what they stand on."})
    label = forms.CharField(label="What it is called", max_length=200, required=False)
    address = forms.CharField(label="Its address", max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind, _, target = values.get("to", "").partition(":")
        if "to" in values and kind not in list(Kind):
            raise forms.ValidationError("Choose one of the things that are offered.")
        if kind == Kind.SOURCE:
            self._check_source(values)
            target = values.get("address", "").strip()
        elif kind not in FOUND_IN_STUDY:
            target = ""
        if kind:
            label = values.get("label", "").strip() if kind == Kind.SOURCE else ""
            self.evidence = Evidence(Kind(kind), target, label)
        return values

    def _check_source(self, values: Mapping[str, Any]) -> None:
        if not values.get("label", "").strip():
            self.add_error("label", "Say what it is: its title, who published it, and the year.")
        try:
            URLValidator(schemes=["http", "https"])(values.get("address", "").strip())
        except forms.ValidationError:
            self.add_error("address", "Give the address of the page, beginning with https://.")
