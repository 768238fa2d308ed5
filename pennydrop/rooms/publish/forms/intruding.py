"""Note a try at finding out who is quoted."""

from django import forms

from pennydrop.rooms.publish.rules.intruding import KINDS, OUTCOMES, Try

MOST_MINUTES = 10_000


class TryForm(forms.Form):
    """Kinds of place, never the words that were found: those would be a list of who is who."""

    outcome = forms.ChoiceField(
        label="What came of it?", widget=forms.RadioSelect, choices=list(OUTCOMES.items())
    )
    tried_by = forms.CharField(
        label="Who tried?",
        max_length=80,
        required=False,
        help_text="Best is somebody who did not take the names out.",
    )
    kinds = forms.MultipleChoiceField(
        label="What did they use?",
        widget=forms.CheckboxSelectMultiple,
        choices=list(KINDS.items()),
        required=False,
    )
    minutes = forms.IntegerField(
        label="For how many minutes?", min_value=1, max_value=MOST_MINUTES, required=False
    )
    changed = forms.CharField(
        label="What was changed because of it?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In your own words. Leave out names, and what people said.",
    )
    not_done_why = forms.CharField(
        label="If nobody tried, why not?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def as_try(self) -> Try:
        said = self.cleaned_data
        return Try(
            outcome=said["outcome"],
            tried_by=said["tried_by"],
            kinds=tuple(said["kinds"]),
            minutes=said["minutes"] or 0,
            changed=said["changed"],
            not_done_why=said["not_done_why"],
        )
