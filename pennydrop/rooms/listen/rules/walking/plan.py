"""A form made ready once: every item with its expressions compiled, and the order to work in."""

import heapq
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pennydrop.rooms.listen.rules.form.logic import expressions, places_of
from pennydrop.rooms.listen.rules.form.model import (
    Choice,
    ChoiceList,
    Form,
    Group,
    Item,
    Placed,
    Question,
    Repeat,
)
from pennydrop.rooms.listen.rules.form.references import Looked, Names
from pennydrop.rooms.listen.rules.form.texts import Text
from pennydrop.rooms.listen.rules.xpath import (
    Expression,
    ExpressionError,
    Node,
    functions,
    parse,
    references,
    substitute,
)

NOTE_COLUMN = "content_note"
TOGETHER = frozenset({"field-list", "table-list"})
LAST = 1 << 30  # a repeat's own page stands after all its rounds
_CHANCE = frozenset({"random", "uuid", "randomize", "once"})
_NAMED = re.compile(r"\$\{\s*([^\s{}]+)\s*\}")
_PLAIN_AXES = frozenset({"child", "self", "parent"})
_ANY = frozenset({"*", "node()"})


@dataclass(frozen=True, eq=False)
class Ready:
    """One expression, ready to run. `chance`: it throws dice, which must fall alike each time."""

    expression: Expression
    chance: bool


@dataclass(frozen=True, eq=False)
class Spot:
    """An item of the form and what is worked out for it.

    `number` is its place among what has a page, from 1, and 0 for what has none. It is what stands
    in an address, so that no address says what a question is about. `steps` say where it stands:
    the index in each group from the top, with whether that group is a repeat.
    """

    index: int
    number: int
    placed: Placed
    steps: tuple[int, ...]
    logic: Mapping[str, Ready]

    @property
    def item(self) -> Item:
        return self.placed.item

    @property
    def path(self) -> str:
        return self.placed.path

    @property
    def open_repeat(self) -> bool:
        """A repeat of which the person says how often, so that it has a page of its own."""
        return isinstance(self.item, Repeat) and not self.item.count

    def key(self, rounds: tuple[int, ...]) -> tuple[int, ...]:
        """Where its page stands among all pages, in the given rounds of the repeats round it."""
        left, found = list(rounds), []
        for group, index in zip(self.placed.inside, self.steps, strict=False):
            found += [index, left.pop(0) if isinstance(group, Repeat) and left else 1]
        own = [self.steps[-1]]
        if isinstance(self.item, Group):
            own.append(LAST if isinstance(self.item, Repeat) else 0)
        return (*found, *own)


@dataclass(frozen=True, eq=False)
class Plan:
    """A form made ready. `order` is the order in which things are worked out; `settled` means
    that one pass is enough, because nothing looks at what comes after it. `together` names, for
    each item inside, the group that is asked on one page."""

    form: Form
    spots: tuple[Spot, ...]
    order: tuple[Spot, ...]
    settled: bool
    at: Mapping[str, Spot]
    inside: Mapping[str, tuple[Spot, ...]]
    numbered: Mapping[int, Spot]
    names: Mapping[str, str]
    repeats: frozenset[str]
    lists: Mapping[str, "Listed"]
    together: Mapping[Spot, Spot]


@dataclass(frozen=True, eq=False)
class Listed:
    """A list of choices as a node that expressions look into: instance('name')/root/item."""

    listed: ChoiceList
    top: Node
    choices: Mapping[Node, Choice]


def content_note(group: Group) -> Text:
    """What is said before a hard part: our own column `content_note`, else the group's hint."""
    said = [
        (column.removeprefix(NOTE_COLUMN).strip(" :"), words)
        for column, words in group.kept
        if column.startswith(NOTE_COLUMN) and words
    ]
    return Text(tuple(said)) if said else group.hint


def has_page(item: Item) -> bool:
    if isinstance(item, Question):
        return not item.silent
    if isinstance(item, Repeat):
        return not item.count
    return bool(content_note(item))


def asks_together(group: Group) -> bool:
    """Whether a group is asked on one page: its author says so (`field-list`), and nothing inside
    needs a page of its own (a repeat, or what is said before a hard part)."""
    return bool(TOGETHER & set(group.appearance.split())) and _all_on_one(group.items)


def _all_on_one(items: tuple[Item, ...]) -> bool:
    inner = [item for item in items if isinstance(item, Group)]
    return all(
        not isinstance(group, Repeat) and not content_note(group) and _all_on_one(group.items)
        for group in inner
    )


def plan_of(form: Form) -> Plan:
    """Make a form ready. It is worth keeping: a long form takes some tenths of a second.

    An expression that cannot be read counts as not being there: nothing is hidden by it.
    """
    names = {name: at[0] for name, at in places_of(form).items() if len(at) == 1}
    repeats = frozenset(p.path for p in form.placed() if isinstance(p.item, Repeat))
    lists = {listed.name: _listed(listed) for listed in form.lists()}
    spots = tuple(_spots(form, names, repeats))
    order, settled = _order(form, spots)
    inside: dict[str, list[Spot]] = {}
    for spot in spots:
        inside.setdefault(spot.path.rpartition("/")[0], []).append(spot)
    at = {spot.path: spot for spot in spots}
    return Plan(
        form=form, spots=spots, order=order, settled=settled, at=at,
        inside={path: tuple(found) for path, found in inside.items()},
        numbered={s.number: s for s in spots if s.number}, names=names, repeats=repeats,
        lists=lists, together=dict(_together(spots, at)),
    )  # fmt: skip


