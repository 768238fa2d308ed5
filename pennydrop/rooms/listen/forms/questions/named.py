"""The name of a question in the data: given, left to us, or changed."""

import re

from django import forms

from pennydrop.rooms.listen.forms.questions.item import ItemForm
from pennydrop.rooms.listen.rules.editing.places import places
from pennydrop.rooms.listen.rules.form import Question

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}\Z")
RENAMING = (
    "Rules and texts that speak of it follow. Answers given so far stay under the name that they "
    "were given under, so rename before the study opens where you can."
)


class NamedForm(ItemForm):
    question: Question | None

    def _name_field(self) -> None:
        new = "One short word, such as harms. We make one when you leave it empty."
        self.fields["name"] = forms.CharField(
            label="Name in the data", required=False, max_length=41,
            initial=self.question.name if self.question else "",
            help_text=RENAMING if self.question else new,
        )  # fmt: skip

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        before = self.question.name if self.question else ""
        if not name or name == before:
            return before
        if not NAME.match(name):
            raise forms.ValidationError("Use letters, digits and “_” only, and begin with a letter")
        others = {item.name.lower() for _, item in places(self.form)} - {before.lower()}
        if name.lower() in others:
            raise forms.ValidationError(f"“{name}” is used already. Write another")
        return name
