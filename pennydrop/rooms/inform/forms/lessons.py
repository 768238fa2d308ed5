"""Somebody takes a course: how far they are, and what they answer. It travels in the address and in
forms, encrypted, and is kept nowhere."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pennydrop.core.ui.languages import said
from pennydrop.core.vault.tickets import close_ticket, open_ticket
from pennydrop.rooms.inform.rules.certificates import LONGEST_NAME, LONGEST_WORKPLACE
from pennydrop.rooms.inform.rules.claims import ClaimText
from pennydrop.rooms.inform.rules.courses import Asked

PURPOSE = "course"
# After so long somebody begins anew: what they read has gone stale.
PLACE_DAYS = 30


@dataclass(frozen=True)
class Progress:
    """How far somebody is in one course. `answers`: right or wrong, by the mark of the question."""

    slug: str
    began: dt.date
    attempt: UUID = field(default_factory=uuid4)
    answers: Mapping[str, bool] = field(default_factory=dict)

    def add(self, answers: Mapping[str, bool]) -> "Progress":
        return replace(self, answers={**self.answers, **answers})

    def written(self) -> str:
        """As it stands in an address."""
        held = {
            "c": self.slug, "d": self.began.isoformat(), "a": self.attempt.hex,
            "m": {mark: int(right) for mark, right in self.answers.items()},
        }  # fmt: skip
        return close_ticket(held, purpose=PURPOSE)


def progress_in(text: str, *, slug: str, today: dt.date) -> Progress:
    """What an address carries; a beginning where that is nothing, too old or not ours."""
    held = open_ticket(text, purpose=PURPOSE) if text else None
    if held is None or held["c"] != slug:
        return Progress(slug, today)
    began = dt.date.fromisoformat(held["d"])
    if (today - began).days > PLACE_DAYS:
        return Progress(slug, today)
    answers = {mark: bool(right) for mark, right in held["m"].items()}
    return Progress(slug, began, UUID(held["a"]), answers)


@dataclass(frozen=True)
class Posed:
    """A question on the page: `name` of its field, what was chosen, and what is wrong with that."""

    name: str
    number: int
    asked: Asked
    chosen: frozenset[int] | None = None
    stands_on: tuple[ClaimText, ...] = ()

    @property
    def hint(self) -> str:
        return gettext("Choose all that are right.") if self.asked.question.several else ""

    @property
    def options(self) -> list[dict[str, Any]]:
        """Each option, once there is an answer: its text, whether it is right and was chosen."""
        return [
            {"text": option.text, "right": option.right, "chosen": n in (self.chosen or ())}
            for n, option in enumerate(self.asked.question.options)
        ]

    @property
    def kind(self) -> str:
        return "checkbox" if self.asked.question.several else "radio"

    @property
    def choices(self) -> list[tuple[int, str]]:
        return [(n, said(option.text)) for n, option in enumerate(self.asked.question.options)]

    @property
    def values(self) -> list[str]:
        return [str(n) for n in self.chosen or ()]

    @property
    def error(self) -> str:
        missing = self.chosen is not None and not self.chosen
        return "Choose an answer. If you are not sure, guess." if missing else ""

    @property
    def is_right(self) -> bool:
        return self.asked.question.is_right(self.chosen or ())


def posed(asked: Sequence[Asked], claims: Mapping[str, ClaimText], data: Any = None) -> list[Posed]:
    """The questions of a module, with the answers of a form (a QueryDict) where there is one."""
    return [
        Posed(
            name,
            number,
            one,
            None if data is None else _chosen(one, data.getlist(name)),
            tuple(claims[key] for key in one.question.rests_on),
        )  # fmt: skip
        for number, one in enumerate(asked, start=1)
        for name in [f"q-{one.mark}"]
    ]


def _chosen(one: Asked, values: Sequence[str]) -> frozenset[int]:
    """What was chosen of what could be; of one answer's buttons the first."""
    places = {str(n): n for n in range(len(one.question.options))}
    found = [places[value] for value in values if value in places]
    return frozenset(found if one.question.several else found[:1])


class LearnerForm(forms.Form):
    """Whose certificate it is."""

    name = forms.CharField(
        max_length=LONGEST_NAME, label=_("Your name, as the certificate should say it")
    )
    workplace = forms.CharField(
        max_length=LONGEST_WORKPLACE, required=False, label=_("Where you work or volunteer"),
        help_text=_("Printed on the certificate. You can leave it empty."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, name: str = "", workplace: str = "") -> None:
        super().__init__(data, initial={"name": name, "workplace": workplace})
