"""Codes that somebody types together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pennydrop.rooms.inform.rules.certificates import CODE_LENGTH, MOST_TOGETHER, read_codes

LONGEST = MOST_TOGETHER * (CODE_LENGTH + 8)


class CodesForm(forms.Form):
    """After `is_valid`, `read` holds the codes."""

    codes = forms.CharField(
        label=_("Your codes"), max_length=LONGEST,
        widget=forms.Textarea(
            attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "characters"}
        ),
        help_text=_("One on each line. Small letters and missing hyphens are fine."),
    )  # fmt: skip
    read: tuple[str, ...] = ()

    def clean_codes(self) -> str:
        typed = str(self.cleaned_data["codes"])
        self.read, strange = read_codes(typed)
        if strange:
            said = _("This is no whole code, which has 16 letters and figures: %(typed)s")
            raise forms.ValidationError(said, params={"typed": strange[0]})
        if len(self.read) > MOST_TOGETHER:
            said = _("Type at most %(most)s codes at once.")
            raise forms.ValidationError(said, params={"most": MOST_TOGETHER})
        return typed
