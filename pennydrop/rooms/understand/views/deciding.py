"""What each button on the page of taking names out does."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.template.defaultfilters import pluralize

from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.actions.stepping import undo_last
from pennydrop.rooms.understand.forms import (
    ALSO,
    ANOTHER,
    HIDE,
    KEEP,
    LAST,
    PERSON,
    SAME,
    UNDO,
)
from pennydrop.rooms.understand.queries.besides import besides
from pennydrop.rooms.understand.queries.elsewhere import Shared
from pennydrop.rooms.understand.queries.one_person import Whole, wholes_of
from pennydrop.rooms.understand.queries.review import Form, Review, review_of
from pennydrop.rooms.understand.rules import stepping
from pennydrop.rooms.understand.rules.deciding import check_names_nobody
from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.spots import Place
from pennydrop.rooms.understand.rules.weighing import Ruling, same

_SHOWN = 3  # places in one line


@dataclass(frozen=True)
class Pressed:
    """What was sent, by whom and when, about which source."""

    card: listen.SourceCard
    sent: dict[str, Any]
    by: str
    at: dt.datetime

    @property
    def place(self) -> Place | None:
        segment, start, end = (self.sent[name] for name in ("segment", "start", "end"))
        if not segment or start is None or not end:
            return None
        return Place(segment, start, end)

    @property
    def surrogate(self) -> str:
        """What was typed; or, when only a kind was chosen, the next free one of that kind: the one
        that was suggested, where that is of the kind and nobody has it yet. What stands for
        somebody already can be chosen like a kind."""
        typed, suggested = self.sent["surrogate"].strip(), self.sent["suggested"].strip()
        kind = self.sent["kind"]
        if kind.startswith("["):
            return kind if typed in {"", suggested} else _bracketed(typed)
        if kind and typed in {"", suggested}:
            found = review_of(self.card)
            its_kind = suggested.startswith(f"[{kind} ") and suggested not in found.taken
            return suggested if its_kind else found.next_of_kind[kind]
        if typed and typed == suggested:
            return self._offered_now(suggested)
        check_names_nobody(typed, self._others)
        return _bracketed(typed)

    @property
    def _others(self) -> list[str]:
        """What else was found in the source, and is not kept as it is."""
        forms, own = review_of(self.card).forms, same(self.sent["form"])
        return [one.form for one in forms if one.mention.state != KEEP and one.mention.key != own]

    def _offered_now(self, suggested: str) -> str:
        """What was offered; or, where somebody gave that to another name since the page was
        opened, what is offered now."""
        found, key = review_of(self.card), same(self.sent["form"])
        now = (form.surrogate for form in found.forms if form.open and form.mention.key == key)
        return next(now, suggested) if suggested in found.taken else suggested

    @property
    def shared(self) -> tuple[Shared, tuple[Form, ...]]:
        """What others of the study say with the words that were sent, and all forms here that are
        one with them. Raises NoSuchMention."""
        found, key = review_of(self.card), same(self.sent["form"])
        for one in found.shared:
            if same(one.form) == key:
                unit = next(form.unit for form in found.forms if form.mention.key == key)
                here = (f for f in found.forms if f.unit == unit and f.mention.state != KEEP)
                return one, tuple(here)
        raise deidentify.NoSuchMention("Nobody else in this study speaks of that name now.")

    @property
    def whole(self) -> Whole:
        """All that is one with the words that were sent. Raises NoSuchMention."""
        key = same(self.sent["form"])
        for whole in wholes_of(review_of(self.card)):
            if any(form.mention.key == key for form in whole.forms):
                return whole
        raise deidentify.NoSuchMention("There is nothing else that is the same person.")


def _bracketed(typed: str) -> str:
    return typed if not typed or typed.startswith("[") else f"[{typed.strip('[]')}]"


@dataclass(frozen=True)
class Done:
    """A line that says what happened, and where to go on from ("" for where it was pressed)."""

    said: str
    at: str = ""


def act(pressed: Pressed) -> Done:
    """Do what was asked. Raises AskedToHide, BadSurrogate, AlreadySigned, NoSuchMention,
    NothingToUndo."""
    do = pressed.sent["do"]
    if do in {HIDE, KEEP} and pressed.sent["only"] and pressed.place:
        return _here(pressed, pressed.place)
    return _ACTS[do](pressed)


def _here(pressed: Pressed, place: Place) -> Done:
    hides = pressed.sent["do"] == HIDE
    deidentify.decide_one(
        source=pressed.card.id, place=place, decision=pressed.sent["do"],
        surrogate=pressed.surrogate if hides else "", confirmed=pressed.sent["sure"],
        by=pressed.by, at=pressed.at,
    )  # fmt: skip
    return Done(f"{'Hidden' if hides else 'Kept'} in this one place.")


def _everywhere(pressed: Pressed) -> Done:
    sent, hides = pressed.sent, pressed.sent["do"] == HIDE
    surrogate = pressed.surrogate if hides else ""
    ruling = Ruling(sent["form"], sent["label"] or Label.PERSON.value, sent["do"], surrogate)
    before = review_of(pressed.card) if hides else None
    changed = deidentify.decide(
        source=pressed.card.id, ruling=ruling, confirmed=sent["sure"], by=pressed.by, at=pressed.at
    )
    if before is None:
        return Done("Kept as it is." + _in_signed(changed))
    said = f"Hidden everywhere as {surrogate}." + _in_signed(changed)
    return Done(said + _besides(pressed, before))


def _person(pressed: Pressed) -> Done:
    return _all_as(pressed, pressed.whole.forms, pressed.surrogate)


def _same(pressed: Pressed) -> Done:
    shared, forms = pressed.shared
    if not shared.theirs:
        raise deidentify.NoSuchMention("Elsewhere in the study it stands for the same already.")
    return _all_as(pressed, forms, shared.theirs)


def _another(pressed: Pressed) -> Done:
    shared, forms = pressed.shared
    return _all_as(pressed, forms, shared.another)


def _all_as(pressed: Pressed, forms: Sequence[Form], surrogate: str) -> Done:
    before = review_of(pressed.card)
    changed = deidentify.decide_many(
        source=pressed.card.id,
        rulings=[Ruling(one.form, one.mention.label, HIDE, surrogate) for one in forms],
        what=stepping.PERSON, by=pressed.by, at=pressed.at,
    )  # fmt: skip
    names = ", ".join(f"“{one.form}”" for one in forms)
    return Done(
        f"Hidden everywhere as {surrogate}: {names}."
        + _in_signed(changed)
        + _besides(pressed, before)
    )


def _also(pressed: Pressed) -> Done:
    surrogate = pressed.surrogate
    missed = Ruling(pressed.sent["form"], Label.PERSON.value, HIDE, surrogate)
    times = deidentify.also_hide(
        source=pressed.card.id, ruling=missed, place=pressed.place, by=pressed.by, at=pressed.at
    )
    return Done(f"Hidden as {surrogate}, {times} time{pluralize(times)} in this source.")


def _reopen(pressed: Pressed) -> Done:
    if pressed.place is None:
        raise deidentify.NoSuchMention("There is nothing to undo.")
    deidentify.reopen(source=pressed.card.id, place=pressed.place, by=pressed.by, at=pressed.at)
    return Done("Undone: it waits for a decision again.")


def _undo_last(pressed: Pressed) -> Done:
    deidentify.open_review(pressed.card.id)
    step = undo_last(source=pressed.card.id, by=pressed.by, at=pressed.at)
    return Done(f"Undone: {undone(step.what, step.names)}.", step.place)


def undone(what: str, names: int) -> str:
    """What a step was, for the line that says it is undone and the button that would do it."""
    many = f" ({names} names)" if names > 1 else ""
    return f"you {stepping.DONE[what]}{many}"


def _besides(pressed: Pressed, before: Review) -> str:
    """What else went with it, for a person to look at: it may be the drug, or the month."""
    also = besides(before, review_of(pressed.card))
    if not also:
        return ""
    shown = ", ".join(f"“{words}”" for words in also[:_SHOWN])
    more = f" and {len(also) - _SHOWN} more" if len(also) > _SHOWN else ""
    return f" Hidden too, though nothing had pointed there: {shown}{more}. Look at each."


def _in_signed(changed: int) -> str:
    return f" {changed} places in signed texts changed too." if changed else ""


_ACTS: MappingProxyType[str, Callable[[Pressed], Done]] = MappingProxyType(
    {
        HIDE: _everywhere, KEEP: _everywhere, PERSON: _person, ALSO: _also, UNDO: _reopen,
        LAST: _undo_last, SAME: _same, ANOTHER: _another,
    }
)  # fmt: skip
