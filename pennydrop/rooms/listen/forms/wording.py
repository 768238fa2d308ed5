"""Every text around the questions, to be written in another language."""

from typing import Any

from django import forms

from pennydrop.rooms.listen.rules.languages import Language
from pennydrop.rooms.listen.rules.wording import LONGEST, Text

LARGEST = 1_000_000  # bytes of a table
SHORT = 90
TITLES = {
    "sheet_short": "Information sheet: the short part",
    "sheet_more": "Information sheet: the details",
    "settings_more": "What the settings add to the details",
    "limits": "Limits of confidentiality",
    "limits_passed_on": "What is passed on",
    "limits_told": "Who may be told",
    "next_steps": "What happens next, with dates",
}
STALE = "The English has changed since this was written, so people read the English. Look again."


class WordingForm(forms.Form):
    """One field for each text. A field that is left empty is read in English."""

    def __init__(self, texts: list[Text], language: Language, data: Any = None) -> None:
        super().__init__(data)
        self.texts = texts
        for text in texts:
            self.fields[text.key] = forms.CharField(
                label=TITLES.get(text.key, text.english), required=False, max_length=LONGEST,
                initial=text.said, help_text=STALE if text.stale else "",
                widget=forms.Textarea(
                    attrs={
                        "rows": min(18, 1 + len(text.english) // SHORT),
                        "lang": language.code or None, "dir": language.direction,
                    }
                ),
            )  # fmt: skip

    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """Each field, and its English where the label is not that already."""
        return [(self[one.key], one.english if one.key in TITLES else "") for one in self.texts]


class WordingTableForm(forms.Form):
    table = forms.FileField(
        label="A table that was filled in (CSV)",
        help_text="The columns text, english and translation, as they were taken out here.",
        error_messages={"required": "Choose a file"},
    )

    def clean_table(self) -> str:
        file = self.cleaned_data["table"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than any table of these texts.")
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError("Save it as CSV in UTF-8, and try again.") from error