def _together(spots: tuple[Spot, ...], at: Mapping[str, Spot]) -> Iterator[tuple[Spot, Spot]]:
    for spot in spots:
        names = spot.path.split("/")
        for depth, group in enumerate(spot.placed.inside, 3):
            if asks_together(group):
                yield spot, at["/".join(names[:depth])]
                break


def _spots(form: Form, names: Mapping[str, str], repeats: frozenset[str]) -> Iterator[Spot]:
    number = 0
    places: dict[str, tuple[int, ...]] = {f"/{form.root}": ()}
    seen: dict[str, int] = {}
    for index, placed in enumerate(form.placed()):
        above = placed.path.rpartition("/")[0]
        steps = (*places[above], seen.get(above, 0))
        seen[above] = steps[-1] + 1
        places[placed.path] = steps
        page = has_page(placed.item)
        number += page
        logic = dict(_logic(placed, names, repeats))
        yield Spot(index, number if page else 0, placed, steps, logic)


def _logic(
    placed: Placed, names: Mapping[str, str], repeats: frozenset[str]
) -> Iterator[tuple[str, Ready]]:
    for column, text in _written(placed.item):
        if column == "choice_filter":
            text = _filtered(placed.item, text, names)
        try:
            expression = parse(substitute(text, names, placed.path, repeats))
        except ExpressionError:
            continue
        yield column, Ready(expression, bool(functions(expression) & _CHANCE))


def _written(item: Item) -> Iterator[tuple[str, str]]:
    yield from expressions(item)
    if isinstance(item, Question) and item.listed and not item.choice_filter:
        if item.listed.source.startswith("${"):
            yield "choice_filter", "true()"


def _filtered(item: Item, text: str, names: Mapping[str, str]) -> str:
    """A choice filter is a condition on the rows of the list, so it is written as one.

    Where the choices are the answers of a repeat, its rows are the rounds, and a name inside the
    repeat means the answer in that round.
    """
    assert isinstance(item, Question) and item.listed
    source = item.listed.source
    if not source.startswith("${"):
        return f"instance('{item.listed.name}')/root/item[{text}]"
    rounds = names.get(source.strip("${}"), "").rpartition("/")[0] + "/"

    def near(found: re.Match[str]) -> str:
        path = names.get(found[1], "")
        return f"./{path[len(rounds) :]}" if path.startswith(rounds) else found[0]

    return f"{source}/..[{_NAMED.sub(near, text)}]"


def _listed(listed: ChoiceList) -> Listed:
    choices: dict[Node, Choice] = {}
    for place, choice in enumerate(listed.choices):
        cells = {"name": choice.name, "label": str(choice.label), **dict(choice.extra)}
        cells["itextId"] = f"{listed.name}-{place}"
        item = Node("item", children=[Node(column, text) for column, text in cells.items()])
        choices[item] = choice
    return Listed(listed, Node("", children=[Node("root", children=choices)]), choices)


def _order(form: Form, spots: tuple[Spot, ...]) -> tuple[tuple[Spot, ...], bool]:
    """Each after what it looks at, and as in the form where nothing else is said (Kahn, 1962)."""
    looked = Names(form)
    at = {spot.path: spot.index for spot in spots}
    waits = [{at[p] for p in _needs(spot, looked) if p in at} - {spot.index} for spot in spots]
    frees: list[list[int]] = [[] for _ in spots]
    for index, needed in enumerate(waits):
        for other in needed:
            frees[other].append(index)
    left = [len(needed) for needed in waits]
    ready = [index for index, count in enumerate(left) if not count]
    done: list[int] = []
    while ready:
        index = heapq.heappop(ready)
        done.append(index)
        for freed in frees[index]:
            left[freed] -= 1
            if not left[freed]:
                heapq.heappush(ready, freed)
    knotted = sorted(set(range(len(spots))) - set(done))
    plain = not knotted and not any(_wanders(spot) for spot in spots)
    return tuple(spots[index] for index in (*done, *knotted)), plain


def _needs(spot: Spot, looked: Names) -> Iterator[str]:
    """Paths that must be worked out before: what is round it, and what it looks at."""
    yield spot.path.rpartition("/")[0]
    for column, text in _written(spot.item):
        try:
            tree = parse(text).tree
        except ExpressionError:
            continue
        filtering = column == "choice_filter"
        for found in looked.look(tree, spot.placed, filtering=filtering):
            if isinstance(found, Looked):
                yield found.path
    source = spot.item.listed.source if isinstance(spot.item, Question) and spot.item.listed else ""
    if source.startswith("${"):
        yield looked.of.get(source.strip("${}"), ("",))[0]


def _wanders(spot: Spot) -> bool:
    """Whether an expression looks at places that its words do not name (`*`, `//`, siblings)."""
    return any(
        step.axis not in _PLAIN_AXES or (step.test in _ANY and step.axis == "child")
        for logic in spot.logic.values()
        for path in references(logic.expression)
        if not path.instance
        for step in path.steps
    )
