"""What an expression is made of: frozen values, as the parser builds them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import isinf
from typing import Literal

Axis = Literal["child", "parent", "self", "descendant-or-self", "descendant", "ancestor",
               "ancestor-or-self", "following-sibling", "preceding-sibling"]  # fmt: skip
AXES: dict[str, Axis] = {
    "child": "child",
    "parent": "parent",
    "self": "self",
    "descendant-or-self": "descendant-or-self",
    "descendant": "descendant",
    "ancestor": "ancestor",
    "ancestor-or-self": "ancestor-or-self",
    "following-sibling": "following-sibling",
    "preceding-sibling": "preceding-sibling",
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, such as 5 or .5."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes. XPath knows no way to write both kinds of quotes in one."""

    value: str


@dataclass(frozen=True, slots=True)
class Variable:
    """$name: a value that the caller hands in. Forms have none."""

    name: str
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """${name}: an XLSForm reference, to be replaced by a path before anything is worked out."""

    name: str
    last_saved: bool = False
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """A minus in front."""

    operand: "Tree"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one rank, read from the left: first, then (operator, operand) pairs.

    A chain and not a tree of pairs, so that a condition with a thousand `or` is not deep.
    """

    first: "Tree"
    rest: "tuple[tuple[str, Tree], ...]"


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is given."""

    name: str
    arguments: "tuple[Tree, ...]"
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path. `test` is a name, `*`, `prefix:*`, `node()` or `text()`."""

    axis: Axis
    test: str
    predicates: "tuple[Tree, ...]" = ()

    def __str__(self) -> str:
        short = {("parent", "node()"): "..", ("self", "node()"): "."}.get((self.axis, self.test))
        name = short or (self.test if self.axis == "child" else f"{self.axis}::{self.test}")
        return name + "".join(f"[{written(predicate)}]" for predicate in self.predicates)


ANYWHERE = Step("descendant-or-self", "node()")  # what `//` stands for


@dataclass(frozen=True, slots=True)
class Path:
    """Where answers are: steps from the top, from here, or from what `origin` gives.

    `top` is true for a path that begins with `/`; `origin` is None for it and for one from here.
    `filters` are the predicates that follow an origin directly, as in `instance('x')[1]/root`.
    """

    steps: tuple[Step, ...]
    top: bool = False
    origin: "Tree | None" = None
    filters: "tuple[Tree, ...]" = ()
    column: int = field(default=0, compare=False)

    @property
    def instance(self) -> str:
        """The name of the list that the path looks into; empty for the answers themselves."""
        origin = self.origin
        if isinstance(origin, Call) and origin.name == "instance" and len(origin.arguments) == 1:
            only = origin.arguments[0]
            return only.value if isinstance(only, Text) else ""
        return ""

    @property
    def current(self) -> bool:
        """Whether the path begins with current()."""
        return isinstance(self.origin, Call) and self.origin.name == "current"

    def __str__(self) -> str:
        return written(self)


Tree = Number | Text | Variable | Named | Negative | Chain | Call | Path


def children(tree: Tree) -> Iterator[Tree]:
    """The expressions directly inside one, in the order in which they are written."""
    match tree:
        case Negative(operand):
            yield operand
        case Chain(first, rest):
            yield first
            for _, operand in rest:
                yield operand
        case Call():
            yield from tree.arguments
        case Path():
            yield from _inside(tree)


def _inside(path: Path) -> Iterator[Tree]:
    if path.origin is not None:
        yield path.origin
    yield from path.filters
    for step in path.steps:
        yield from step.predicates


def plain_number(value: float) -> str:
    """A finite number without an exponent and without a needless point."""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def written(tree: Tree) -> str:
    """The expression as text again, in one plain spelling that parses to the same tree."""
    match tree:
        case Number(value):
            return "1" + "0" * 400 if isinf(value) else plain_number(value)
        case Text(value):
            return f"'{value}'" if "'" not in value else f'"{value}"'
        case Variable():
            return f"${tree.name}"
        case Named():
            return f"${{{'last-saved#' if tree.last_saved else ''}{tree.name}}}"
        case Negative(operand):
            return f"-{_guarded(operand)}"
        case Call():
            return f"{tree.name}({', '.join(map(written, tree.arguments))})"
        case Chain():
            return _chain(tree)
    return _path(tree)


def _chain(chain: Chain) -> str:
    tail = "".join(f" {operator} {_guarded(operand)}" for operator, operand in chain.rest)
    if isinstance(chain.first, Negative) and chain.rest[0][0] == "|":
        return f"({written(chain.first)}){tail}"  # `|` binds closer than a minus
    return _guarded(chain.first) + tail


def _guarded(tree: Tree) -> str:
    # A lone “/” before an operator would take the operator for a name: (/) or x, not / or x.
    lone = isinstance(tree, Path) and tree.top and not tree.steps
    return f"({written(tree)})" if lone or isinstance(tree, Chain) else written(tree)


def _path(path: Path) -> str:
    if path.top and not path.steps:
        return "/"
    found, between = _origin(path), "/" if path.top or path.origin is not None else ""
    for index, step in enumerate(path.steps):
        if step == ANYWHERE and between == "/" and index + 1 < len(path.steps):
            between = "//"
            continue
        found += f"{between}{step}"
        between = "/"
    return found


def _origin(path: Path) -> str:
    if path.origin is None:
        return ""
    start = written(path.origin)
    if not isinstance(path.origin, Call | Named | Variable | Text | Number):
        start = f"({start})"
    return start + "".join(f"[{written(predicate)}]" for predicate in path.filters)
