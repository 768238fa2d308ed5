"""What somebody writes for a text in another language, and their name as it is shown."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pennydrop.core.ui.languages import PageLanguage
from pennydrop.rooms.inform.rules.translations import LONGEST, LONGEST_NAME, Source

_NAME = "It stands beside the words in the file that translators use, and is not shown on pages."


class WordsForm(forms.Form):
    """One field, or one for each kind of number. After `is_valid`, `words` holds them in order."""

    def __init__(
        self, source: Source, language: PageLanguage, *args: Any, before: Sequence[str] = (),
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        numbers = language.forms if source.plural else ("",)
        self._names = [f"words{place}" for place in range(len(numbers))]
        for name, number, text in zip(
            self._names, numbers, [*before, *[""] * len(numbers)], strict=False
        ):
            self.fields[name] = forms.CharField(
                label=f"In {language.own}, for {number}" if number else f"In {language.own}",
                max_length=LONGEST, initial=text,
                widget=forms.Textarea(attrs={"rows": 3, "lang": language.code}),
            )  # fmt: skip
        self.fields["name"] = forms.CharField(
            label="Your name, as it should be shown", max_length=LONGEST_NAME, help_text=_NAME
        )

    @property
    def words(self) -> list[str]:
        return [self.cleaned_data[name] for name in self._names]


class ConfirmForm(forms.Form):
    """Somebody who reads the language says that the words are right."""

    name = forms.CharField(
        label="Your name, as it should be shown", max_length=LONGEST_NAME, help_text=_NAME
    )
    read = forms.BooleanField(label="I read this language, and both mean the same")
