"""The answers so far as a tree of nodes, round by round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pennydrop.rooms.listen.rules.form.model import Group, Kind, Question, Repeat
from pennydrop.rooms.listen.rules.walking.plan import Plan, Spot
from pennydrop.rooms.listen.rules.xpath import Node, document

MOST_ROUNDS = 60  # of one repeat; nobody answers more on a phone, and a page stays quick
MOST_NODES = 20_000
_NUMERIC = {Kind.INTEGER: "int", Kind.DECIMAL: "decimal", Kind.RANGE: "decimal"}


@dataclass(frozen=True, eq=False)
class Held:
    """One item in one round: its node, its path as answers are kept (`home[2]/name`), the numbers
    of the rounds it stands in, the outermost first, and the group that is round it."""

    spot: Spot
    node: Node
    path: str
    rounds: tuple[int, ...]
    outer: "Held | None" = None

    @property
    def address(self) -> str:
        return "-".join(map(str, (self.spot.number, *self.rounds)))

    @property
    def key(self) -> tuple[int, ...]:
        return self.spot.key(self.rounds)


class Tree:
    """All nodes. `of` lists what a spot holds, in the order of the rounds; a repeat holds one for
    each place where it may be repeated (`places`) and one for each round (`of`)."""

    def __init__(self, plan: Plan, answers: Mapping[str, str]) -> None:
        self.plan = plan
        self.answers = answers
        self.size = 0
        self.of: dict[Spot, list[Held]] = {spot: [] for spot in plan.spots}
        self.places: dict[Spot, list[Held]] = {}
        root = Node(plan.form.root)
        self.root = document(root)
        self._fill(root, f"/{plan.form.root}", "", None)

    def _fill(self, node: Node, above: str, prefix: str, outer: Held | None) -> None:
        rounds = outer.rounds if outer else ()
        for spot in self.plan.inside.get(above, ()):
            place = Held(spot, node, f"{prefix}{spot.item.name}", rounds, outer)
            if isinstance(spot.item, Repeat):
                self._repeat(place)
            else:
                self._put(place)

    def _put(self, place: Held) -> None:
        """Make the node of something at its place."""
        self.size += 1
        spot, item = place.spot, place.spot.item
        plain = item.default if isinstance(item, Question) and "default" not in spot.logic else ""
        text = self.answers.get(place.path, plain) if isinstance(item, Question) else ""
        kind = _NUMERIC.get(item.kind, "") if isinstance(item, Question) else ""
        repeat = isinstance(item, Repeat)
        node = place.node.add(Node(item.name, text, kind=kind, repeat=repeat))
        held = replace(place, node=node)
        self.of[spot].append(held)
        if isinstance(item, Group):
            self._fill(node, spot.path, f"{place.path}/", held)

    def _repeat(self, place: Held) -> None:
        """The place of a repeat has no node of its own: it holds the one that its rounds are in."""
        self.places.setdefault(place.spot, []).append(place)
        if place.spot.open_repeat:
            for number in range(1, rounds_said(self.answers, place.path) + 1):
                self._put(_round(place, number))

    def repeat(self, place: Held, wanted: int) -> bool:
        """Make a counted repeat as long as its count says. Returns whether anything changed."""
        name = place.spot.item.name
        there = len(place.node.named(name))
        wanted = max(0, min(wanted, MOST_ROUNDS))
        for number in range(there + 1, wanted + 1):
            if self.size < MOST_NODES:
                self._put(_round(place, number))
        for node in place.node.named(name)[wanted:]:
            place.node.remove(node)
            self._forget(node)
        return there != wanted

    def _forget(self, node: Node) -> None:
        gone = set(node.everything())
        for held in (*self.of.values(), *self.places.values()):
            held[:] = [one for one in held if one.node not in gone]

    def everything(self) -> Iterator[Held]:
        for found in self.of.values():
            yield from found


def _round(place: Held, number: int) -> Held:
    return replace(place, path=f"{place.path}[{number}]", rounds=(*place.rounds, number))


def rounds_said(answers: Mapping[str, str], path: str) -> int:
    """How many rounds of an open repeat the person asked for; its answer is their number."""
    said = answers.get(path, "")
    return min(int(said), MOST_ROUNDS) if said.isascii() and said.isdigit() else 0
