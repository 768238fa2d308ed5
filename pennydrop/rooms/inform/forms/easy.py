"""Easy words as an editor writes them."""

from typing import Any

from django import forms

from pennydrop.rooms.inform.rules.easy import MOST_WORDS, BadEasy, EasyWords, read_easy, write_easy


class EasyForm(forms.Form):
    """After `is_valid`, `words` holds what was written. `version` is the claim's, as
    it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lines = forms.CharField(
        label="The easy words", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"On each line a picture, a colon, and a sentence of at most {MOST_WORDS} words.",
    )  # fmt: skip
    words: EasyWords

    def __init__(self, data: Any = None, *, version: int, words: EasyWords | None = None) -> None:
        lines = write_easy(words.lines) if words else ""
        super().__init__(data, initial={"version": version, "lines": lines})

    def clean_lines(self) -> str:
        written = str(self.cleaned_data["lines"])
        try:
            self.words = read_easy(written)
        except BadEasy as why:
            raise forms.ValidationError(str(why)) from None
        return written
