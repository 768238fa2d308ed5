"""Say something about a block."""

from django import forms

from pennydrop.core.documents.commenting import LONGEST_COMMENT


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The team reads it, nobody else. In your own words.",
    )
