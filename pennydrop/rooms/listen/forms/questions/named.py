"""The name of a question or section in the data: given, left to us, or changed."""

import re

from django import forms

from pennydrop.rooms.listen.forms.questions.item import ItemForm
from pennydrop.rooms.listen.rules.editing.naming import name_for
from pennydrop.rooms.listen.rules.editing.places import places

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}\Z")
RENAMING = (
    "Rules and texts that speak of it follow. Answers given so far stay under the name that they "
    "were given under, so rename before the study opens where you can."
)


class NamedForm(ItemForm):
    def _name_field(self) -> None:
        new = "One short word, such as harms. We make one when you leave it empty."
        self.fields["name"] = forms.CharField(
            label="Name in the data", required=False, max_length=41,
            initial=self.item.name if self.item else "", help_text=RENAMING if self.item else new,
        )  # fmt: skip

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        before = self.item.name if self.item else ""
        if not name or name == before:
            return before
        if not NAME.match(name):
            raise forms.ValidationError("Use letters, digits and “_” only, and begin with a letter")
        others = {item.name.lower() for _, item in places(self.form)} - {before.lower()}
        if name.lower() in others:
            raise forms.ValidationError(f"“{name}” is used already. Write another")
        return name

    def _name(self, otherwise: str) -> str:
        """The name of a new item, made of its words where none was given."""
        said, taken = self.cleaned_data, {item.name for _, item in places(self.form)}
        return said.get("name") or name_for(str(said["label"]), taken, otherwise)
