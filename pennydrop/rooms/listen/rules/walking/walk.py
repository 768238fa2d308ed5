"""The way through a form: which pages there are for the answers so far, in which order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pennydrop.rooms.listen.rules.form.model import (
    CHOOSING,
    Group,
    Kind,
    Question,
    Repeat,
)
from pennydrop.rooms.listen.rules.walking.checking import FITS_NOT, Problem, check_type
from pennydrop.rooms.listen.rules.walking.pages import Means, Page, filled, page_at
from pennydrop.rooms.listen.rules.walking.paths import item_spot, spot_at
from pennydrop.rooms.listen.rules.walking.plan import Plan, content_note
from pennydrop.rooms.listen.rules.walking.settling import Setting, Settled
from pennydrop.rooms.listen.rules.walking.tree import Held
from pennydrop.rooms.listen.rules.xpath import to_boolean

ONCE_MORE = "This one matters to us. You can still leave it out"
YES_NEEDED = "We need your yes to go on"


@dataclass(frozen=True, eq=False)
class Stop:
    """A page that is there, before its words are looked up.

    Of several questions on one page, `members` are those that are there now, and `place` is the
    first that could be: the page keeps its address whatever is answered on it.
    """

    means: Means
    held: Held
    members: "tuple[Stop, ...]" = ()
    place: Held | None = None

    @property
    def address(self) -> str:
        return (self.place or self.held).address

    @property
    def questions(self) -> "tuple[Stop, ...]":
        """Every question or note of the page."""
        return self.members or ((self,) if self.means is Means.QUESTION else ())

    @property
    def path(self) -> str:
        return self.held.path

    @property
    def key(self) -> tuple[int, ...]:
        return (self.place or self.held).key


class Walk:
    """A form with answers (`home[2]/name` -> what is stored; a repeat's own path -> how many).

    Nothing is changed by it. What is not relevant now is passed over, and its answer waits in
    `answers` in case it becomes relevant again; `kept` leaves it out.
    """

    def __init__(self, plan: Plan, answers: Mapping[str, str], setting: Setting) -> None:
        self.plan = plan
        self.answers = answers
        self.setting = setting
        self.settled = Settled(plan, answers, setting)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Every page that is there, in order."""
        return tuple(sorted(self._stops(), key=lambda stop: stop.key))

    def _stops(self) -> Iterator[Stop]:
        together = self.plan.together
        for held in self.settled.tree.everything():
            if held.spot not in together and held.node.relevant and self._has_page(held):
                means = Means.PART if isinstance(held.spot.item, Group) else Means.QUESTION
                yield Stop(means, held)
        yield from filter(None, (self._together(*found) for found in self._grouped().items()))
        for spot, places in self.settled.tree.places.items():
            if spot.open_repeat:
                yield from (Stop(Means.ROUNDS, p) for p in places if self.settled.offered(p))

    def _grouped(self) -> dict[Held, list[Held]]:
        """What could be asked on the page of each group that is asked together, in its rounds."""
        found: dict[Held, list[Held]] = {}
        for held in self.settled.tree.everything():
            group = self.plan.together.get(held.spot)
            if group and held.spot.number:
                outer = held.outer
                while outer and outer.spot is not group:
                    outer = outer.outer
                assert outer is not None
                found.setdefault(outer, []).append(held)
        return found

    def _together(self, group: Held, inside: list[Held]) -> Stop | None:
        """The page of such a group; None while nothing on it applies."""
        inside.sort(key=lambda held: held.key)
        members = tuple(
            Stop(Means.QUESTION, held)
            for held in inside
            if held.node.relevant and self._has_page(held)
        )
        return Stop(Means.TOGETHER, group, members, inside[0]) if members else None

    def _has_page(self, held: Held) -> bool:
        item = held.spot.item
        if isinstance(item, Question):
            return not item.silent and not self._nothing_to_choose(held, item)
        return not isinstance(item, Repeat) and bool(content_note(item))

    def _nothing_to_choose(self, held: Held, question: Question) -> bool:
        # A list that did not come with the form is asked for in words instead.
        listed = question.listed
        if (
            question.kind not in CHOOSING
            or listed is None
            or "label" in question.appearance.split()
        ):
            return "label" in question.appearance.split() and question.kind in CHOOSING
        filtered = "choice_filter" in held.spot.logic
        return filtered and bool(listed.choices or listed.source.startswith("${")) and not (
            self.settled.choices(held)
        )  # fmt: skip

    @cached_property
    def _keys(self) -> list[tuple[int, ...]]:
        return [stop.key for stop in self.stops]

    def stop_at(self, address: str) -> Stop | None:
        """The page of an address, or None where it is not there now. A question that is asked
        together with others leads to their page."""
        for stop in self.stops:
            if stop.address == address or any(one.address == address for one in stop.members):
                return stop
        return None

    def stop_of(self, path: str) -> Stop | None:
        """The page, or the question on a page, whose answer is kept at a path."""
        every = (one for stop in self.stops for one in (stop, *stop.members))
        return next((stop for stop in every if stop.path == path), None)

    def questions(self) -> Iterator[Stop]:
        """Every question and note that is there, in order, alone on its page or not."""
        return (one for stop in self.stops for one in stop.questions)

    def page(self, stop: Stop) -> Page:
        return page_at(self.settled, stop.held, stop.means)

    def first(self) -> Stop | None:
        return self.stops[0] if self.stops else None

    def next_after(self, address: str) -> Stop | None:
        """The page after an address, which need not be there any more; None at the end."""
        key = self._key(address)
        if key is None:
            return self.first()
        found = bisect_right(self._keys, key)
        return self.stops[found] if found < len(self.stops) else None

    def before(self, address: str) -> Stop | None:
        key = self._key(address)
        found = bisect_left(self._keys, key) if key is not None else 0
        return self.stops[found - 1] if found else None

    def after_part(self, address: str) -> Stop | None:
        """The first page that is not inside the part whose page this is."""
        key = self._key(address)
        if key is None:
            return None
        inside = (*key[:-1], 1)
        later = self.stops[bisect_right(self._keys, key) :]
        return next((stop for stop in later if stop.key[: len(inside)] != inside), None)

    def number(self, stop: Stop) -> int:
        """Which page it is, from 1, of those that are there now."""
        return bisect_left(self._keys, stop.key) + 1

    def _key(self, address: str) -> tuple[int, ...] | None:
        spot, rounds = spot_at(self.plan, address)
        return spot.key(rounds) if spot else None

    def check(self, stop: Stop, text: str, *, insist: bool = True) -> tuple[Problem, ...]:
        """What is wrong with an answer, most telling first; nothing where it can be kept.

        `insist`: a required question left blank is asked once more. Only a form's own request for
        a yes (a required acknowledgement) cannot be passed over.
        """
        question = stop.held.spot.item
        assert isinstance(question, Question)
        if not text:
            return self._missing(stop, insist)
        wrong = check_type(question, text)
        if wrong is None and question.kind in CHOOSING:
            wrong = self._not_offered(stop, question, text)
        if wrong is None and "constraint" in stop.held.spot.logic and not self._fits(stop, text):
            message = self._words(stop, "constraint_message")
            wrong = Problem(message or FITS_NOT)
        return (wrong,) if wrong else ()

    def _missing(self, stop: Stop, insist: bool) -> tuple[Problem, ...]:
        page = self.page(stop)
        message = self._words(stop, "required_message")
        if page.consents:
            return (Problem(message or YES_NEEDED),)
        if page.required and insist:
            return (Problem(message or ONCE_MORE, again=True),)
        return ()

    def _not_offered(self, stop: Stop, question: Question, text: str) -> Problem | None:
        names = {choice.name for choice in self.settled.choices(stop.held)}
        if not names and question.listed and question.listed.source:
            return None
        several = question.kind is not Kind.SELECT_ONE
        if text in names or (several and set(text.split()) <= names):
            return None
        return Problem("Choose from what is there")

    def _fits(self, stop: Stop, text: str) -> bool:
        answers = {**self.answers, stop.path: text}
        tried = Settled(self.plan, answers, self.setting)
        held = next((h for h in tried.tree.of[stop.held.spot] if h.path == stop.path), None)
        if held is None:
            return True
        value = tried.value(held, stop.held.spot.logic["constraint"])
        return value is None or to_boolean(value)

    def _words(self, stop: Stop, name: str) -> str:
        return filled(self.settled, stop.held, getattr(stop.held.spot.item, name))

    def kept(self) -> dict[str, str]:
        """The answers that count: given by the person, and relevant now. In the form's order."""
        found = [
            (held.key, held.path, held.node.text)
            for held, question in self.settled.questions()
            if question.asks and held.path in self.answers and held.node.text
        ]
        return {path: text for _, path, text in sorted(found)}

    def worked_out(self) -> dict[str, str]:
        """What the form worked out by itself and counts, for the data file: not from the person."""
        found = [
            (held.key, held.path, held.node.text)
            for held, question in self.settled.questions()
            if question.silent and held.node.text
        ]
        return {path: text for _, path, text in sorted(found)}

    def question_at(self, path: str) -> Question | None:
        """The question that an answer's path means, whatever its round."""
        spot = item_spot(self.plan, path)
        return spot.item if spot and isinstance(spot.item, Question) else None

    def missing_yes(self) -> Stop | None:
        """The first request for a yes, relevant now, that has none."""
        blank = (stop for stop in self.questions() if not stop.held.node.text)
        return next((stop for stop in blank if self.page(stop).consents), None)
