"""A guide as somebody writes it."""

from typing import Any

from django import forms

from pennydrop.core.documents.blocks import Block
from pennydrop.rooms.inform.rules.bodies import BadBody, read_body
from pennydrop.rooms.inform.rules.guides import BadGuide, Door, GuideHead, Reader, check_head


class GuideForm(forms.Form):
    """After `is_valid`, `head` and `blocks` hold what was written."""

    title = forms.CharField(max_length=120)
    slug = forms.CharField(
        max_length=60, label="Address", help_text="Small letters and hyphens, such as early-signs."
    )
    summary = forms.CharField(
        max_length=300, help_text="One sentence: what somebody finds here.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    door = forms.ChoiceField(
        label="Stands in the list", choices=[(door.value, door.value) for door in Door]
    )
    reader = forms.ChoiceField(
        label="Written for",
        choices=[
            (Reader.ANYBODY.value, "anybody"),
            (Reader.PROFESSIONAL.value, "people whose work this is"),
        ],
    )
    place = forms.IntegerField(
        min_value=0,
        max_value=1000,
        label="Place in the list",
        help_text="Small numbers come first.",
    )
    body = forms.CharField(
        label="The guide",
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        strip=False,
        help_text="## begins a heading. {key} on a line of its own is a claim. The rest is words "
        "that join them; words right before claims go when all of those go.",
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    head: GuideHead
    blocks: tuple[Block, ...]

    def __init__(
        self, data: Any = None, *, head: GuideHead | None = None, body: str = "", based_on: int = 0
    ) -> None:
        first: dict[str, Any] = {"body": body, "based_on": based_on, "place": 100}
        if head is not None:
            first |= {name: getattr(head, name) for name in head.__dataclass_fields__}
        super().__init__(data, initial=first)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if self.errors:
            return kept
        self.head = GuideHead(
            kept["slug"], kept["title"], kept["summary"], Door(kept["door"]),
            Reader(kept["reader"]), kept["place"],
        )  # fmt: skip
        try:
            check_head(self.head)
        except BadGuide as why:
            self.add_error("slug", str(why))
        try:
            self.blocks = read_body(kept["body"])
        except BadBody as why:
            self.add_error("body", str(why))
        return kept
