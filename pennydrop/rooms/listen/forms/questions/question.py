"""One question: its words, its choices, what an answer must be, and when it is asked."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from pennydrop.rooms.listen.forms.questions.item import check_expression, words
from pennydrop.rooms.listen.forms.questions.named import NamedForm
from pennydrop.rooms.listen.rules.editing.choices import (
    BadChoices,
    lines_of,
    list_name,
    read_choices,
    sharing,
)
from pennydrop.rooms.listen.rules.editing.limits import (
    Limits,
    constraint_of,
    has_limits,
    limits_in,
    said_when_not,
)
from pennydrop.rooms.listen.rules.editing.telling import KIND_WORDS
from pennydrop.rooms.listen.rules.editing.texts import reworded
from pennydrop.rooms.listen.rules.form import (
    CHOOSING,
    Choice,
    ChoiceList,
    Form,
    Kind,
    Question,
    Text,
    plain,
)
from pennydrop.rooms.listen.rules.walking import range_of

# Kinds that one question may change between without becoming another question.
FAMILIES = (
    (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK), (Kind.INTEGER, Kind.DECIMAL),
)  # fmt: skip
COUNTED = {
    Kind.INTEGER: ("At least", "At most"), Kind.DECIMAL: ("At least", "At most"),
    Kind.SELECT_MULTIPLE: ("Choose at least this many", "Choose at most this many"),
    Kind.TEXT: ("At least this many letters", "At most this many letters"),
}  # fmt: skip
NO_NUMBER = {"required": "Write a number, such as 10", "invalid": "Write a number, such as 10"}
_SPOKEN = ("label", "hint", "guidance", "short")


class QuestionForm(NamedForm):
    def __init__(
        self,
        form: Form,
        kind: Kind,
        item: Question | None,
        place: str,
        data: Any = None,
        **more: Any,
    ) -> None:
        self.of_kind = kind
        self.question = item
        super().__init__(form, item, place, data, **more)
        self._spoken_fields()
        self._kind_fields()
        self._limit_fields()
        self._name_field()

    # -- the fields --------------------------------------------------------------------------------

    def initial_of(self) -> dict[str, Any]:
        found, asked = super().initial_of(), self.question
        if asked is None:
            return found
        limits = limits_in(asked.kind, asked.constraint)
        start, end, step = range_of(asked)
        found |= {field: str(getattr(asked, field)) for field in _SPOKEN}
        return found | {
            "kind": asked.kind.value, "choices": lines_of(asked), "required": bool(asked.required),
            "calculation": asked.calculation, "start": f"{start:g}", "end": f"{end:g}",
            "step": f"{step:g}", "constraint": "" if limits is not None else asked.constraint,
            "least": limits.least if limits else "", "most": limits.most if limits else "",
            "no_future": bool(limits and limits.no_future),
            "message": str(asked.constraint_message), "default": asked.default,
        }  # fmt: skip

    def _spoken_fields(self) -> None:
        if self.of_kind in {Kind.CALCULATE, Kind.HIDDEN}:
            self.fields["label"] = words("What it is, for you", 2)
        else:
            what = "The text" if self.of_kind is Kind.NOTE else "The question"
            self.fields["label"] = words(what, 3, required=True)
            self.fields["label"].error_messages["required"] = "Write what people will read"
            self.fields["hint"] = words("Hint", 3, "Smaller, below the question. Examples help.")
            self.fields["guidance"] = words("More about it", 2, "Behind a line to open.")
        if self.of_kind is Kind.TEXT:
            self.fields["short"] = forms.CharField(
                label="In a few words", required=False, max_length=60,
                help_text="Where somebody picks one question out of all.",
            )  # fmt: skip

    def _kind_fields(self) -> None:
        family = next((f for f in FAMILIES if self.of_kind in f), ())
        if self.question is not None and family:
            choices = [(kind.value, KIND_WORDS[kind]) for kind in family]
            self.fields["kind"] = forms.ChoiceField(label="Kind", choices=choices)
        if self.edits_choices:
            self._choice_fields()
        if self.of_kind is Kind.RANGE:
            for name, label in (("start", "From"), ("end", "To"), ("step", "In steps of")):
                initial = {"start": "1", "end": "10", "step": "1"}[name]
                self.fields[name] = forms.DecimalField(
                    label=label, initial=initial, max_digits=9, decimal_places=3,
                    error_messages=NO_NUMBER,
                )  # fmt: skip
        if self.of_kind is Kind.CALCULATE:
            self.fields["calculation"] = words("What to work out", 2, "Such as ${a} + ${b}.",
                                               required=True)  # fmt: skip
            self.fields["calculation"].error_messages["required"] = "Write what to work out"
        elif self.of_kind not in {Kind.NOTE, Kind.HIDDEN}:
            self.fields["required"] = forms.BooleanField(required=False, label=(
                "Nobody goes on without ticking it: it is a yes that you need"
                if self.of_kind is Kind.ACKNOWLEDGE
                else "Ask once more when it is left empty. It can still be left out"
            ))  # fmt: skip

    @property
    def edits_choices(self) -> bool:
        listed = self.question.listed if self.question else None
        return self.of_kind in CHOOSING and not (listed and (listed.source or listed.external))

    def _choice_fields(self) -> None:
        self.fields["choices"] = words(
            "Choices", 6, "One on each line, in the order in which they are shown.", required=True
        )
        self.fields["choices"].error_messages["required"] = "Write the choices, one on each line"
        others = sharing(self.form, self.question) if self.question else []
        if others:
            named = ", ".join(f"“{other.label or other.name}”" for other in others[:4])
            more = f" and {len(others) - 4} more" if len(others) > 4 else ""
            self.fields["everywhere"] = forms.BooleanField(
                required=False, initial=True, label=f"Change them for {named}{more} too, which "
                "share these choices",
            )  # fmt: skip
        has_other = self.question and any(c.name == "other" for c in self.question.choices)
        if self.of_kind is not Kind.RANK and not has_other:
            self.fields["other"] = forms.BooleanField(
                required=False, label="Offer “Something else” too, and then ask what"
            )

    def _limit_fields(self) -> None:
        if self.of_kind is Kind.DATE:
            self.fields["no_future"] = forms.BooleanField(
                required=False, label="A day that has been: none to come"
            )
        for name, label in zip(("least", "most"), COUNTED.get(self.of_kind, ()), strict=False):
            whole = self.of_kind is not Kind.DECIMAL
            self.fields[name] = forms.DecimalField(
                label=label, required=False, max_digits=9, decimal_places=0 if whole else 3,
                min_value=None if self.of_kind in {Kind.INTEGER, Kind.DECIMAL} else 0,
                error_messages=NO_NUMBER,
            )  # fmt: skip
        if self.of_kind in {Kind.NOTE, Kind.CALCULATE, Kind.HIDDEN, Kind.ACKNOWLEDGE}:
            return
        by_hand = (
            "Or a rule written by hand" if has_limits(self.of_kind) else "A rule for the answer"
        )
        self.fields["constraint"] = forms.CharField(
            label=by_hand, required=False, max_length=2_000,
            help_text="In the language of XLSForms, such as . &gt; 0; the point is the answer.",
        )  # fmt: skip
        self.fields["message"] = forms.CharField(
            label="What people read when it does not fit", required=False, max_length=300,
            help_text="We write one when you leave it empty.",
        )  # fmt: skip

    # -- what was said -----------------------------------------------------------------------------

    def clean_choices(self) -> tuple[Choice, ...]:
        before = self.question.choices if self.question else ()
        try:
            return read_choices(self.cleaned_data["choices"], before, self.form.default_language)
        except BadChoices as bad:
            raise forms.ValidationError(str(bad)) from bad

    def clean_constraint(self) -> str:
        return check_expression(self.cleaned_data["constraint"])

    def clean_calculation(self) -> str:
        return check_expression(self.cleaned_data["calculation"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        least, most = said.get("least"), said.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", "This is less than the least. Swap them")
        if (least is not None or most is not None) and said.get("constraint"):
            self.add_error("constraint", "Use the numbers above, or a rule by hand, not both")
        start, end, step = said.get("start"), said.get("end"), said.get("step")
        if start is not None and end is not None and step is not None:
            if not step or abs(step) > abs(end - start):
                self.add_error("step", "The steps are larger than the scale, or nothing")
        return said

    def made(self) -> Question:
        """The question as it was filled in. What the page does not show stays as it was."""
        said = self.cleaned_data
        before = self.question or Question(self._name("question"), self.of_kind)
        language = self.form.default_language
        spoken: dict[str, Any] = {
            field: reworded(getattr(before, field), str(said[field]).replace("\r\n", "\n").strip(),
                            language)
            for field in _SPOKEN if field in said
        }  # fmt: skip
        changed = replace(
            before, kind=Kind(said.get("kind") or self.of_kind), relevant=said["rule"],
            required=_required(before, said), parameters=self._parameters(before),
            calculation=said.get("calculation", before.calculation), **spoken,
        )  # fmt: skip
        return self._limited(replace(changed, listed=self._listed(changed)))

    def _parameters(self, before: Question) -> tuple[tuple[str, str], ...]:
        if self.of_kind is not Kind.RANGE:
            return before.parameters
        numbers = {name: _number(self.cleaned_data[name]) for name in ("start", "end", "step")}
        return tuple({**dict(before.parameters), **numbers}.items())

    def _listed(self, question: Question) -> ChoiceList | None:
        if not self.edits_choices:
            return question.listed
        choices = self.cleaned_data["choices"]
        if self.cleaned_data.get("other"):
            other = plain("Something else", self.form.default_language)
            choices = (*choices, Choice("other", other))
        shared = self.question is not None and bool(sharing(self.form, self.question))
        if question.listed and (not shared or self.cleaned_data.get("everywhere")):
            return replace(question.listed, choices=choices)
        return ChoiceList(list_name(self.form, question.name), choices)

    def _limited(self, question: Question) -> Question:
        said = self.cleaned_data
        if "constraint" not in said:
            return question
        limits = Limits(_number(said.get("least")), _number(said.get("most")),
                        bool(said.get("no_future")))  # fmt: skip
        before = limits_in(question.kind, question.constraint) or Limits()
        typed = str(said["message"]).strip()
        ours = typed == said_when_not(question.kind, before)
        message = said_when_not(question.kind, limits) if ours or not typed else typed
        constraint = constraint_of(question.kind, limits) or said["constraint"]
        return replace(
            question, constraint=constraint,
            constraint_message=reworded(
                question.constraint_message if constraint else Text(),
                message if constraint else "", self.form.default_language,
            ),
        )  # fmt: skip


def _required(before: Question, said: Mapping[str, Any]) -> str:
    """A rule for when it is required stays, as long as it is required at all."""
    if "required" not in said:
        return before.required
    return (before.required or "true()") if said["required"] else ""


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
