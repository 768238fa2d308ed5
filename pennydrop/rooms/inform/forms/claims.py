"""A claim as somebody writes it, and a sign-off."""

from collections.abc import Callable
from typing import Any

from django import forms

from pennydrop.rooms.inform.rules.citing import BadSources, read_sources, write_sources
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Nation, Severity, Side
from pennydrop.rooms.inform.rules.writing import LONGEST_NOTE, LONGEST_TEXT, BadClaim, check_claim

_KINDS = {
    Kind.ADVICE: "Advice or a fact",
    Kind.EMERGENCY: "An emergency step or sign: always shown",
    Kind.HELPLINE: "Where to call: always shown",
}


class ClaimForm(forms.Form):
    """After `is_valid`, `claim` holds what was written. Without `text` it is a new one."""

    key = forms.CharField(
        max_length=80, help_text="How guides name it: small letters and hyphens, never changed."
    )
    text = forms.CharField(
        label="The claim", max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two short sentences that stand alone.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What it is", choices=[(kind.value, said) for kind, said in _KINDS.items()]
    )
    severity = forms.ChoiceField(
        label="How pressing", choices=[(one.value, one.value) for one in Severity]
    )
    nations = forms.MultipleChoiceField(
        label="Only true in", required=False, help_text="Tick none where it holds everywhere.",
        choices=[(nation.value, nation.value) for nation in Nation],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    sources = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), required=False,
        help_text="One on each line: publisher | title | year | https address | day you read it "
        "(2026-11-22). The last three may be left empty.",
    )  # fmt: skip
    disagree = forms.BooleanField(label="The sources do not say the same", required=False)
    conflict = forms.CharField(
        label="What readers are told about that", max_length=LONGEST_NOTE, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    why = forms.CharField(label="Why you change it", max_length=200, required=False)
    claim: ClaimText

    def __init__(
        self,
        data: Any = None,
        *,
        text: ClaimText | None = None,
        taken: Callable[[str], bool] = lambda key: False,
    ) -> None:
        super().__init__(data, initial=_first(text) if text else {})
        self._taken = taken
        if text is not None:
            self.fields["key"].disabled = True
        else:
            del self.fields["why"]

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"])
        if self._taken(key):
            raise forms.ValidationError("There is a claim with this key already.")
        return key

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if self.errors:
            return kept
        try:
            self.claim = ClaimText(
                key=kept["key"], text=kept["text"], kind=Kind(kept["kind"]),
                severity=Severity(kept["severity"]),
                nations=frozenset(map(Nation, kept["nations"])),
                sources=read_sources(kept["sources"]),
                disagree=kept["disagree"], conflict=kept["conflict"],
            )  # fmt: skip
            check_claim(self.claim)
        except BadSources as why:
            self.add_error("sources", str(why))
        except BadClaim as why:
            self.add_error("text", str(why))
        return kept


class SignForm(forms.Form):
    """A sign-off: which side, who somebody is to readers, and how long it counts."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    side = forms.ChoiceField(choices=[(side.value, side.value) for side in Side])
    role = forms.CharField(
        max_length=80, label="Who you are to readers",
        help_text="No name: such as “peer with lived experience”, “urology nurse”.",
    )  # fmt: skip
    review_by = forms.DateField(
        label="Look at it again by",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Within six months.",
    )  # fmt: skip

    @property
    def side_signed(self) -> Side:
        return Side(self.cleaned_data["side"])


def _first(text: ClaimText) -> dict[str, Any]:
    return {
        "key": text.key, "text": text.text, "kind": text.kind.value,
        "severity": text.severity.value, "nations": sorted(text.nations),
        "sources": write_sources(text.sources), "disagree": text.disagree,
        "conflict": text.conflict,
    }  # fmt: skip
