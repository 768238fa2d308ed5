"""The form of those who want to follow by e-mail."""

from django import forms


class FollowForm(forms.Form):
    address = forms.EmailField(
        label="Your e-mail address",
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We write to it once to ask whether it was you.",
    )
