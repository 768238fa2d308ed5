"""What is noted of a payment."""

import datetime as dt
from typing import Any

from django import forms

from pennydrop.rooms.listen.rules.payments import BadPayment, check_apart, read_amount

KINDS = [
    ("voucher", "Voucher"),
    ("cash", "Cash"),
    ("travel", "Travel"),
    ("food", "Food"),
    ("other", "Something else"),
]


class ApartField(forms.CharField):
    """A text that must not lead to anybody's words."""

    def clean(self, value: str) -> str:
        text: str = super().clean(value)
        try:
            check_apart(text)
        except BadPayment as reason:
            raise forms.ValidationError(str(reason)) from reason
        return text


class PaymentForm(forms.Form):
    kind = forms.ChoiceField(
        label="What it was",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it was"},
    )
    amount = forms.CharField(
        label="How much, in pounds",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": "Write how much it was"},
    )
    on = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Say which day it was"},
    )
    receipt = ApartField(
        label="Number of the receipt or voucher",
        required=False,
        max_length=40,
        help_text="From the receipt book. No pseudonym, and no name.",
    )
    budget_line = ApartField(label="Budget line", required=False, max_length=60)

    def __init__(self, today: dt.date, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today

    def clean_amount(self) -> int:
        try:
            return read_amount(self.cleaned_data["amount"])
        except BadPayment as reason:
            raise forms.ValidationError(str(reason)) from reason

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("This day has not come yet")
        return day
