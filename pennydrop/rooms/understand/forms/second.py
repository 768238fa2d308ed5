"""What a second reader sends, and what is sent about what only they found."""

from django import forms

from pennydrop.rooms.understand.forms import KindField
from pennydrop.rooms.understand.rules.deciding import LONGEST_FORM, LONGEST_SURROGATE


class MarkForm(forms.Form):
    """Words that should be hidden, typed or selected."""

    form = forms.CharField(max_length=LONGEST_FORM)
    segment = forms.UUIDField(required=False)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    every = forms.BooleanField(required=False)


class SettleForm(forms.Form):
    """What becomes of a name that only the second reader marked."""

    mark = forms.IntegerField()
    do = forms.ChoiceField(choices=[("hide", "hide"), ("keep", "keep")])
    surrogate = forms.CharField(required=False, max_length=LONGEST_SURROGATE + 20)
    kind = KindField()
