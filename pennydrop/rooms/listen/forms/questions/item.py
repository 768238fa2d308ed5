"""What questions and sections have in common: where they stand, and when they are shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from pennydrop.rooms.listen.rules.editing.conditions import (
    WORDS,
    BadCondition,
    Condition,
    How,
    Rule,
    condition_from,
    in_words,
    rule_in,
    written,
)
from pennydrop.rooms.listen.rules.editing.places import places, section_of
from pennydrop.rooms.listen.rules.editing.reading_logic import asked_as
from pennydrop.rooms.listen.rules.form import Form, Group, Item, Question
from pennydrop.rooms.listen.rules.xpath import ExpressionError, parse

CONDITIONS = (1, 2, 3)
MOST_OFFERED = 60
BY_HAND = (
    "In the language of XLSForms, such as ${age} >= 18. For what the lines above cannot say; leave "
    "it empty otherwise."
)


def words(label: str, rows: int, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=5_000, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def check_expression(text: str) -> str:
    """The expression on one line. Raises ValidationError where it cannot be read."""
    line = " ".join(text.split())
    try:
        if line:
            parse(line)
    except ExpressionError as bad:
        where = f", at letter {bad.column}" if bad.column else ""
        raise forms.ValidationError(f"This rule cannot be read{where}: {bad.message}") from bad
    return line


class ItemForm(forms.Form):
    """`place` is where the item stands; empty for a new one, which goes behind `after`."""

    seen = forms.CharField(widget=forms.HiddenInput)
    inside = forms.ChoiceField(label="Where it stands", required=False)
    any_of = forms.ChoiceField(
        label="When there are several lines",
        choices=[("", "All of them must hold"), ("any", "One of them is enough")],
        required=False,
        widget=forms.RadioSelect,
    )
    relevant = forms.CharField(
        label="Or a rule written by hand", required=False, max_length=2_000, help_text=BY_HAND
    )

    def __init__(
        self, form: Form, item: Item | None, place: str, data: Any = None, **more: Any
    ) -> None:
        self.form, self.item, self.place = form, item, place
        self.asked = dict(self._askable())
        super().__init__(data, initial={**self.initial_of(), **more.pop("initial", {})}, **more)
        self._add_conditions()
        self._choose_section()

    def initial_of(self) -> dict[str, Any]:
        relevant = self.item.relevant if self.item else ""
        rule = rule_in(self.form, relevant)
        if rule is None or any(one.about not in self.asked for one in rule.conditions):
            rule = None
        found: dict[str, Any] = {"relevant": relevant if rule is None else ""}
        if rule is None or len(rule.conditions) > len(CONDITIONS):
            return {**found, "relevant": relevant}
        for number, one in zip(CONDITIONS, rule.conditions, strict=False):
            found |= {
                f"about_{number}": one.about, f"how_{number}": one.how.value,
                f"what_{number}": in_words(self.asked[one.about], one),
            }  # fmt: skip
        return {**found, "any_of": "any" if rule.any_of else ""}

    def _askable(self) -> Iterator[tuple[str, Question]]:
        """Questions whose answer is there before this one, and not hidden in another repeat."""
        mine = {p.item.name: p.repeats for p in self.form.placed()}
        here = mine.get(self.item.name, ()) if self.item else ()
        for placed in self.form.placed():
            if self.item is not None and placed.item is self.item:
                return
            item = placed.item
            if isinstance(item, Question) and item.asks and placed.repeats == here[: len(
                placed.repeats
            )]:  # fmt: skip
                yield item.name, item

    def _add_conditions(self) -> None:
        asked = [(name, asked_as(str(q.label)) or name) for name, q in self.asked.items()]
        hows = [(how.value, said) for how, said in WORDS.items()]
        for number in CONDITIONS:
            self.fields[f"about_{number}"] = forms.ChoiceField(
                label=f"Question, line {number}", required=False, choices=[("", "–"), *asked]
            )
            self.fields[f"how_{number}"] = forms.ChoiceField(
                label=f"Line {number}: how", required=False, choices=hows
            )
            self.fields[f"what_{number}"] = forms.CharField(
                label=f"Line {number}: what", required=False, max_length=200
            )

    def _choose_section(self) -> None:
        sections = [
            (place, asked_as(str(item.label)) or item.name)
            for place, item in places(self.form)
            if isinstance(item, Group) and not f"{place}/".startswith(f"{self.place or '/'}/")
        ]
        field = self.fields["inside"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "In no section"), *sections]
        field.initial = section_of(self.place) if self.place else self.initial.get("inside", "")
        if not sections:
            del self.fields["inside"]

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each condition, for the page."""
        return [(self[f"about_{n}"], self[f"how_{n}"], self[f"what_{n}"]) for n in CONDITIONS]

    @property
    def has_more(self) -> bool:
        """A line after the first is filled in, or has something wrong."""
        named = [
            field for line in self.lines[1:] for field in line if not field.name.startswith("how")
        ]
        return any(field.value() or field.errors for field in named)

    @property
    def choice_words(self) -> list[tuple[str, list[str]]]:
        """What can be chosen, by question, so that a script can offer it to be compared with."""
        return [
            (name, [str(choice.label) for choice in question.choices[:MOST_OFFERED]])
            for name, question in self.asked.items()
            if question.choices
        ]

    def clean_relevant(self) -> str:
        return check_expression(self.cleaned_data["relevant"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        conditions = tuple(self._conditions(said))
        if conditions and said.get("relevant"):
            self.add_error("relevant", "Use the lines above, or a rule by hand, not both")
        rule = Rule(conditions, said.get("any_of") == "any")
        said["rule"] = written(self.form, rule) if conditions else said.get("relevant", "")
        return said

    def _conditions(self, said: Mapping[str, Any]) -> Iterator[Condition]:
        for number in CONDITIONS:
            about = said.get(f"about_{number}", "")
            what = said.get(f"what_{number}", "")
            if not about:
                if what:
                    self.add_error(f"about_{number}", "Choose the question that this is about")
                continue
            try:
                yield condition_from(
                    self.asked[about], How(said.get(f"how_{number}") or How.IS), what
                )
            except BadCondition as bad:
                self.add_error(f"{bad.field}_{number}", str(bad))
