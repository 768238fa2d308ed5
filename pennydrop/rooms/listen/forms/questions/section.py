"""A section: questions that belong together, with a word before hard ones."""

from dataclasses import replace
from typing import Any

from django import forms

from pennydrop.rooms.listen.forms.questions.item import words
from pennydrop.rooms.listen.forms.questions.named import NamedForm
from pennydrop.rooms.listen.rules.editing.texts import note_of, reworded, with_note
from pennydrop.rooms.listen.rules.form import Form, Group, Repeat


class SectionForm(NamedForm):
    label = forms.CharField(
        label="Heading",
        max_length=200,
        help_text="It stands above every question of the section.",
        error_messages={"required": "Write a heading"},
    )
    note = words(
        "Said before this section", 4,
        "What comes, for people who would rather leave it out. With it the section gets a page of "
        "its own, where it can be left out as a whole.",
    )  # fmt: skip

    def __init__(
        self, form: Form, item: Group | None, place: str, data: Any = None, *, again: bool = False,
        **more: Any,
    ) -> None:  # fmt: skip
        self.group = item
        self.again = isinstance(item, Repeat) if item else again
        super().__init__(form, item, place, data, **more)
        self._name_field()
        if self.group is not None:
            # A section that came without a heading may stay without one.
            self.fields["label"].required = bool(self.group.label)

    def initial_of(self) -> dict[str, Any]:
        found, group = super().initial_of(), self.group
        if group is None:
            return found
        note = note_of(group, self.form.default_language) or group.hint
        return {**found, "label": str(group.label), "note": str(note)}

    def made(self) -> Group:
        """The section as it was filled in, with what is inside it as it was."""
        said, language = self.cleaned_data, self.form.default_language
        before = self.group or self._new()
        label = reworded(before.label, said["label"].strip(), language)
        note = said["note"].replace("\r\n", "\n").strip()
        changed = replace(before, label=label, relevant=said["rule"])
        if note == str(before.hint) and not note_of(before, language):
            return changed  # the note of a form from elsewhere stands in its hint
        told = reworded(note_of(before, language), note, language)
        return replace(with_note(changed, told, language), hint=before.hint if note else type(
            before.hint
        )())  # fmt: skip

    def _new(self) -> Group:
        name = self._name("section")
        return Repeat(name) if self.again else Group(name)
