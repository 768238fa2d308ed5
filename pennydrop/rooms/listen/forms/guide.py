"""Prompts, question by question."""

from typing import Any

from django import forms

from pennydrop.rooms.listen.queries.guide import CLOSING, OPENING, Guide


class GuideForm(forms.Form):
    """A box for each question, one before all of them and one after."""

    def __init__(self, guide: Guide, data: Any = None) -> None:
        super().__init__(data)
        first = "What to say first: who you are, breaks, stopping, what happens to the words."
        self._add(OPENING, "Before the first question", guide.opening, first)
        for asked in guide.questions:
            self._add(f"q-{asked.name}", asked.label, asked.prompts, "")
        last = "Thanks, how to take words back, who to call, how they go home."
        self._add(CLOSING, "At the end", guide.closing, last)

    def _add(self, name: str, label: str, lines: tuple[str, ...], hint: str) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=4000,
            initial="\n".join(lines),
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    @property
    def prompts(self) -> dict[str, str]:
        return {name.removeprefix("q-"): text for name, text in self.cleaned_data.items()}
