"""Work everything out: relevance from the outside in, rounds, calculations, defaults, choices."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from pennydrop.rooms.listen.rules.form.model import Choice, Kind, Question, Repeat
from pennydrop.rooms.listen.rules.form.texts import plain
from pennydrop.rooms.listen.rules.walking.plan import Plan, Ready, Spot
from pennydrop.rooms.listen.rules.walking.tree import Held, Tree
from pennydrop.rooms.listen.rules.xpath import (
    Context,
    ExpressionError,
    Node,
    Value,
    evaluate,
    to_boolean,
    to_number,
    to_string,
)

PASSES = 6  # for forms that look ahead or in a ring; all others need one


@dataclass(frozen=True)
class Setting:
    """What answers are worked out with. `moment` is only as exact as the caller allows; `seed` is
    kept with a draft, so that dice and shuffled choices fall alike each time."""

    moment: datetime
    seed: str
    language: str = ""


class Settled:
    """A tree in which everything has been worked out."""

    def __init__(self, plan: Plan, answers: Mapping[str, str], setting: Setting) -> None:
        self.plan = plan
        self.answers = answers
        self.setting = setting
        self.tree = Tree(plan, answers)
        self._still = Random(setting.seed)
        self.context = Context(
            moment=setting.moment, root=self.tree.root, chance=self._still,
            instances={name: listed.top for name, listed in plan.lists.items()},
            version=plan.form.version, label_of=self._label_of, text_of=self._text_of,
        )  # fmt: skip
        for _ in range(1 if plan.settled else PASSES):
            if not self._pass():
                break

    def value(self, held: Held, logic: Ready) -> Value | None:
        """What an expression gives here; None where it cannot be worked out."""
        context = self.context.at(held.node)
        if logic.chance:
            chance = Random(f"{self.setting.seed}|{held.path}|{logic.expression.text}")
            context = replace(context, chance=chance)
        try:
            return evaluate(logic.expression, context)
        except ExpressionError:
            return None

    def says(self, held: Held, column: str, *, otherwise: bool) -> bool:
        """Whether a yes-or-no expression holds; `otherwise` where there is none, or it fails."""
        logic = held.spot.logic.get(column)
        value = self.value(held, logic) if logic else None
        return otherwise if value is None else to_boolean(value)

    def read_only(self, held: Held) -> bool:
        return self.says(held, "read_only", otherwise=False) or any(
            group.read_only == "true()" for group in held.spot.placed.inside
        )

    def offered(self, place: Held) -> bool:
        """Whether a repeat may be begun here: asked of its first round, or of one to come."""
        if not place.node.relevant:
            return False
        with _round_at(place) as here:
            return self.says(replace(place, node=here), "relevant", otherwise=True)

    def choices(self, held: Held) -> tuple[Choice, ...]:
        """What can be chosen here, after the filter and in the order in which it is shown."""
        question = held.spot.item
        assert isinstance(question, Question)
        left = self._left(held, question)
        if question.parameter("randomize") != "true":
            return left
        seed = question.parameter("seed")
        named = self.plan.names.get(seed.strip("${}"), "") if seed.startswith("${") else ""
        seed = self._words_at(held, named) if named else seed
        shuffled = list(left)
        Random(seed or f"{self.setting.seed}|{held.path}").shuffle(shuffled)
        return tuple(shuffled)

    def _left(self, held: Held, question: Question) -> tuple[Choice, ...]:
        listed = question.listed
        if listed is None:
            return ()
        logic = held.spot.logic.get("choice_filter")
        if logic is None:
            return listed.choices
        found = self.value(held, logic)
        nodes = found if isinstance(found, list) else []
        if listed.source.startswith("${"):
            name = listed.source.strip("${}")
            texts = dict.fromkeys(t.text for node in nodes for t in node.named(name) if t.text)
            return tuple(Choice(text, plain(text)) for text in texts)
        known = self.plan.lists[listed.name].choices
        return tuple(known[node] for node in nodes if node in known)

    def _words_at(self, held: Held, path: str) -> str:
        nodes = [other for spot, found in self.tree.of.items() if spot.path == path
                 for other in found]  # fmt: skip
        near = [o for o in nodes if o.rounds == held.rounds[: len(o.rounds)]]
        return near[0].node.text if near else ""

    def _pass(self) -> bool:
        """Work everything out once. Returns whether anything came out differently."""
        changed = False
        for spot in self.plan.order:
            if isinstance(spot.item, Repeat) and spot.item.count:
                changed |= any([self._count(p) for p in [*self.tree.places.get(spot, [])]])
            for held in self.tree.of[spot]:
                changed |= self._settle(held)
        return changed

    def _count(self, place: Held) -> bool:
        logic = place.spot.logic.get("repeat_count")
        with _round_at(place) as here:
            value = self.value(replace(place, node=here), logic) if logic else None
        number = to_number(value) if value is not None else 0.0
        return self.tree.repeat(place, int(min(number, 1e6)) if number >= 1 else 0)

    def _settle(self, held: Held) -> bool:
        node = held.node
        before = (node.relevant, node.text)
        above = node.parent.relevant if node.parent else True
        node.relevant = above and self.says(held, "relevant", otherwise=True)
        if isinstance(held.spot.item, Question):
            node.text = self._text(held, held.spot.item)
        return before != (node.relevant, node.text)

    def _text(self, held: Held, question: Question) -> str:
        logic, said = held.spot.logic, self.answers.get(held.path)
        if "calculation" in logic and (question.silent or self.read_only(held)):
            return self._string(held, logic["calculation"])
        if said is not None and not question.silent:
            return self._still_there(held, question, said)
        for column in ("calculation", "default"):
            if column in logic:
                return self._string(held, logic[column])
        return question.default

    def _string(self, held: Held, logic: Ready) -> str:
        if not held.node.relevant:
            return held.node.text
        held.node.text = ""
        value = self.value(held, logic)
        text = "" if value is None else to_string(value)
        return "" if text == "NaN" else text

    def _still_there(self, held: Held, question: Question, said: str) -> str:
        """What was chosen and can still be chosen."""
        if "choice_filter" not in held.spot.logic:
            return said
        names = [choice.name for choice in self._left(held, question)]
        if question.kind is Kind.SELECT_ONE:
            return said if said in names else ""
        return " ".join(name for name in said.split() if name in names)

    def _label_of(self, value: str, path: str) -> str:
        plain_path = "/".join(step.partition("[")[0] for step in path.split("/"))
        spot = self.plan.at.get(plain_path) or self._near(plain_path)
        question = spot.item if spot else None
        if not isinstance(question, Question) or question.listed is None:
            return value
        labels = {c.name: c.label.in_language(self.setting.language) for c in question.choices}
        return labels.get(value, value)

    def _near(self, path: str) -> Spot | None:
        name = path.rpartition("/")[2]
        return self.plan.at.get(self.plan.names.get(name, ""))

    def _text_of(self, name: str) -> str:
        listed, _, place = name.rpartition("-")
        found = self.plan.lists.get(listed)
        if found is None or not place.isdigit() or int(place) >= len(found.listed.choices):
            return name
        return found.listed.choices[int(place)].label.in_language(self.setting.language)

    def questions(self) -> Iterator[tuple[Held, Question]]:
        """Every question that counts here, silent ones too, in no order."""
        for held in self.tree.everything():
            if held.node.relevant and isinstance(held.spot.item, Question):
                yield held, held.spot.item


@contextmanager
def _round_at(place: Held) -> Iterator[Node]:
    """The first round of a repeat; where there is none, one that is there for a moment only."""
    rounds = place.node.named(place.spot.item.name)
    if rounds:
        yield rounds[0]
        return
    trial = place.node.add(Node(place.spot.item.name, repeat=True))
    try:
        yield trial
    finally:
        place.node.remove(trial)
