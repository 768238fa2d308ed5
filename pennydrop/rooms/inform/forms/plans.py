"""A plan as somebody writes it down. Nothing in it has to be filled in."""

from collections.abc import Iterator
from typing import Any

from django import forms

from pennydrop.rooms.inform.rules.plans import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    MOST_CONTACTS,
    PARTS,
    TURNS,
    Contact,
    Plan,
    wrong_amount,
    wrong_number,
)


class PlanForm(forms.Form):
    """After `is_valid`, `plan` is what was written."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        off = {"autocomplete": "off"}
        for place, (who, number) in enumerate(TURNS, start=1):
            self.fields[f"name{place}"] = forms.CharField(
                label=who,
                max_length=LONGEST_NAME, required=False, widget=forms.TextInput(attrs=off),
            )  # fmt: skip
            self.fields[f"number{place}"] = forms.CharField(
                label=number, max_length=LONGEST_NUMBER, required=False,
                widget=forms.TextInput(attrs={**off, "inputmode": "tel"}),
            )  # fmt: skip
        for name, wanted in PARTS.items():
            self.fields[name] = forms.CharField(
                label=wanted.ask, help_text=wanted.hint, max_length=wanted.most, required=False,
                widget=forms.Textarea(attrs={**off, "rows": 2}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        for place, (_, number) in enumerate(TURNS, start=1):
            if why := wrong_number(kept.get(f"number{place}", ""), of=number):
                self.add_error(f"number{place}", why)
        if why := wrong_amount(kept.get("took", "")):
            self.add_error("took", why)
        return kept

    @property
    def plan(self) -> Plan:
        kept = self.cleaned_data
        both = [
            Contact(kept[f"name{place}"], kept[f"number{place}"])
            for place in range(1, MOST_CONTACTS + 1)
        ]
        contacts = tuple(one for one in both if one.name or one.number)
        return Plan(contacts, **{name: " ".join(kept[name].split()) for name in PARTS})

    def sent(self) -> Iterator[tuple[str, str]]:
        """What was typed by name, to be sent along with a form that carries it on."""
        return ((name, str(self.cleaned_data[name])) for name in self.fields)
