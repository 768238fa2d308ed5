"""What an expression is worked out against. Nothing here reads a clock or throws dice by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from pennydrop.rooms.listen.rules.xpath.nodes import Node
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError
from pennydrop.rooms.listen.rules.xpath.values import Single

ENOUGH = 250_000  # nodes looked at in one evaluation: some seconds at worst


@dataclass(frozen=True, slots=True)
class Names:
    """The words for months (from January) and days of the week (from Monday) in one language."""

    months: tuple[str, ...]
    days: tuple[str, ...]
    letters: int = 3

    def short(self, name: str) -> str:
        return name[: self.letters]


ENGLISH = Names(
    ("January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)  # fmt: skip


def no_label(value: str, path: str) -> str:
    """Stands where no form is at hand: a choice is then called what it is stored as."""
    return value


def no_text(name: str) -> str:
    """Stands where no form is at hand: a translated text is then called by its id."""
    return name


class Effort:
    """How much looking one evaluation may do, so that no form can hold up the server."""

    __slots__ = ("left",)

    def __init__(self, left: int = ENOUGH) -> None:
        self.left = left

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise ExpressionError("This looks at too much. Narrow down what it looks for.")


@dataclass(frozen=True, slots=True)
class Context:
    """The answers, the moment, and what else functions may ask for.

    `root` is the top of the answers, as `document()` makes it; `here` the node that `.` and
    current() mean. `moment` is what now() says and must know its time zone; whoever calls decides
    how exact it may be. `instances` holds, by name, the node that instance('name') means: what is
    inside it is the list's `root`. `label_of(value, path)` gives a choice's label, `text_of(id)`
    a translated text. `strict` makes a step that leads nowhere an error, where there is no form to
    check the path against.
    """

    moment: datetime
    root: Node | None = None
    here: Node | None = None
    chance: Random = field(default_factory=Random)
    instances: Mapping[str, Node] = field(default_factory=dict)
    variables: Mapping[str, Single] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    label_of: Callable[[str, str], str] = no_label
    text_of: Callable[[str], str] = no_text
    names: Names = ENGLISH
    strict: bool = False

    def at(self, here: Node) -> "Context":
        """The same, seen from another node."""
        return replace(self, here=here)


class Scope:
    """Where a running evaluation stands: a node, and its place among those being looked at."""

    __slots__ = ("context", "effort", "node", "position", "size")

    def __init__(
        self, context: Context, node: Node | None, position: int, size: int, effort: Effort
    ) -> None:
        self.context = context
        self.node = node
        self.position = position
        self.size = size
        self.effort = effort
