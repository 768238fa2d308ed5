"""Put the lines of a document on show."""

from django import forms

from pennydrop.rooms.publish.rules.first_look import LEAST_DAYS, MOST_DAYS


class ShowForm(forms.Form):
    """For how many days a release waits."""

    days = forms.IntegerField(
        label="Days to look and object",
        min_value=LEAST_DAYS,
        max_value=MOST_DAYS,
        help_text="Two weeks is usual. Time that was given is never made shorter.",
    )
