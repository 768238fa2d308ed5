"""How many code cards to print."""

from django import forms

from pennydrop.rooms.listen.rules.invite import CARDS_ON_A_SHEET, MOST_CARDS

MOST_SHEETS = MOST_CARDS // CARDS_ON_A_SHEET


class CardsForm(forms.Form):
    sheets = forms.IntegerField(
        label="How many sheets?",
        help_text=f"{CARDS_ON_A_SHEET} cards on a sheet of A4, {MOST_SHEETS} sheets at most.",
        min_value=1,
        max_value=MOST_SHEETS,
        error_messages={
            "required": "Say how many sheets",
            "invalid": "Write a number, such as 2",
            "min_value": "Print one sheet at least",
            "max_value": f"Print {MOST_SHEETS} sheets at most, and come back for more",
        },
    )
